//go:build browser

package browser

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/portfolio"
)

// The summary is two sheets at most, for each reader of a life with much to say and for a usual one; in a long run,
// for every example life. It has no percentage of anybody.
func TestSummaryOnPaper(t *testing.T) {
	t.Parallel()
	project, out := t.TempDir(), t.TempDir()
	for _, folder := range []string{"content", "data"} {
		if err := os.CopyFS(filepath.Join(project, folder), os.DirFS("../../"+folder)); err != nil {
			t.Fatal(err)
		}
	}
	dense(t, filepath.Join(project, "data/preceptees"))
	fewer(t, filepath.Join(project, "data/preceptees"))
	day, err := civil.Parse(asOf)
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	for _, reader := range portfolio.Readers() {
		o := build.Options{Project: project, AsOf: day, Generator: "precept", Only: build.PortfoliosOnly,
			Reader: reader}
		snapshot, err := build.Prepare(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = snapshot.Publish(context.Background(), o, build.Destination{Portfolios: out, Host: "plain"})
		if err != nil {
			t.Fatal(err, snapshot.Findings)
		}
		for _, p := range snapshot.Portfolios {
			if reader != portfolio.ForPreceptee && p.ID != "dense-example" && !casetest.Long() {
				continue // who may read less has less on paper
			}
			name := reader.Folder(p.ID)
			b.visit("file://" + filepath.Join(out, name, "summary.html"))
			pdf := b.print()
			sheets := sheetsOf(t, pdf)
			text := strings.Join(sheets, " ")
			if len(sheets) > 2 {
				t.Errorf("%s: %d sheets", name, len(sheets))
			}
			for words, on := range map[string]bool{p.Name + ": summary": true, "Reviews": true, "Signatures": true,
				"Not printed here": false, "%": false, "failed": false} {
				if strings.Contains(flat(text), flat(words)) != on {
					t.Errorf("%s: %q is on paper: %v", name, words, !on)
				}
			}
			for _, s := range small(t, pdf) {
				t.Error(name, s)
			}
		}
		if len(snapshot.Portfolios) < casetest.Times(2, 6) || !slices.ContainsFunc(snapshot.Portfolios,
			func(p *portfolio.Portfolio) bool { return p.ID == "dense-example" }) {
			t.Errorf("%d lives", len(snapshot.Portfolios))
		}
		snapshot.Close()
	}
}

// fewer keeps two lives, in a run that is not long.
func fewer(t *testing.T, preceptees string) {
	t.Helper()
	for _, life := range must(os.ReadDir(preceptees)) {
		if casetest.Long() || life.Name() == "dense-example" || life.Name() == "alex-example" {
			continue
		}
		if err := os.RemoveAll(filepath.Join(preceptees, life.Name())); err != nil {
			t.Fatal(err)
		}
	}
}

// dense adds a life of which there is more to say than of any other.
func dense(t *testing.T, preceptees string) {
	t.Helper()
	dir := filepath.Join(preceptees, "dense-example")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(preceptees, "casey-example"))); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "preceptee.md")
	text := string(must(os.ReadFile(name)))
	for _, change := range [][2]string{
		{`name: "Casey Example"`, `name: "Casey Maximiliane Example-of-a-rather-long-Name"`},
		{`role: "Advanced Practitioner"`, `role: "Advanced Clinical Practitioner in urgent and same-day primary care"`},
		{`practice: "Example Surgery"`, `practice: "The Example and Old Market Street Surgeries and Health Centre, two sites"`},
		{`wte: 1.0`, `wte: [{from: 2025-09-22, value: 0.8}, {from: 2026-02-02, value: 0.6}]
cohort: "Second cohort of the example region, March 2026"
extension: {months: 2, why: "agreed at the half-way review", agreed: "all three", date: 2026-03-26}`},
		{`transition: [`, `  - {lane: preceptor, name: "Alex Another-Preceptor", from: 2025-09-01, to: 2025-12-01}
  - {lane: organisation, name: "Robin Another-Manager", from: 2025-08-01, to: 2026-01-01}
transition: [returning, relocating, `},
	} {
		if !strings.Contains(text, change[0]) {
			t.Fatalf("preceptee.md has no %s", change[0])
		}
		text = strings.Replace(text, change[0], change[1], 1)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
