package build_test

import (
	"slices"
	"testing"

	"precept/internal/civil"
	"precept/internal/form"
	year "precept/internal/programme"
)

// TestPaperworkBudget: a year's forms take a preceptee at most 15 hours, a preceptor 5 and a practice 8.
// Every form says how long it takes each of those who fill it in.
// The first month asks the preceptee for six forms at most.
func TestPaperworkBudget(t *testing.T) {
	version := newKit(t).toolkit.Version(current)
	limits := map[string]int{"preceptee": 15 * 60, "preceptor": 5 * 60, "organisation": 8 * 60}
	for _, p := range version.Paperwork() {
		limit, ok := limits[p.Lane.ID]
		t.Logf("%s: %d minutes of %d", p.Lane.ID, p.Minutes, limit)
		if ok && (p.Minutes == 0 || p.Minutes > limit || p.Budget != limit) {
			t.Errorf("%s: %d minutes, with a budget of %d; at most %d", p.Lane.ID, p.Minutes, p.Budget, limit)
		}
	}
	for _, f := range version.Forms {
		for _, lane := range f.CompletedBy {
			if f.Minutes[lane] == 0 {
				t.Errorf("%s does not say how long it takes the %s", f.Slug, lane)
			}
		}
	}
	start := civil.Date{Year: 2025, Month: 1, Day: 1}
	first := map[string]bool{}
	for _, o := range version.Programme.Occurrences(year.Calendar{Start: start}) {
		for _, slug := range o.Milestone.Forms {
			f := version.Form(slug)
			if o.Milestone.When == "" && !o.Due.After(start.AddDays(31)) && f.Subject == "preceptee" &&
				slices.Contains(f.CompletedBy, "preceptee") && f.Repeats != "monthly" {
				first[slug] = true
			}
		}
	}
	if len(first) < 3 || len(first) > 6 {
		t.Errorf("the preceptee fills in %d forms by month 1: %v", len(first), first)
	}
}

// askedTwice are the labels that two forms of the core set may have, and why they may.
var askedTwice = map[string]string{
	"From":          "the induction and the job plan each have a period of their own",
	"To":            "the induction and the job plan each have a period of their own",
	"Strengths":     "of the whole year in the SWOT, of one competency in the SLOT",
	"Opportunities": "of the whole year in the SWOT, of one competency in the SLOT",
	"Threats":       "of the whole year in the SWOT, of one competency in the SLOT",
}

// TestNothingIsAskedTwice: no two forms that everybody fills in ask the same, except what askedTwice lists.
func TestNothingIsAskedTwice(t *testing.T) {
	version := newKit(t).toolkit.Version(current)
	at := map[string][]string{}
	for _, f := range version.Forms {
		if !version.Core(f) {
			continue
		}
		for i := range f.Fields {
			if field := &f.Fields[i]; field.Type != form.Sign && !slices.Contains(at[field.Label], f.Slug) {
				at[field.Label] = append(at[field.Label], f.Slug)
			}
		}
	}
	for label, forms := range at {
		if len(forms) > 1 && askedTwice[label] == "" {
			t.Errorf("%q is asked by %v", label, forms)
		}
	}
	for label := range askedTwice {
		if len(at[label]) < 2 {
			t.Errorf("%q is not asked twice any more; take it off the list", label)
		}
	}
}

// TestPreceptorSigns: in a year in which nothing special applies, a preceptor signs twelve times at most.
func TestPreceptorSigns(t *testing.T) {
	version := newKit(t).toolkit.Version(current)
	times := map[string]int{}
	for _, p := range version.Paperwork() {
		for _, share := range p.Forms {
			times[share.Form.Slug] = share.Times
		}
	}
	signatures := 0
	for _, f := range version.Forms {
		for i := range f.Fields {
			if field := &f.Fields[i]; field.Type == form.Sign && field.Lane == "preceptor" && field.Required {
				signatures += times[f.Slug]
				t.Logf("%s: %d", f.Slug, times[f.Slug])
			}
		}
	}
	if signatures < 6 || signatures > 12 {
		t.Errorf("the preceptor signs %d times in a year", signatures)
	}
}
