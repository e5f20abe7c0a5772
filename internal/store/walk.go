package store

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// Kind says what a name is.
type Kind uint8

// The kinds. Special is a pipe, a socket or a device.
const (
	File Kind = iota
	Folder
	Link
	Special
)

// Entry is one name below a tree. Size is in bytes, and 0 except for files.
type Entry struct {
	Path     string
	Kind     Kind
	Size     int64
	Modified time.Time // of files, a hint that they changed; zero for all else. No output depends on it.
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

// Walk lists everything below dir, sorted by path, except names that start with a dot and what is below them. A link is
// an entry and is never followed, even if dir itself is one. A folder is an entry only if its name ends in .md, which
// callers report; Folders lists the others. A missing dir gives nothing.
func (t *Root) Walk(dir string) ([]Entry, error) {
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

// Folders lists dir and every folder below it, sorted, except those whose name starts with a dot: the folders to watch.
// A missing dir gives nothing.
func (t *Root) Folders(dir string) ([]string, error) {
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

// Everything lists all names below dir, also folders and names that start with a dot, sorted by path, but without
// sizes. A missing dir gives nothing.
func (t *Root) Everything(dir string) ([]Entry, error) {
	all, err := t.walk(dir, true, false)
	return slices.DeleteFunc(all, func(e Entry) bool { return e.Path == dir }), err
}

// List gives the entries directly in dir, sorted, except names that start with a dot. A missing dir gives nothing.
func (t *Root) List(dir string) ([]Entry, error) {
	kind, err := t.kind("list", dir)
	if err != nil || kind != Folder {
		return nil, missing(err)
	}
	list, err := t.list(nil, dir, false, true)
	slices.SortFunc(list, byPath)
	return list, missing(err)
}

// Names gives the names of all that is directly in dir, sorted, also those that start with a dot.
func (t *Root) Names(dir string) ([]string, error) {
	list, err := t.list(nil, dir, true, false)
	names := make([]string, len(list))
	for i, e := range list {
		names[i] = path.Base(e.Path)
	}
	slices.Sort(names)
	return names, err
}

func byPath(a, b Entry) int { return strings.Compare(a.Path, b.Path) }

// missing gives nil for an error that says "no such file", and other errors as they are.
func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// walk lists dir, if it exists, and everything below it.
func (t *Root) walk(dir string, dots, sizes bool) ([]Entry, error) {
	start, err := t.Stat(dir)
	if err != nil {
		return nil, missing(err)
	}
	all := []Entry{start}
	// The list is also the queue: its folders are read one after another.
	for i := 0; i < len(all); i++ {
		if all[i].Kind != Folder {
			continue
		}
		all, err = t.list(all, all[i].Path, dots, sizes)
		if missing(err) != nil { // a folder that is removed while it is read has no entries
			return nil, err
		}
	}
	slices.SortFunc(all, byPath)
	return all, nil
}

func (t *Root) kind(op, name string) (Kind, error) {
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
func (t *Root) list(all []Entry, dir string, dots, sizes bool) ([]Entry, error) {
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
			e.Size, e.Modified = info.Size(), info.ModTime()
		}
		all = append(all, e)
	}
	return all, nil
}

// forget drops what earlier walks found out about dir and below.
func (t *Root) forget(dir string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for p := range t.real {
		if dir == "." || p == dir || strings.HasPrefix(p, dir+"/") {
			delete(t.real, p)
			delete(t.opened, p) // closed after its last use
		}
	}
}
