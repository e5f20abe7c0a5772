package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"precept/internal/record"
	"precept/internal/store"
)

// Begin writes the folder of somebody who is not there yet, with files by their paths below it: all of them or none.
// It gives fs.ErrExist where the folder is there.
func Begin(people *store.Root, id string, files []Arrival) error {
	in := &Importer{Preceptees: record.Folder{Root: people}}
	unlock, err := in.lock(false)
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := people.Stat(id); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fs.ErrExist)
	}
	room := in.journalPlace().room()
	defer func() { _ = people.RemoveAll(room) }() // what is left is deleted by the next run that has the lock
	for _, f := range files {
		if err := people.Write(path.Join(room, id, f.Name), f.Data, store.Private); err != nil {
			return fmt.Errorf("writing %s: %w", path.Join(id, f.Name), store.Cause(err))
		}
	}
	if err := people.Rename(path.Join(room, id), id); err != nil {
		return fmt.Errorf("writing the folder of %s: %w", id, store.Cause(err))
	}
	return nil
}
