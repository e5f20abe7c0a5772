package base

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// stage copies what the project has of its own in the version before to where it waits for the new one.
func (a *adopting) stage(ctx context.Context, dir string) error {
	if a.preview == nil { // what a killed run left
		if err := a.project.RemoveAll(a.staging()); err != nil {
			return fmt.Errorf("removing what an earlier run left: %w", store.Cause(err))
		}
	}
	if _, err := a.project.Stat(a.folder()); !errors.Is(err, fs.ErrNotExist) {
		return nil // the version has been begun
	}
	old, fresh, done, err := a.versions(ctx, dir)
	if err != nil || old == nil {
		return err
	}
	defer done()
	a.From = old.Name
	entries, err := a.project.Walk(path.Join(toolkit.Folder, old.Name))
	if err != nil {
		return fmt.Errorf("listing version %s: %w", old.Name, store.Cause(err))
	}
	for _, e := range entries {
		below := strings.TrimPrefix(e.Path, path.Join(toolkit.Folder, old.Name)+"/")
		switch {
		case e.Kind != store.File, below == "version.lock":
		case below == "version.md":
			err = a.carryDrops(e.Path, fresh)
		case below == "notices.md":
			a.LeftOver = append(a.LeftOver, e.Path)
		default:
			err = a.carry(e.Path, below, fresh)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// versions reads the newest earlier version with files of the project's own, and this version from the bundle. old is
// nil where there is none.
func (a *adopting) versions(ctx context.Context, dir string) (old, fresh *toolkit.Version, done func(), err error) {
	opened, _, err := Open(dir, a.site)
	if err != nil {
		return nil, nil, nil, err
	}
	done = func() { opened.Close() }
	l := toolkit.Loader{Root: a.project, Parser: toolkit.NewParser(nil), Jobs: 1,
		Bases: append([]toolkit.Base{{Name: "bundle", Files: a.bundle, Whole: true}}, opened.Bases...)}
	t, _, err := l.Load(ctx)
	if err != nil {
		done()
		return nil, nil, nil, err
	}
	for _, v := range t.Versions { // from the newest
		own := slices.ContainsFunc(v.Shadows(), func(s toolkit.Shadow) bool {
			base, version, _ := t.Split(s.File)
			return base == "" && version == v.Name
		})
		if own && toolkit.CompareNames(v.Name, a.Version) < 0 {
			return v, t.Version(a.Version), done, nil
		}
	}
	done()
	return nil, nil, nil, nil
}

// carry copies one file. A page that has another name in the new version, and what is added to it, gets that name.
func (a *adopting) carry(file, below string, fresh *toolkit.Version) error {
	raw, err := a.project.Read(file, 0)
	if err != nil {
		return fmt.Errorf("reading %s: %w", file, store.Cause(err))
	}
	m := Moved{File: renamed(below, fresh)}
	if m.File != below {
		m.Was = below
	}
	if err := a.put(m.File, raw); errors.Is(err, fs.ErrExist) {
		a.LeftOver = append(a.LeftOver, file) // two pages have become one
		return nil
	} else if err != nil {
		return fmt.Errorf("copying %s: %w", file, store.Cause(err))
	}
	a.Carried = append(a.Carried, m)
	return nil
}

// put stages a file, which must not be there. Nothing is written where that is only looked at.
func (a *adopting) put(below string, raw []byte) error {
	if a.preview == nil {
		return a.project.WriteNew(path.Join(a.staging(), below), raw)
	}
	if a.preview[below] {
		return fs.ErrExist
	}
	a.preview[below] = true
	return nil
}

// renamed is the path that a file of the version before has in a new one, where its page is called something else.
func renamed(below string, fresh *toolkit.Version) string {
	name, ending, _ := strings.Cut(below, ".")
	slug := strings.TrimSuffix(name, "/index")
	if ending != "md" && ending != "local.md" || fresh.Page(slug) != nil {
		return below
	}
	if p := fresh.Formerly(slug); p != nil {
		return toolkit.NameOf(p) + "." + ending
	}
	return below
}

// carryDrops copies drop: for the pages that the new version has.
func (a *adopting) carryDrops(file string, fresh *toolkit.Version) error {
	raw, err := a.project.Read(file, source.MaxFile)
	if err != nil {
		return fmt.Errorf("reading %s: %w", file, store.Cause(err))
	}
	f, _ := source.Read(file, raw, source.MaxFile)
	if f == nil || f.Broken || len(f.Head.Pairs) > 1 || len(bytes.TrimSpace(f.Body)) > 0 {
		a.LeftOver = append(a.LeftOver, file)
	}
	if f == nil || f.Broken {
		return nil
	}
	var list []source.Content
	for _, item := range source.ContentOf(f.Head.Get("drop")).Items {
		if p := fresh.Page(item.Text); p != nil {
			list = append(list, source.Bare(item.Text))
		} else if p := fresh.Formerly(item.Text); p != nil {
			list = append(list, source.Bare(p.Slug))
		}
	}
	if len(list) == 0 {
		return nil
	}
	text, err := source.Edit(file, []byte("---\n---\n"), toolkit.VersionSchema, "drop", source.List(list...))
	if err != nil {
		return fmt.Errorf("carrying over what is left out: %w", err)
	}
	if err := a.put("version.md", text); err != nil {
		return fmt.Errorf("writing version.md: %w", store.Cause(err))
	}
	a.Carried = append(a.Carried, Moved{File: "version.md"})
	return nil
}
