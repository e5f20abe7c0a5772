package plan_test

import (
	"encoding/csv"
	"encoding/json"
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
	return p.with(t, "data/preceptees/jo/preceptee.md", "people:",
		"registration: {body: nmc, renews: 2027-03-31}\npeople:")
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
		`<th scope="row"><a href="#s-competencies-1">Clinical</a></th><td data-label="Must">1 of 2 achieved</td>` +
			`<td data-label="Should">–</td><td data-label="Could">1 of 1 achieved</td>`,
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
	if !strings.Contains(page, "their records are not in this copy") || strings.Contains(page, "<svg") {
		t.Error("nothing says why there is nothing to see")
	}
	pair := part(t, all[portfolio.ForPair].bytes["competencies.html"], `id="c-c-red-flags">`, "</article>")
	if !strings.Contains(pair, "level-words") || !strings.Contains(pair, "Talk,") ||
		strings.Contains(pair, "dd44dd44") {
		t.Errorf("a record of which only the date is known is not named, or is led to: %s", pair)
	}
}

// TestEvidencePage: one record counts for many standards, by its form, by what is answered and by what it picks; thin
// and missing ones are named, with the forms that would show them.
func TestEvidencePage(t *testing.T) {
	page := proven(t)[portfolio.ForPreceptee].bytes["evidence.html"]
	for id, wants := range map[string][]string{
		"d-kept":       {`one thing`, `Level: <a href="records/2026-10-01-level-ll22ll22.html">1 Oct 2026</a>`},
		"d-nmc":        {`one thing`, `Log: <a href="records/2026-09-15-log-gg11gg11.html">15 Sep 2026</a>`},
		"d-reflected":  {`one thing`, `Log: <a href="records/2026-09-15-log-gg11gg11.html">15 Sep 2026</a>`},
		"d-room-right": {`nothing recorded yet`, `Could be shown by: Log`},
	} {
		row := part(t, page, `<tr id="`+id+`">`, "</tr>")
		for _, want := range wants {
			if !strings.Contains(row, want) {
				t.Errorf("%s lacks %s:\n%s", id, want, row)
			}
		}
	}
	missing := part(t, page, "<h2>Nothing recorded yet</h2>", "</ul>")
	if !strings.Contains(missing, `<a href="#d-room-right">The room is right</a>`) ||
		!strings.Contains(part(t, page, "<h2>One thing only</h2>", "</ul>"), `href="#d-reflected"`) {
		t.Errorf("what is missing or thin is not named: %s", missing)
	}
	if strings.Contains(page, "other body") {
		t.Error("a standard of another register is asked")
	}
	if !strings.Contains(page, `<title>Records are kept: one thing</title>`) ||
		!strings.Contains(page, `<title>The room is right: nothing recorded yet</title>`) {
		t.Error("the picture does not say what the table says")
	}
}

