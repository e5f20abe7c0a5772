package importer

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"precept/internal/record"
	"precept/internal/store"
)

// journal says what a run was about to change once all of it was staged, so that the next run completes what a killed
// one began. It has names and digests, and nothing of what is in the files.
type journal struct {
	Changes []journalled `json:"changes"`
}

// journalled is one change. Its paths are below the folder of all preceptees, or below the project.
type journalled struct {
	Project bool   `json:"project,omitempty"`
	Path    string `json:"path"`
	Fresh   string `json:"fresh,omitempty"`  // where its new bytes are staged; "": it is deleted
	Before  string `json:"before,omitempty"` // the digest of what was there; "": no file
}

// maxJournal is more than a batch of the most files can need.
const maxJournal = 8 << 20

// journalPlace is the place whose staging folder the journal is in. Whoever writes has its lock.
func (in *Importer) journalPlace() place { return place{record.Folder{Root: in.Preceptees.Root}} }

func (in *Importer) journalPath() string { return path.Join(in.journalPlace().room(), "journal.json") }

// writeJournal notes what is about to change.
func (in *Importer) writeJournal(list []stagedChange) error {
	var j journal
	for _, s := range list {
		c := journalled{Project: s.place.Root == in.Project, Path: s.place.Path(s.name), Fresh: s.fresh}
		if s.before != nil {
			c.Before = sum(s.before)
		}
		j.Changes = append(j.Changes, c)
	}
	data, err := json.Marshal(j)
	if err == nil {
		err = in.Preceptees.Root.WriteNew(in.journalPath(), data, store.Private)
	}
	if err != nil {
		return fmt.Errorf("noting what is to be written: %w", store.Cause(err))
	}
	return nil
}

// readJournal gives what a killed run was about to change. It is empty where that had not staged everything: then it
// has changed nothing.
func (in *Importer) readJournal() (j journal, err error) {
	data, err := in.Preceptees.Root.Read(in.journalPath(), maxJournal)
	if err == nil {
		err = json.Unmarshal(data, &j)
	} else if errors.Is(err, fs.ErrNotExist) {
		return j, nil
	}
	if err != nil {
		return j, fmt.Errorf("reading what was begun: %w", store.Cause(err))
	}
	return j, nil
}

// practice reports whether the journal has changes of the practice's own records, which have a lock of their own.
func (j journal) practice() bool {
	for _, c := range j.Changes {
		if c.Project {
			return true
		}
	}
	return false
}

// complete makes the changes of the journal that are not made yet. A file that somebody has changed since is left as it
// is. The locks must be held.
func (in *Importer) complete(j journal) error {
	for _, c := range j.Changes {
		p := in.journalPlace()
		if c.Project {
			p.Root = in.Project
		}
		before, err := p.Root.Read(c.Path, MaxTotal)
		switch {
		case errors.Is(err, fs.ErrNotExist) && c.Before == "":
			before = nil
		case err != nil || c.Before == "" || sum(before) != c.Before:
			continue // it was made, or it is somebody else's by now
		}
		if c.Fresh != "" {
			if _, err := p.Root.Stat(c.Fresh); err != nil {
				continue // its name was given to the file, which was deleted since
			}
		}
		if err := p.swap(c.Path, c.Fresh, before); err != nil && !errors.Is(err, ErrChanged) {
			return fmt.Errorf("writing %s, which was begun: %w", c.Path, store.Cause(err))
		}
	}
	if err := in.Preceptees.Root.Remove(in.journalPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("deleting the note of what was begun: %w", store.Cause(err))
	}
	return nil
}
