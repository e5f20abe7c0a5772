package chart

import (
	"fmt"
	"math"
)

// Part is one part of a column, of an amount.
type Part struct {
	Look   Look
	Amount float64
}

// Column is what one time has; its label may be "", where there is no room for all.
type Column struct {
	Label string
	Title string
	Parts []Part
}

// The sizes of columns.
const (
	plot  = 130 // the height of the highest
	left  = 42  // room for the numbers of the axis
	floor = 34  // below the columns, with their labels

	labelled = 70 // room for a label: Sep 2026
)

// Columns draws amounts over time, each column in parts from the bottom up. unit names what is counted.
func Columns(id, title, unit string, columns []Column, key []Key) string {
	var p pen
	high := 0.0
	for _, c := range columns {
		high = max(high, c.total())
	}
	step := stepFor(high)
	top := max(step, math.Ceil(high/step)*step)
	key = drawnIn(columns, key)
	above := float64(leading + 14)
	p.open(id, title, above+plot+floor+float64(len(key))*(mark+gap))
	p.words("ch-axis", 0, text, text, "start", unit)
	for v := 0.0; v <= top; v += step {
		y := above + plot - v/top*plot
		p.path("ch-rule", fmt.Sprintf("M%d %sH%d", left, num(y), Width))
		p.words("ch-axis", left-8, y+text*0.36, text, "end", num(v))
	}
	share := float64(Width-left) / float64(max(1, len(columns)))
	for i, c := range columns {
		x, y := left+float64(i)*share, above+plot
		p.WriteString(`<g>`)
		fmt.Fprintf(&p, `<title>%s</title>`, escape(c.Title))
		for _, part := range c.Parts {
			if h := part.Amount / top * plot; h > 0 {
				y -= h
				p.box(classes[part.Look], x+share*0.15, y, share*0.7, h, 0)
			}
		}
		p.WriteString(`</g>`)
		if c.Label != "" && x+labelled <= Width {
			p.words("ch-axis", x, above+plot+leading, text, "start", c.Label)
		}
	}
	p.key(key, above+plot+floor)
	return p.close()
}

func (c Column) total() float64 {
	sum := 0.0
	for _, part := range c.Parts {
		sum += part.Amount
	}
	return sum
}

// stepFor is how far apart the lines of the axis are: 1, 2, 5, 10 and so on, at most five of them.
func stepFor(high float64) float64 {
	for step := 1.0; ; step *= 10 {
		for _, by := range [...]float64{1, 2, 5} {
			if high <= step*by*5 {
				return step * by
			}
		}
	}
}

// drawnIn are the entries of the key whose look a column has.
func drawnIn(columns []Column, key []Key) []Key {
	var marks []Mark
	for _, c := range columns {
		for _, part := range c.Parts {
			if part.Amount > 0 {
				marks = append(marks, Mark{Look: part.Look})
			}
		}
	}
	return drawn([]Row{{Cells: [][]Mark{marks}}}, key)
}
