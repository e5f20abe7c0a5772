package publish

import (
	"fmt"
	"path/filepath"

	"precept/internal/store"
)

// Refused says that a folder may not be written, why, and what to do.
type Refused struct {
	Dir  string // as messages name it
	Why  string
	Help string
}

func (e *Refused) Error() string {
	return fmt.Sprintf("%s cannot be an output folder: %s; %s", e.Dir, e.Why, e.Help)
}

// Busy says that another precept is writing the tree. PID is its process number, 0 where unknown.
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

// place is where a tree really goes: the folder it stands in, and its name there.
type place struct{ parent, base string }

func (p place) staging() string { return "." + p.base + ".precept-staging" }
func (p place) lock() string    { return "." + p.base + ".precept-lock" }

// locate resolves the target and refuses the dangerous ones. It gives the target its label.
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
	for i, list := range [][]string{t.Forbidden, t.Sources} {
		for _, name := range list {
			other, err := store.Real(name)
			if err != nil {
				return place{}, fmt.Errorf("finding %s: %w", name, err)
			}
			source := i == 1
			switch outer, inner := store.Within(other, dir), store.Within(dir, other); {
			case outer && inner:
				return place{}, &Refused{t.Label, "it is " + name + " itself, which must not be replaced", help}
			case outer:
				return place{}, &Refused{t.Label, "it contains " + name + ", which must not be replaced", help}
			case inner && source:
				return place{}, &Refused{t.Label, "it lies inside " + name + ", which holds files that people write or other output", help}
			}
		}
	}
	for above := filepath.Dir(dir); t.Private && filepath.Dir(above) != above; above = filepath.Dir(above) {
		if store.IsFile(filepath.Join(above, manifestName)) {
			return place{}, &Refused{t.Label, "it lies inside " + above + ", a site that has a " + manifestName + " of its own and may be published", "choose a folder of its own, such as portfolios in the project folder"}
		}
	}
	return place{filepath.Dir(dir), filepath.Base(dir)}, nil
}
