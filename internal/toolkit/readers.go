package toolkit

import (
	"precept/internal/form"
	"precept/internal/programme"
)

// parties are the version's lanes as visibility speaks of them.
func (v *Version) parties() form.Parties {
	lanes := v.Lanes()
	p := form.Parties{Person: programme.Person(lanes).ID, Helper: programme.Helper(lanes).ID,
		Place: programme.Place(lanes).ID, Was: map[string]string{}}
	for _, lane := range lanes {
		p.Lanes = append(p.Lanes, lane.ID)
		if lane.Was != "" {
			p.Was[lane.Was] = lane.ID
		}
	}
	return p
}
