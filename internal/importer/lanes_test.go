package importer

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/form"
)

// contractForm is a form on which the preceptor agrees after the preceptee has signed.
var contractForm = txtar.File{Name: "content/2026.1/forms/contract.md", Data: []byte(`---
title: Contract
summary: S.
kind: form
---
- [line] Goal {#goal .required}
- [ ] I keep an hour free {#hour for=preceptor .required}
- [sign: preceptee] I will {#mine .required}
- [sign: preceptor] I agree {#theirs .required}
`)}

// contract is a record of it with the answers, signed by these with a digest of the second rule.
func (in *Importer) contract(t *testing.T, answers string, signed ...form.Signature) string {
	t.Helper()
	text := "---\nform: contract\nversion: \"2026.1\"\nrecord: k7m29qxd\ndate: 2026-09-12\nstatus: complete\n" +
		"answers: {" + answers + "}\n"
	r, findings := in.bind("r.md", []byte(text+"---\n"))
	if r == nil {
		t.Fatal(findings)
	}
	for i, s := range signed {
		if i == 0 {
			text += "signed:\n"
		}
		s.Date, s.How = r.Date, "screen"
		if s.Digest == "" {
			s.Digest = r.Template.SignatureDigest(r.Record, "2026.1", s)
		}
		text += fmt.Sprintf("  - {field: %s, by: %s, name: %q, date: 2026-09-12, how: screen, digest: %q}\n",
			s.Field, s.By, s.Name, s.Digest)
	}
	return text + "---\n"
}

// TestP7PreceptorAgrees: the preceptee signs, then the preceptor ticks what is theirs and signs: the file adds to what
// is there, and both signatures fit. A change of what is nobody's own replaces it, and is asked about.
func TestP7PreceptorAgrees(t *testing.T) {
	mine := form.Signature{Field: "mine", By: "preceptee", Name: "Sam Example"}
	theirs := form.Signature{Field: "theirs", By: "preceptor", Name: "Pat Example"}
	probe, _ := open(t, contractForm)
	there := probe.contract(t, "goal: Lead", mine)
	name := "data/preceptees/sam/2026-09-12-contract-k7m29qxd.md"
	in, dir := open(t, contractForm, txtar.File{Name: name, Data: []byte(there)})
	r, _ := in.bind("r.md", []byte(there))
	mine.Digest = r.Signed[0].Digest
	offers := in.examine(t, Arrival{Name: "r.md", Data: []byte(in.contract(t, "goal: Lead, hour: yes", mine, theirs))})
	if offers[0].State != Signed || len(offers[0].Differences) != 2 {
		t.Fatalf("%s %v", offers[0].State, offers[0].Differences)
	}
	if _, _, err := in.Accept(offers, false); err != nil {
		t.Fatal(err)
	}
	now, findings := in.bind(name, []byte(look(t, dir)[name]))
	if now == nil || len(now.Signed) != 2 || !now.Fits(now.Signed[0]) || !now.Fits(now.Signed[1]) {
		t.Fatalf("%v\n%s", findings, look(t, dir)[name])
	}
	changed := in.contract(t, "goal: Follow, hour: yes", mine, theirs)
	changed = strings.Replace(changed, "status:", "revises: \""+now.Digest()+"\"\nstatus:", 1)
	if o := in.examine(t, Arrival{Name: "r.md", Data: []byte(changed)})[0]; o.State != Replaces {
		t.Errorf("with another goal it is %s", o.State)
	}
}
