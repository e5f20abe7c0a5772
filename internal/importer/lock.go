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

func (p place) lockPath() string { return path.Join(path.Dir(p.room()), lockFile) }

// lockWait is how long another precept is waited for.
const lockWait = 5 * time.Second

// lock keeps other precepts from writing until the function that it gives is called. What a killed run began is
// completed first.
func (in *Importer) lock(organisation bool) (unlock func(), err error) {
	var locks []*store.Lock
	release := func() {
		for _, l := range locks {
			_ = l.Release() // the system releases it in any case
		}
	}
	defer func() {
		if err != nil {
			release()
			err = fmt.Errorf("taking records in: %w", err)
		}
	}()
	take := func(p place) error {
		l, err := p.Root.Lock(context.Background(), p.lockPath(), cmp.Or(in.Wait, lockWait))
		if err == nil {
			locks = append(locks, l)
		}
		var held *store.LockedError
		if errors.As(err, &held) {
			return fmt.Errorf("%w; try again when it is done", err)
		}
		return err
	}
	places := []place{in.journalPlace()}
	if err := take(places[0]); err != nil {
		return nil, err
	}
	begun, err := in.readJournal()
	if err != nil {
		return nil, err
	}
	if organisation || begun.practice() {
		if err := in.Project.MkdirAll(record.Organisation, store.Private); err != nil {
			return nil, fmt.Errorf("making %s: %w", record.Organisation, store.Cause(err))
		}
		places = append(places, place{record.Folder{Root: in.Project, Dir: record.Organisation}})
		if err := take(places[1]); err != nil {
			return nil, err
		}
	}
	if err := in.complete(begun); err != nil {
		return nil, err
	}
	for _, p := range places {
		if err := p.Root.RemoveAll(p.room()); err != nil { // what a killed run left
			return nil, err
		}
	}
	return release, nil
}
