package portfolio

import (
	"slices"
	"testing"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/programme"
	"precept/internal/record"
	"precept/internal/toolkit"
)

// TestCompetencies says when a competency is achieved: by its latest complete record that is signed as the form
// asks, where the level in it is the last option.
func TestCompetencies(t *testing.T) {
	day := func(s string) civil.Date {
		d, err := civil.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	template := &form.Form{Slug: "sign-off", Fields: []form.Field{
		{ID: "level", Type: form.Scale, Options: []string{"Not yet", "With support", "Alone"}, Level: true,
			Required: true},
		{ID: "sign-mentor", Type: form.Sign, Lane: "mentor", Required: true},
	}}
	filled := func(date, level string, signed bool) *Record {
		r := &Record{Record: record.Record{Template: template,
			Record: &form.Record{Form: "sign-off", About: "notes", Date: day(date),
				Status: form.Complete, Answers: []form.Answer{{Field: "level", Text: level}}}}}
		if !signed {
			r.Unsigned = []*form.Field{&template.Fields[1]}
		}
		return r
	}
	draft := filled("2026-06-01", "Alone", true)
	draft.Status = form.Draft
	about := func(r *Record, id string) *Record { r.About = id; return r }
	for _, c := range []struct {
		name    string
		records []*Record
		change  func(p *Portfolio)
		want    programme.State
		on      string
	}{
		{name: "no record", want: programme.NotStarted},
		{name: "a draft", records: []*Record{draft}, want: programme.InProgress},
		{name: "with support", records: []*Record{filled("2026-06-01", "With support", true)}, want: programme.InProgress},
		{name: "alone, not signed yet", records: []*Record{filled("2026-06-01", "Alone", false)}, want: programme.Waiting},
		{name: "alone and signed", records: []*Record{filled("2026-06-01", "Alone", true)}, want: programme.Done,
			on: "2026-06-01"},
		{name: "the latest decides",
			records: []*Record{filled("2026-06-01", "Alone", true),
				filled("2026-07-01", "With support", true)}, want: programme.InProgress},
		{name: "one not signed does not take it back",
			records: []*Record{filled("2026-06-01", "Alone", true),
				filled("2026-07-01", "With support", false)}, want: programme.Done, on: "2026-06-01"},
		{name: "after the day that is looked at", records: []*Record{filled("2026-10-06", "Alone", true)},
			want: programme.NotStarted},
		{name: "about another", records: []*Record{about(filled("2026-06-01", "Alone", true), "handover")},
			want: programme.NotStarted},
		{name: "accepted with a plan",
			change: func(p *Portfolio) { p.Accepted = map[string]Accepted{"notes": {Plan: "by month 14"}} }, want: programme.Agreed},
		{name: "not applicable",
			change: func(p *Portfolio) { p.Calendar.NotApplicable = map[string]string{"notes": "no patients"} }, want: programme.NotApplicable},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &Portfolio{Preceptee: &Preceptee{}, AsOf: day("2026-10-05"), Records: c.records,
				Version: &toolkit.Version{Competencies: []toolkit.Competency{{ID: "notes", Label: "Keeps notes",
					Level: Must, Form: "sign-off"}, {ID: "extra", Level: "could", Form: "sign-off"}}}}
			if c.change != nil {
				c.change(p)
			}
			p.competencies()
			got := p.Competencies[0]
			if got.State != c.want || !got.DoneOn.IsZero() && got.DoneOn.String() != c.on ||
				got.DoneOn.IsZero() != (c.on == "") {
				t.Errorf("%s, done on %s; want %s, %s", got.State, got.DoneOn, c.want, c.on)
			}
			p.Milestones = []Milestone{{State: programme.Done,
				Occurrence: programme.Occurrence{Milestone: &programme.Milestone{Gate: programme.Final},
					Due: day("2027-03-01")}}}
			var open []string
			for _, g := range p.Before(programme.Final) {
				open = append(open, g.Title)
			}
			want := []string{"Keeps notes"} // never the could
			if got.State.Closed() {
				want = nil
			}
			if !slices.Equal(open, want) {
				t.Errorf("before the final gate: %q, want %q", open, want)
			}
			if midpoint := p.Before(programme.Midpoint); len(midpoint) > 0 {
				t.Errorf("the midpoint asks for %v", midpoint)
			}
		})
	}
}

// TestCompetencyOfATag bears only on those who have it.
func TestCompetencyOfATag(t *testing.T) {
	p := &Portfolio{Preceptee: &Preceptee{},
		Version: &toolkit.Version{Competencies: []toolkit.Competency{{ID: "prescribes", When: "prescriber"},
			{ID: "all"}}}}
	p.competencies()
	if len(p.Competencies) != 1 || p.Competencies[0].ID != "all" {
		t.Errorf("without the tag: %v", p.Competencies)
	}
	p.Calendar.Tags, p.Competencies = []string{"prescriber"}, nil
	p.competencies()
	if len(p.Competencies) != 2 {
		t.Errorf("with the tag: %v", p.Competencies)
	}
}
