package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"precept/internal/store"
)

// Tree is a site that precept wrote into a folder of its own.
type Tree struct {
	Name string // of its folder
	Kind string // as its build.json has it: "public" or "portfolio:<id>:<reader>"
}

// Portfolio gives the preceptee whose portfolio the tree is; ok is false where it is none.
func (t Tree) Portfolio() (id string, ok bool) {
	rest, ok := strings.CutPrefix(t.Kind, "portfolio:")
	id, _, _ = strings.Cut(rest, ":")
	return id, ok
}

// Trees lists the sites that precept wrote directly below a folder, by name. A folder that is not there has none.
func Trees(dir string) ([]Tree, error) {
	if !store.IsDir(dir) {
		return nil, nil
	}
	parent, err := store.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", dir, store.Cause(err))
	}
	defer parent.Close()
	entries, err := parent.List(".")
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", dir, store.Cause(err))
	}
	var list []Tree
	for _, e := range entries {
		if e.Kind != store.Folder {
			continue
		}
		tree, err := parent.Sub(e.Path)
		if err != nil {
			return nil, fmt.Errorf("opening %s: %w", path.Join(dir, e.Path), store.Cause(err))
		}
		m, _, err := readManifest(tree)
		tree.Close()
		if err == nil {
			list = append(list, Tree{e.Path, m.For})
		}
	}
	return list, nil
}

// Sweep removes from a folder what builds that were killed left beside their sites: stagings and locks. Those of a
// build that runs are not touched, nor is anything that precept did not make. It gives the names of what is gone.
func Sweep(ctx context.Context, dir string) (gone []string, err error) {
	if !store.IsDir(dir) {
		return nil, nil
	}
	parent, err := store.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", dir, store.Cause(err))
	}
	defer parent.Close()
	names, err := parent.Names(".")
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", dir, store.Cause(err))
	}
	for _, name := range names {
		base, ok := ofStaging(name)
		if !ok {
			continue
		}
		r := &run{Target: Target{Label: base}, place: place{dir, base}, parent: parent}
		cleared, err := r.sweep(ctx)
		if err != nil {
			return gone, err
		}
		if cleared && name == r.place.staging() {
			gone = append(gone, name)
		}
	}
	return gone, nil
}

// ofStaging gives the name of the folder that a staging or a lock belongs to.
func ofStaging(name string) (base string, ok bool) {
	rest, dot := strings.CutPrefix(name, ".")
	for _, ending := range []string{stagingEnding, lockEnding} {
		if base, ok := strings.CutSuffix(rest, ending); ok && dot && base != "" {
			return base, true
		}
	}
	return "", false
}

// sweep does for one target what a build of it would begin with, unless another run has the lock.
func (r *run) sweep(ctx context.Context) (cleared bool, err error) {
	err = r.takeLock(ctx, 0)
	var busy *Busy
	var notOurs *Refused
	if errors.As(err, &busy) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	err = r.clear()
	if errors.As(err, &notOurs) {
		return false, r.release()
	}
	return err == nil, errors.Join(err, r.release())
}

// Remove deletes a site that precept wrote, where it is still of that kind. What others put there stays, and is
// named.
func Remove(ctx context.Context, dir string, t Tree) (kept []string, err error) {
	parent, err := store.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", dir, store.Cause(err))
	}
	defer parent.Close()
	r := &run{Target: Target{Label: t.Name, Kind: t.Kind}, place: place{dir, t.Name}, parent: parent}
	if err := r.takeLock(ctx, 0); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.release()) }()
	if err := r.clear(); err != nil {
		return nil, err
	}
	s, err := r.read()
	if err != nil {
		return nil, err
	}
	defer s.close()
	if !s.exists {
		return nil, nil
	}
	return foreignNames(s.foreign), s.remove(r)
}

// remove deletes the files of the site, build.json last, so that what a kill leaves is still known as ours.
func (s *diskState) remove(r *run) error {
	names := make([]string, 0, len(s.manifest.Files))
	for name := range s.manifest.Files {
		names = append(names, name)
	}
	slices.Sort(names)
	folders := store.Parents(names)
	slices.Reverse(folders)
	drop := func(name string) error {
		if err := s.tree.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing %s: %w", r.name(name), store.Cause(err))
		}
		return nil
	}
	for _, name := range names {
		if err := drop(name); err != nil {
			return err
		}
	}
	for _, dir := range folders {
		_ = s.tree.Remove(dir) // one that is not empty has files of others
	}
	if err := drop(manifestName); err != nil {
		return err
	}
	s.tree.Close()
	if len(s.foreign) > 0 {
		return nil
	}
	if err := r.parent.Remove(r.place.base); err != nil {
		return fmt.Errorf("removing %s: %w", r.Label, store.Cause(err))
	}
	return nil
}
