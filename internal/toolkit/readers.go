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

// inherits reports whether the page is another version's or another level's, so that it cannot be changed here.
func (p *Page) inherits() bool { return p.Inherited != "" || p.Base != "" }

// followLanes gives the front matter of a page that the version inherits the ids that lanes have now: the author of the
// page could not know of a new one.
func (v *Version) followLanes(p *Page) {
	if !p.inherits() {
		return
	}
	follow := func(ids []string) (list []string) {
		for _, id := range ids {
			list = append(list, v.LaneID(id))
		}
		return list
	}
	p.Audience = follow(p.Audience)
	if p.form == nil {
		return
	}
	p.form.CompletedBy = follow(p.form.CompletedBy)
	minutes := map[string]int{}
	for id, n := range p.form.Minutes {
		minutes[v.LaneID(id)] = n
	}
	p.form.Minutes = minutes
}
