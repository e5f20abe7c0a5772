// Package chart draws what a portfolio counts: grids of marks and columns of hours, as SVG. Every drawing has a title
// that says what it shows, and every mark one of its own; the colours are in the stylesheet, and a table beside the
// drawing says the same. It counts nothing itself. Package plan gives it what to draw; the picture of a programme is
// package timeline's.
package chart

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// Width is how wide every drawing is, in its own units. A narrow phone shows it a little smaller, a desk larger.
const Width = 360

// pen writes SVG. Classes give the colours.
type pen struct{ strings.Builder }

// open begins a drawing of a height, with the title by which people know it.
func (p *pen) open(id, title string, height float64) {
	fmt.Fprintf(p, `<svg class="ch" viewBox="0 0 %d %s" role="img" aria-labelledby="%s">`, Width, num(height), id)
	fmt.Fprintf(p, `<title id="%s">%s</title>`, id, escape(title))
}

func (p *pen) close() string {
	p.WriteString(`</svg>`)
	return p.String()
}

// words writes a text whose baseline is at y; anchor is "start", "middle" or "end".
func (p *pen) words(class string, x, y, size float64, anchor, s string) {
	fmt.Fprintf(p, `<text class="%s" x="%s" y="%s" font-size="%s" text-anchor="%s">%s</text>`, class, num(x), num(y),
		num(size), anchor, escape(s))
}

func (p *pen) box(class string, x, y, w, h, round float64) {
	fmt.Fprintf(p, `<rect class="%s" x="%s" y="%s" width="%s" height="%s" rx="%s"/>`, class, num(x), num(y), num(w),
		num(h), num(round))
}

func (p *pen) path(class, d string) { fmt.Fprintf(p, `<path class="%s" d="%s"/>`, class, d) }

// num writes a length with at most one decimal.
func num(v float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}

// escape makes a text one that XML can hold.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // writing to a builder does not fail
	return b.String()
}

// wrapped breaks a text into lines of so many letters, which is what the widest of the usual letters leave room for.
func wrapped(s string, most int) []string {
	var list []string
	line := ""
	for word := range strings.FieldsSeq(s) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > most {
			list = append(list, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(list, line)
}
