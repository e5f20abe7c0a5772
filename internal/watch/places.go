package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"precept/internal/store"
)

// where says how a name relates to the places that are watched.
type where uint8

const (
	outside where = iota
	inside
	root // a watched folder or file itself, whatever its name
)

func (l *loop) place(name string) where {
	if slices.Contains(l.places.Files, name) || slices.Contains(l.places.Folders, name) {
		return root
	}
	for _, dir := range l.places.Folders {
		if below(name, dir) {
			return inside
		}
	}
	return outside
}

func below(name, dir string) bool {
	rest, ok := strings.CutPrefix(name, dir)
	return ok && rest != "" && (rest[0] == filepath.Separator || strings.HasSuffix(dir, string(filepath.Separator)))
}

// ignored reports whether a file name is one that editors write for themselves: backups, swap files, locks, and
// whatever begins with a dot.
func ignored(base string) bool {
	switch {
	case strings.HasPrefix(base, "."), strings.HasSuffix(base, "~"), base == "4913", strings.HasPrefix(base, "~$"):
		return true
	case strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#"):
		return true
	case strings.HasSuffix(base, "___jb_tmp___"), strings.HasSuffix(base, "___jb_old___"):
		return true
	}
	ext := filepath.Ext(base)
	return len(ext) == 4 && strings.HasPrefix(ext, ".sw") && ext[3] >= 'a' && ext[3] <= 'z'
}

// rounds is how often reconcile looks again at most; a tree that grows faster than that is looked at with the next
// event.
const rounds = 50

// reconcile makes what the system watches equal to what there is, and reports whether a folder was added. It looks
// again until it finds nothing new: a folder that is made before its parent is watched causes no event.
func (l *loop) reconcile() (added bool) {
	for range rounds {
		want, err := l.folders()
		for dir := range l.watched {
			if !want[dir] {
				l.fs.Remove(dir) // as in forget
				delete(l.watched, dir)
			}
		}
		fresh := false
		for dir := range want {
			if l.watched[dir] {
				continue
			}
			switch failed := l.fs.Add(dir); {
			case failed == nil:
				l.watched[dir] = true
				fresh, added = true, true
			case errors.Is(failed, fs.ErrNotExist):
				fresh = true // it went between the look and the asking: look again
			case !l.poll: // looks see what events would tell
				err = errors.Join(err, fmt.Errorf("watching %s: %w", dir, failed))
			}
		}
		if l.failed = first(err); !fresh {
			return added
		}
	}
	return added
}

// folders lists the folders to watch: those asked for, all below them, and the one above each, which tells when it
// comes.
func (l *loop) folders() (map[string]bool, error) {
	want := map[string]bool{}
	var failed error
	for _, name := range append(slices.Clone(l.places.Files), l.places.Folders...) {
		above := filepath.Dir(name)
		if !store.IsDir(above) {
			failed = errors.Join(failed, fmt.Errorf("watching %s: there is no folder %s", filepath.Base(name), above))
			continue
		}
		want[above] = true
	}
	for _, dir := range l.places.Folders {
		if !store.IsDir(dir) {
			continue
		}
		if err := within(dir, want); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, fmt.Errorf("watching %s: %w", dir, store.Cause(err)))
		}
	}
	return want, failed
}

// within adds a folder and all below it.
func within(dir string, want map[string]bool) error {
	tree, err := store.Open(dir)
	if err != nil {
		return err
	}
	defer tree.Close()
	list, err := tree.Folders(".")
	if err != nil {
		return err
	}
	for _, rel := range list {
		want[filepath.Join(dir, filepath.FromSlash(rel))] = true
	}
	return nil
}

// first gives one error of several: where folders cannot be watched, they mostly fail alike, and thousands of lines
// would not help.
func first(err error) error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			if e != nil {
				return first(e)
			}
		}
	}
	return err
}
