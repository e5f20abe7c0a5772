package portfolio_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/finding"
	"precept/internal/record"
)

// elsewhere has a place for text in everything that a person writes apart from answers and free writing. WHO stands
// where a person's name may be, TEXT where anything may be.
const elsewhere = `
-- data/preceptees/jo/preceptee.md --
---
name: Jo Example
start: 2026-02-02
toolkit: "2026.1"
example: true
keeper: "WHO"
role: "WHO"
people: [{lane: preceptor, name: Sam Sample}]
accepted: {welcome: {why: "TEXT why", plan: "TEXT plan", agreed: "WHO"}}
not_applicable: {shadow: "TEXT shadow"}
overrides: {visit: {date: 2026-12-01, why: "TEXT visit"}}
extension: {months: 1, why: "TEXT longer", agreed: "WHO"}
---
-- data/preceptees/jo/a-meeting.md --
---
form: meeting
record: a1111111
date: 2026-03-02
status: complete
signed:
  - {field: sign, by: preceptor, name: Sam Sample, date: 2026-03-02, role: "TEXT role", how: paper, witness: "WHO", scan: "TEXT.pdf"}
ALLOW
---
We met.
-- data/preceptees/jo/evidence/TEXT.pdf --
%PDF-1.4
-- data/preceptees/jo/evidence/more TEXT.pdf --
%PDF-1.4
`

// number is one that an NHS number may be, with the words around it that tell.
const number = "patient NHS no 999 000 0018"

// TestIdentifiersElsewhere: text that looks as if it tells who a patient is, is found and held back wherever a person
// can write it. A colleague's name and how they are reached are none, and what the record allows stays.
func TestIdentifiersElsewhere(t *testing.T) {
	t.Run("err", func(t *testing.T) {
		c := with(t, number, number, "")
		if len(suspected(t, c)) < 10 {
			t.Errorf("only %q", suspected(t, c))
		}
		if text := shown(c); strings.Contains(text, "999") || strings.Count(text, "Held back") < 8 {
			t.Error(text)
		}
	})
	t.Run("ok", func(t *testing.T) {
		c := with(t, "Late, bed 12", "Mrs Other, 01632 960001", "")
		if list := suspected(t, c); len(list) > 0 {
			t.Error(list)
		}
		if text := shown(c); strings.Contains(text, "Held back") || !strings.Contains(text, "Mrs Other") {
			t.Error(text)
		}
	})
	t.Run("allowed", func(t *testing.T) {
		c := with(t, number, "Lee Other", "allow: [{rule: nhs-number, at: sign, reason: invented}]")
		r := c.list[0].Records[0]
		if r.Withheld("sign") != "" || !strings.Contains(r.Signatures[0].Role, "999") {
			t.Error(r.Signatures)
		}
		notes := slices.DeleteFunc(slices.Clone(c.findings), func(f finding.Finding) bool {
			return f.Severity != finding.Note || !strings.Contains(f.Help, "invented")
		})
		if len(notes) != 1 {
			t.Error(notes)
		}
	})
}

func with(t *testing.T, text, who, allow string) *loaded {
	t.Helper()
	return load(t, txtar.Parse([]byte(strings.NewReplacer("TEXT", text, "WHO", who, "ALLOW", allow).
		Replace(elsewhere))))
}

// suspected are the findings about what may tell who a patient is. None repeats it.
func suspected(t *testing.T, c *loaded) []string {
	t.Helper()
	var list []string
	for _, f := range c.findings {
		if strings.HasPrefix(f.Rule, record.IdentifierRule) {
			list = append(list, f.Message)
			if strings.Contains(f.Message+f.Help, "999") || !f.HideLine {
				t.Errorf("repeated: %+v", f)
			}
		}
	}
	return list
}

// shown is all that the places have that a page may show.
func shown(c *loaded) string {
	p := c.list[0]
	text := p.Keeper + p.Role + p.Extension.Why + p.Extension.Agreed + p.Calendar.NotApplicable["shadow"] +
		p.Calendar.Overrides["visit"].Why + p.Accepted["welcome"].Why + p.Accepted["welcome"].Plan
	for _, m := range p.Milestones {
		text += m.Detail
	}
	for _, r := range p.Records {
		for _, s := range r.Signatures {
			text += s.Role + s.Witness + s.Scan
		}
		for _, s := range r.Signed {
			text += s.Role + s.Witness + s.Scan
		}
		for _, pick := range r.Picks() {
			text += pick.Name
		}
	}
	return text
}
