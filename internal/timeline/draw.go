package timeline

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"precept/internal/programme"
)

// Orientation says which way time runs.
type Orientation uint8

// The orientations: Wide is drawn for 700 to 1100 CSS pixels, Tall for 288 to 480. Within these no text is under 12
// pixels.
const (
	Wide Orientation = iota // time runs from left to right
	Tall                    // time runs down
)

// SVGOptions say how a chart is drawn.
type SVGOptions struct {
	Orientation Orientation

	// Standalone makes a file of its own: with its namespace, its background and its colours. Otherwise the drawing is
	// for a page, whose stylesheet colours its classes.
	Standalone bool

	// IDPrefix begins every id in the drawing, so that one page can have two drawings.
	IDPrefix string

	// Links makes the marks links to Mark.Href. To a screen reader a picture is one image with nothing to step through,
	// so a drawing with links is a group instead. Leave it off where a list with the same links is beside it.
	Links bool
}

// WriteSVG draws the chart. The same chart gives the same bytes. An error is one of w.
func (c Chart) WriteSVG(w io.Writer, o SVGOptions) error {
	p := &pen{standalone: o.Standalone, prefix: o.IDPrefix}
	if p.prefix == "" {
		p.prefix = "tl"
	}
	if o.Orientation == Tall {
		c.drawTall(p, o)
	} else {
		c.drawWide(p, o)
	}
	_, err := w.Write(p.Bytes())
	return err
}

// sheet is the height of a wide drawing whose text is 12 pt on an A4 sheet in landscape. A higher one shrinks, and the
// theme makes its text larger for that.
const sheet = 730

// top opens the drawing: what it is, in words, and the pattern of pauses.
func (c *Chart) top(p *pen, o SVGOptions, class string, width, height, font float64) {
	if class == "tl-wide" && height > sheet {
		class += " tl-high"
	}
	role := "img"
	if o.Links {
		role = "group"
	}
	x, y := 0.0, 0.0
	if o.Standalone { // a margin, which a page would give
		x, y, width, height = -16, -12, width+32, height+24
	}
	attrs := []any{"viewBox", num(x) + " " + num(y) + " " + num(width) + " " + num(height), "font-size", font,
		"role", role, "aria-labelledby", p.prefix + "-title", "aria-describedby", p.prefix + "-desc"}
	if o.Standalone {
		attrs = append([]any{"xmlns", "http://www.w3.org/2000/svg", "width", width, "height", height}, attrs...)
	}
	p.open("svg", "tl "+class, attrs...)
	p.open("title", "", "id", p.prefix+"-title")
	p.text(c.Title)
	p.close("title")
	p.open("desc", "", "id", p.prefix+"-desc")
	p.text(c.Desc)
	p.close("desc")
	if o.Standalone {
		p.box("tl-paper", x, y, width, height, 0)
	}
	if len(c.Pauses) > 0 {
		p.open("defs", "")
		p.open("pattern", "", "id", p.prefix+"-hatch", "width", 7.0, "height", 7.0, "patternUnits", "userSpaceOnUse",
			"patternTransform", "rotate(45)")
		p.leaf("path", "tl-hatch", "d", "M3.5 0V7")
		p.close("pattern")
		p.close("defs")
	}
}

// group opens the group of a mark, with the title that shows when the pointer is on it.
func (l *layout) group(p *pen, m *Mark, links bool) (end func()) {
	class := strings.TrimSpace("tl-mark " + l.lookOf(m.Lane) + " " + stateClass(m.State))
	tag := "g"
	if links && m.Href != "" {
		tag = "a"
		p.open(tag, class, "href", m.Href)
	} else {
		p.open(tag, class)
	}
	p.open("title", "")
	p.text(fmt.Sprintf("%d. %s. %s, %s", m.Number, m.Label, l.laneTitle(m.Lane), m.When))
	if m.State != programme.NoState {
		p.text(": " + m.State.Words(l.Words))
	}
	if m.Unconfirmed {
		p.text(l.Words.Say(" (owner or date to be confirmed)"))
	}
	p.close("title")
	return func() { p.close(tag) }
}

func (c *Chart) laneTitle(id string) string {
	for _, l := range c.Lanes {
		if l.ID == id {
			return l.Title
		}
	}
	return id
}

// spine draws a lane's colour and pattern: a solid line, dashes, dots, and so on for further lanes.
func (p *pen) spine(kind int, x1, y1, x2, y2 float64) {
	dash := [...]string{"", "9 4", "2 4", "14 4 2 4", "5 3", "9 3 2 3 2 3"}[min(kind, 5)]
	p.leaf("path", "tl-spine", "d", path("M", x1, y1, "L", x2, y2), "stroke-dasharray", dash)
}

// tick is a label on the axis.
type tick struct {
	pos    float64
	line   float64 // of its line, in a wide drawing
	t      float64 // months from the start
	phase  int     // its phase, where there are no dates
	text   string
	weight int // the heavier goes first where two do not fit
}

// ticks gives the labels that the axis could have. years asks for the year beside each January.
func (l *layout) ticks(years bool) []tick {
	if l.Dated {
		return l.monthTicks(years)
	}
	var all []tick
	for i, b := range l.Phases {
		s := &l.stretches[i]
		for m := b.From; m <= b.To; m++ {
			if m == b.To && i+1 < len(l.Phases) && l.Phases[i+1].From == m {
				break // the next phase begins there
			}
			t := tick{pos: s.at(float64(m)), t: float64(m), phase: i, text: fmt.Sprint(m)}
			if m == b.From || m == b.To {
				t.weight = 1
			}
			if b.From == b.To {
				t.pos = math.Round((s.from + s.to) / 2)
			} else if m == b.From && i > 0 && l.Phases[i-1].To == m {
				t.pos = l.boundary(i)
			}
			all = append(all, t)
		}
	}
	return all
}

