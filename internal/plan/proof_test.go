package plan_test

import (
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/portfolio"
)

// proof is the project with testdata/proof.txtar laid over it.
func proof(t testing.TB) project {
	t.Helper()
	a, err := txtar.ParseFile("testdata/proof.txtar")
	if err != nil {
		t.Fatal(err)
	}
	p := base(t)
	for _, f := range a.Files {
		p.files[f.Name] = string(f.Data)
	}
	return p
}

// proven are the trees of that project, made once.
func proven(t testing.TB) plans {
	t.Helper()
	proofOnce.Do(func() { proofPlans = proof(t).make(t) })
	if proofPlans == nil {
		t.Fatal("the project could not be made")
	}
	return proofPlans
}

var (
	proofOnce  sync.Once
	proofPlans plans
)

// TestCompetenciesPage: each competency has its level and state, what records said over time in the form's own words,
// what is named as evidence, who confirmed it, and what is written in the latest record; the picture and its table say
// the same.
func TestCompetenciesPage(t *testing.T) {
	all := proven(t)
	page := all[portfolio.ForPreceptee].bytes["competencies.html"]
	flags := part(t, page, `<article class="competency" id="c-c-red-flags">`, "</article>")
	for _, want := range []string{
		`<span class="tag state state-done">achieved</span>`, `<span class="tag">must</span>`,
		"Confirmed by Sam Example (preceptor) on 2 October 2026.",
		`<li>My view <strong>Alone</strong></li><li>Agreed level <strong>Alone</strong></li>`,
		`<li>My view <strong>Not yet</strong></li>`,
		`<a href="records/index-2.html">Review</a>`, `<a href="records/2026-10-01-talk-dd44dd44.html">Talk</a>`,
		`<p class="typed">level-words</p>`, `<p class="typed">level-strengths</p>`,
	} {
		if !strings.Contains(flags, want) {
			t.Errorf("the competency lacks %s:\n%s", want, flags)
		}
	}
	if strings.Index(flags, "1 October") > strings.Index(flags, "10 September") ||
		strings.Contains(flags, "early-strengths") {
		t.Errorf("the latest does not come first, or an earlier record is told in full: %s", flags)
	}
	scope := part(t, page, `id="c-c-scope">`, "</article>")
	if !strings.Contains(scope, "waiting for a signature") || strings.Contains(scope, "Confirmed") {
		t.Error(scope)
	}
	teaches := part(t, page, `id="c-c-teaches">`, "</article>") // a row of a table about all of them
	for _, want := range []string{"achieved", "Confirmed by Sam Example", `<li>Now <strong>Alone</strong></li>`,
		">Check</a>", `<p class="typed">taught-words</p>`, `<a href="records/index-2.html">Review</a>`} {
		if !strings.Contains(teaches, want) {
			t.Errorf("the competency lacks %s:\n%s", want, teaches)
		}
	}
	if strings.Contains(teaches, "Not yet") {
		t.Errorf("another row of the table is told: %s", teaches)
	}
	for _, want := range []string{
		`aria-labelledby="ch-competencies"><title id="ch-competencies">Competencies by domain`,
		`<title>Sees red flags: achieved</title>`, `<title>Keeps to the scope: waiting for a signature</title>`,
		`<title>Teaches &amp; learns: achieved</title>`, `<title>Reads papers: in progress</title>`,
		`<th scope="row"><a href="#s-competencies-1">Clinical</a></th><td>1 of 2 achieved</td><td>–</td><td>1 of 1 achieved</td>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if one := all[portfolio.ForPreceptee].bytes["portfolio.html"]; !strings.Contains(one,
		`<section class="part" id="competencies"`) || strings.Count(one, "level-words") != 1 {
		t.Error("on the one page the competencies are not there, or what was written stands there twice")
	}
}

// TestCompetencyLacksEvidence: of several competencies that one record shows, only the one without evidence says so,
// and says it once.
func TestCompetencyLacksEvidence(t *testing.T) {
	p := proof(t).with(t, "data/preceptees/jo/2026-10-03-check-cc11cc11.md",
		"c-reads: {now: Not yet}", "c-reads: {now: Alone}")
	page := p.make(t)[portfolio.ForPreceptee].bytes["competencies.html"]
	const lacks = "No record or file is named as evidence of it yet."
	for id, want := range map[string]int{"c-reads": 1, "c-teaches": 0} {
		if got := strings.Count(part(t, page, `id="c-`+id+`">`, "</article>"), lacks); got != want {
			t.Errorf("%s says %d times that it lacks evidence, not %d", id, got, want)
		}
	}
}

// TestCompetencyReaders: who may not read the records about competencies learns nothing of how far somebody has come;
// and what is only named there is not named to those who may not know of it.
func TestCompetencyReaders(t *testing.T) {
	all := proven(t)
	for p, text := range all[portfolio.ForPractice].bytes {
		for _, word := range []string{"level-words", "level-strengths", "Sees red flags", "c-red-flags"} {
			if strings.Contains(text, word) && !strings.HasPrefix(p, "assets/") {
				t.Errorf("practice: %s says %q", p, word)
			}
		}
	}
	page := all[portfolio.ForPractice].bytes["competencies.html"]
	if !strings.Contains(page, "stay with those who may read them") || strings.Contains(page, "<svg") {
		t.Error("nothing says why there is nothing to see")
	}
	pair := part(t, all[portfolio.ForPair].bytes["competencies.html"], `id="c-c-red-flags">`, "</article>")
	if !strings.Contains(pair, "level-words") || !strings.Contains(pair, "Talk,") ||
		strings.Contains(pair, "dd44dd44") {
		t.Errorf("a record of which only the date is known is not named, or is led to: %s", pair)
	}
}
