package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"

	"precept/internal/store"
)

// staging is the folder that files wait in until all of them are on the disk. Its name begins with a dot: no build or list looks
// into it. What a killed run left in it is swept by the next.
const staging = ".precept-import"

// room is the place's staging folder: in the folder of all preceptees, or in data/organisation, neither of which git takes in.
func (p place) room() string {
	if p.dir == Organisation {
		return path.Join(Organisation, staging)
	}
	return staging
}

// errChanged says that a file was changed between its being compared and its being written.
var errChanged = errors.New("changed while it was being written")

// stands reports whether a file is what it is believed to be; nil means that there is none.
func (p place) stands(name string, want []byte) bool {
	at := path.Join(p.dir, name)
	if want == nil {
		_, err := p.tree.Stat(at)
		return errors.Is(err, fs.ErrNotExist)
	}
	data, err := p.tree.Read(at, MaxTotal)
	return err == nil && bytes.Equal(data, want)
}

// commit makes the changes, all of them or none. What takes room on the disk is done first: every file, and a copy of every file
// that is to be overwritten, is whole in the staging folder before the first one gets its name. From then on there are only
// names to change, each in one step; where one fails, those before it are changed back. Where even that fails, the error names
// the files, each of which is whole as it was or as it was to be; taking the same in again does the rest.
func commit(changes []Change) (err error) {
	type staged struct {
		Change
		target, fresh, old string // paths below the tree
	}
	var list []staged
	rooms := map[*store.Tree]string{}
	defer func() {
		for tree, room := range rooms {
			_ = tree.RemoveAll(room) // what stays is swept by the next run that holds the lock
		}
	}()
	failed := func(c Change, err error) error { return fmt.Errorf("writing %s: %w", c.File, store.Cause(err)) }
	for i, c := range changes {
		tree := c.place.tree
		room := c.place.room()
		rooms[tree] = room
		s := staged{Change: c, target: path.Join(c.place.dir, c.path)}
		stage := func(name string, data []byte) (string, error) {
			name = path.Join(room, strconv.Itoa(i)+name)
			return name, tree.WriteNew(name, data)
		}
		if c.after != nil {
			if err := tree.MkdirAll(path.Dir(s.target)); err != nil {
				return failed(c, err)
			}
			if s.fresh, err = stage("-new", c.after); err != nil {
				return failed(c, err)
			}
		}
		if c.before != nil {
			if s.old, err = stage("-old", c.before); err != nil {
				return failed(c, err)
			}
		}
		list = append(list, s)
	}
	for i, s := range list {
		if err := s.place.swap(s.path, s.target, s.fresh, s.before); err != nil {
			err = failed(s.Change, err)
			for j := i - 1; j >= 0; j-- {
				b := list[j]
				if back := b.place.swap(b.path, b.target, b.old, b.after); back != nil {
					err = errors.Join(err, fmt.Errorf("and %s could not be put back as it was: %w", b.File, store.Cause(back)))
				}
			}
			return err
		}
	}
	return nil
}

// swap gives the file at from its name, in the place of what stands there, or takes what stands there away where from is "".
func (p place) swap(name, target, from string, before []byte) error {
	if !p.stands(name, before) {
		return errChanged
	}
	switch {
	case from == "":
		return p.tree.Remove(target)
	case before == nil:
		// a link never takes the name from a file that somebody made in this very moment
		err := p.tree.Link(from, target)
		if errors.Is(err, fs.ErrExist) {
			return errChanged
		}
		if err == nil {
			return nil
		}
		// no hard links on this disk
	}
	return p.tree.Rename(from, target)
}
