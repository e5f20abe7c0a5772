package chart

import (
	"fmt"
	"slices"
	"strconv"
)

// Look is how a mark is drawn: by its shape as much as by its colour.
type Look uint8

// The looks, from what is there to what does not apply.
const (
	Full    Look = iota // filled, with a tick
	Half                // half filled
	Dots                // three dots: it waits for somebody
	Arrow               // it goes on by a plan
	Open                // nothing yet
	Dashed              // it does not apply
	Solid               // filled, without a sign: for counts and columns
	Outline             // a strong outline, without a sign: the same
)

// classes are the looks' classes, in their order.
var classes = [...]string{"ch-full", "ch-half", "ch-dots", "ch-arrow", "ch-open", "ch-dashed", "ch-full", "ch-half"}

// Mark is one thing of a grid. One with a count shows that instead of its sign.
type Mark struct {
	Look  Look
	Count int
	Title string
}

// Row is a line of a grid: a name, and the marks in each of its columns.
type Row struct {
	Name  string
	Cells [][]Mark
}

// Key says in words what a look means.
type Key struct {
	Look  Look
	Words string
}

// The sizes of a grid.
const (
	mark     = 26 // a mark's side
	gap      = 6  // between marks, and between lines of them
	text     = 16 // the size of letters: 12 pixels at least where the drawing is smallest
	leading  = 21
	perLine  = 38 // letters
	between  = 14 // rows
	rounding = 4
)

// Grid draws rows of marks below columns. Without names of columns there is no head. The key has only those looks that
// are drawn.
func Grid(id, title string, columns []string, rows []Row, key []Key) string {
	var p pen
	height := gridHeight(columns, rows, drawn(rows, key))
	p.open(id, title, height)
	y := 0.0
	share := float64(Width) / float64(max(1, len(columns)))
	if len(columns) > 0 {
		for i, c := range columns {
			p.words("ch-head", float64(i)*share, leading-5, text, "start", c)
		}
		y = leading + gap
	}
	for _, row := range rows {
		p.path("ch-rule", fmt.Sprintf("M0 %sH%d", num(y), Width))
		y += 4
		for _, line := range wrapped(row.Name, perLine) {
			y += leading
			p.words("ch-name", 0, y-5, text, "start", line)
		}
		y += gap
		for i, cell := range row.Cells {
			for j, m := range cell {
				n := fitting(share)
				p.mark(m, float64(i)*share+float64(j%n)*(mark+gap), y+float64(j/n)*(mark+gap))
			}
		}
		y += tallest(row, share)*(mark+gap) - gap + between
	}
	p.key(drawn(rows, key), y)
	return p.close()
}

// fitting is how many marks fit beside one another in a column.
func fitting(share float64) int { return max(1, int((share-10+gap)/(mark+gap))) }

// tallest is how many lines of marks the fullest cell of a row has.
func tallest(row Row, share float64) float64 {
	most := 1
	for _, cell := range row.Cells {
		most = max(most, (len(cell)+fitting(share)-1)/fitting(share))
	}
	return float64(most)
}

func gridHeight(columns []string, rows []Row, key []Key) float64 {
	h := 0.0
	if len(columns) > 0 {
		h = leading + gap
	}
	share := float64(Width) / float64(max(1, len(columns)))
	for _, row := range rows {
		h += 4 + float64(len(wrapped(row.Name, perLine)))*leading + gap + tallest(row, share)*(mark+gap) - gap + between
	}
	return h + float64(len(key))*(mark+gap)
}

// drawn are the entries of the key whose look is drawn.
func drawn(rows []Row, key []Key) []Key {
	used := map[Look]bool{}
	for _, row := range rows {
		for _, cell := range row.Cells {
			for _, m := range cell {
				used[m.Look] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(key), func(k Key) bool { return !used[k.Look] })
}

func (p *pen) key(list []Key, y float64) {
	for _, k := range list {
		p.mark(Mark{Look: k.Look}, 0, y)
		p.words("ch-key", mark+10, y+mark/2+text*0.36, text, "start", k.Words)
		y += mark + gap
	}
}

// mark draws one mark with its upper left corner at a place.
func (p *pen) mark(m Mark, x, y float64) {
	p.WriteString(`<g>`)
	if m.Title != "" {
		fmt.Fprintf(p, `<title>%s</title>`, escape(m.Title))
	}
	p.box(classes[m.Look], x+1, y+1, mark-2, mark-2, rounding)
	cx, cy := x+mark/2, y+mark/2
	sign := func(class, d string) { p.path(class, d) }
	switch {
	case m.Count > 0:
		class := "ch-count"
		if m.Look == Full || m.Look == Solid {
			class = "ch-count--full"
		}
		p.words(class, cx, cy+text*0.36, text, "middle", strconv.Itoa(m.Count))
	case m.Look == Full:
		sign("ch-sign--full", fmt.Sprintf("M%s %sl4 4 7-8", num(cx-6), num(cy)))
	case m.Look == Half:
		sign("ch-part", fmt.Sprintf("M%s %sV%sH%sZ", num(x+1), num(y+1), num(y+mark-1), num(x+mark-1)))
	case m.Look == Dots:
		sign("ch-sign", fmt.Sprintf("M%s %sh.1M%s %sh.1M%s %sh.1", num(cx-6), num(cy), num(cx), num(cy), num(cx+6),
			num(cy)))
	case m.Look == Arrow:
		sign("ch-sign", fmt.Sprintf("M%s %sh12m-4-4 4 4-4 4", num(cx-6), num(cy)))
	case m.Look == Dashed:
		sign("ch-sign", fmt.Sprintf("M%s %sh10", num(cx-5), num(cy)))
	}
	p.WriteString(`</g>`)
}
