package build_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/portfolio"
	"precept/internal/toolkit"
)

// pagesOfToolkit are the pages that the shipped toolkit promises, beside its forms and what every site has: home,
// landing pages, what it covers, accessibility and privacy.
var pagesOfToolkit = strings.Fields(`
	about
	programme programme/principles programme/confidentiality programme/benefits programme/roles programme/timeline
	programme/your-situation programme/raising-a-concern
	organisation organisation/starter organisation/getting-started organisation/top-tips
	organisation/policy-template organisation/sample-job-description
	organisation/supervision-barriers organisation/job-descriptions
	organisation/job-plans organisation/scope-and-skills-matrix organisation/clinics organisation/indemnity
	organisation/appraisal organisation/cqc
	organisation/governance-maturity-matrix organisation/staff-wellbeing organisation/safe-learning-environment
	organisation/year-end
	preceptor preceptor/starter preceptor/getting-ready preceptor/meetings-and-supervision
	preceptor/supporting-learning preceptor/reviews-and-sign-off
	preceptor/when-things-get-hard
	preceptee preceptee/starter preceptee/your-year preceptee/roles preceptee/first-weeks preceptee/slot-and-learning-plan
	preceptee/pdp preceptee/competencies
	preceptee/prescribing-and-scope preceptee/portfolio preceptee/career-conversations preceptee/appraisal
	preceptee/wellbeing preceptee/asking-for-help
	reference/glossary reference/core-capabilities reference/competency-framework reference/scope-of-practice
	reference/supervision reference/burnout
	reference/career-development reference/faq reference/links reference/scotland-ahp
	reference/case-studies/pursuit-of-excellence reference/case-studies/assistant-practitioner-pathway`)

// TestWholeToolkit holds the shipped toolkit to its pages and 23 forms, at both addresses of each, and every form
// and standard to its place: a page that is not a form leads to the form, a milestone asks for it unless it is filled
// in as the need arises, and something in the toolkit serves the standard.
func TestWholeToolkit(t *testing.T) {
	s, err := build.Prepare(context.Background(), build.Options{Project: shipped,
		AsOf: civil.Date{Year: 2026, Month: 10, Day: 5}, Reader: portfolio.ForPreceptee})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	version := s.Toolkit.Version(current)
	published := map[string]bool{}
	for _, o := range s.Public.Outputs {
		published[o.Path] = true
	}
	there := func(p *toolkit.Page, slug string) {
		t.Helper()
		if p == nil {
			t.Errorf("there is no page %s", slug)
			return
		}
		for _, at := range []string{p.Address, "v/" + current + "/" + p.Address} {
			if !published[at] {
				t.Errorf("%s is not published", at)
			}
		}
	}
	for _, slug := range pagesOfToolkit {
		there(version.Page(slug), slug)
	}
	for _, f := range version.Forms {
		there(version.FormPage(f.Slug), "forms/"+f.Slug)
	}
	if len(version.Forms) != 23 {
		t.Errorf("%d forms", len(version.Forms))
	}

	everythingServes(t, version)

	covered := map[string]bool{}
	for _, p := range s.Portfolios {
		for _, r := range p.Records {
			covered[r.Form] = true
		}
	}
	t.Logf("%d pages, %d forms, %d standards; the lives of %d people hold %d kinds of record", len(pagesOfToolkit),
		len(version.Forms), len(version.Standards), len(s.Portfolios), len(covered))
	if len(covered) < 18 {
		t.Errorf("the lives of the example preceptees cover only %d forms", len(covered))
	}
}

// everythingServes checks that every form has its place, and that something serves every standard.
func everythingServes(t *testing.T, version *toolkit.Version) {
	t.Helper()
	linked, asked, served := map[string]bool{}, map[string]bool{}, map[string]bool{}
	var items func(list []*item.Item)
	items = func(list []*item.Item) {
		for _, it := range list {
			for _, id := range strings.Fields(it.Get("meets")) {
				served[id] = true
			}
			items(it.Children)
		}
	}
	for _, p := range version.Pages {
		for i := range p.Facts.Links {
			if p.Kind != item.Form && p.Slug != "forms" {
				linked[p.Facts.Links[i].FormSlug()] = true
			}
		}
		for _, w := range p.Meets {
			served[w.Text] = true
		}
		items(p.Facts.Items)
	}
	for _, m := range version.Programme.Milestones {
		for _, slug := range m.Forms {
			asked[slug] = true
		}
	}
	for _, f := range version.Forms {
		if !linked[f.Slug] {
			t.Errorf("no page but the list of forms leads to %s", f.Slug)
		}
		if !asked[f.Slug] && f.Repeats != "as-needed" {
			t.Errorf("%s comes %s, and no milestone asks for it", f.Slug, f.Repeats)
		}
	}
	if len(version.Standards) < 30 {
		t.Errorf("only %d standards", len(version.Standards))
	}
	for _, standard := range version.Standards {
		if !served[standard.ID] {
			t.Errorf("nothing serves the standard %s", standard.ID)
		}
	}
}

// TestHelpComesFirst checks that two pages for hard days begin with numbers to call, before anything else.
func TestHelpComesFirst(t *testing.T) {
	version := newKit(t).toolkit.Version(current)
	for _, slug := range []string{"reference/burnout", "programme/raising-a-concern"} {
		page := version.Page(slug)
		help := 0
		for i, b := range page.Facts.Blocks {
			if i < 15 && (strings.Contains(b.Text, "999") || strings.Contains(b.Text, "116 123")) {
				help++
			}
		}
		if help < 2 {
			t.Errorf("%s: no numbers to call at its beginning", slug)
		}
		fixed := 0
		for i := range version.Requirements {
			if r := &version.Requirements[i]; r.Fixed && !r.Should && slices.Contains(r.On, slug) {
				fixed++
			}
		}
		if fixed < 2 {
			t.Errorf("%s: only %d fixed requirements hold its help", slug, fixed)
		}
	}
}

// TestSlot: the competency record asks the six questions of a SLOT, and answering them is optional.
func TestSlot(t *testing.T) {
	record := newKit(t).toolkit.Version(current).Form("competency-record")
	asks := 0
	for i := range record.Fields {
		f := &record.Fields[i]
		if (f.Section != "SLOT" && f.Within != "SLOT") || f.Type == form.Tick {
			continue // a tick is what to do next
		}
		asks++
		if f.Required {
			t.Errorf("%s is required", f.ID)
		}
	}
	if asks != 6 {
		t.Errorf("SLOT has six questions, and the competency record asks %d", asks)
	}
}

// TestCompetenciesInOneTable: the capability check has every competency of the framework, and its levels are the words
// of the competency record, so that either can confirm one.
func TestCompetenciesInOneTable(t *testing.T) {
	version := newKit(t).toolkit.Version(current)
	table := version.Form("capability-check").Field("standing")
	if len(table.Rows) != len(version.Competencies) || len(table.Rows) < 20 {
		t.Errorf("%d rows for %d competencies", len(table.Rows), len(version.Competencies))
	}
	level := version.Form("competency-record").Field("level")
	for _, c := range table.Columns {
		if len(c.Options) > 0 && !slices.Equal(c.Options, level.Options) {
			t.Errorf("%s: %v and %v", c.ID, c.Options, level.Options)
		}
	}
}
