package timeline

import (
	"math"
	"strconv"

	"precept/internal/programme"
)

// noLook is the class of what is not a lane's.
const noLook = "tl-look--0"

// lookOf gives the classes by which the stylesheet colours a lane: those of its look, and of its own colour.
func (c *Chart) lookOf(id string) string {
	lane := c.lane(id)
	class := "tl-look--" + strconv.Itoa(lane.Look)
	if hue := lane.Hue(); hue != "" {
		class += " " + hue
	}
	return class
}

// shapeOf gives each lane the shape of its look.
func (c *Chart) shapeOf(id string) int { return max(c.lane(id).Look-1, 0) }

// lane gives the lane with that id, or one without a look.
func (c *Chart) lane(id string) programme.Lane {
	for _, l := range c.Lanes {
		if l.ID == id {
			return l
		}
	}
	return programme.Lane{}
}

// shape draws the outline of a lane's mark around a place; r is half its width, for a circle.
func (p *pen) shape(class string, kind int, x, y, r float64) {
	corners := func(n int, r, turn float64) {
		d := ""
		for i := range n {
			a := (float64(i)/float64(n) + turn) * 2 * math.Pi
			letter := "L"
			if i == 0 {
				letter = "M"
			}
			d += path(letter, x+r*math.Sin(a), y-r*math.Cos(a))
		}
		p.leaf("path", class, "d", d+"Z", "stroke-linejoin", "round")
	}
	switch kind {
	case 0:
		p.leaf("circle", class, "cx", x, "cy", y, "r", r)
	case 1:
		corners(4, r*1.2, 0)
	case 2:
		h := r * 0.92
		p.box(class, x-h, y-h, 2*h, 2*h, r*0.3)
	case 3:
		corners(6, r*1.12, 0)
	case 4:
		corners(8, r*1.06, 1.0/16)
	default:
		corners(5, r*1.15, 0)
	}
}

// fillOf gives the classes of a mark's outline and of the number in it.
func (m *Mark) fillOf() (outline, number string) {
	switch m.State {
	case programme.Done:
		return "tl-solid", "tl-num"
	case programme.Past:
		return "tl-amber", "tl-num--past"
	case programme.InProgress:
		return "tl-heavy", "tl-num--open"
	case programme.NotApplicable:
		return "tl-off", "tl-num--off"
	case programme.NoState:
		if !m.Unconfirmed {
			return "tl-solid", "tl-num"
		}
	}
	if m.Unconfirmed {
		return "tl-open", "tl-num--open"
	}
	return "tl-hollow", "tl-num--open"
}

// mark draws a numbered mark with its state. The caller has opened its group.
func (l *layout) mark(p *pen, m *Mark, x, y float64) {
	kind, r := l.shapeOf(m.Lane), l.r
	outline, number := m.fillOf()
	if m.Gate != "" {
		p.shape("tl-ring", kind, x, y, r+4)
		r--
	}
	p.shape("tl-shape "+outline, kind, x, y, r)
	p.words(number, x, y+l.font*0.36, l.font, "middle", strconv.Itoa(m.Number))
	p.badge(m.State, x+r*0.82, y+r*0.82, l.r*0.5)
}

// badge draws the sign of a state; what is not started has none.
func (p *pen) badge(s programme.State, x, y, r float64) {
	class := "tl-badge"
	var d string
	u := r / 9 // the signs are drawn for a badge of 9
	switch s {
	case programme.Done:
		class, d = "tl-badge--done", path("M", x-4*u, y+0.3*u, "L", x-1.2*u, y+3*u, "L", x+4*u, y-3*u)
	case programme.Past: // a clock
		class, d = "tl-badge--past", path("M", x, y-4.5*u, "L", x, y+0.5*u, "L", x+3.2*u, y+2.4*u)
	case programme.InProgress: // half a disc: some of it is done
		d = path("M", x-0.5*u, y-3.6*u, "A", 3.6*u, 3.6*u, " 0 0 0", x-0.5*u, y+3.6*u, "ZM", x-1.6*u, y-1.5*u, "V",
			y+1.5*u)
	case programme.Waiting: // three dots
		d = path("M", x-4*u, y, "h0.1M", x, y, "h0.1M", x+4*u, y, "h0.1")
	case programme.Agreed: // an arrow: it goes on by a plan
		d = path("M", x-4.2*u, y, "L", x+4*u, y, "M", x+0.8*u, y-3.2*u, "L", x+4*u, y, "L", x+0.8*u, y+3.2*u)
	case programme.NotApplicable:
		d = path("M", x-3.6*u, y, "L", x+3.6*u, y)
	default:
		return
	}
	p.leaf("circle", class, "cx", x, "cy", y, "r", r)
	p.leaf("path", "tl-glyph", "d", d)
}

// dotMark draws one time of a series, too small for a number: its state by fill, and the sign in it.
func (l *layout) dotMark(p *pen, m *Mark, x, y float64) {
	r := min(7.5, l.dot/2-1)
	outline, _ := m.fillOf()
	p.shape("tl-shape "+outline, l.shapeOf(m.Lane), x, y, r)
	if r < 6 {
		return
	}
	u := r / 8
	switch m.State {
	case programme.Done:
		p.leaf("path", "tl-glyph", "d", path("M", x-3.4*u, y+0.3*u, "L", x-1*u, y+2.6*u, "L", x+3.4*u, y-2.6*u))
	case programme.Past:
		p.leaf("path", "tl-glyph--past", "d", path("M", x, y-3.6*u, "L", x, y+0.4*u, "L", x+2.6*u, y+1.8*u))
	case programme.Waiting:
		p.leaf("path", "tl-glyph--open", "d", path("M", x-2.6*u, y, "h0.1M", x+2.6*u, y, "h0.1"))
	case programme.Agreed, programme.NotApplicable:
		p.leaf("path", "tl-glyph--open", "d", path("M", x-2.8*u, y, "L", x+2.8*u, y))
	}
}

// gateWords names a gate in the picture.
func (c *Chart) gateWords(gate string) string {
	if gate == programme.Final {
		return c.Words.Say("Final review")
	}
	return c.Words.Say("Half-way review")
}
