package portfolio_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/finding"
	"precept/internal/record"
)

// TestHeldBack: what looks as if it could tell who a patient is, is held back by itself, and nothing that is found
// about its file repeats it.
func TestHeldBack(t *testing.T) {
	c := load(t, &txtar.Archive{Files: []txtar.File{
		{Name: "data/preceptees/jo/preceptee.md",
			Data: []byte("---\nname: Jo Example\nstart: 2026-02-02\ntoolkit: \"2026.1\"\nexample: true\npeople: [{lane: preceptor, name: Mrs Sam Sample}]\n---\nI met Mr Canary on my first day.\n")},
		{Name: "data/preceptees/jo/a-diary.md",
			Data: []byte("---\nform: diary\nrecord: a1111111\ndate: 2026-09-20\nanswers:\n  day: \"Fine. Mrs Sample was there.\"\n---\nBorn on 3 May 1911,\nnumber 943 476 5919.\n")},
		{Name: "data/preceptees/jo/b-training.md",
			Data: []byte("---\nform: training\nrecord: b1111111\ndate: 2026-09-20\nanswers:\n  courses: [{\"until\": \"2026-09-30\", \"course\": \"With Mr Canary\"}]\n  gone: \"Mr Canary\"\n  registration: \"2027-01-01\"\n---\n")},
		{Name: "data/preceptees/jo/c-diary.md",
			Data: []byte("---\nform: diary\nrecord: c1111111\ndate: 2026-09-20\nanswers:\n  day: \"Mr Canary\"\nallow:\n  - {\"rule\": \"title-surname\", \"at\": \"day\", \"reason\": \"a bird\"}\n---\n")},
		{Name: "data/preceptees/jo/d-training.md",
			Data: []byte("---\nform: training\nrecord: d1111111\ndate: 2026-09-20\nanswers:\n  registration: \"943 476 5919\"\n---\n")},
	}})
	p := c.list[0]
	held := map[string]string{}
	for _, r := range p.Records {
		for _, at := range []string{"day", "courses", "gone", "registration"} {
			if line := r.Withheld(at); line != "" {
				held[r.ID+" "+at] = line
			}
		}
		if line := r.Withheld(record.Writing); line != "" {
			held[r.ID+" writing"] = line
			if !strings.Contains(string(r.Writing), line) {
				t.Errorf("the writing is %s", r.Writing)
			}
		}
	}
	for at, what := range map[string]string{"a1111111 writing": "a date of birth and an NHS number",
		"b1111111 courses": "surname", "b1111111 gone": "surname"} {
		if !strings.HasPrefix(held[at], "Held back: it looks as if it holds ") || !strings.Contains(held[at], what) {
			t.Errorf("%s: %q", at, held[at])
		}
		delete(held, at)
	}
	if len(held) > 0 {
		t.Errorf("also held back: %v", held)
	}
	said := string(p.Introduction)
	for _, g := range p.Gaps {
		said += g.Detail + g.Title
	}
	for _, l := range p.Omissions {
		said += l.Why + l.Help
	}
	for _, r := range p.Records {
		said += string(r.Writing)
	}
	rules := map[string]int{}
	for _, f := range c.findings {
		said += "\n" + f.Message + " " + f.Help
		if strings.HasPrefix(f.Rule, "identifier-") {
			rules[f.Rule]++
		}
		if !f.HideLine {
			t.Errorf("the line of %s:%d may be shown: %s", f.File, f.Line, f.Message)
		}
	}
	for _, secret := range []string{"Canary", "1911", "5919"} {
		if strings.Contains(said, secret) {
			t.Errorf("%s is said:\n%s", secret, said)
		}
	}
	if rules["identifier-title-surname"] != 4 || rules["identifier-birth-date"] != 1 ||
		rules["identifier-nhs-number"] != 1 {
		t.Errorf("found %v:\n%s", rules, c.show(t, "findings"))
	}
	for _, f := range c.findings {
		if strings.HasSuffix(f.File, "c-diary.md") &&
			(f.Severity != finding.Note || !strings.Contains(f.Help, "a bird")) {
			t.Errorf("what is let stand: %+v", f)
		}
		if f.Rule == "identifier-nhs-number" && (f.Line != 9 || f.Column != 8 || f.End != 20) {
			t.Errorf("the number stands at %+v", f.Position)
		}
	}
	if len(p.Omissions) != 1 {
		t.Errorf("left out: %v", p.Omissions)
	}
}
