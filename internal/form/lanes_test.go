package form_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/form"
)

// contract is a form of which each lane has fields of its own.
const contract = `- [line] Goal {#goal .required}
- [ ] I keep an hour free {#hour for=preceptor .required}
- [table] Steps {#steps}
  - [line] Step {#step .required}
  - [ ] I help {#help for=preceptor .required}
- [sign: preceptee] I will {#mine .required}
- [sign: preceptor] I agree {#theirs .required}
`

// withAnswers is a record of the contract.
func withAnswers(t *testing.T, answers string, signed ...form.Signature) *tested {
	t.Helper()
	c := newCase(t, &txtar.Archive{Files: []txtar.File{{Name: "form.md", Data: []byte(contract)},
		{Name: "record.md", Data: []byte("---\nform: meeting\nrecord: k7m29qxd\ndate: 2026-02-12\nstatus: complete\n" +
			"answers:\n" + answers + "---\n")}}})
	c.record.Signed = signed
	return c
}

// TestP7SignatureAndLanes: a signature is not broken by another lane's own fields, and is by its own and by what is
// nobody's. A digest of the first rule covers everything, and still counts.
func TestP7SignatureAndLanes(t *testing.T) {
	const begun = "  goal: \"Lead\"\n  steps: [{\"step\": \"Plan\"}]\n"
	const agreed = "  goal: \"Lead\"\n  hour: \"yes\"\n  steps: [{\"step\": \"Plan\", \"help\": \"yes\"}]\n"
	sign := func(lane, field, answers string) form.Signature {
		c := withAnswers(t, answers)
		s := form.Signature{Field: field, By: lane, Name: "N", Date: c.record.Date, How: "screen"}
		s.Digest = c.form.SignatureDigest(c.record, "2026.1", s)
		return s
	}
	mine, theirs := sign("preceptee", "mine", begun), sign("preceptor", "theirs", agreed)
	old := form.Signature{Field: "mine", By: "preceptee"}
	begin := withAnswers(t, begun)
	old.Digest = begin.form.Digest(begin.record, "2026.1", "I will")
	other := theirs
	other.Name = "M"
	for _, c := range []struct {
		name, answers string
		s             form.Signature
		fits          bool
	}{
		{"as it was", begun, mine, true},
		{"then the preceptor agrees", agreed, mine, true},
		{"something else is the goal", strings.Replace(agreed, "Lead", "Follow", 1), mine, false},
		{"the preceptor's own", agreed, theirs, true},
		{"the preceptor agrees no longer", begun, theirs, false},
		{"another name", agreed, other, false},
		{"by the first rule", begun, old, true},
		{"by the first rule, then the preceptor agrees", agreed, old, false},
		{"a field that is no signature", begun, form.Signature{Field: "goal", Digest: mine.Digest}, false},
	} {
		if r := withAnswers(t, c.answers); r.form.Fits(r.record, "2026.1", c.s) != c.fits {
			t.Errorf("%s: fits %v", c.name, !c.fits)
		}
	}
}

// TestP7RequiredOfLane: what a lane must answer itself binds its signature, and never whether the record is complete.
func TestP7RequiredOfLane(t *testing.T) {
	mine, theirs := form.Signature{Field: "mine", By: "preceptee"}, form.Signature{Field: "theirs", By: "preceptor"}
	for _, c := range []struct{ answers, missing, preceptor, unsigned string }{
		{"  goal: a\n", "", "I keep an hour free", "theirs"},
		{"  hour: yes\n", "Goal", "", ""},
		{"  goal: a\n  hour: yes\n  steps: [{step: b}, {help: yes, step: c}]\n", "", "Steps: 1 of 2 rows", "theirs"},
		{"  goal: a\n  hour: yes\n  steps: [{step: b, help: yes}]\n", "", "", ""},
		{"  goal: a\n  hour: yes\n  steps: [{help: yes}]\n", "Steps: 0 of 1 rows", "", ""},
	} {
		r := withAnswers(t, c.answers, mine, theirs)
		said := func(list []form.Missing) string {
			var texts []string
			for _, m := range list {
				texts = append(texts, m.Text)
			}
			return strings.Join(texts, "; ")
		}
		unsigned := ""
		for _, f := range r.form.Unsigned(r.record, nil) {
			unsigned += f.ID
		}
		got := fmt.Sprintf("%s | %s | %s", said(r.form.Missing(r.record, nil)),
			said(r.form.MissingFor(r.record, nil, "preceptor")), unsigned)
		if want := fmt.Sprintf("%s | %s | %s", c.missing, c.preceptor, c.unsigned); got != want {
			t.Errorf("%q: got %q, want %q", c.answers, got, want)
		}
	}
	if n := withAnswers(t, "  goal: a\n").form.Required(); n != 3 {
		t.Errorf("%d are asked for of a complete record", n)
	}
}
