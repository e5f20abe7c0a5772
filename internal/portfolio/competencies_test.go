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

// signOff is a form with a level and a signature.
var signOff = &form.Form{Slug: "sign-off", Fields: []form.Field{
	{ID: "level", Type: form.Scale, Options: []string{"Not yet", "With support", "Alone"}, Level: true, Required: true},
	{ID: "sign-mentor", Type: form.Sign, Lane: "mentor", Required: true},
}}

func date(s string) civil.Date {
	d, err := civil.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// signedOff is a complete record about notes.
func signedOff(on, level string, signed bool) *Record {
	r := &Record{own: &toolkit.Version{}, Record: record.Record{Template: signOff, Record: &form.Record{
		Form: "sign-off", About: "notes", Date: date(on), Status: form.Complete,
		Answers: []form.Answer{{Field: "level", Text: level}}}}}
	if !signed {
		r.Unsigned = []*form.Field{&signOff.Fields[1]}
	}
	return r
}

// TestCompetencies says when a competency is achieved: by its latest complete record that is signed as the form
// asks, where the level in it is the last option.
func TestCompetencies(t *testing.T) {
	alone := signedOff("2026-06-01", "Alone", true)
	draft := signedOff("2026-06-01", "Alone", true)
	draft.Status = form.Draft
	other := signedOff("2026-06-01", "Alone", true)
	other.About = "handover"
	for _, c := range []struct {
		name    string
		records []*Record
		change  func(p *Portfolio)
		want    programme.State
		on      string
	}{
		{"no record", nil, nil, programme.NotStarted, ""},
		{"a draft", []*Record{draft}, nil, programme.InProgress, ""},
		{"with support", []*Record{signedOff("2026-06-01", "With support", true)}, nil, programme.InProgress, ""},
		{"not signed", []*Record{signedOff("2026-06-01", "Alone", false)}, nil, programme.Waiting, ""},
		{"alone and signed", []*Record{alone}, nil, programme.Done, "2026-06-01"},
		{"the latest decides", []*Record{alone, signedOff("2026-07-01", "With support", true)}, nil,
			programme.InProgress, ""},
		{"a later one is not signed", []*Record{alone, signedOff("2026-07-01", "With support", false)}, nil,
			programme.Done, "2026-06-01"},
		{"after the day", []*Record{signedOff("2026-10-06", "Alone", true)}, nil, programme.NotStarted, ""},
		{"about another", []*Record{other}, nil, programme.NotStarted, ""},
		{"accepted", nil, func(p *Portfolio) { p.Accepted = map[string]Accepted{"notes": {Plan: "by month 14"}} },
			programme.Agreed, ""},
		{"not applicable", nil, func(p *Portfolio) { p.Calendar.NotApplicable = map[string]string{"notes": "why"} },
			programme.NotApplicable, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &Portfolio{Preceptee: &Preceptee{}, AsOf: date("2026-10-05"), Records: c.records,
				Version: &toolkit.Version{Competencies: []toolkit.Competency{
					{ID: "notes", Label: "Keeps notes", Level: Must, Form: "sign-off"},
					{ID: "extra", Level: "could", Form: "sign-off"}}}}
			if c.change != nil {
				c.change(p)
			}
			p.competencies()
			if got := p.Competencies[0]; got.State != c.want || got.DoneOn.String() != c.on {
				t.Errorf("%s, done on %s; want %s, %s", got.State, got.DoneOn, c.want, c.on)
			}
			gateNeeds(t, p)
		})
	}
}

// gateNeeds: the final gate needs the must competencies that are open, and no other.
func gateNeeds(t *testing.T, p *Portfolio) {
	t.Helper()
	for gate, day := range map[string]string{programme.Midpoint: "2026-09-01", programme.Final: "2027-03-01"} {
		p.Milestones = append(p.Milestones, Milestone{State: programme.Done,
			Occurrence: programme.Occurrence{Milestone: &programme.Milestone{Gate: gate}, Due: date(day)}})
	}
	var open []string
	for _, g := range p.Before(programme.Final) {
		open = append(open, g.Title)
	}
	want := []string{"Keeps notes"} // never the could
	if p.Competencies[0].State.Closed() {
		want = nil
	}
	if !slices.Equal(open, want) {
		t.Errorf("before the final gate: %q, want %q", open, want)
	}
	if midpoint := p.Before(programme.Midpoint); len(midpoint) > 0 {
		t.Errorf("the midpoint asks for %v", midpoint)
	}
}

// TestCompetencyOfATag: it applies only to those who have the tag.
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
