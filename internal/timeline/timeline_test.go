package timeline

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/programme"
	"precept/themes"
)

func day(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// small is a programme with one of everything.
func small() *programme.Programme {
	return &programme.Programme{Months: 12,
		Lanes: append(programme.DefaultLanes(nil),
			programme.Lane{ID: "assessor", Title: "Assessor", OffTimeline: true}),
		Phases: []programme.Phase{{ID: "start", Title: "Start", From: 0, To: 1},
			{ID: "year", Title: "Months 1 to 12", From: 1, To: 12}, {ID: "end", Title: "12 months", From: 12, To: 12}},
		Milestones: []programme.Milestone{
			{ID: "plan", Label: "Plan the meetings", Phase: 0, Lane: "preceptor", At: 2, Unit: programme.Weeks},
			{ID: "indemnity", Label: "Indemnity", Phase: 0, Lane: "organisation"},
			{ID: "training", Label: "Training", Phase: 0, Lane: "organisation"},
			{ID: "matrix", Label: "Matrix", Phase: 0, Lane: "organisation", At: 1, Repeat: programme.Yearly},
			{ID: "meet", Label: "Meet", Phase: 1, Lane: "preceptee", Repeat: programme.Monthly},
			{ID: "scope", Label: "Scope", Phase: 1, Lane: "preceptee", At: 3, Unconfirmed: true},
			{ID: "review", Label: "Review", Phase: 1, Lane: "preceptor", At: 6, Gate: programme.Midpoint},
			{ID: "sign-off", Label: "Sign-off", Phase: 2, Lane: "preceptor", At: 12, Gate: programme.Final},
		}}
}

// TestOnly: a picture of some milestones leaves out the others, in its words too, and numbers stay what they were.
func TestOnly(t *testing.T) {
	all := Undated(nil, small(), nil)
	some := all.Only(func(id string) bool { return id == "matrix" || id == "sign-off" })
	for _, m := range some.Marks {
		if m.ID != "matrix" && m.ID != "sign-off" || m.ID == "sign-off" && m.Number != 8 {
			t.Errorf("%s is in the picture, as %d", m.ID, m.Number)
		}
	}
	if len(some.Marks) != 2 || len(all.Marks) < 10 ||
		!strings.Contains(some.Desc, "Start (months 0 to 1): 1 milestone.") {
		t.Errorf("%d of %d marks: %s", len(some.Marks), len(all.Marks), some.Desc)
	}
}

// dated is the small programme on a calendar with part time and a pause, with every state in it.
func dated(t testing.TB) Chart {
	p := small()
	cal := programme.Calendar{Start: day(t, "2026-09-01"),
		WTE:    []programme.WTE{{From: day(t, "2027-01-04"), Hundredths: 80}},
		Pauses: []programme.Span{{From: day(t, "2026-11-10"), To: day(t, "2026-12-20")}}}
	states := []programme.State{programme.Done, programme.Past, programme.Waiting, programme.Agreed,
		programme.NotApplicable, programme.InProgress, programme.NotStarted}
	n := 0
	return Dated(nil, p, cal, p.Occurrences(cal),
		func(programme.Occurrence) programme.State { n++; return states[n%len(states)] }, day(t, "2027-03-12"))
}

func draw(t testing.TB, c Chart, o SVGOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.WriteSVG(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestNumbers checks that every milestone is in every drawing with its number, and once only where it is due once.
func TestNumbers(t *testing.T) {
	for _, c := range []Chart{Undated(nil, small(), nil), dated(t)} {
		want := map[string]int{"1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "6": 1, "7": 1, "8": 1}
		if c.Dated {
			want["4"] = 2 // half of the second year is in the programme
		}
		for _, o := range []Orientation{Wide, Tall} {
			got := map[string]int{}
			for _, m := range regexp.MustCompile(`class="tl-num[^"]*"[^>]*>(\d+)<`).FindAllStringSubmatch(draw(t, c,
				SVGOptions{Orientation: o}), -1) {
				got[m[1]]++
			}
			for n, times := range want {
				if got[n] != times {
					t.Errorf("dated %v, orientation %d: number %s stands %d times, want %d", c.Dated, o, n, got[n],
						times)
				}
			}
			if len(got) != len(want) {
				t.Errorf("numbers %v", got)
			}
		}
	}
}

// numberAt is the place of a number in a drawing.
var numberAt = regexp.MustCompile(`class="tl-num[^"]*" x="([0-9.-]+)" y="([0-9.-]+)"`)

// TestApart checks for programmes of many shapes that no two marks overlap and that each is in its phase.
func TestApart(t *testing.T) {
	random := uint32(3)
	next := func(n int) int {
		random = random*1664525 + 1013904223
		return int(random>>8) % n
	}
	for round := range 150 {
		p := &programme.Programme{Months: 12 + next(25), Lanes: programme.DefaultLanes(nil)}
		if round%5 == 4 {
			p.Lanes = append(p.Lanes, programme.Lane{ID: "fourth", Title: "A fourth lane"},
				programme.Lane{ID: "fifth", Title: "Fifth"})
		}
		for at := 0; at <= p.Months && len(p.Phases) < 7; {
			to := min(p.Months, at+next(8))
			p.Phases = append(p.Phases, programme.Phase{Title: fmt.Sprintf("Phase %d", len(p.Phases)), From: at,
				To: to})
			at = to + next(2) + next(2)
		}
		for i := range 3 + next(50) {
			ph := next(len(p.Phases))
			m := programme.Milestone{ID: fmt.Sprint("m", i), Label: "M", Phase: ph,
				Lane: p.Lanes[next(len(p.Lanes))].ID, At: p.Phases[ph].From + next(p.Phases[ph].To-p.Phases[ph].From+1)}
			if next(9) == 0 {
				m.Repeat = programme.Monthly
			}
			p.Milestones = append(p.Milestones, m)
		}
		c := Undated(nil, p, nil)
		for name, o := range map[string]Orientation{"wide": Wide, "tall": Tall} {
			svg := draw(t, c, SVGOptions{Orientation: o})
			var box [4]float64
			if _, err := fmt.Sscanf(between2(svg, `viewBox="`, `"`), "%f %f %f %f", &box[0], &box[1], &box[2],
				&box[3]); err != nil {
				t.Fatal(err)
			}
			var places [][2]float64
			for _, m := range numberAt.FindAllStringSubmatch(svg, -1) {
				x, _ := strconv.ParseFloat(m[1], 64)
				y, _ := strconv.ParseFloat(m[2], 64)
				if x < 0 || y < 0 || x > box[2] || y > box[3] {
					t.Fatalf("round %d, %s: a mark at %v,%v, outside %v", round, name, x, y, box)
				}
				for _, q := range places {
					if math.Abs(q[0]-x) < 28 && math.Abs(q[1]-y) < 28 {
						t.Fatalf("round %d, %s: marks at %v,%v and %v", round, name, x, y, q)
					}
				}
				places = append(places, [2]float64{x, y})
			}
			if name == "wide" && len(p.Phases) < 5 && box[2] != 960 {
				t.Errorf("round %d: an ordinary programme is %v wide", round, box[2])
			}
		}
	}
}

func between2(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	return s
}

// TestAxis checks that time runs one way, from the first phase to the last, and that it stays in the drawing.
func TestAxis(t *testing.T) {
	for _, c := range []Chart{Undated(nil, small(), nil), dated(t)} {
		l := c.across(func(Band) float64 { return 100 })
		end := l.fit(l.gutter, l.width-l.gutter)
		if math.Abs(end-l.width) > 1 {
			t.Errorf("the axis ends at %v of %v", end, l.width)
		}
		last := l.gutter
		for at := -1.0; at < 20; at += 0.05 {
			x := l.axis.at(at)
			if x < last || x > end {
				t.Fatalf("at month %.2f: %v after %v", at, x, last)
			}
			last = x
		}
	}
}

// TestMovedMarks checks that a date moved out of its phase is drawn in the phase that it has moved to.
func TestMovedMarks(t *testing.T) {
	p := small()
	cal := programme.Calendar{Start: day(t, "2026-09-01"),
		Overrides: map[string]programme.Override{"indemnity": {Date: day(t, "2027-02-01")},
			"plan": {Date: day(t, "2026-08-01")}, "review": {Date: day(t, "2030-01-01")}}}
	c := Dated(nil, p, cal, p.Occurrences(cal),
		func(programme.Occurrence) programme.State { return programme.NotStarted },
		day(t, "2026-08-01"))
	for _, m := range c.Marks {
		want := map[string]int{"indemnity": 1, "plan": 0, "review": 2, "training": 0, "meet.1": 1}
		if phase, ok := want[m.ID]; ok && phase != m.Phase {
			t.Errorf("%s is drawn in phase %d, want %d", m.ID, m.Phase, phase)
		}
	}
	if svg := draw(t, c, SVGOptions{}); strings.Contains(svg, "tl-today") {
		t.Error("a day before the programme has a line in it")
	}
}

func TestSameBytes(t *testing.T) {
	for range 3 {
		_, a := drawings(t, dated(t))
		_, b := drawings(t, dated(t))
		if !slices.Equal(a, b) {
			t.Fatal("two drawings of one chart differ")
		}
	}
}

// TestPresentation checks the stylesheet against the file on its own: every class that one of them knows, the other
// does as well, and no drawing uses one that neither knows.
func TestPresentation(t *testing.T) {
	css, err := themes.Files.ReadFile("default/timeline.css")
	if err != nil {
		t.Fatal(err)
	}
	styled := map[string]bool{}
	for _, m := range regexp.MustCompile(`\.(tl-[a-z-]+[0-9]?)`).FindAllStringSubmatch(string(css), -1) {
		styled[m[1]] = true
	}
	used := map[string]bool{}
	for _, c := range []Chart{Undated(nil, small(), nil), dated(t)} {
		for _, o := range []Orientation{Wide, Tall} {
			for _, m := range regexp.MustCompile(`class="([^"]*)"`).FindAllStringSubmatch(draw(t, c,
				SVGOptions{Orientation: o}), -1) {
				for class := range strings.FieldsSeq(m[1]) {
					used[class] = true
				}
			}
		}
	}
	// groups, for themes to style: they have no style of their own
	bare := []string{"tl", "tl-wide", "tl-high", "tl-tall", "tl-mark", "tl-shape", "tl-lane", "tl-name",
		"tl-done", "tl-past", "tl-in-progress", "tl-not-started", "tl-waiting", "tl-accepted", "tl-not-applicable"}
	for class := range used {
		if !slices.Contains(bare, class) && (!styled[class] || presentation(class) == "") {
			t.Errorf("a drawing uses %s; in the stylesheet: %v, in its presentation: %q", class, styled[class],
				presentation(class))
		}
	}
	for class := range styled {
		if !slices.Contains(bare, class) && presentation(class) == "" {
			t.Errorf("the stylesheet knows %s, presentation does not", class)
		}
	}
}

// TestMany draws a year with many milestones, in a long run as many as a page may have: twice as many cost about twice
// as much, and so do their pictures.
func TestMany(t *testing.T) {
	casetest.GrowsSteadily(t, "a full year", casetest.Times(250, 1000), func(n int) {
		p := &programme.Programme{Months: 36, Lanes: programme.DefaultLanes(nil)}
		for i := range 36 {
			p.Phases = append(p.Phases, programme.Phase{Title: "P", From: i, To: i + 1})
		}
		for i := range n {
			m := programme.Milestone{ID: fmt.Sprint("m", i), Label: "Label", Phase: i % 36, At: i % 36,
				Lane: p.Lanes[i%3].ID}
			if i%7 == 0 {
				m.Repeat = programme.Monthly
			}
			p.Milestones = append(p.Milestones, m)
		}
		_, svgs := drawings(t, Undated(nil, p, nil))
		for _, svg := range svgs {
			if len(svg) > n*700 {
				t.Errorf("%d bytes", len(svg))
			}
		}
	})
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		text  string
		most  float64
		count int
		want  []string
	}{
		{"Start", 200, 2, []string{"Start"}},
		{"Months one to five", 80, 3, []string{"Months", "one to", "five"}},
		{"Educational supervisor", 110, 2, []string{"Educational", "supervisor"}},
		{"One two three four five six", 60, 2, []string{"One", "two…"}},
		{strings.Repeat("W", 40), 100, 2, []string{"WWWW…"}},
		{"", 100, 2, nil},
	} {
		if got := lines(c.text, 17, c.most, false, c.count); !slices.Equal(got, c.want) {
			t.Errorf("%q in %v: %q, want %q", c.text, c.most, got, c.want)
		}
	}
}
