package base

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"precept/internal/lock"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// DroppedFolder keeps what was given up: the pages that a copy had of its own before it went back to the base's.
const DroppedFolder = "data/base/dropped"

// Refusal says why a page is not adapted, kept or dropped, and what to do.
type Refusal string

func (r Refusal) Error() string { return string(r) }

func refuse(format string, args ...any) error { return Refusal(fmt.Sprintf(format, args...)) }

// Adapter adapts pages of one version.
type Adapter struct {
	Project *store.Root
	Files   *toolkit.Loader // that read the version
	Version *toolkit.Version
}

// Adapted is what became of a page.
type Adapted struct {
	File  string // of the project's own: written, or taken out
	Under string // the page of the base
	Kept  string // where a copy of what was taken out is; "" where nothing was lost
}

// page finds a page by its path below the version; .md at its end, and index, may be left out.
func (a *Adapter) page(name string) (*toolkit.Page, error) {
	slug := strings.TrimSuffix(strings.TrimSuffix(name, ".md"), "/index")
	if slug == "index" {
		slug = ""
	}
	if p := a.Version.Page(slug); p != nil {
		return p, nil
	}
	otherwise := "name a page by its path below its version, such as organisation/rooms"
	if p := cmp.Or(a.Version.Formerly(slug), a.Version.FormPage(slug)); p != nil {
		otherwise = "did you mean " + toolkit.NameOf(p) + "?"
	}
	var known []string
	for _, p := range a.Version.Pages {
		known = append(known, toolkit.NameOf(p))
	}
	return nil, refuse("version %s has no page %q; %s", a.Version.Name, name,
		source.DidYouMean(slug, known, "", otherwise))
}

// own is the file that a page of this project's own has.
func (a *Adapter) own(p *toolkit.Page) string {
	return path.Join(toolkit.Folder, a.Version.Name, toolkit.NameOf(p)+".md")
}

// Adapt begins a page of the project's own with the text of the base's, and writes into it which text that was.
func (a *Adapter) Adapt(_ context.Context, name string) (*Adapted, error) {
	p, err := a.page(name)
	if err != nil {
		return nil, err
	}
	if p.Base == "" {
		return nil, refuse("%s is already this project's own page", p.File)
	}
	raw, err := a.read(p.File)
	if err != nil {
		return nil, err
	}
	file := a.own(p)
	return &Adapted{File: file, Under: p.File}, a.write(p, file, raw, toolkit.Sum(raw), (*store.Root).WriteNew)
}

// Keep says that an adapted page stays as it is, whatever has changed in the base's.
func (a *Adapter) Keep(name string) (*Adapted, error) {
	p, err := a.adapted(name)
	if err != nil {
		return nil, err
	}
	raw, err := a.read(p.File)
	if err != nil {
		return nil, err
	}
	sum, under := "", ""
	if p.Under != nil {
		sum, under = p.Under.Sum, p.Under.File
	}
	return &Adapted{File: a.own(p), Under: under}, a.write(p, a.own(p), raw, sum, (*store.Root).Write)
}

// Drop goes back to the page of the base. Edits are only given up where lose says so, and a copy of them is kept.
func (a *Adapter) Drop(name string, lose bool) (*Adapted, error) {
	p, err := a.adapted(name)
	if err != nil {
		return nil, err
	}
	if p.Inherited != "" {
		return nil, refuse("the page is that of version %s, in %s: drop it there", p.Inherited, p.File)
	}
	if err := a.unlocked(); err != nil {
		return nil, err
	}
	done := &Adapted{File: p.File}
	raw, err := a.read(p.File) // as it is now, which may have been changed since the version was read
	if err != nil {
		return nil, err
	}
	if p.Under != nil {
		done.Under = p.Under.File
	}
	if p.Under == nil || !toolkit.Says(raw, p.Under.Sum) {
		if !lose {
			return nil, refuse("%s has words of your own, which would be lost; --force takes it out, and keeps a copy "+
				"in %s", p.File, DroppedFolder)
		}
		if done.Kept, err = a.copyAway(p, raw); err != nil {
			return nil, err
		}
	}
	if err := a.Project.Remove(p.File); err != nil {
		return nil, fmt.Errorf("taking out %s: %w", p.File, store.Cause(err))
	}
	return done, nil
}

// adapted finds a page that took the place of one in a base.
func (a *Adapter) adapted(name string) (*toolkit.Page, error) {
	p, err := a.page(name)
	switch {
	case err != nil:
		return nil, err
	case p.Base != "":
		return nil, refuse("the page is %s's and has not been adapted", p.Base)
	case p.Under == nil && p.Replaces == "":
		return nil, refuse("%s is a page of your own that replaces no other", p.File)
	}
	return p, nil
}

func (a *Adapter) read(file string) ([]byte, error) {
	raw, err := a.Files.Read(file, source.MaxFile)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, store.Cause(err))
	}
	return raw, nil
}

// write writes a page that says which text it replaced; without a sum it says nothing of that.
func (a *Adapter) write(p *toolkit.Page, file string, raw []byte, sum string,
	write func(*store.Root, string, []byte, ...store.Option) error) error {
	if err := a.unlocked(); err != nil {
		return err
	}
	text, err := source.Edit(file, raw, toolkit.PageSchema(p.Kind), "replaces", source.Bare(sum))
	if err != nil {
		return refuse("the front matter of %s cannot be changed by a program; write into it replaces: %s", file, sum)
	}
	if err := write(a.Project, file, text); errors.Is(err, fs.ErrExist) {
		return refuse("%s is there already and is left as it is", file)
	} else if err != nil {
		return fmt.Errorf("writing %s: %w", file, store.Cause(err))
	}
	return nil
}

// unlocked refuses a version that this project has released and locked itself.
func (a *Adapter) unlocked() error {
	if _, err := a.Project.Stat(path.Join(toolkit.Folder, a.Version.Name, lock.Name)); err == nil {
		return refuse("version %s is locked: nothing in it may be changed any more", a.Version.Name)
	}
	return nil
}

// copyAway keeps a copy of a page that is taken out.
func (a *Adapter) copyAway(p *toolkit.Page, raw []byte) (string, error) {
	name := path.Join(DroppedFolder, a.Version.Name, toolkit.NameOf(p))
	for n := 1; ; n++ {
		file := name + ".md"
		if n > 1 {
			file = name + "-" + strconv.Itoa(n) + ".md"
		}
		err := a.Project.WriteNew(file, raw)
		if errors.Is(err, fs.ErrExist) {
			if a.Project.Equal(file, raw, make([]byte, 4096)) {
				return file, nil
			}
			continue
		}
		if err != nil {
			return "", fmt.Errorf("keeping a copy of %s: %w", p.File, store.Cause(err))
		}
		return file, nil
	}
}
