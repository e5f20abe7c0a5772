package media

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Drawing is an SVG file as it may be published: without comments, without what drawing programs note in it, such as
// authors and the names of folders, and without what could run or load something.
type Drawing struct {
	Data          []byte
	Width, Height int // in points of a screen
}

// Fault is why a drawing is refused, with the bytes that it is about.
type Fault struct {
	From, To      int
	Message, Help string
}

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	htmlSpace  = "http://www.w3.org/1999/xhtml"
	xlinkSpace = "http://www.w3.org/1999/xlink"
)

// Draw reads an SVG file. It gives every reason why the drawing is refused, in their order; the Drawing is then empty.
func Draw(data []byte) (Drawing, []Fault) {
	d := drawer{data: data, xml: xml.NewDecoder(bytes.NewReader(data)), own: map[string]bool{"xml": true}}
	d.read()
	if len(d.faults) > 0 {
		return Drawing{}, d.faults
	}
	var clean []byte
	at := 0
	slices.SortFunc(d.cuts, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	for _, c := range d.cuts {
		clean = append(clean, data[at:c[0]]...)
		at = c[1]
	}
	return Drawing{append(clean, data[at:]...), d.width, d.height}, nil
}

// drawer reads one drawing.
type drawer struct {
	data          []byte
	xml           *xml.Decoder
	from, to      int // the bytes of the token that is read
	depth         int
	left          int             // the depth at which an element that is left out began; 0 outside of one
	leftFrom      int             // where it began
	style         bool            // within a style element
	other         bool            // the file is something else
	own           map[string]bool // prefixes whose attributes are kept
	width, height int
	cuts          [][2]int
	faults        []Fault
}

func (d *drawer) fault(message, help string) {
	d.faults = append(d.faults, Fault{d.from, d.to, message, help})
}

func (d *drawer) read() {
	for !d.other {
		d.from = int(d.xml.InputOffset())
		token, err := d.xml.Token()
		d.to = int(d.xml.InputOffset())
		switch {
		case errors.Is(err, io.EOF) && (d.width > 0 || len(d.faults) > 0):
			return
		case err != nil:
			d.from, d.to = max(0, min(d.to, len(d.data)-1)), min(d.to+1, len(d.data))
			d.fault("the drawing cannot be read", "open it in a drawing program and save it again as plain SVG")
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			d.depth++
			if d.left == 0 {
				d.start(t)
			}
		case xml.EndElement:
			if d.left == d.depth {
				d.left = 0
				d.cuts = append(d.cuts, [2]int{d.leftFrom, d.to})
			}
			d.depth--
			d.style = false
		case xml.CharData:
			if d.style && d.left == 0 {
				d.css(string(t))
			}
		case xml.Comment:
			d.cut()
		case xml.ProcInst:
			if t.Target == "xml-stylesheet" {
				d.fault("the drawing loads its style from another file", "save it as plain SVG, with its style in it")
			}
			d.cut()
		case xml.Directive:
			if bytes.ContainsRune(t, '[') {
				d.fault("the drawing defines words of its own for its reader (<!ENTITY)", "save it again as plain SVG")
			}
			d.cut()
		}
	}
}

// cut leaves out the token that is read.
func (d *drawer) cut() {
	if d.left == 0 {
		d.cuts = append(d.cuts, [2]int{d.from, d.to})
	}
}

// start judges the beginning of an element.
func (d *drawer) start(e xml.StartElement) {
	name := strings.ToLower(e.Name.Local)
	if d.depth == 1 {
		if name != "svg" || e.Name.Space != svgSpace {
			d.fault("the file is not a drawing in SVG", `its first tag must be <svg xmlns="`+svgSpace+`">`)
			d.other = true
			return
		}
		d.size(e)
	}
	switch {
	case name == "script" || name == "handler" || name == "listener":
		d.fault("the drawing has a program in it (<"+e.Name.Local+">)",
			"delete the element: a picture only shows something")
	case slices.Contains([]string{"foreignobject", "iframe", "object", "embed", "audio", "video", "canvas"}, name) ||
		e.Name.Space == htmlSpace:
		d.fault("the drawing has something else than a drawing in it (<"+e.Name.Local+">)",
			"delete the element; if it is text, write it as text in the drawing program")
	case name == "set" || strings.HasPrefix(name, "animate"):
		d.fault("the drawing moves (<"+e.Name.Local+">)",
			"delete the element: a picture must not move")
	case e.Name.Space != svgSpace || name == "metadata":
		d.left, d.leftFrom = d.depth, d.from
		return
	}
	d.style = name == "style"
	d.attributes(e)
}

// attributes judges the attributes of an element, and leaves out those that only drawing programs read.
func (d *drawer) attributes(e xml.StartElement) {
	for _, a := range e.Attr {
		if a.Name.Space == "xmlns" && (a.Value == svgSpace || a.Value == xlinkSpace) {
			d.own[a.Name.Local] = true
		}
		name := strings.ToLower(a.Name.Local)
		switch {
		case a.Name.Local == "xmlns" || a.Name.Space != "" && a.Name.Space != svgSpace && a.Name.Space != xlinkSpace:
		case strings.HasPrefix(name, "on"):
			d.fault("the drawing has a program in it ("+a.Name.Local+"=)", "delete the attribute")
		case name == "href" || name == "src":
			d.reference(strings.ToLower(e.Name.Local), strings.TrimSpace(a.Value))
		case !strings.HasPrefix(name, "aria-"):
			d.css(a.Value)
		}
	}
	tag := d.data[d.from:d.to]
	for _, m := range attribute.FindAllSubmatchIndex(tag, -1) {
		whole := string(tag[m[2]:m[3]])
		prefix, local, has := strings.Cut(whole, ":")
		if prefix == "xmlns" {
			prefix = local
		}
		if has && !d.own[prefix] {
			d.cuts = append(d.cuts, [2]int{d.from + m[0], d.from + m[1]})
		}
	}
}

// attribute is one attribute of a tag that has been read, with the space before it.
var attribute = regexp.MustCompile(`\s+([^\s=<>"'/]+)\s*=\s*(?:"[^"]*"|'[^']*')`)

// reference judges what an element of the drawing refers to.
func (d *drawer) reference(element, to string) {
	if strings.HasPrefix(to, "#") {
		return
	}
	const help = "use what is in the drawing itself; a photograph goes beside the page as a picture of its own"
	if kind, text, ok := strings.Cut(to, ";base64,"); ok && element == "image" && strings.HasPrefix(kind, "data:") {
		picture, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
		clean, wrong := Clean(picture)
		switch {
		case err != nil || errors.Is(wrong, ErrBroken):
			d.fault("a picture in the drawing is broken", help)
		case wrong != nil || !bytes.Equal(clean, picture):
			d.fault("a picture in the drawing tells who took it, where or with what", help)
		}
		return
	}
	d.fault("the drawing refers to something outside it: "+clip(to, 60), help)
}

var (
	cssURL    = regexp.MustCompile(`(?i)url\(\s*["']?\s*([^)"']*)`)
	cssLoader = regexp.MustCompile(`(?i)@import|image-set\(|expression\(|-moz-binding|behavior\s*:`)
)

// css judges a style, or an attribute that may be one.
func (d *drawer) css(style string) {
	switch {
	case strings.Contains(style, `\`):
		d.fault("the drawing has a backslash in a style", "write the style without it")
		return
	case cssLoader.MatchString(style):
		d.fault("the drawing loads part of its style from elsewhere", "save it as plain SVG, with its style in it")
		return
	}
	for _, m := range cssURL.FindAllStringSubmatch(style, -1) {
		if to := strings.TrimSpace(m[1]); !strings.HasPrefix(to, "#") && !strings.HasPrefix(to, "data:font/") {
			d.fault("the drawing refers to something outside it: "+clip(to, 60), "use what is in the drawing itself")
		}
	}
}

// size reads how large the drawing is shown: its stated size, or else the size of its viewBox.
func (d *drawer) size(e xml.StartElement) {
	var said [2]float64
	var box []string
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "width":
			said[0] = length(a.Value)
		case "height":
			said[1] = length(a.Value)
		case "viewBox":
			box = strings.FieldsFunc(a.Value, func(r rune) bool { return strings.ContainsRune(" ,\t\n\r", r) })
		}
	}
	if (said[0] <= 0 || said[1] <= 0) && len(box) == 4 {
		said = [2]float64{length(box[2]), length(box[3])}
	}
	d.width, d.height = int(math.Round(said[0])), int(math.Round(said[1]))
	if d.width < 1 || d.height < 1 {
		d.fault("the drawing does not say how large it is",
			`write a viewBox into its first tag, such as viewBox="0 0 640 360"`)
	}
}

// length reads a length in points of a screen; 0 where it is none, or one of what is around the drawing.
func length(s string) float64 {
	s = strings.TrimSpace(s)
	unit := strings.TrimLeft(s, "0123456789.+-")
	per, known := map[string]float64{"": 1, "px": 1, "pt": 96. / 72, "pc": 16, "in": 96, "cm": 96 / 2.54,
		"mm": 96 / 25.4}[unit]
	n, err := strconv.ParseFloat(strings.TrimSuffix(s, unit), 64)
	if !known || err != nil || n < 0 || n*per > 100_000 {
		return 0
	}
	return n * per
}

// clip cuts a text for a message.
func clip(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
