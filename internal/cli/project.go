package cli

import (
	"errors"
	"fmt"
	"path/filepath"

	"precept/internal/build"
	"precept/internal/form"
	"precept/internal/markdown"
	"precept/internal/portfolio"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"

	"context"
)

// readSite reads data/site.yaml alone, for commands that need no more of the project.
func (a *app) readSite() (string, *site.Site, error) {
	project, err := a.project()
	if err != nil {
		return "", nil, err
	}
	tree, err := store.Open(project)
	if err != nil {
		return "", nil, fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	raw, err := tree.Read(site.File, source.MaxFile)
	if err != nil {
		return "", nil, fmt.Errorf("reading %s: %w", site.File, store.Cause(err))
	}
	s, _ := site.Read(raw)
	return project, s, nil
}

// preceptees is where preceptees' folders lie.
func (a *app) preceptees(project string, s *site.Site) string {
	if filepath.IsAbs(s.Preceptees) {
		return s.Preceptees
	}
	return filepath.Join(project, filepath.FromSlash(s.Preceptees))
}

// answerable is a field of a form that a record answers.
type answerable struct{ id, label string }

// fields lists what a form asks for under the version that a preceptee started on.
func (a *app) fields(project, dir, id, slug string) (title string, list []answerable, err error) {
	tree, err := store.Open(project)
	if err != nil {
		return "", nil, fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	loader := toolkit.Loader{Tree: tree, Parser: markdown.New(toolkit.ItemWriters(), build.Minifier()), Jobs: 2}
	t, _, err := loader.Load(context.Background())
	if err != nil {
		return "", nil, err
	}
	people, err := store.Open(dir)
	if err != nil {
		return "", nil, fmt.Errorf("opening %s: %w", dir, store.Cause(err))
	}
	defer people.Close()
	raw, err := people.Read(id+"/preceptee.md", source.MaxFile)
	if err != nil {
		return "", nil, fmt.Errorf("reading %s/preceptee.md: %w", id, store.Cause(err))
	}
	file, _ := source.Read(id+"/preceptee.md", raw, source.MaxFile)
	if file == nil {
		return "", nil, errors.New(id + "/preceptee.md cannot be read; precept check says why")
	}
	who, _ := portfolio.ReadPreceptee(id, file)
	v := t.Version(who.Toolkit)
	if v == nil {
		return "", nil, usage("%s started on version %q, which does not exist; mend toolkit in preceptee.md", id, who.Toolkit)
	}
	f := v.Form(slug)
	if f == nil {
		var slugs []string
		for _, other := range v.Forms {
			slugs = append(slugs, other.Slug)
		}
		if s := source.Suggest(slug, slugs); s != "" {
			return "", nil, usage("version %s has no form %q; did you mean %s?", v.Name, slug, s)
		}
		return "", nil, usage("version %s has no form %q", v.Name, slug)
	}
	for _, field := range f.Fields {
		if field.Type != form.Sign && !field.Private {
			list = append(list, answerable{field.ID, field.Label})
		}
	}
	return f.Title, list, nil
}
