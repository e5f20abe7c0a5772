package store

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Kind says what stands under a name.
type Kind uint8

// The kinds. Special is a pipe, a socket or a device.
const (
	File Kind = iota
	Folder
	Link
	Special
)

// Entry is one name below a tree. Size is in bytes and 0 for all but files.
type Entry struct {
	Path string
	Kind Kind
	Size int64
}

func kindOf(m fs.FileMode) Kind {
	switch {
	case m.IsRegular():
		return File
	case m.IsDir():
		return Folder
	case m&fs.ModeSymlink != 0:
		return Link
	}
	return Special
}

// Walk lists what stands below dir, at any depth, sorted by path; names that start with a dot are left out with all that
// is below them. A link is an entry and is never followed, also where dir itself is one. A folder is an entry only where
// its name ends in .md, so that a caller can say so; Folders lists the others. A dir that is missing gives nothing.
func (t *Tree) Walk(dir string) ([]Entry, error) {
	t.forget(dir)
	all, err := t.walk(dir, false, true)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	for _, e := range all {
		if e.Kind == Folder {
			t.real[e.Path] = true
		}
	}
	t.mu.Unlock()
	return slices.DeleteFunc(all, func(e Entry) bool {
		return e.Kind == Folder && (!strings.HasSuffix(strings.ToLower(e.Path), ".md") || e.Path == dir)
	}), nil
}

// Folders lists dir and every folder below it, sorted, without those whose name starts with a dot: what a watcher watches.
// A dir that is missing gives nothing.
func (t *Tree) Folders(dir string) ([]string, error) {
	all, err := t.walk(dir, false, false)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, e := range all {
		if e.Kind == Folder {
			list = append(list, e.Path)
		}
	}
	return list, nil
}

// Everything lists all that stands below dir, folders and names with a leading dot included, sorted by path, without dir
// itself. Sizes are not asked for. A dir that is missing gives nothing.
func (t *Tree) Everything(dir string) ([]Entry, error) {
	all, err := t.walk(dir, true, false)
	return slices.DeleteFunc(all, func(e Entry) bool { return e.Path == dir }), err
}

// List gives the entries directly in dir, sorted, without names that start with a dot. A dir that is missing gives nothing.
func (t *Tree) List(dir string) ([]Entry, error) {
	kind, err := t.kind("list", dir)
	if err != nil || kind != Folder {
		return nil, missing(err)
	}
	list, err := t.list(nil, dir, false, true)
	slices.SortFunc(list, byPath)
	return list, missing(err)
}

func byPath(a, b Entry) int { return strings.Compare(a.Path, b.Path) }

// missing makes nothing of an error that says "no such file".
func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// walk lists dir, where it stands, and all below it.
func (t *Tree) walk(dir string, dots, sizes bool) ([]Entry, error) {
	start, err := t.Stat(dir)
	if err != nil {
		return nil, missing(err)
	}
	all := []Entry{start}
	// The list is its own queue: entries that are folders are read when their turn comes.
	for i := 0; i < len(all); i++ {
		if all[i].Kind != Folder {
			continue
		}
		all, err = t.list(all, all[i].Path, dots, sizes)
		if missing(err) != nil { // a folder that vanishes while it is read holds nothing any more
			return nil, err
		}
	}
	slices.SortFunc(all, byPath)
	return all, nil
}

func (t *Tree) kind(op, name string) (Kind, error) {
	if err := t.before(op, name); err != nil {
		return 0, err
	}
	if err := t.parents(op, name); err != nil {
		return 0, err
	}
	info, err := t.root.Lstat(name)
	if err != nil {
		return 0, err
	}
	return kindOf(info.Mode()), nil
}

// list appends the entries directly in dir, unsorted.
func (t *Tree) list(all []Entry, dir string, dots, sizes bool) ([]Entry, error) {
	if err := t.before("list", dir); err != nil {
		return all, err
	}
	f, err := t.root.Open(dir)
	if err != nil {
		return all, err
	}
	defer f.Close()
	names, err := f.ReadDir(-1)
	if err != nil {
		return all, err
	}
	for _, d := range names {
		if !dots && strings.HasPrefix(d.Name(), ".") {
			continue
		}
		e := Entry{Path: d.Name(), Kind: kindOf(d.Type())}
		if dir != "." {
			e.Path = path.Join(dir, d.Name())
		}
		if sizes && e.Kind == File {
			info, err := d.Info()
			if missing(err) != nil {
				return all, err
			} else if err != nil {
				continue
			}
			e.Size = info.Size()
		}
		all = append(all, e)
	}
	return all, nil
}

// forget drops what earlier walks learnt of dir and below.
func (t *Tree) forget(dir string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for p := range t.real {
		if dir == "." || p == dir || strings.HasPrefix(p, dir+"/") {
			delete(t.real, p)
			delete(t.near, p) // closed once nobody reads through it
		}
	}
}
