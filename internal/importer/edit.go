package importer

import (
	"fmt"

	"precept/internal/record"
	"precept/internal/store"
)

// Edit is a file that a person changes at the desk, or begins.
type Edit struct {
	Name    string // below the folder of all preceptees: "jo-example/preceptee.md"
	Project bool   // Name is below the project instead
	Before  []byte // as it was read; nil where there was no such file
	After   []byte
}

// Write writes edits, all of them or none. Where a file is not as it was read any more, nothing is written and the
// error is ErrChanged. New files below the preceptees' folder are readable only by their owner.
func (in *Importer) Write(edits []Edit) (Receipt, error) {
	unlock, err := in.lock(false)
	if err != nil {
		return Receipt{}, err
	}
	defer unlock()
	var changes []Change
	for _, e := range edits {
		c := Change{place: place{in.Preceptees}, name: e.Name, before: e.Before, after: e.After, shared: e.Project}
		if e.Project {
			c.place = place{record.Folder{Root: in.Project}}
			if err := in.Project.RemoveAll(c.place.room()); err != nil { // what a killed run left
				return Receipt{}, fmt.Errorf("writing %s: %w", e.Name, store.Cause(err))
			}
		}
		c.File = c.place.Shown(e.Name)
		if !c.place.holds(c.name, c.before) {
			return Receipt{}, fmt.Errorf("writing %s: %w", c.File, ErrChanged)
		}
		changes = append(changes, c)
	}
	if err := in.commit(changes); err != nil {
		return Receipt{}, err
	}
	return receipt(changes), nil
}
