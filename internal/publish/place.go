package publish

import (
	"fmt"
	"path/filepath"

	"precept/internal/store"
)

// Refused says why a folder cannot be the target, and what to do.
type Refused struct {
	Dir  string // its label in messages
	Why  string
	Help string
}

func (e *Refused) Error() string {
	return fmt.Sprintf("%s cannot be an output folder: %s; %s", e.Dir, e.Why, e.Help)
}

// Busy says that another precept is writing the target. PID is its process number, 0 if unknown.
type Busy struct {
	Dir string
	PID int
}

func (e *Busy) Error() string {
	who := "another precept"
	if e.PID != 0 {
		who = fmt.Sprintf("another precept (process %d)", e.PID)
	}
	return fmt.Sprintf("%s is being written by %s; wait until it is done, or stop it, and try again", e.Dir, who)
}

// place is the target without links: the folder above it, and its name there.
type place struct{ parent, base string }

// How the names of a staging folder and a lock end. They begin with a dot and the target's own name.
const (
	stagingEnding = ".precept-staging"
	lockEnding    = ".precept-lock"
)

func (p place) staging() string { return "." + p.base + stagingEnding }
func (p place) lock() string    { return "." + p.base + lockEnding }

// systemFolders hold no files of anybody: Linux shows its processes and devices there.
var systemFolders = [...]string{"/proc", "/sys", "/dev"}

// locate resolves the target, refuses dangerous ones, and sets the label if it is empty.
func locate(t *Target) (place, error) {
	if t.Dir == "" || t.Kind == "" {
		return place{}, fmt.Errorf("publishing: the target needs a folder and a kind")
	}
	if t.Label == "" {
		t.Label = filepath.Base(t.Dir)
	}
	dir, err := store.Real(t.Dir)
	if err != nil {
		return place{}, fmt.Errorf("finding %s: %w", t.Label, err)
	}
	const help = "choose a folder of its own, such as public in the project folder"
	if filepath.Dir(dir) == dir {
		return place{}, &Refused{t.Label, "it is the root of the disk", help}
	}
	for _, system := range systemFolders {
		if store.Within(dir, system) {
			why := "it is inside " + system + ", where the system shows itself, and where no files are kept"
			return place{}, &Refused{t.Label, why, help}
		}
	}
	for i, list := range [][]string{t.Forbidden, t.Sources} {
		for _, name := range list {
			other, err := store.Real(name)
			if err != nil {
				return place{}, fmt.Errorf("finding %s: %w", name, err)
			}
			var why string
			switch outer, inner := store.Within(other, dir), store.Within(dir, other); {
			case outer && inner:
				why = "it is " + name + " itself, which must not be replaced"
			case outer:
				why = "it contains " + name + ", which must not be replaced"
			case inner && i == 1: // a source
				why = "it is inside " + name + ", which has files that people write or other output"
			}
			if why != "" {
				return place{}, &Refused{t.Label, why, help}
			}
		}
	}
	for above := filepath.Dir(dir); t.Private && filepath.Dir(above) != above; above = filepath.Dir(above) {
		if store.IsFile(filepath.Join(above, manifestName)) {
			return place{}, &Refused{t.Label,
				"it is inside " + above + ", a site that has a " + manifestName + " of its own and may be published",
				"choose a folder of its own, such as portfolios in the project folder"}
		}
	}
	return place{filepath.Dir(dir), filepath.Base(dir)}, nil
}