// spaced gives the labels that are far enough apart, in order; apart says how much room one needs, half on each side.
func spaced(all []tick, apart func(string) float64) []tick {
	slices.SortStableFunc(all, func(a, b tick) int { return b.weight - a.weight })
	var kept []tick
	for _, t := range all {
		if !slices.ContainsFunc(kept,
			func(k tick) bool { return math.Abs(k.pos-t.pos) < (apart(k.text)+apart(t.text))/2 }) {
			kept = append(kept, t)
		}
	}
	slices.SortFunc(kept, func(a, b tick) int { return int(a.pos - b.pos) })
	return kept
}

// boundary is the place between phase i and the one before it.
func (l *layout) boundary(i int) float64 {
	return math.Round((l.stretches[i-1].to + l.stretches[i].from) / 2)
}

// monthTicks gives the first day of each month of the calendar that the chart spans, with years at each January if
// wanted.
func (l *layout) monthTicks(years bool) []tick {
	n := len(l.Phases)
	if n == 0 {
		return nil
	}
	begin, end := l.Phases[0].Begin, l.Phases[n-1].End
	var all []tick
	d := begin
	if d.Day > 1 {
		d.Day = 1
		d = d.AddMonths(1)
	}
	for i := 0; !d.After(end) && i < 1200; i++ {
		t := tick{t: l.months(d), text: l.Words.Month(d)}
		t.pos = l.axis.at(t.t)
		if d.Month == 1 {
			t.weight = 1
			if years {
				t.text += " " + strconv.Itoa(d.Year)
			}
		}
		all = append(all, t)
		d = d.AddMonths(1)
	}
	return all
}

// pauses gives the places between which the picture is hatched.
func (l *layout) pauses() [][2]float64 {
	var list [][2]float64
	for _, s := range l.Pauses {
		from, to := l.axis.at(l.months(s.From)), l.axis.at(l.months(s.To.AddDays(1)))
		list = append(list, [2]float64{from, max(to, from+4)})
	}
	return list
}

// today gives the place of the day that the picture is of, if it is in the programme.
func (l *layout) today() (pos float64, ok bool) {
	n := len(l.Phases)
	if l.Today.IsZero() || n == 0 || l.Today.Before(l.Phases[0].Begin) || l.Today.After(l.Phases[n-1].End) {
		return 0, false
	}
	return l.axis.at(l.months(l.Today)), true
}

// legend is one entry of the key: a sample and what it means.
type legend struct {
	text string
	draw func(x, y float64)
	wide float64 // of the sample
}

// key gives the entries that this picture needs. How the lanes look is beside their names.
func (l *layout) key(p *pen) []legend {
	var list []legend
	r := l.r * 0.62
	shape := 0
	if len(l.Lanes) > 0 {
		shape = l.shapeOf(l.Lanes[0].ID)
	}
	add := func(text string, draw func(x, y float64)) {
		list = append(list, legend{text, draw, 2 * l.r})
	}
	mark := func(text string, is func(*Mark) bool, draw func(x, y float64)) {
		if !l.has(is) {
			return
		}
		add(text, func(x, y float64) {
			p.open("g", "tl-mark "+noLook)
			draw(x, y)
			p.close("g")
		})
	}
	for _, s := range programme.States() {
		m := Mark{State: s}
		mark(s.Words(l.Words), func(m *Mark) bool { return m.State == s }, func(x, y float64) {
			outline, _ := m.fillOf()
			p.shape("tl-shape "+outline, shape, x, y, r)
			p.badge(s, x+r*0.9, y+r*0.9, l.r*0.45)
		})
	}
	mark(l.Words.Say("each month"), func(m *Mark) bool { return m.Repeat }, func(x, y float64) {
		p.line("tl-track", x-l.r, y, x+l.r, y)
		for _, at := range [...]float64{-0.8, 0, 0.8} {
			p.shape("tl-shape tl-solid", shape, x+at*l.r, y, r*0.42)
		}
	})
	mark(l.Words.Say("review point"), func(m *Mark) bool { return m.Gate != "" }, func(x, y float64) {
		p.shape("tl-shape tl-solid", shape, x, y, r*0.66)
		p.shape("tl-ring", shape, x, y, r)
	})
	mark(l.Words.Say("to be confirmed"), (*Mark).open, func(x, y float64) {
		p.shape("tl-shape tl-open", shape, x, y, r)
	})
	if len(l.Pauses) > 0 {
		add(l.Words.Say("a pause"), func(x, y float64) { p.hatched(x-l.r, y-r, 2*l.r, 2*r) })
	}
	return list
}

// has reports whether the chart has such a mark.
func (c *Chart) has(is func(*Mark) bool) bool {
	for i := range c.Marks {
		if is(&c.Marks[i]) {
			return true
		}
	}
	return false
}

// open reports whether a mark's owner or date is still to be confirmed.
func (m *Mark) open() bool {
	return m.Unconfirmed && (m.State == programme.NoState || m.State == programme.NotStarted)
}

func (p *pen) hatched(x, y, w, h float64) {
	p.leaf("rect", "tl-pause", "x", x, "y", y, "width", w, "height", h, "fill", "url(#"+p.prefix+"-hatch)")
}
