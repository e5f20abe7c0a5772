package timeline

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"precept/internal/civil"
	"precept/internal/programme"
)

// thing is what takes room in a drawing.
type thing struct {
	kind                     string // text, number, mark or plate
	words                    string
	left, top, right, bottom float64
}

func (a thing) String() string {
	return fmt.Sprintf("%s %q (%.0f,%.0f to %.0f,%.0f)", a.kind, a.words, a.left, a.top, a.right, a.bottom)
}

// over reports whether two things overlap, or are nearer than so much side by side.
func (a thing) over(b thing, gap float64) bool {
	return a.left-gap < b.right && b.left-gap < a.right && a.top+0.5 < b.bottom && b.top+0.5 < a.bottom
}

func (a thing) holds(b thing) bool {
	x, y := (b.left+b.right)/2, (b.top+b.bottom)/2
	return a.left < x && x < a.right && a.top < y && y < a.bottom
}

var bold = []string{"tl-head", "tl-name", "tl-flag-text", "tl-today-text", "tl-num", "tl-num--open", "tl-num--past",
	"tl-num--off"}

// wideDrawing is the least width of a wide drawing.
const wideDrawing = 960

var number = regexp.MustCompile(`-?[0-9]+(?:\.[0-9]+)?`)

// thingsIn reads a drawing as it is in a page: its texts with the room that they take in the widest letters, its marks
// with their rings, its plates.
func thingsIn(t testing.TB, svg string) (page thing, list []thing) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	var r thingReader
	for {
		token, err := d.Token()
		if err == io.EOF {
			return r.page, r.list
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			r.open(e)
		case xml.CharData:
			if r.text != nil {
				r.text.words += string(e)
			}
		case xml.EndElement:
			if e.Name.Local == "text" && r.text != nil {
				r.closeText()
			}
		}
	}
}

// thingReader gathers the things of a drawing.
type thingReader struct {
	page   thing
	list   []thing
	text   *thing // the text that is being read
	class  string // of it
	anchor string
	size   float64
}

func (r *thingReader) open(e xml.StartElement) {
	attr := map[string]string{}
	for _, a := range e.Attr {
		attr[a.Name.Local] = a.Value
	}
	v := func(name string) float64 { f, _ := strconv.ParseFloat(attr[name], 64); return f }
	add := func(kind string, left, top, right, bottom float64) {
		r.list = append(r.list, thing{kind, attr["class"], left, top, right, bottom})
	}
	class := strings.Fields(attr["class"])
	shape := slices.Contains(class, "tl-shape") || slices.Contains(class, "tl-ring")
	switch {
	case e.Name.Local == "svg":
		fmt.Sscan(attr["viewBox"], &r.page.left, &r.page.top, &r.page.right, &r.page.bottom)
	case e.Name.Local == "text":
		kind := "text"
		if strings.HasPrefix(attr["class"], "tl-num") {
			kind = "number"
		}
		r.class, r.anchor, r.size = attr["class"], attr["text-anchor"], v("font-size")
		r.text = &thing{kind: kind, left: v("x"), top: v("y") - 0.75*r.size, bottom: v("y") + 0.2*r.size}
	case e.Name.Local == "rect" && strings.HasSuffix(attr["class"], "-flag"):
		add("plate", v("x"), v("y"), v("x")+v("width"), v("y")+v("height"))
	case e.Name.Local == "rect" && shape:
		add("mark", v("x"), v("y"), v("x")+v("width"), v("y")+v("height"))
	case e.Name.Local == "circle" && shape:
		add("mark", v("cx")-v("r"), v("cy")-v("r"), v("cx")+v("r"), v("cy")+v("r"))
	case e.Name.Local == "path" && shape:
		r.list = append(r.list, around(attr["class"], attr["d"]))
	}
}

