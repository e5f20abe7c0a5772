package preceptee

import (
	"testing"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/source"
)

func date(t *testing.T, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestStart: the file of somebody who begins reads as a careful person would write it, and says what it was given.
func TestStart(t *testing.T) {
	s := Start{ID: "zoe-oneil", Name: `Zoë "Zo" O'Neil`, Start: date(t, "2026-09-01"), Toolkit: "2026.1",
		Keeper: "Sam Example, practice manager", Role: "Advanced Practitioner", WTE: "0.6",
		People: []portfolio.Person{
			{Lane: "preceptor", Name: "Pat", From: date(t, "2026-08-20")}, {Lane: "organisation", Name: "Jo"}}}
	const want = `---
name: "Zoë \"Zo\" O'Neil"
start: 2026-09-01
toolkit: "2026.1"
keeper: "Sam Example, practice manager"
role: "Advanced Practitioner"
wte: 0.6
people:
  - {lane: preceptor, name: "Pat", from: 2026-08-20}
  - {lane: organisation, name: "Jo"}
---
`
	got := s.Text()
	if string(got) != want {
		t.Fatalf("got\n%s", got)
	}
	file, findings := source.Read("p", got, source.MaxFile)
	who, more := portfolio.ReadPreceptee(s.ID, file)
	if who.Name != s.Name || len(findings)+len(more) > 0 {
		t.Errorf("%q, %v, %v", who.Name, findings, more)
	}
}

// TestProposeID: a folder is named after the person, never as another one is or as copies are.
func TestProposeID(t *testing.T) {
	taken := []string{"jo-example", "jo-example-2"}
	for name, want := range map[string]string{
		"Jo Example": "jo-example-3", "Zoë O'Neil": "zoe-oneil", "  Ann-Marie  d’Arcy ": "ann-marie-darcy",
		"3rd Person": "rd-person", "李": "", "": "", "Sam Pair": "sam-pair-1", "Con": "con-1",
	} {
		if got := ProposeID(name, taken); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		} else if message, _ := NameFault(got); got != "" && message != "" {
			t.Errorf("%q: %s", got, message)
		}
	}
	for _, id := range []string{"", "Jo", "a/b", "jo-practice", "../x", "con"} {
		if message, help := NameFault(id); message == "" || help == "" {
			t.Errorf("%q may name a preceptee", id)
		}
	}
}
