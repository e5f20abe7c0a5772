package build_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/view"
)

// TestReportSecrets: what the practice shows an inspector has nothing that anybody keeps from them, what is written
// only to the practice included; and the list of who is where has nothing that anybody wrote.
func TestReportSecrets(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/secrets.txtar")
	if err != nil {
		t.Fatal(err)
	}
	project := filepath.Join(t.TempDir(), "project")
	casetest.WriteFiles(t, project, archive.Files...)
	for visibility, narrower := range narrowed {
		fill := strings.NewReplacer("VISIBILITY", visibility, "NARROWER", narrower, "SEEN", seen[visibility])
		casetest.Write(t, project, "content/2026.1/forms/rated-"+visibility+".md", fill.Replace(ratedForm))
		casetest.Write(t, project, "data/preceptees/kay-example/"+visibility+".md", fill.Replace(ratedRecord))
	}
	s, err := build.Prepare(t.Context(), build.Options{Project: project, Only: build.PortfoliosOnly,
		AsOf: civil.Date{Year: 2026, Month: 10, Day: 5}, Reader: portfolio.ForPractice})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if len(s.Portfolios) < 2 {
		t.Fatalf("%d portfolios", len(s.Portfolios))
	}
	assurance, err := s.Assurance()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*view.Report{assurance, s.Cohort()} {
		var page bytes.Buffer
		if err := s.WriteReport(&page, r); err != nil {
			t.Fatal(err)
		}
		if len(r.Tables) == 0 || len(r.Tables[0].Rows) < 2 {
			t.Errorf("%s has no people", r.Title)
		}
		if skill := "canarykayxparx01</th>"; strings.Contains(page.String(), skill) != (r == assurance) {
			t.Errorf("%s has %s: %v", r.Title, skill, r != assurance)
		}
		for _, m := range canary.FindAllStringSubmatch(strings.ToLower(page.String()), -1) {
			if !strings.HasPrefix(m[2], "par") {
				t.Errorf("%s has %s", r.Title, m[0])
			} else if r != assurance && !strings.HasSuffix(m[0], "xparsx01") { // a name
				t.Errorf("%s has %s, which somebody wrote", r.Title, m[0])
			}
		}
	}
}

// TestReportOfNamesakes: two people who have the same name have a row and a column each, with what is theirs.
func TestReportOfNamesakes(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/secrets.txtar")
	if err != nil {
		t.Fatal(err)
	}
	project := filepath.Join(t.TempDir(), "project")
	for _, f := range archive.Files {
		below, kays := strings.CutPrefix(f.Name, "data/preceptees/kay-example/")
		if kays {
			casetest.Write(t, project, "data/preceptees/kay-2-example/"+below, string(f.Data))
		}
		if kays || !strings.HasPrefix(f.Name, "data/preceptees/") {
			casetest.WriteFiles(t, project, f)
		}
	}
	fill := strings.NewReplacer("VISIBILITY", "practice", "NARROWER", "pair")
	casetest.Write(t, project, "content/2026.1/forms/rated-practice.md", fill.Replace(ratedForm))
	record := fill.Replace(ratedRecord)
	casetest.Write(t, project, "data/preceptees/kay-example/rated.md", record)
	casetest.Write(t, project, "data/preceptees/kay-2-example/rated.md", strings.ReplaceAll(record, "Alone", "Not yet"))
	o := build.Options{Project: project, Only: build.PortfoliosOnly, Reader: portfolio.ForPractice,
		AsOf: civil.Date{Year: 2026, Month: 10, Day: 5}}
	s, assurance, err := build.Assured(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rows := assurance.Tables[0].Rows
	if len(rows) != 2 || !strings.HasSuffix(rows[0][0].Text, " (kay-2-example)") ||
		!strings.HasSuffix(rows[1][0].Text, " (kay-example)") {
		t.Errorf("the people are %v", rows)
	}
	for _, table := range assurance.Tables {
		if table.Title == "Rated: Skills" &&
			(len(table.Heads) != 3 || table.Rows[0][1].Text != "Not yet" || table.Rows[0][2].Text != "Alone") {
			t.Errorf("%s has %v, %v", table.Title, table.Heads, table.Rows)
		}
	}
	if !slices.ContainsFunc(assurance.Tables, func(r view.ReportTable) bool { return r.Title == "Rated: Skills" }) {
		t.Error("nothing is rated")
	}
}

// narrowed are visibilities of a form, each with one of a table in it that an inspector may not read; seen is who reads
// the rest of the form, as canaries have it.
var (
	narrowed = map[string]string{"practice": "pair", "practice-only": "practice-only", "pair": "pair"}
	seen     = map[string]string{"practice": "par", "practice-only": "r", "pair": "pa"}
)

const ratedForm = `---
title: Rated
summary: Rated.
kind: form
visibility: VISIBILITY
---
- [table] Skills {#skills}
  - [line] Skill {#skill}
  - [scale: Not yet | Alone] Level {#how}
- [table] Notes {#notes visibility=NARROWER}
  - [line] Skill {#skill}
  - [scale: Not yet | Alone] Level {#how}
`

const ratedRecord = `---
form: rated-VISIBILITY
record: rated-VISIBILITY
date: 2026-04-01
status: complete
answers:
  skills: [{skill: canarykayxSEENx01, how: Alone}]
  notes: [{skill: canarykayxpax02, how: Alone}]
---
`
