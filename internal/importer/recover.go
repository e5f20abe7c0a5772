package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"precept/internal/record"
	"precept/internal/store"
)

// Recover completes or undoes what a run that was killed had begun to write, and deletes what it left. Where nothing
// was left, or another precept is writing, it does nothing.
func (in *Importer) Recover() error {
	practice := place{record.Folder{Root: in.Project, Dir: record.Organisation}}
	ofPractice := practice.left()
	if !ofPractice && !in.journalPlace().left() {
		return nil
	}
	unlock, err := in.lock(ofPractice)
	var held *store.LockedError
	switch {
	case errors.As(err, &held):
		return nil
	case err != nil:
		return err
	}
	unlock()
	return nil
}

// left reports whether there is a staging folder or a lock: of a run that was killed, or of one that is writing.
func (p place) left() bool {
	for _, name := range []string{p.room(), p.lockPath()} {
		if _, err := p.Root.Stat(name); err == nil {
			return true
		}
	}
	return false
}

// Remove deletes all records of a preceptee, while no import can write there.
func Remove(people *store.Root, id string) error {
	in := &Importer{Preceptees: record.Folder{Root: people}}
	unlock, err := in.lock(false)
	if err != nil {
		return err
	}
	defer unlock()
	if err := people.RemoveAll(id); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing the records of %s: %w", path.Base(id), store.Cause(err))
	}
	return nil
}
