package portfolio

import (
	"cmp"
	"slices"
	"sort"

	"precept/internal/civil"
	"precept/internal/programme"
)

// reach is how many days a record may lie from a milestone that is not its nearest, where its nearest has a record already: a
// meeting held late still counts for its month, a revised plan does not count for next year's.
const reach = 31

// yearlyReach is how far one of the practice's own records may lie from a milestone that comes round every year: within half the
// round, so that what the practice does each June serves whoever starts in the months around it.
const yearlyReach = 183

// near reports whether a record may serve a milestone at all. The preceptee's own may, however late; one of the practice's, which
// every portfolio looks at, only where it was made about that time: last year's evaluation says nothing of this year's preceptee.
func near(r *Record, m *Milestone) bool {
	most := reach
	if m.Occurrence.Milestone.Repeat == programme.Yearly {
		most = yearlyReach
	}
	return !r.Shared || r.Record.Milestone != "" || days(r.Date, m.Due) <= most
}

// slot is one place for a record of a form: a milestone, with all the shared ones that fall due on the same day.
type slot struct {
	due    civil.Date
	own    bool // it holds a milestone that is not shared
	list   []int
	record *Record
}

// takes reports whether a record may serve any of the place's milestones.
func (s *slot) takes(r *Record, milestones []Milestone) bool {
	return slices.ContainsFunc(s.list, func(i int) bool { return near(r, &milestones[i]) })
}

// milestonesOf lists the indices of the milestones that ask for a form.
func milestonesOf(list []programme.Milestone, slug string) []int {
	var at []int
	for i := range list {
		if slices.Contains(list[i].Forms, slug) {
			at = append(at, i)
		}
	}
	return at
}

// slots gathers the milestones that ask for a form into places for its records, by date.
func slots(milestones []Milestone, slug string) []*slot {
	var all []*slot
	var shared []int
	for i := range milestones {
		m := &milestones[i]
		if m.Occurrence.NotApplicable != "" || m.Occurrence.Milestone.Field != "" || !slices.Contains(m.Occurrence.Milestone.Forms, slug) {
			continue
		}
		if m.Occurrence.Milestone.Shared {
			shared = append(shared, i)
			continue
		}
		all = append(all, &slot{due: m.Due, own: true, list: []int{i}})
	}
	for _, i := range shared {
		joined := false
		for _, s := range all {
			if s.due == milestones[i].Due {
				s.list = append(s.list, i)
				joined = true
			}
		}
		if !joined {
			all = append(all, &slot{due: milestones[i].Due, list: []int{i}})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].due.Before(all[j].due) })
	return all
}

// share gives each record its place: the one it names, else the nearest by date (the earlier if equal), if it may take it. A name
// that is no place of the form counts as none.
func share(places []*slot, records []*Record, milestones []Milestone) {
	var open []*Record
	for _, r := range records {
		at := -1
		if r.Record.Milestone != "" {
			at = slices.IndexFunc(places, func(s *slot) bool {
				return slices.ContainsFunc(s.list, func(i int) bool { return milestones[i].ID == r.Record.Milestone })
			})
		}
		switch {
		case at < 0:
			open = append(open, r)
		case places[at].record == nil:
			places[at].record = r
		}
	}
	type pair struct {
		distance, slot, record int
		nearest                bool
	}
	var pairs []pair
	for ri, r := range open {
		nearest := -1
		for si, s := range places {
			if d := days(r.Date, s.due); nearest < 0 || d < days(r.Date, places[nearest].due) {
				nearest = si
			}
		}
		for si, s := range places {
			d := days(r.Date, s.due)
			if d <= reach || si == nearest && s.takes(r, milestones) {
				pairs = append(pairs, pair{d, si, ri, si == nearest})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.slot, b.slot), cmp.Compare(a.record, b.record))
	})
	taken := make([]bool, len(open))
	for _, p := range pairs {
		if places[p.slot].record == nil && !taken[p.record] {
			places[p.slot].record = open[p.record]
			taken[p.record] = true
		}
	}
}

// again lets records serve the shared milestones that have none yet, besides what they serve already: the nearest within reach,
// the earlier of two as near.
func again(places []*slot, records []*Record) {
	for _, s := range places {
		if s.record != nil || s.own {
			continue
		}
		for _, r := range records {
			if d := days(r.Date, s.due); r.Record.Milestone == "" && d <= reach && (s.record == nil || d < days(s.record.Date, s.due)) {
				s.record = r
			}
		}
	}
}

func days(a, b civil.Date) int {
	d := a.Sub(b)
	return max(d, -d)
}
