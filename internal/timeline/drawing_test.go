package timeline

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/programme"
)

// drawings gives every way to draw a chart, by name.
func drawings(t testing.TB, c Chart) (names, svgs []string) {
	for _, o := range []Orientation{Wide, Tall} {
		for _, alone := range []bool{false, true} {
			for _, links := range []bool{false, true} {
				names = append(names, fmt.Sprintf("%s-alone-%v-links-%v", [...]string{"wide", "tall"}[o], alone, links))
				svgs = append(svgs, draw(t, c,
					SVGOptions{Orientation: o, Standalone: alone, Links: links, IDPrefix: "p"}))
			}
		}
	}
	return names, svgs
}

// TestGolden compares the drawings of the small programme with testdata, one element a line. After a wanted change,
// look at them in a browser and run with -update.
func TestGolden(t *testing.T) {
	undated := Undated(nil, small(), func(m *programme.Milestone) string { return "#s-" + m.ID })
	for _, g := range []struct {
		name string
		c    Chart
		o    SVGOptions
	}{
		{"undated-wide", undated, SVGOptions{IDPrefix: "w"}},
		{"undated-tall", undated, SVGOptions{IDPrefix: "t", Orientation: Tall}},
		{"undated-links", undated, SVGOptions{IDPrefix: "w", Links: true}},
		{"undated-alone", undated, SVGOptions{Standalone: true}},
		{"dated-wide", dated(t), SVGOptions{IDPrefix: "w"}},
		{"dated-tall", dated(t), SVGOptions{IDPrefix: "t", Orientation: Tall}},
	} {
		got := strings.ReplaceAll(draw(t, g.c, g.o), "><", ">\n<") + "\n"
		path := "testdata/" + g.name + ".svg"
		if casetest.Updating() {
			if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not as it was:\n%s", g.name, firstDifference(got, string(want)))
		}
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d\ngot  %s\nwant %s", i+1, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(a), len(b))
}

// sound checks what must be true of any drawing: well-formed, no attribute or id twice, nothing that a strict policy
// refuses or that acts, no text too small.
func sound(t *testing.T, name, svg string) (texts []string) {
	t.Helper()
	ids := map[string]bool{}
	d := xml.NewDecoder(strings.NewReader(svg))
	d.Strict = true
	var inside []string
	for {
		token, err := d.Token()
		if err == io.EOF {
			return texts
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			inside = append(inside, e.Name.Local)
			if !slices.Contains([]string{"svg", "title", "desc", "defs", "pattern", "g", "a", "rect", "circle", "path",
				"text"}, e.Name.Local) {
				t.Errorf("%s: an element <%s>", name, e.Name.Local)
			}
			seen := map[string]bool{}
			for _, a := range e.Attr {
				if seen[a.Name.Local] {
					t.Errorf("%s: <%s> has %s twice", name, e.Name.Local, a.Name.Local)
				}
				seen[a.Name.Local] = true
				switch a.Name.Local {
				case "id":
					if ids[a.Value] || !strings.HasPrefix(a.Value, "p-") {
						t.Errorf("%s: id %s", name, a.Value)
					}
					ids[a.Value] = true
				case "style", "onload", "onclick":
					t.Errorf("%s: attribute %s", name, a.Name.Local)
				case "font-size":
					if size, err := strconv.ParseFloat(a.Value, 64); err != nil || strings.HasPrefix(name, "wide") &&
						size*700/960 < 12 || size*288/320 < 12 {
						t.Errorf("%s: text of %s", name, a.Value)
					}
				case "x", "y", "cx", "cy", "width", "height", "r":
					if v, err := strconv.ParseFloat(a.Value, 64); err != nil || math.IsNaN(v) || math.Abs(v) > 1e6 {
						t.Errorf("%s: %s=%q", name, a.Name.Local, a.Value)
					}
				}
			}
		case xml.EndElement:
			inside = inside[:len(inside)-1]
		case xml.CharData:
			if inside[len(inside)-1] == "text" {
				texts = append(texts, string(e))
			}
		}
	}
}

func TestSound(t *testing.T) {
	for _, c := range []Chart{Undated(nil, small(), nil), dated(t), {}, Undated(nil, &programme.Programme{}, nil)} {
		names, svgs := drawings(t, c)
		for i, svg := range svgs {
			sound(t, names[i], svg)
			if i%4 < 2 && strings.Contains(svg, "fill=\"#") { // in a page, colours come from the stylesheet
				t.Errorf("%s brings colours", names[i])
			}
		}
	}
}

// TestHostile puts text that wants out of its place wherever an author can write.
func TestHostile(t *testing.T) {
	evil := "</title><script>alert(1)</script>\"'>&amp;\x00\x1b\xff\u2028<style>*{}</style>{{.}}" +
		strings.Repeat("W", 2000)
	p := small()
	p.Lanes[0].Title = evil
	p.Lanes = append(p.Lanes, programme.Lane{ID: "\"><script>", Title: "]]>"})
	for i := range p.Phases {
		p.Phases[i].Title = evil
	}
	for i := range p.Milestones {
		p.Milestones[i].Label = evil
	}
	c := Undated(nil, p, func(*programme.Milestone) string { return "\"><script>" })
	c.Title, c.Desc = evil, evil
	names, svgs := drawings(t, c)
	for i, svg := range svgs {
		sound(t, names[i], svg)
		if strings.Contains(svg, "<script") || strings.Contains(svg, "<style") {
			t.Errorf("%s lets markup out", names[i])
		}
	}
}

// FuzzChart draws what no page would have: never a panic, always a sound drawing.
func FuzzChart(f *testing.F) {
	f.Add("Label", "preceptee", uint8(0), uint8(6), uint8(3), int16(0), uint8(1))
	f.Add("<b>&\x00", "x y", uint8(12), uint8(12), uint8(40), int16(-90), uint8(2))
	f.Fuzz(func(t *testing.T, label, lane string, from, to, at uint8, shift int16, kind uint8) {
		p := small()
		p.Lanes = append(p.Lanes, programme.Lane{ID: lane, Title: label})
		p.Phases = append(p.Phases, programme.Phase{Title: label, From: int(from), To: int(to)})
		p.Milestones = append(p.Milestones,
			programme.Milestone{ID: "fuzz", Label: label, Lane: lane, Phase: int(kind) % 4, At: int(at),
				Repeat: programme.Repeat(kind % 3), Unit: programme.Unit(kind / 3 % 2)})
		cal := programme.Calendar{Start: civil.Date{Year: 2026, Month: 2, Day: 28},
			Overrides: map[string]programme.Override{"fuzz": {Date: civil.Date{Year: 2026, Month: 5, Day: 1}}}}
		cal.Overrides["plan"] = programme.Override{Date: cal.Start.AddDays(int(shift))}
		cal.Pauses = []programme.Span{{From: cal.Start.AddDays(int(shift)),
			To: cal.Start.AddDays(int(shift) + int(at))}}
		cal.ExtensionMonths = int(shift) / 100
		for _, c := range []Chart{Undated(nil, p, nil),
			Dated(nil, p, cal, p.Occurrences(cal),
				func(programme.Occurrence) programme.State { return programme.State(label) }, cal.Start)} {
			names, svgs := drawings(t, c)
			for i := range svgs {
				sound(t, names[i], svgs[i])
			}
		}
	})
}
