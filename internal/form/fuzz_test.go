package form_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/form"
	"precept/internal/source"
)

// FuzzBind feeds hostile records to a form with every type of field: never a panic, every finding has its place in the
// file, and what is taken is what the field's type allows.
func FuzzBind(f *testing.F) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	var page []byte
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			if strings.HasSuffix(file.Name, "record.md") {
				f.Add(string(file.Data))
			}
			if filepath.Base(path) == "answers-wrong.txtar" && file.Name == "form.md" {
				page = file.Data
			}
		}
	}
	f.Add("---\nform: m\ndate: 2026-01-01\nanswers: {quiet: [[]], " +
		"areas: {supervision: [1]}, steps: [[], {step: {a: b}}], \"\": x}\n---\n")
	c := newCase(f, &txtar.Archive{Files: []txtar.File{{Name: "form.md", Data: page}}})
	f.Fuzz(func(t *testing.T, text string) {
		file, _ := source.Read("record.md", []byte(text), source.MaxRecord)
		if file == nil || file.Broken {
			return
		}
		r, _ := form.ReadRecord(file)
		for _, found := range c.form.Bind(r, nil) {
			if found.File != "record.md" || found.Line < 1 || found.Message == "" || found.Help == "" {
				t.Errorf("%+v", found)
			}
		}
		for _, a := range r.Answers {
			field := c.form.Field(a.Field)
			if a.Unknown {
				continue
			}
			if field == nil || field.Type == form.Sign || a.Empty() {
				t.Errorf("taken: %+v", a)
			}
		}
		c.form.Missing(r, nil)
		c.form.Unsigned(r, nil)
		if lines := c.form.Signed(r, "1", "s"); !strings.Contains(lines, "\nstatement 1:s\n") &&
			!strings.HasPrefix(lines, "statement 1:s\n") {
			t.Errorf("the statement is not signed:\n%s", lines)
		}
	})
}
