// Package base owns the toolkits that a practice's copy is based on, which data/site.yaml names under base. It opens
// them for the loader of package toolkit, which reads them where they are. It never writes to one.
package base

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"precept/internal/bundle"
	"precept/internal/finding"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// RuleUnread is the rule that this package finds against.
const RuleUnread = "base-unread"

// Opened are the bases of a project. They are closed when nobody reads from them any more.
type Opened struct {
	Bases []toolkit.Base
	roots []*store.Root
	named map[bundle.About]string // the bundles that are open, by what they are
}

// Close closes them.
func (o *Opened) Close() error {
	var errs []error
	for _, r := range o.roots {
		errs = append(errs, r.Close())
	}
	return errors.Join(errs...)
}

// Open opens the bases of a project. A base that cannot be used is left out with one finding.
func Open(project string, s *site.Site) (*Opened, []finding.Finding, error) {
	o := &Opened{named: map[bundle.About]string{}}
	var findings []finding.Finding
	for _, b := range s.Bases {
		opened, wrong, err := o.open(project, b)
		switch {
		case err != nil:
			return nil, nil, errors.Join(err, o.Close())
		case wrong != nil:
			wrong.Rule, wrong.Position = RuleUnread, b.Pos
			findings = append(findings, *wrong)
		default:
			o.Bases = append(o.Bases, opened)
		}
	}
	return o, findings, nil
}

// open opens one base.
func (o *Opened) open(project string, b site.Base) (toolkit.Base, *finding.Finding, error) {
	if b.Bundle != "" {
		return o.bundle(project, b)
	}
	return o.folder(project, b)
}

// bundle opens a bundle, which must have the bytes that the site says. It is read where it is.
func (o *Opened) bundle(project string, b site.Base) (toolkit.Base, *finding.Finding, error) {
	again := "run precept adopt with the bundle again"
	wrong := func(help, message string, args ...any) (toolkit.Base, *finding.Finding, error) {
		return toolkit.Base{}, &finding.Finding{Message: fmt.Sprintf(message, args...), Help: help}, nil
	}
	root, err := store.Open(project)
	if err != nil {
		return toolkit.Base{}, nil, fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer root.Close()
	data, err := root.Read(b.Bundle, bundle.MaxSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return wrong(again, "the bundle %s is not there", b.Bundle)
	case err != nil:
		return wrong(again, "the bundle %s cannot be read: it %v", b.Bundle, store.Cause(err))
	case bundle.Sum(data) != b.SHA256:
		return wrong(again, "the bundle %s is not the one whose checksum is here", b.Bundle)
	}
	opened, err := bundle.Open(data)
	if err != nil {
		return wrong("ask its publisher for it again", "the bundle %s cannot be used: %v", b.Bundle, err)
	}
	about := bundle.About{Version: opened.Version, Publisher: opened.Publisher}
	if other := o.named[about]; other != "" {
		return wrong("delete the line of one of them: "+opened.Publisher+" says which is right, where they differ",
			"the bundle %s has version %s of %s, and so has %s above it", b.Bundle, opened.Version, opened.Publisher,
			other)
	}
	o.named[about] = b.Bundle
	return toolkit.Base{Name: b.Bundle, Publisher: opened.Publisher, Files: opened, Whole: true}, nil, nil
}

// folder opens the project of a hub. It may be outside the project, or a link, because somebody chose its path. Only
// its folder content and its publisher are read, and links below it are not followed.
func (o *Opened) folder(project string, b site.Base) (toolkit.Base, *finding.Finding, error) {
	dir := filepath.Join(project, filepath.FromSlash(b.Folder))
	if !store.IsDir(filepath.Join(dir, toolkit.Folder)) {
		return toolkit.Base{}, &finding.Finding{
			Message: fmt.Sprintf("the base %s is not the folder of a toolkit: it has no folder %s", b.Folder,
				toolkit.Folder),
			Help: "correct the path, which is read from the project's own folder",
		}, nil
	}
	root, err := store.Open(dir)
	if err != nil {
		return toolkit.Base{}, nil, fmt.Errorf("opening the base %s: %w", b.Folder, store.Cause(err))
	}
	own, err := store.Open(project)
	if err != nil {
		return toolkit.Base{}, nil, errors.Join(fmt.Errorf("opening %s: %w", project, store.Cause(err)), root.Close())
	}
	defer own.Close()
	if store.Same(root, ".", own, ".") {
		return toolkit.Base{}, &finding.Finding{Message: "the base " + b.Folder + " is this project itself",
			Help: "name the folder of another project, such as ../hub"}, root.Close()
	}
	o.roots = append(o.roots, root)
	return toolkit.Base{Name: b.Folder, Publisher: publisher(root), Files: root}, nil, nil
}

// publisher is who publishes the project in a folder, as its data/site.yaml says; "" where that cannot be read.
func publisher(root *store.Root) string {
	raw, err := root.Read(site.File, source.MaxFile)
	if err != nil {
		return ""
	}
	s, _ := site.Read(raw)
	return s.Publisher
}
