package cli

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"text/template"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/store"
)

// The files to begin from are templates in the folder scaffold. "FILL IN:" marks what somebody has to write: check
// reports it for as long as it is there.
//
//go:embed scaffold
var scaffoldFiles embed.FS

// reviewTemplate is what every page of a scaffold says about its review.
const reviewTemplate = `{{define "review"}}reviewed: {{.Today}}
review_by: {{.ReviewBy}}
{{end}}`

// values are what the templates are filled in with. Each uses some of them.
type values struct {
	parties
	Today            civil.Date
	Title, Name      string
	Version, Extends string
	Record, About    string
	Form             *form.Form
	Fields           []form.Field
	WholeSite        bool
	Licence          string
	Local            []string // words that a practice fills in
}

// ReviewBy is a year from today.
func (v values) ReviewBy() civil.Date { return v.Today.AddMonths(12) }

// scaffold is a file to begin from. Its name is a slash path below the folder that it is written to.
type scaffold struct {
	name, text string
	personal   bool // it is about a person or the practice, and only for the keeper
}

// begin fills in a template of the folder scaffold. The templates are ours: one that does not work is a fault of the
// program, which every test would find.
func begin(name, from string, v values) scaffold {
	t := template.Must(template.New("").Parse(reviewTemplate))
	t = template.Must(t.ParseFS(scaffoldFiles, "scaffold/"+from))
	var b strings.Builder
	if err := t.ExecuteTemplate(&b, from, v); err != nil {
		panic("cli: " + err.Error())
	}
	text := b.String()
	if path.Ext(name) == ".cmd" { // Windows reads it
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return scaffold{name: name, text: text}
}

// ofPerson makes the file one that only the keeper can read.
func (f scaffold) ofPerson() scaffold {
	f.personal = true
	return f
}

// options says how the file is written: one for a double click must be a program to the system.
func (f scaffold) options() []store.Option {
	switch {
	case path.Ext(f.name) == ".command":
		return []store.Option{store.Program}
	case f.personal:
		return []store.Option{store.Private}
	}
	return nil
}

// write makes new files below a folder and says which. Where one of them is there already, none is written.
func (a *app) write(dir string, files ...scaffold) error {
	tree, err := store.MakeDir(dir, files[0].options()...)
	if err != nil {
		return fmt.Errorf("making %s: %w", dir, store.Cause(err))
	}
	defer tree.Close()
	shown := func(f scaffold) string { return a.shown(filepath.Join(dir, filepath.FromSlash(f.name))) }
	for _, f := range files {
		if _, err := tree.Stat(f.name); err == nil {
			return usage("%s is there already and is left as it is", shown(f))
		} else if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("looking for %s: %w", shown(f), store.Cause(err))
		}
	}
	for _, f := range files {
		if err := tree.WriteNew(f.name, []byte(f.text), f.options()...); err != nil {
			return fmt.Errorf("writing %s: %w", shown(f), store.Cause(err))
		}
		a.say("wrote %s", shown(f))
	}
	return nil
}
