package preceptee

import (
	"fmt"
	"slices"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/programme"
)

// Move is a milestone that falls due on other days than before, in words.
type Move struct {
	Milestone string // its id
	Label     string
	From, To  string // "1 June 2027", "12 times (1 July 2026 to 1 June 2027)"; "" where it does not fall due
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
			often := len(from) > 1 || len(m.due) > 1
			list = append(list, Move{m.id, m.label, days(from, often), days(m.due, often)})
		}
	}
	for _, m := range old {
		if !m.found {
			list = append(list, Move{m.id, m.label, days(m.due, false), ""})
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

// days says when something falls due; often where it is one of several times before or after.
func days(list []civil.Date, often bool) string {
	switch {
	case len(list) == 0:
		return ""
	case len(list) == 1 && often:
		return fmt.Sprintf("once (%s)", list[0].Words())
	case len(list) == 1:
		return list[0].Words()
	}
	return fmt.Sprintf("%d times (%s to %s)", len(list), list[0].Words(), list[len(list)-1].Words())
}

// Words says the move in a line without a full stop.
func (m Move) Words() string {
	switch {
	case m.From == "":
		return fmt.Sprintf("%s: now due %s", m.Label, m.To)
	case m.To == "":
		return fmt.Sprintf("%s: no longer due; it was %s", m.Label, m.From)
	}
	return fmt.Sprintf("%s: from %s to %s", m.Label, m.From, m.To)
}
