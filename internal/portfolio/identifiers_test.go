package portfolio_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/finding"
	"precept/internal/record"
)

// suspicious are files with text that looks as if it tells who a patient is.
const suspicious = `
-- data/preceptees/jo/preceptee.md --
---
name: Jo Example
start: 2026-02-02
toolkit: "2026.1"
example: true
people: [{lane: preceptor, name: Mrs Sam Sample}]
---
I met Mr Canary on my first day.
-- data/preceptees/jo/a-diary.md --
---
form: diary
record: a1111111
date: 2026-09-20
answers:
  day: "Fine. Mrs Sample was there."
---
Born on 3 May 1911,
number 943 476 5919.
-- data/preceptees/jo/b-training.md --
---
form: training
record: b1111111
date: 2026-09-20
answers:
  courses: [{"until": "2026-09-30", "course": "With Mr Canary"}]
  gone: "Mr Canary"
  registration: "2027-01-01"
---
-- data/preceptees/jo/c-diary.md --
---
form: diary
record: c1111111
date: 2026-09-20
answers:
  day: "Mr Canary"
allow:
  - {"rule": "title-surname", "at": "day", "reason": "a bird"}
---
-- data/preceptees/jo/d-training.md --
---
form: training
record: d1111111
date: 2026-09-20
answers:
  registration: "943 476 5919"
---
-- data/preceptees/jo/e-training.md --
---
form: training
record: e1111111
date: 2026-09-20
answers:
  courses: "Mr Canary, 943 476 5919"
---
`

// TestWithheld: text that looks as if it tells who a patient is, is held back, each answer by itself. It is in what
// was typed for a date too, and the record is still there; the record whose answer has the wrong shape is left out.
func TestWithheld(t *testing.T) {
	p := load(t, txtar.Parse([]byte(suspicious))).list[0]
	lines := map[string]string{}
	for _, r := range p.Records {
		for _, at := range []string{"day", "courses", "gone", "registration", record.Writing} {
			if line := r.Withheld(at); line != "" {
				lines[r.ID+" "+at] = line
			}
		}
		if line := r.Withheld(record.Writing); line != "" && !strings.Contains(string(r.Writing), line) {
			t.Errorf("the writing is %s", r.Writing)
		}
	}
	for at, what := range map[string]string{"a1111111 body": "a date of birth and an NHS number",
		"b1111111 courses": "surname", "b1111111 gone": "surname",
		"d1111111 registration": "an NHS number"} {
		line := lines[at]
		if !strings.HasPrefix(line, "Held back: it looks as if it contains ") || !strings.Contains(line, what) {
			t.Errorf("%s: %q", at, line)
		}
		delete(lines, at)
	}
	if len(lines) > 0 {
		t.Errorf("also held back: %v", lines)
	}
	if len(p.Omissions) != 1 || !strings.HasSuffix(p.Omissions[0].File, "e-training.md") {
		t.Errorf("left out: %v", p.Omissions)
	}
}

// TestNothingRepeatsIdentifiers: no finding, gap or page repeats such text, whatever it is about.
func TestNothingRepeatsIdentifiers(t *testing.T) {
	c := load(t, txtar.Parse([]byte(suspicious)))
	p := c.list[0]
	shown := string(p.Introduction)
	for _, g := range p.Gaps {
		shown += g.Detail + g.Title
	}
	for _, o := range p.Omissions {
		shown += o.Why + o.Help
	}
	for _, r := range p.Records {
		shown += string(r.Writing)
	}
	for _, f := range c.findings {
		shown += "\n" + f.Message + " " + f.Help
		if !f.HideLine {
			t.Errorf("the line of %s:%d may be shown: %s", f.File, f.Line, f.Message)
		}
	}
	for _, secret := range []string{"Canary", "1911", "5919"} {
		if strings.Contains(shown, secret) {
			t.Errorf("%s is repeated:\n%s", secret, shown)
		}
	}
}

// TestIdentifierFindings: each such text is found once, in its place; what a record allows is a note.
func TestIdentifierFindings(t *testing.T) {
	c := load(t, txtar.Parse([]byte(suspicious)))
	rules := map[string]int{}
	for _, f := range c.findings {
		if strings.HasPrefix(f.Rule, record.IdentifierRule) {
			rules[f.Rule]++
		}
		allowed := f.Severity == finding.Note && strings.Contains(f.Help, "a bird")
		if strings.HasSuffix(f.File, "c-diary.md") && !allowed {
			t.Errorf("what the record allows: %+v", f)
		}
		place := [3]int{9, 8, 20} // in the free writing; an answer is found as a whole
		if strings.HasSuffix(f.File, "d-training.md") {
			place = [3]int{6, 17, 31}
		}
		if f.Rule == "identifier-nhs-number" && [3]int{f.Line, f.Column, f.End} != place {
			t.Errorf("the number is at %+v", f.Position)
		}
	}
	if rules["identifier-title-surname"] != 4 || rules["identifier-birth-date"] != 1 ||
		rules["identifier-nhs-number"] != 2 {
		t.Errorf("found %v:\n%s", rules, c.show(t, "findings"))
	}
}
