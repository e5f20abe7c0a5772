package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"time"

	"precept/internal/record"
	"precept/internal/store"
)

// lockFile is locked while records are written, so that a command and the desk never write at once.
const lockFile = ".precept-import.lock"

// lockWait is how long another precept is waited for.
const lockWait = 5 * time.Second

// lock keeps other precepts from writing until the function that it gives is called.
func (in *Importer) lock(organisation bool) (func(), error) {
	places := []place{{record.Folder{Root: in.Preceptees.Root}}}
	if organisation {
		if err := in.Project.MkdirAll(record.Organisation); err != nil {
			return nil, fmt.Errorf("making %s: %w", record.Organisation, store.Cause(err))
		}
		places = append(places, place{record.Folder{Root: in.Project, Dir: record.Organisation}})
	}
	var locks []*store.Lock
	release := func() {
		for _, l := range locks {
			_ = l.Release() // the system releases it in any case
		}
	}
	for _, p := range places {
		l, err := p.Root.Lock(context.Background(), path.Join(path.Dir(p.room()), lockFile), cmp.Or(in.Wait, lockWait))
		if err != nil {
			release()
			var held *store.LockedError
			if errors.As(err, &held) {
				return nil, fmt.Errorf("taking records in: %w; try again when it is done", err)
			}
			return nil, fmt.Errorf("taking records in: %w", err)
		}
		locks = append(locks, l)
		if err := p.Root.RemoveAll(p.room()); err != nil { // what a killed run left
			release()
			return nil, fmt.Errorf("taking records in: %w", err)
		}
	}
	return release, nil
}
