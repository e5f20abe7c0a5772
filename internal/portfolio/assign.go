package portfolio

import (
	"cmp"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/programme"
)

// reach is how many days a record may be from a milestone that is not its nearest, where its nearest has a record
// already: a meeting held late still counts for its month, a revised plan does not count for next year's.
const reach = 31

// yearlyReach is how far one of the practice's own records may be from a milestone that repeats every year: within half
// the year, so that what the practice does each June serves everybody who starts in the months around it.
const yearlyReach = 183

// mayServe reports whether a record may serve a milestone at all. The preceptee's own may, however late; one of
// the practice's, which every portfolio looks at, only where it was made about that time: last year's evaluation
// says nothing about this year's preceptee.
func mayServe(r *Record, m *Milestone) bool {
	most := reach
	if m.Occurrence.Milestone.Repeat == programme.Yearly {
		most = yearlyReach
	}
	return !r.FromPractice || r.Record.Milestone != "" || days(r.Date, m.Due) <= most
}

// assign assigns records to milestones, form by form: complete records first, then those that are begun. It notes
// in each record what it serves, and gives the records by the index of the milestone and the form's slug.
func (p *Portfolio) assign(practice []*Record) map[int]map[string]*Record {
	serving := map[int]map[string]*Record{}
	for _, f := range p.Version.Forms {
		from := p.Records
		if f.Subject == "organisation" {
			from = practice
		}
		var done, open []*Record
		for _, r := range from {
			switch {
			case r.FormNow() != f.Slug || r.Date.After(p.AsOf):
			case r.Done():
				done = append(done, r)
			default:
				open = append(open, r)
			}
		}
		places := slots(p.Milestones, f.Slug)
		assignNearest(places, done, p.Milestones)
		assignNearest(places, open, p.Milestones)
		once := f.Repeats == "once"
		assignAgain(places, done, once)
		assignAgain(places, open, once)
		for _, s := range places {
			if s.record == nil {
				continue
			}
			for _, i := range s.list {
				if serving[i] == nil {
					serving[i] = map[string]*Record{}
				}
				serving[i][f.Slug] = s.record
				s.record.Serves = append(s.record.Serves, p.Milestones[i].ID)
			}
		}
	}
	return serving
}

// slot is one place for a record of a form: a milestone, with all the shared ones that fall due on the same day.
type slot struct {
	due    civil.Date
	own    bool  // one of its milestones is not shared
	list   []int // indices of the milestones
	record *Record
}

// takes reports whether a record may serve any of the slot's milestones.
func (s *slot) takes(r *Record, milestones []Milestone) bool {
	return slices.ContainsFunc(s.list, func(i int) bool { return mayServe(r, &milestones[i]) })
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

// slots gathers the milestones that ask for a form into slots for its records, by date.
func slots(milestones []Milestone, slug string) []*slot {
	var all []*slot
	var shared []int
	for i := range milestones {
		m := &milestones[i]
		ms := m.Occurrence.Milestone
		switch {
		case m.Occurrence.NotApplicable != "" || ms.Field != "" || !slices.Contains(ms.Forms, slug):
		case ms.Shared:
			shared = append(shared, i)
		default:
			all = append(all, &slot{due: m.Due, own: true, list: []int{i}})
		}
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
	slices.SortStableFunc(all, func(a, b *slot) int { return a.due.Compare(b.due) })
	return all
}

// assignNamed gives each record the slot of the milestone that it names, and returns the records that name none of
// the form's.
func assignNamed(places []*slot, records []*Record, milestones []Milestone) (rest []*Record) {
	for _, r := range records {
		at := -1
		if r.Record.Milestone != "" {
			at = slices.IndexFunc(places, func(s *slot) bool {
				return slices.ContainsFunc(s.list, func(i int) bool { return r.names(&milestones[i]) })
			})
		}
		switch {
		case at < 0:
			rest = append(rest, r)
		case places[at].record == nil:
			places[at].record = r
		}
	}
	return rest
}

// names reports whether the record names the milestone, by its id or by the one that it once had.
func (r *Record) names(m *Milestone) bool {
	named := r.Record.Milestone
	was, number := m.Occurrence.Milestone.Was, strings.TrimPrefix(m.ID, m.Occurrence.Milestone.ID)
	return named == m.ID || was != "" && named == was+number
}

// assignNearest gives each record its slot: that of the milestone that it names, else the nearest by date (the
// earlier of two as near), if it may serve that. Of two records that are as near, the first has it.
func assignNearest(places []*slot, records []*Record, milestones []Milestone) {
	open := assignNamed(places, records, milestones)
	type pair struct{ distance, slot, record int }
	var pairs []pair
	for ri, r := range open {
		nearest := -1
		for si, s := range places {
			if nearest < 0 || days(r.Date, s.due) < days(r.Date, places[nearest].due) {
				nearest = si
			}
		}
		for si, s := range places {
			if d := days(r.Date, s.due); d <= reach || si == nearest && s.takes(r, milestones) {
				pairs = append(pairs, pair{d, si, ri})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.slot, b.slot), cmp.Compare(a.record, b.record))
	})
	assigned := make([]bool, len(open))
	for _, p := range pairs {
		if places[p.slot].record == nil && !assigned[p.record] {
			places[p.slot].record = open[p.record]
			assigned[p.record] = true
		}
	}
}

// assignAgain lets records serve the shared milestones that have none yet, as well as what they serve already: the
// nearest within reach, the earlier of two as near. The record of a form that is filled in once serves them all,
// however far apart they are.
func assignAgain(places []*slot, records []*Record, once bool) {
	for _, s := range places {
		if s.record != nil || s.own {
			continue
		}
		for _, r := range records {
			d := days(r.Date, s.due)
			if r.Record.Milestone == "" && (once || d <= reach) && (s.record == nil || d < days(s.record.Date, s.due)) {
				s.record = r
			}
		}
	}
}

// days is the number of days between two dates.
func days(a, b civil.Date) int {
	d := a.Sub(b)
	return max(d, -d)
}