// around is a mark with this path.
func around(class, path string) thing {
	m := thing{"mark", class, math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for i, s := range number.FindAllString(path, -1) {
		f, _ := strconv.ParseFloat(s, 64)
		if i%2 == 0 {
			m.left, m.right = min(m.left, f), max(m.right, f)
		} else {
			m.top, m.bottom = min(m.top, f), max(m.bottom, f)
		}
	}
	return m
}

// closeText places a text once its words are known.
func (r *thingReader) closeText() {
	a := r.text
	w := width(a.words, slices.Contains(bold, r.class)) * r.size
	if r.class == "tl-axis" && r.page.right >= wideDrawing { // on paper too, where its letters are larger
		w *= printedMost
	}
	switch r.anchor {
	case "middle":
		a.left -= w / 2
	case "end":
		a.left -= w
	}
	a.right = a.left + w
	r.list, r.text = append(r.list, *a), nil
}

// Overlaps lists what is over something else in a drawing: texts that touch or nearly touch; plates over a mark or a
// word; and what is outside the drawing. A number is on its own mark, the words of a plate on the plate.
func Overlaps(t testing.TB, svg string) (faults []string) {
	t.Helper()
	page, list := thingsIn(t, svg)
	for i, a := range list {
		if a.left < page.left-0.5 || a.top < page.top-0.5 || a.right > page.right+0.5 || a.bottom > page.bottom+0.5 {
			faults = append(faults, fmt.Sprintf("%v is outside the drawing, which is %.0f by %.0f", a, page.right,
				page.bottom))
		}
		for _, b := range list[i+1:] {
			words := func(x thing) bool { return x.kind == "text" || x.kind == "number" }
			bad := false
			switch {
			case words(a) && words(b):
				bad = a.over(b, 3)
			case a.kind == "mark" && b.kind == "mark":
				// a ring is around its mark; another test checks that marks are apart
			case (a.kind == "plate" || a.kind == "mark") && words(b):
				bad = a.over(b, 0) && !(a.holds(b) && a.left <= b.left && a.right >= b.right)
			default:
				bad = a.over(b, 0)
			}
			if bad {
				faults = append(faults, fmt.Sprintf("%v is over %v", a, b))
			}
		}
	}
	return faults
}

// holdClear checks that nothing overlaps in both drawings of a chart.
func holdClear(t *testing.T, name string, c Chart) bool {
	t.Helper()
	for _, o := range []Orientation{Wide, Tall} {
		if faults := Overlaps(t, draw(t, c, SVGOptions{Orientation: o})); len(faults) > 0 {
			t.Errorf("%s, %s:\n%s", name, [...]string{"wide", "tall"}[o], strings.Join(faults, "\n"))
			return false
		}
	}
	return true
}

// TestOverlapsSees checks the check: it finds what runs together, covers a mark or leaves the drawing.
func TestOverlapsSees(t *testing.T) {
	const text = `<text class="tl-axis" x="%d" y="50" font-size="14">%s</text>`
	for what, c := range map[string]struct {
		svg    string
		faults int
	}{
		"two labels at one place":     {fmt.Sprintf(text+text, 100, "1", 100, "2"), 1},
		"two names that run together": {fmt.Sprintf(text+text, 10, "Preceptor", 73, "Organisation"), 1},
		"a plate over a mark": {`<rect class="tl-today-flag" x="0" y="0" width="80" height="24"/>` +
			`<g class="tl-mark"><circle class="tl-shape tl-solid" cx="70" cy="25" r="14"/>` +
			`<text class="tl-num" x="70" y="30" font-size="14" text-anchor="middle">5</text></g>`, 2},
		"words over the edge":          {fmt.Sprintf(text, 280, "Organisation"), 1},
		"labels with room around them": {fmt.Sprintf(text+text, 10, "Preceptor", 100, "Organisation"), 0},
	} {
		if got := Overlaps(t, `<svg viewBox="0 0 320 100">`+c.svg+`</svg>`); len(got) != c.faults {
			t.Errorf("%s: %d faults, want %d: %v", what, len(got), c.faults, got)
		}
	}
}

// TestNothingOverlaps draws programmes of many shapes, without dates and on calendars with part time and pauses, as of
// days before, in and after the year.
func TestNothingOverlaps(t *testing.T) {
	holdClear(t, "small", Undated(nil, small(), nil))
	holdClear(t, "a project as it begins", Undated(nil, &programme.Programme{Months: 12,
		Lanes: programme.DefaultLanes(nil),
		Phases: []programme.Phase{{Title: "Start", To: 1}, {Title: "The year", From: 1, To: 12},
			{Title: "The end", From: 12, To: 12}},
		Milestones: []programme.Milestone{{Label: "First meeting", Lane: "preceptor", At: 1, Unit: programme.Weeks},
			{Label: "Half-way review", Phase: 1, Lane: "preceptee", At: 6, Gate: programme.Midpoint},
			{Label: "Sign-off", Phase: 2, Lane: "preceptor", At: 12, Gate: programme.Final}}}, nil))
	holdClear(t, "small and dated", dated(t))
	random := dice(7)
	states := append(programme.States(), programme.NoState)
	for round := range 60 {
		p := random.programme(round%2 == 1)
		if !holdClear(t, fmt.Sprintf("round %d", round), Undated(nil, p, nil)) {
			return
		}
		cal := random.calendar(day(t, "2026-09-01"))
		occ := p.Occurrences(cal)
		for range 8 {
			today := cal.Start.AddDays(random.next(p.Months*40) - 20)
			state := func(programme.Occurrence) programme.State { return states[random.next(len(states))] }
			if !holdClear(t, fmt.Sprintf("round %d as of %s", round, today), Dated(nil, p, cal, occ, state, today)) {
				return
			}
		}
	}
}

// dice gives numbers at random, the same in every run.
type dice uint32

// next gives a number from 0 to n-1.
func (d *dice) next(n int) int {
	*d = *d*1664525 + 1013904223
	return int(*d>>8) % n
}

// programme makes a programme, with lanes of its own or the usual three.
func (d *dice) programme(ownLanes bool) *programme.Programme {
	p := &programme.Programme{Months: 6 + d.next(25), Lanes: programme.DefaultLanes(nil)}
	if ownLanes {
		titles := []string{"Preceptee", "Practice educator", "Educational supervisor", "Organisation", "Hub",
			"Team leader or line manager", "Interprofessional lead"}
		p.Lanes = nil
		for i := range 1 + d.next(5) {
			p.Lanes = append(p.Lanes, programme.Lane{ID: fmt.Sprint("lane-", i), Title: titles[d.next(len(titles))]})
		}
	}
	titles := []string{"Start", "The year", "Months six to twelve", "Consolidation"}
	for at := 0; at <= p.Months && len(p.Phases) < 7; {
		to := min(p.Months, at+d.next(8))
		p.Phases = append(p.Phases, programme.Phase{Title: titles[d.next(4)], From: at, To: to})
		at = to + d.next(2)*d.next(3) + (1-min(1, to-at))*d.next(2)
		if to == p.Months {
			break
		}
	}
	for i := range 2 + d.next(45) {
		ph := d.next(len(p.Phases))
		m := programme.Milestone{ID: fmt.Sprint("m", i), Label: "Meet your preceptor", Phase: ph,
			Lane: p.Lanes[d.next(len(p.Lanes))].ID, At: p.Phases[ph].From + d.next(p.Phases[ph].To-p.Phases[ph].From+1)}
		switch d.next(10) {
		case 0:
			m.Repeat = programme.Monthly
		case 1:
			m.Gate = []string{programme.Midpoint, programme.Final}[d.next(2)]
		}
		p.Milestones = append(p.Milestones, m)
	}
	return p
}

// calendar makes a calendar that begins within 400 days of a day, half of them part time, half of them with a pause.
func (d *dice) calendar(first civil.Date) programme.Calendar {
	cal := programme.Calendar{Start: first.AddDays(d.next(400))}
	if d.next(2) == 0 {
		cal.WTE = []programme.WTE{{From: cal.Start.AddDays(d.next(200)), Hundredths: 40 + d.next(60)}}
	}
	if d.next(2) == 0 {
		from := cal.Start.AddDays(d.next(300))
		cal.Pauses = []programme.Span{{From: from, To: from.AddDays(d.next(120))}}
	}
	return cal
}

// TestManyNumbers draws more milestones than two figures count.
func TestManyNumbers(t *testing.T) {
	p := small()
	p.Milestones = p.Milestones[:0]
	for i := range 240 {
		p.Milestones = append(p.Milestones,
			programme.Milestone{ID: fmt.Sprint("m", i), Label: "L", Phase: 1, Lane: p.Lanes[i%3].ID, At: 1 + i%11})
	}
	holdClear(t, "240 milestones", Undated(nil, p, nil))
	cal := programme.Calendar{Start: civil.Date{Year: 2026, Month: 9, Day: 1}}
	holdClear(t, "240 milestones and dated",
		Dated(nil, p, cal, p.Occurrences(cal), func(programme.Occurrence) programme.State { return programme.Past },
			cal.Start.AddDays(99)))
}
