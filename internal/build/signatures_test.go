package build_test

import (
	"slices"
	"testing"

	"precept/internal/civil"
	"precept/internal/form"
	prog "precept/internal/programme"
)

// most is how many signatures one preceptor may be asked for in a year: sign what matters.
const most = 24

// TestSignaturesOfAYear counts what the shipped toolkit asks one preceptor to sign in one full-time year of twelve
// months with a preceptee who prescribes: each form that a milestone asks for, each time it falls due; the record of
// each must competency; and the one form that readies a preceptor. Forms that are filled in as the need arises come on
// top, and are named.
func TestSignaturesOfAYear(t *testing.T) {
	k := newKit(t)
	version := k.toolkit.Version(current)
	year := prog.Calendar{Start: civil.Date{Year: 2026, Month: 9, Day: 1}, Tags: []string{"prescriber"}}
	asked := map[string]int{} // form → preceptor's signatures on one record of it
	for _, f := range version.Forms {
		for _, field := range f.Fields {
			if field.Type == form.Sign && field.Lane == "preceptor" && field.Required {
				asked[f.Slug]++
			}
		}
	}
	count := map[string]int{}
	type due struct {
		slug string
		on   civil.Date
	}
	seen := map[due]bool{}
	for _, o := range version.Programme.Occurrences(year) {
		for _, slug := range o.Milestone.Forms {
			if version.Form(slug).Repeats == "each-competency" || seen[due{slug, o.Due}] && o.Milestone.Shared {
				continue // counted below, or the same record serves both
			}
			seen[due{slug, o.Due}] = true
			count[slug] += asked[slug]
		}
	}
	for _, c := range version.Competencies {
		if c.Level == "must" {
			count[c.Form] += asked[c.Form]
		}
	}
	count["preceptor-readiness"] += asked["preceptor-readiness"]
	total := 0
	var list, more []string
	for _, f := range version.Forms {
		total += count[f.Slug]
		switch {
		case count[f.Slug] > 0:
			t.Logf("%2d  %s", count[f.Slug], f.Title)
			list = append(list, f.Title)
		case asked[f.Slug] > 0:
			more = append(more, f.Title)
			if f.Repeats != "as-needed" {
				t.Errorf("%s asks for the preceptor's signature and comes %s, but no milestone asks for it", f.Slug,
					f.Repeats)
			}
		}
	}
	t.Logf("%d signatures in a year, on %d forms; as the need arises also %q", total, len(list), more)
	if total > most {
		t.Errorf("one preceptor is asked for %d signatures in a year, more than %d", total, most)
	}
	for _, slug := range []string{"learning-contract", "six-month-review", "final-sign-off", "competency-record",
		"induction-checklist", "protected-time-agreement"} {
		if count[slug] == 0 || !slices.Contains(list, version.Form(slug).Title) {
			t.Errorf("%s matters, and the preceptor does not sign it", slug)
		}
	}
}
