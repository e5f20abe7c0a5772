package timeline_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/timeline"
)

// TestShippedPictures draws every programme and portfolio that precept ships with or is tested by, without dates and as
// of a day in each week of the year: nothing lies on anything else.
func TestShippedPictures(t *testing.T) {
	projects := []string{"../.."}
	folders, err := os.ReadDir("../build/testdata/programmes")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		projects = append(projects, filepath.Join("../build/testdata/programmes", f.Name()))
	}
	programmes, portfolios := 0, 0
	for _, project := range projects {
		s, err := build.Prepare(context.Background(),
			build.Options{Project: project, AsOf: civil.Date{Year: 2026, Month: 11, Day: 21}, AsOfGiven: true,
				Generator: "precept test", Reader: portfolio.ForPreceptee})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		for _, v := range s.Toolkit.Versions {
			if v.Programme == nil {
				continue
			}
			programmes++
			holdClear(t, project+" "+v.Name, timeline.Undated(nil, v.Programme, nil))
			// somebody may start on any day under it
			for month := range 12 {
				cal := programme.Calendar{Start: civil.Date{Year: 2026, Month: 1, Day: 31}.AddMonths(month),
					WTE: []programme.WTE{{Hundredths: 60 + 4*month}}}
				occ := v.Programme.Occurrences(cal)
				holdClear(t, fmt.Sprintf("%s %s from %s", project, v.Name, cal.Start),
					timeline.Dated(nil, v.Programme, cal, occ, late, cal.Start.AddDays(29*month)))
			}
		}
		for _, p := range s.Portfolios {
			portfolios++
			states := map[string]programme.State{}
			var occ []programme.Occurrence
			for _, m := range p.Milestones {
				states[m.ID] = programme.State(m.State)
				occ = append(occ, m.Occurrence)
			}
			end := p.End()
			for day := p.Calendar.Start.AddDays(-7); day.Before(end.AddDays(14)); day = day.AddDays(7) {
				c := timeline.Dated(nil, p.Version.Programme, p.Calendar, occ,
					func(o programme.Occurrence) programme.State { return states[o.ID] }, day)
				holdClear(t, fmt.Sprintf("%s as of %s", p.ID, day), c)
			}
		}
	}
	if programmes < 6 || portfolios < 8 {
		t.Errorf("only %d programmes and %d portfolios were drawn", programmes, portfolios)
	}
}

func late(programme.Occurrence) programme.State { return programme.Past }

func holdClear(t *testing.T, name string, c timeline.Chart) {
	t.Helper()
	for _, o := range []timeline.Orientation{timeline.Wide, timeline.Tall} {
		var b bytes.Buffer
		if err := c.WriteSVG(&b, timeline.SVGOptions{Orientation: o}); err != nil {
			t.Fatal(err)
		}
		if faults := timeline.Overlaps(t, b.String()); len(faults) > 0 {
			t.Errorf("%s, %s:\n%s", name, [...]string{"wide", "tall"}[o], strings.Join(faults, "\n"))
		}
	}
}

// TestStates checks that the picture shows every state that a milestone can have, in the words of the lists.
func TestStates(t *testing.T) {
	p := &programme.Programme{Months: 12, Lanes: programme.DefaultLanes(nil),
		Phases:     []programme.Phase{{ID: "year", Title: "Year", To: 12}},
		Milestones: []programme.Milestone{{ID: "meet", Label: "Meet", Lane: "preceptee", At: 3}}}
	cal := programme.Calendar{Start: civil.Date{Year: 2026, Month: 9, Day: 1}}
	for _, s := range programme.States() {
		c := timeline.Dated(nil, p, cal, p.Occurrences(cal), func(programme.Occurrence) programme.State { return s },
			cal.Start)
		var b bytes.Buffer
		if err := c.WriteSVG(&b, timeline.SVGOptions{}); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"<title>1. Meet. Preceptee, 1 Dec 2026: " + string(s) + "</title>",
			">" + string(s) + "</text>", "1 " + string(s) + ".", "tl-look--1 tl-"} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s: the picture lacks %q", s, want)
			}
		}
	}
}
