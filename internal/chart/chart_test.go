package chart_test

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"precept/internal/chart"
)

// sound holds what every drawing must keep: it is XML, with a title that its role refers to, and no letter is smaller
// than 12 pixels where the drawing is 288 pixels wide.
func sound(t *testing.T, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
	}
	m := regexp.MustCompile(`role="img" aria-labelledby="([^"]+)"><title id="([^"]+)">[^<]+</title>`).
		FindStringSubmatch(svg)
	if m == nil || m[1] != m[2] {
		t.Errorf("the drawing has no title: %s", svg)
	}
	for _, size := range regexp.MustCompile(`font-size="([^"]+)"`).FindAllStringSubmatch(svg, -1) {
		if size[1] < "15" { // 15 of 360 units are 12 of 288 pixels
			t.Errorf("letters of %s units are too small", size[1])
		}
	}
}

// TestGrid: every mark is there with its own words, none leaves the drawing, and the key has the looks that are drawn.
func TestGrid(t *testing.T) {
	many := make([]chart.Mark, 7)
	for i := range many {
		many[i] = chart.Mark{Look: chart.Full, Title: `"Red" & <flags>`}
	}
	svg := chart.Grid("g", "A grid", []string{"Must", "Should", "Could"}, []chart.Row{
		{Name: "A domain with a name that is longer than one line of the drawing can be", Cells: [][]chart.Mark{many, nil,
			{{Look: chart.Open, Title: "one"}, {Look: chart.Half, Count: 12, Title: "two"}}}},
	}, []chart.Key{{Look: chart.Full, Words: "achieved"}, {Look: chart.Dots, Words: "waiting"},
		{Look: chart.Open, Words: "not started"}, {Look: chart.Half, Words: "in progress"}})
	sound(t, svg)
	for want, n := range map[string]int{
		`&#34;Red&#34; &amp; &lt;flags&gt;</title>`: 7, `>achieved</text>`: 1, `>waiting</text>`: 0,
		`>not started</text>`: 1, `class="ch-count"`: 1, `class="ch-name"`: 2, `class="ch-full"`: 8,
	} {
		if got := strings.Count(svg, want); got != n {
			t.Errorf("%s is there %d times, not %d:\n%s", want, got, n, svg)
		}
	}
	inside(t, svg)
}

// inside holds every rectangle within the drawing.
func inside(t *testing.T, svg string) {
	t.Helper()
	view := regexp.MustCompile(`viewBox="0 0 (\S+) (\S+)"`).FindStringSubmatch(svg)
	for _, r := range regexp.MustCompile(`<rect [^>]* x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"`).
		FindAllStringSubmatch(svg, -1) {
		x, y, w, h := number(t, r[1]), number(t, r[2]), number(t, r[3]), number(t, r[4])
		if x < 0 || y < 0 || x+w > number(t, view[1]) || y+h > number(t, view[2]) {
			t.Errorf("%s leaves the drawing %s", r[0], view[0])
		}
	}
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
