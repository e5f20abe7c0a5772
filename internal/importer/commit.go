package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"

	"precept/internal/record"
	"precept/internal/store"
)

// place is a folder that records are written to.
type place struct{ record.Folder }

// staging is the folder that files wait in until all of them are on the disk. Its name begins with a dot: no build
// or list looks into it. What a killed run left in it is deleted by the next.
const staging = ".precept-import"

// room is the place's staging folder: in the folder of all preceptees, or in data/organisation; git ignores both.
func (p place) room() string {
	if p.Dir == record.Organisation {
		return path.Join(record.Organisation, staging)
	}
	return staging
}

// ErrChanged says that a file is not as it was when it was compared or read.
var ErrChanged = errors.New("the file has been changed in the meantime")

// holds reports whether a file has the bytes that it is expected to have; nil means that there is no such file.
func (p place) holds(name string, want []byte) bool {
	if want == nil {
		_, err := p.Root.Stat(p.Path(name))
		return errors.Is(err, fs.ErrNotExist)
	}
	data, err := p.Root.Read(p.Path(name), MaxTotal)
	return err == nil && bytes.Equal(data, want)
}

// read gives what is in a file, and whether it has the digest that it is expected to have; "" means that there is no
// such file.
func (p place) read(name, digest string) (data []byte, same bool) {
	if digest == "" {
		return nil, p.holds(name, nil)
	}
	data, err := p.Root.Read(p.Path(name), MaxTotal)
	return data, err == nil && sum(data) == digest
}

// stagedChange is a change whose bytes are in the staging folder.
type stagedChange struct {
	Change
	fresh, old string // paths of the new and the old bytes below the tree; "" for no file
}

// commit makes the changes, all of them or none. What needs room on the disk is done first: every file, and a copy
// of every file that is to be overwritten, is whole in the staging folder, and the journal says what there is to do,
// before the first one gets its name. From then on only names change, each in one step; where one fails, those before
// it are changed back. A run that is killed meanwhile is completed from the journal by the next that has the lock.
func (in *Importer) commit(changes []Change) error {
	rooms := map[*store.Root]string{in.Preceptees.Root: in.journalPlace().room()}
	defer func() {
		_ = in.Preceptees.Root.Remove(in.journalPath()) // first of all: without it, what is left there means nothing
		for tree, room := range rooms {
			_ = tree.RemoveAll(room) // what is left is deleted by the next run that has the lock
		}
	}()
	var list []stagedChange
	for i, c := range joined(changes) {
		rooms[c.place.Root] = c.place.room()
		s, err := c.stage(i)
		if err != nil {
			return c.failed(err)
		}
		list = append(list, s)
	}
	if err := in.writeJournal(list); err != nil {
		return err
	}
	for i, s := range list {
		if err := s.place.swap(s.name, s.fresh, s.before); err != nil {
			err = s.failed(err)
			for j := i - 1; j >= 0; j-- {
				b := list[j]
				if back := b.place.swap(b.name, b.old, b.after); back != nil {
					err = errors.Join(err, fmt.Errorf("and %s could not be restored: %w", b.File, store.Cause(back)))
				}
			}
			return err
		}
	}
	return nil
}

// joined merges the changes to one file into one.
func joined(changes []Change) (list []Change) {
	at := map[string]int{}
	for _, c := range changes {
		i, known := at[c.File]
		if !known {
			at[c.File] = len(list)
			list = append(list, c)
			continue
		}
		list[i].after = c.after
	}
	return slices.DeleteFunc(list, func(c Change) bool { return c.before == nil && c.after == nil })
}

func (c *Change) failed(err error) error {
	return fmt.Errorf("writing %s: %w", c.File, store.Cause(err))
}

// stage writes the new and the old bytes of the nth change to the staging folder. A file that replaces another keeps
// its permissions.
func (c *Change) stage(n int) (stagedChange, error) {
	s := stagedChange{Change: *c}
	var options []store.Option
	if !c.shared {
		options = []store.Option{store.Private}
	}
	target := c.place.Path(c.name)
	write := func(suffix string, data []byte) (string, error) {
		name := path.Join(c.place.room(), strconv.Itoa(n)+suffix)
		err := c.place.Root.WriteNew(name, data, options...)
		if err == nil && c.before != nil {
			err = c.place.Root.ModeLike(target, name)
		}
		return name, err
	}
	var err error
	if c.after != nil {
		if err := c.place.Root.MkdirAll(path.Dir(target), options...); err != nil {
			return s, err
		}
		if s.fresh, err = write("-new", c.after); err != nil {
			return s, err
		}
	}
	if c.before != nil {
		s.old, err = write("-old", c.before)
	}
	return s, err
}

// swap gives the file at from the name, in place of a file with the bytes before; it deletes that file where from
// is "".
func (p place) swap(name, from string, before []byte) error {
	if !p.holds(name, before) {
		return ErrChanged
	}
	target := p.Path(name)
	switch {
	case from == "":
		if err := p.Root.Remove(target); err != nil {
			return err
		}
		_ = p.Root.Remove(path.Dir(target)) // the folder too, if it was made for this file: one with others stays
		return nil
	case before == nil:
		// a link never takes the name from a file that somebody made at this very moment
		err := p.Root.Link(from, target)
		if errors.Is(err, fs.ErrExist) {
			return ErrChanged
		}
		if err == nil {
			return nil
		}
		// no hard links on this disk
	}
	return p.Root.Rename(from, target)
}
