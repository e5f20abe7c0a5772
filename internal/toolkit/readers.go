package toolkit

import (
	"precept/internal/form"
	"precept/internal/programme"
)

// parties are the version's lanes as visibility speaks of them.
func (v *Version) parties() form.Parties {
	lanes := v.Lanes()
	p := form.Parties{Person: programme.Person(lanes).ID, Helper: programme.Helper(lanes).ID,
		Place: programme.Place(lanes).ID}
	for _, lane := range lanes {
		p.Lanes = append(p.Lanes, lane.ID)
		if lane.Was != "" {
			p.Was = append(p.Was, [2]string{lane.Was, lane.ID})
		}
	}
	return p
}
