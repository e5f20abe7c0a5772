package form_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/form"
)

const laneVectors = "testdata/lanes.txtar"

// TestP7Lanes checks the records in testdata/lanes.txtar, which serve the browser's own code as well: a signature is
// not broken by another lane's own fields, and is by its own, by what is nobody's and by who signed; what a lane must
// answer itself binds its signature, and never whether the record is complete. form.md and definition.json are those
// of every record; state is what each lacks, with its signatures.
func TestP7Lanes(t *testing.T) {
	casetest.Run(t, laneVectors, func(a *txtar.Archive) {
		page := a.Files[0]
		got := map[string]string{}
		for _, file := range a.Files {
			name, ok := strings.CutSuffix(file.Name, "/record.md")
			if !ok {
				continue
			}
			c := newCase(t, &txtar.Archive{Comment: a.Comment,
				Files: []txtar.File{page, {Name: "record.md", Data: file.Data}}})
			for _, f := range c.page {
				t.Errorf("the form has a finding: %s", f.Message)
			}
			if n := c.form.Required(); n != 3 {
				t.Errorf("%d are asked for of a complete record", n)
			}
			definition, err := c.form.JSON()
			if err != nil {
				t.Fatal(err)
			}
			got["definition.json"], got[name+"/state"] = string(definition), state(c.form, c.record)
		}
		casetest.Compare(t, a, func(name string) (string, bool) {
			text, wanted := got[name]
			return text, wanted
		})
	})
}

// state says what a record lacks and which of its signatures fit, a line each. One that does not fit does not count.
func state(f *form.Form, r *form.Record) string {
	var b strings.Builder
	for _, m := range f.Missing(r, nil) {
		fmt.Fprintf(&b, "missing %s: %s\n", m.Field.ID, m.Text)
	}
	for _, lane := range []string{"preceptee", "preceptor"} {
		for _, m := range f.MissingFor(r, nil, lane) {
			fmt.Fprintf(&b, "missing for %s: %s: %s\n", lane, m.Field.ID, m.Text)
		}
	}
	fits := func(s form.Signature) bool { return s.Digest == "" || f.Fits(r, "2026.1", s) }
	for _, s := range r.Signed {
		fmt.Fprintf(&b, "signed %s by %s: fits %v\n", s.Field, s.Name, fits(s))
	}
	counted := *r
	counted.Signed = slices.DeleteFunc(slices.Clone(r.Signed), func(s form.Signature) bool { return !fits(s) })
	for _, field := range f.Unsigned(&counted, nil) {
		fmt.Fprintf(&b, "unsigned %s: %s\n", field.ID, field.Lane)
	}
	return b.String()
}
