package preceptee

import (
	"slices"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/wording"
)

// Move is a milestone that falls due on other days than before.
type Move struct {
	Milestone string // its id
	Label     string
	from, to  []civil.Date // none where it does not fall due
}

// Moves compares when milestones fall due in two states of one person's file, in the order of their new dates. Those
// that fall due no more come last. A milestone that another version calls by another name is found by its former one.
func Moves(before, after *portfolio.Portfolio) []Move {
	old, now := milestones(before), milestones(after)
	var list []Move
	for _, m := range now {
		var from []civil.Date
		at := slices.IndexFunc(old, func(o milestone) bool { return o.id == m.id })
		if at < 0 && m.was != "" {
			at = slices.IndexFunc(old, func(o milestone) bool { return o.id == m.was })
		}
		if at >= 0 {
			from, old[at].found = old[at].due, true
		}
		if !slices.Equal(from, m.due) {
			list = append(list, Move{m.id, m.label, from, m.due})
		}
	}
	for _, m := range old {
		if !m.found {
			list = append(list, Move{m.id, m.label, m.due, nil})
		}
	}
	return list
}

// milestone is one milestone with all the days on which it falls due.
type milestone struct {
	id, was, label string
	due            []civil.Date
	found          bool // among those of the other state
}

// milestones gives those that fall due, by their first day.
func milestones(p *portfolio.Portfolio) (list []milestone) {
	if p.Version.Programme == nil {
		return nil
	}
	at := map[*programme.Milestone]int{}
	for _, o := range p.Version.Programme.Occurrences(p.Calendar) {
		if o.NotApplicable != "" {
			continue
		}
		i, known := at[o.Milestone]
		if !known {
			i = len(list)
			at[o.Milestone] = i
			list = append(list, milestone{id: o.Milestone.ID, was: o.Milestone.Was, label: o.Milestone.Label})
		}
		list[i].due = append(list[i].due, o.Due)
	}
	return list
}

// From says when it fell due: "1 June 2027", "12 times (1 July 2026 to 1 June 2027)"; "" where it did not.
func (m Move) From(w *wording.Words) string { return days(w, m.from, m.often()) }

// To says when it falls due, in the same way.
func (m Move) To(w *wording.Words) string { return days(w, m.to, m.often()) }

// often reports whether it is one of several times before or after.
func (m Move) often() bool { return max(len(m.from), len(m.to)) > 1 && len(m.to) > 0 }

// days says when something falls due; often where it is one of several times before or after.
func days(w *wording.Words, list []civil.Date, often bool) string {
	switch {
	case len(list) == 0:
		return ""
	case len(list) == 1 && often:
		return w.Say("once ({1})", w.Date(list[0]))
	case len(list) == 1:
		return w.Date(list[0])
	}
	return w.Say("{1} times ({2} to {3})", len(list), w.Date(list[0]), w.Date(list[len(list)-1]))
}

// Words says the move in a line without a full stop.
func (m Move) Words(w *wording.Words) string {
	switch from, to := m.From(w), m.To(w); {
	case from == "":
		return w.Say("{1}: now due {2}", m.Label, to)
	case to == "":
		return w.Say("{1}: no longer due; it was {2}", m.Label, from)
	default:
		return w.Say("{1}: from {2} to {3}", m.Label, from, to)
	}
}
