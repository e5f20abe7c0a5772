package plan_test

import (
	"strings"
	"testing"

	"precept/internal/portfolio"
)

// TestCompetencyTable: a table with a row for each competency has them by domain, with how far each is asked for, on
// the form and on the page of a record; and what the record says of each is in the portfolio.
func TestCompetencyTable(t *testing.T) {
	p := base(t).with(t, "content/2026.1/forms/standing.md", "", `---
title: Standing
summary: Where somebody stands.
kind: form
repeats: yearly
visibility: practice
---
- [table] Where I stand {#standing rows=competencies}
  - [scale: Not yet | Alone] Agreed {#agreed .level}
- [sign: preceptor] We agreed {#sign-standing .required}
`).with(t, "content/2026.1/competencies.md", "", `---
title: Competencies
summary: What is asked.
kind: competencies
form: standing
---
## Clinical

- [must] Works in **scope** {#c-scope}
- [should] Spots red flags {#c-flags}

## Research

- [could] Reads {#c-reads}
`).with(t, "data/preceptees/jo/2026-10-01-standing-st44st44.md", "", `---
form: standing
version: "2026.1"
record: st44st44
date: 2026-10-01
status: complete
answers:
  standing: {"c-scope": {"agreed": "Alone"}, "c-reads": {"agreed": "Not yet"}}
signed:
  - {"field": "sign-standing", "by": "preceptor", "name": "Sam Example", "date": "2026-10-01"}
---
`)
	all := p.make(t)
	page := all[""].bytes["forms/standing.html"]
	body := part(t, page, "<tbody>", "</tbody>")
	for _, want := range []string{
		`<th scope="colgroup" colspan="2">Clinical</th>`, `Works in <strong>scope</strong> <span class="tag">must</span>`,
		`<th scope="colgroup" colspan="2">Research</th>`, `<span class="tag">could</span>`,
	} {
		if strings.Count(body, want) != 1 {
			t.Errorf("%q is not on the form once:\n%s", want, body)
		}
	}
	record := all[portfolio.ForPractice].bytes["records/2026-10-01-standing-st44st44.html"]
	rows := part(t, record, "<tbody>", "</tbody>")
	for _, want := range []string{`colspan="2">Clinical</th>`, "Works in scope (must)", "Spots red flags (should)",
		`colspan="2">Research</th>`, "Reads (could)"} {
		if strings.Count(rows, want) != 1 {
			t.Errorf("%q is not on the record's page once:\n%s", want, rows)
		}
	}
	m := all[portfolio.ForPractice].bytes["portfolio.json"]
	for _, want := range []string{`"id":"c-scope","title":"Works in scope","level":"must","state":"done"`,
		`"id":"c-reads","title":"Reads","level":"could","state":"in progress"`} {
		if !strings.Contains(strings.Join(strings.Fields(m), ""), strings.Join(strings.Fields(want), "")) {
			t.Errorf("%s is not in %s", want, m)
		}
	}
}
