package portfolio

import (
	"slices"

	"precept/internal/civil"
	"precept/internal/programme"
)

// Changes counts what preceptee.md says that moves the dates of the year, or takes some away. It only grows, unless
// something is taken back: calendar programs tell by it which of two files is the later.
func (p *Preceptee) Changes() int {
	n := len(p.Calendar.WTE) + len(p.Calendar.Pauses) + len(p.Calendar.Overrides) + len(p.Calendar.NotApplicable)
	if p.Calendar.ExtensionMonths != 0 {
		n++
	}
	if !p.Calendar.Ended.IsZero() {
		n++
	}
	return n
}

// Dropped lists the dates that a pause, a shorter programme or the end of the year removed, as far as the reader may
// know. A calendar program that has them from an earlier file deletes them.
func (c Copy) Dropped() []programme.Occurrence {
	prog := c.Version.Programme
	if prog == nil {
		return nil
	}
	full := c.Calendar
	full.Pauses, full.Ended, full.ExtensionMonths = nil, civil.Date{}, max(0, full.ExtensionMonths)
	still := map[string]bool{}
	for _, o := range prog.Occurrences(c.Calendar) {
		still[o.ID] = true
	}
	return slices.DeleteFunc(prog.Occurrences(full), func(o programme.Occurrence) bool {
		return still[o.ID] || c.hidden(o.Milestone)
	})
}

// Fallen lists the times of milestones that pauses take away, of what the reader may know of.
func (c Copy) Fallen() []programme.Fallen {
	if c.Version.Programme == nil {
		return nil
	}
	return slices.DeleteFunc(c.Version.Programme.Fallen(c.Calendar),
		func(f programme.Fallen) bool { return c.hidden(f.Milestone) })
}
