package form_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/form"
)

// TestEachType checks that the cases show every type of field: how it is written, alone and in a table where it can be
// in one, and what it refuses where it refuses anything.
func TestEachType(t *testing.T) {
	alone, cell, refused := map[form.Type]bool{}, map[form.Type]bool{}, map[form.Type]bool{}
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(a.Files, func(f txtar.File) bool { return f.Name == "form.md" }) {
			continue
		}
		c := newCase(t, a)
		for i := range c.form.Fields {
			f := &c.form.Fields[i]
			alone[f.Type] = alone[f.Type] || strings.Contains(c.html, `id="s-`+f.ID+`"`)
			for j := range f.Columns {
				cell[f.Columns[j].Type] = true
			}
			for _, finding := range c.findings {
				refused[f.Type] = refused[f.Type] || strings.Contains(finding.Message, `the answer to "`+f.Label+`"`)
			}
		}
	}
	anything := []form.Type{form.Line, form.Text, form.Pick}
	for _, one := range form.Types() {
		f := form.Field{Type: one}
		switch {
		case !alone[one]:
			t.Errorf("no case in testdata shows [%s]", one)
		case !cell[one] && f.Shape() != form.TableAnswer && f.Shape() != form.NoAnswer:
			t.Errorf("no case in testdata shows [%s] in a table", one)
		case !refused[one] && !slices.Contains(anything, one):
			t.Errorf("no case in testdata shows what [%s] refuses", one)
		}
	}
}

// TestWords shows how answers are written for people.
func TestWords(t *testing.T) {
	for _, c := range []struct {
		field      form.Field
		text, want string
	}{
		{form.Field{Type: form.Tick}, "yes", "Yes"},
		{form.Field{Type: form.Text}, "One\ntwo\n", "One\ntwo"},
		{form.Field{Type: form.Date}, "2026-03-27", "27 March 2026"},
		{form.Field{Type: form.Expiry}, "soon", "soon"},
		{form.Field{Type: form.Number, Unit: "clinics"}, "3", "3 clinics"},
		{form.Field{Type: form.Number}, "3", "3"},
		{form.Field{Type: form.Hours}, "7.5", "7.5 hours"},
		{form.Field{Type: form.Hours}, "", ""},
		{form.Field{Type: form.Choice}, "Alone", "Alone"},
	} {
		if got := c.field.Words(nil, c.text); got != c.want {
			t.Errorf("[%s] %q: %q, want %q", c.field.Type, c.text, got, c.want)
		}
	}
}
