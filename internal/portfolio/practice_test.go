package portfolio_test

import (
	"slices"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/finding"
	"precept/internal/portfolio"
)

// What the practice's own records lack is found once, however many people it concerns, and told in the practice's copy.
func TestCaseE4(t *testing.T) {
	a, err := txtar.ParseFile("testdata/case-E4.txtar")
	if err != nil {
		t.Fatal(err)
	}
	a.Files = append(a.Files, txtar.File{Name: "data/preceptees/kim/preceptee.md",
		Data: []byte("---\nname: Kim Example\nstart: 2026-09-01\ntoolkit: \"2026.1\"\nexample: true\n---\n")})
	c := load(t, a)
	t.Run("case-E4/found once", func(t *testing.T) {
		for _, rule := range []string{portfolio.RuleAnswerMissing, portfolio.RuleSignatureMissing,
			portfolio.RuleExpiryPast} {
			found := slices.DeleteFunc(slices.Clone(c.findings), func(f finding.Finding) bool {
				return f.Rule != rule || f.File != "data/organisation/unsigned.md"
			})
			if len(found) != 1 || found[0].Preceptee != "" {
				t.Errorf("%s: %v", rule, found)
			}
		}
	})
	for _, reader := range portfolio.Readers() {
		t.Run("case-E4/"+string(reader), func(t *testing.T) {
			known := c.list[0].For(reader)
			told := slices.ContainsFunc(known.Gaps("midpoint"), func(g portfolio.Gap) bool {
				return g.Finding.Rule == portfolio.RuleExpiryPast && g.Record != nil && g.Record.FromPractice
			})
			left := slices.ContainsFunc(known.Omissions(), func(o portfolio.Omission) bool {
				return o.File == "bad.md" && o.Why != ""
			})
			if practice := reader == portfolio.ForPractice; told != practice || left != practice {
				t.Errorf("the gap is told: %v, the broken record: %v", told, left)
			}
		})
	}
	t.Run("case-E4/registration", func(t *testing.T) {
		if !slices.ContainsFunc(c.list[0].Before("midpoint"), func(g portfolio.Gap) bool {
			return g.Title == "Registration"
		}) {
			t.Error("a registration that was to be renewed does not stop the gate")
		}
	})
	t.Run("case-E4/nobody has a year", func(t *testing.T) {
		alone := &txtar.Archive{Files: slices.DeleteFunc(slices.Clone(a.Files), func(f txtar.File) bool {
			return f.Name == "data/preceptees/jo/preceptee.md" || f.Name == "data/preceptees/kim/preceptee.md"
		})}
		alone.Files = append(alone.Files, txtar.File{Name: "data/preceptees/.keep"})
		if found := load(t, alone).findings; len(found) < 5 {
			t.Errorf("only %v", found)
		}
	})
}