// TestHoursPage: hours by month, kind and pillar, those with others apart, against what the person's own register asks
// in the time that counts; what runs out has its state.
func TestHoursPage(t *testing.T) {
	page := proven(t)[portfolio.ForPreceptee].bytes["hours.html"]
	for _, want := range []string{
		"Recorded in all: 16.25 hours", // with the meeting's 1.5
		"<strong>12.25 of 35 hours</strong>, <strong>8.75 of 20 hours with others</strong>",
		"Counted from 1 April 2024 to 31 March 2027.",
		`<th scope="row">Sep 2026</th><td data-label="Hours">9</td><td data-label="With others">7.5</td>` +
			`<td data-label="Alone">–</td><td data-label="Not said">1.5</td>`,
		`<th scope="row">Oct 2026</th><td data-label="Hours">3.25</td><td data-label="With others">1.25</td>`,
		`<th scope="row">Jan 2022</th><td data-label="Hours">4</td><td data-label="With others">–</td>`,
		`<th scope="row">Course</th><td data-label="Hours">7.5</td>`,
		`<th scope="row">Research</th><td data-label="Hours">7.5</td>`,
		`.html">=thing-words</a></th>`, `<title>Oct 2026: 3.25 hours</title>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	holdings := part(t, page, "What runs out, and when", "</table>")
	for what, state := range map[string]string{
		"Registration with nmc": "valid", "Life support": "valid", "Fire safety": "runs out soon",
		"Safeguarding": "not recorded", "Cold chain": "no end date", "Slips": "run out",
	} {
		if row := part(t, holdings, `<th scope="row">`+what+"</th>", "</tr>"); !strings.Contains(row, ">"+state+"<") {
			t.Errorf("%s is not %q: %s", what, state, row)
		}
	}
	if strings.Contains(page, "99 hours") || strings.Contains(page, ">99") {
		t.Error("a draft is counted")
	}
}

// TestHoursKeepTheCalendar: people who work fewer hours, or pause, have the same expiry dates and states.
func TestHoursKeepTheCalendar(t *testing.T) {
	const file = "data/preceptees/jo/preceptee.md"
	states := func(p project) string {
		return part(t, p.make(t)[portfolio.ForPreceptee].bytes["hours.html"], "What runs out, and when", "</table>")
	}
	whole := states(proof(t))
	part := states(proof(t).with(t, file, "wte: [{value: 0.65}, {from: 2026-12-01, value: 1.0}]",
		"wte: 0.2\npauses: [{from: 2026-09-10, to: 2026-09-29}]"))
	if whole != part {
		t.Errorf("the dates differ: %s\n%s", whole, part)
	}
}

// TestProofReaders: what a reader may not read is counted for nobody but those who may: in no page, picture, number or
// file.
func TestProofReaders(t *testing.T) {
	all := proven(t)
	for reader, words := range map[portfolio.Reader][]string{
		portfolio.ForPreceptee: {"manager-words", "Manager letter", "31 hours", "2026-11-11", "hh11hh11"},
		portfolio.ForPair:      {"manager-words", "Manager letter", "31 hours", "2026-11-11", "hh11hh11"},
		portfolio.ForPractice:  {"log-words", "thing-words", "thing-alone", "12.25 of", "8.75 of", "level-words"},
		portfolio.ForAppraiser: {"manager-words", "Manager letter", "31 hours", "2026-11-11", "hh11hh11", "log-words",
			"thing-words", "thing-alone", "12.25 of", "8.75 of", "level-words"},
	} {
		for p, text := range all[reader].bytes {
			for _, word := range words {
				if strings.Contains(text, word) && !strings.HasPrefix(p, "assets/") {
					t.Errorf("%s: %s says %q", reader, p, word)
				}
			}
		}
	}
	practice := all[portfolio.ForPractice].bytes
	if row := part(t, practice["evidence.html"], `<tr id="d-told">`, "</tr>"); !strings.Contains(row, "one thing") {
		t.Errorf("the practice's own letter does not count for it: %s", row)
	}
	row := part(t, practice["evidence.html"], `<tr id="d-nmc">`, "</tr>")
	if !strings.Contains(row, "Log: 15 Sep 2026") || strings.Contains(row, "href") {
		t.Errorf("a record of which only a line is known counts by its form, without a link: %s", row)
	}
	if row = part(t, practice["evidence.html"], `<tr id="d-reflected">`, "</tr>"); !strings.Contains(row, "nothing") {
		t.Errorf("what the record picks is told: %s", row)
	}
}

// TestSpreadsheet: portfolio.csv says what portfolio.json says, and no cell of it is a formula.
func TestSpreadsheet(t *testing.T) {
	files := proven(t)[portfolio.ForPreceptee].bytes
	text, ok := strings.CutPrefix(files["portfolio.csv"], "\uFEFF")
	if !ok {
		t.Error("there is no byte order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Milestones, Records, Competencies, Standards, Learning, Holdings []any
		Asked                                                            []any `json:"learning_asked"`
	}
	if err := json.Unmarshal([]byte(files["portfolio.json"]), &got); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, row := range rows[1:] {
		counts[row[0]]++
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("a formula: %q", cell)
			}
		}
	}
	for part, n := range map[string]int{"milestone": len(got.Milestones), "record": len(got.Records),
		"competency": len(got.Competencies), "standard": len(got.Standards), "learning": len(got.Learning),
		"learning asked": 3 * len(got.Asked), "holding": len(got.Holdings)} {
		if n == 0 || counts[part] != n {
			t.Errorf("%s: %d rows, %d in portfolio.json", part, counts[part], n)
		}
	}
	if !strings.Contains(text, "'=thing-words") || !strings.Contains(text, "\r\n") {
		t.Error("a formula is not guarded, or lines do not end as spreadsheets write them")
	}
}

// TestPicksAreLinks: what a record names leads there, in a cell of a table too, and on the one page to its part.
func TestPicksAreLinks(t *testing.T) {
	files := proven(t)[portfolio.ForPreceptee].bytes
	for at, want := range map[string][]string{
		"records/2026-10-03-check-cc11cc11.html": {`<td data-label="Shown by"><a href="../records/`},
		"portfolio.html": {`<td data-label="Shown by"><a href="#r-`,
			`href="#d-whole-reflected"`},
	} {
		for _, w := range want {
			if !strings.Contains(files[at], w) {
				t.Errorf("%s has no %s", at, w)
			}
		}
	}
	for at, text := range files {
		if strings.HasPrefix(at, "records/") && strings.Contains(text, "gg11gg11") &&
			strings.Contains(text, `<p class="label">Standards</p>`) &&
			!strings.Contains(text, `href="../evidence.html#d-reflected"`) {
			t.Errorf("%s does not lead to the standard", at)
		}
	}
}
