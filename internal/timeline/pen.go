package timeline

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"

	"precept/internal/programme"
)

// pen writes SVG. In a page it names classes, which the stylesheet colours; in a file of its own it writes the same
// looks as presentation attributes. It never writes a style.
type pen struct {
	bytes.Buffer
	standalone bool
	prefix     string // of ids
}

// num writes a length with at most one decimal.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// text writes s escaped; what XML cannot hold becomes the replacement character.
func (p *pen) text(s string) {
	_ = xml.EscapeText(&p.Buffer, []byte(s)) // writing to a buffer does not fail
}

// open begins an element with a class and attributes in pairs; floats are lengths.
func (p *pen) open(tag, class string, attrs ...any) {
	p.begin(tag, class, attrs)
	p.WriteByte('>')
}

// leaf writes an element without content.
func (p *pen) leaf(tag, class string, attrs ...any) {
	p.begin(tag, class, attrs)
	p.WriteString("/>")
}

func (p *pen) begin(tag, class string, attrs []any) {
	p.WriteByte('<')
	p.WriteString(tag)
	if class != "" && !p.standalone {
		p.attr("class", class)
	}
	if p.standalone {
		for name := range strings.FieldsSeq(class) {
			if own := programme.HueColour(name); own != "" {
				p.attr("color", own)
			} else if !strings.HasPrefix(name, "tl-look--") || !strings.Contains(class, programme.HuePrefix) {
				p.WriteString(presentation(name))
			}
		}
	}
	for i := 0; i+1 < len(attrs); i += 2 {
		name := attrs[i].(string)
		switch v := attrs[i+1].(type) {
		case float64:
			p.attr(name, num(v))
		case string:
			if v != "" {
				p.attr(name, v)
			}
		}
	}
}

func (p *pen) attr(name, value string) {
	p.WriteByte(' ')
	p.WriteString(name)
	p.WriteString(`="`)
	p.text(value)
	p.WriteByte('"')
}

func (p *pen) close(tag string) {
	p.WriteString("</")
	p.WriteString(tag)
	p.WriteByte('>')
}

// words writes a text at a place: its anchor is "", "middle" or "end", y the baseline.
func (p *pen) words(class string, x, y, size float64, anchor, s string) {
	p.open("text", class, "x", x, "y", y, "font-size", size, "text-anchor", anchor)
	p.text(s)
	p.close("text")
}

// line draws from one place to another.
func (p *pen) line(class string, x1, y1, x2, y2 float64) {
	p.leaf("path", class, "d", "M"+num(x1)+" "+num(y1)+"L"+num(x2)+" "+num(y2))
}

// box draws a rectangle with round corners.
func (p *pen) box(class string, x, y, w, h, round float64) {
	p.leaf("rect", class, "x", x, "y", y, "width", w, "height", h, "rx", round)
}

// path joins numbers and letters into the d of a path.
func path(parts ...any) string {
	var b strings.Builder
	for _, part := range parts {
		switch v := part.(type) {
		case float64:
			if b.Len() > 0 {
				if last := b.String()[b.Len()-1]; last != ' ' && (last < 'A' || last > 'Z') &&
					(last < 'a' || last > 'z') {
					b.WriteByte(' ')
				}
			}
			b.WriteString(num(v))
		case string:
			b.WriteString(v)
		}
	}
	return b.String()
}
