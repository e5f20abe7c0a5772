package programme

import (
	"slices"
	"strconv"

	"precept/internal/civil"
)

// Occurrence is one time that a milestone falls due for one preceptee.
type Occurrence struct {
	Milestone *Milestone
	N         int    // 1, 2, 3 … of a milestone that repeats, 0 of one that does not
	ID        string // "monthly-meeting.3", or the milestone's id where it does not repeat
	At        int    // months (weeks, by the milestone's Unit) from the start, before any extension
	Extended  int    // months by which an extension moves it, 0 outside the last phase

	Due     civil.Date
	Nominal civil.Date // without part-time working, pauses and overrides; an extension is in it

	Overridden    bool   // Due was agreed by hand
	Why           string // why it was; or ""
	NotApplicable string // why it does not apply to this preceptee; "" where it does
}

// Fallen is a time of a milestone that a pause takes away: nothing is due then.
type Fallen struct {
	Milestone *Milestone
	N         int
	Nominal   civil.Date // when it would have been due
	Pause     Span       // pauses that touch count as one
}

// Occurrences gives all that falls due under a calendar, by due date and then in page order. Milestones for a tag that
// the preceptee does not have are left out, and so is what would fall due after the end.
func (p *Programme) Occurrences(c Calendar) []Occurrence {
	list, _ := p.occurrences(c)
	return list
}

// Fallen gives the times of milestones that pauses take away, in the same order. One that does not apply, or that
// would come after the end, is not among them.
func (p *Programme) Fallen(c Calendar) []Fallen {
	_, fallen := p.occurrences(c)
	return fallen
}

func (p *Programme) occurrences(c Calendar) ([]Occurrence, []Fallen) {
	var list []Occurrence
	var fallen []Fallen
	for i := range p.Milestones {
		m := &p.Milestones[i]
		if m.When != "" && !slices.Contains(c.Tags, m.When) || m.Phase < 0 || m.Phase >= len(p.Phases) {
			continue
		}
		var again []Occurrence
		var gone []Fallen
		switch m.Repeat {
		case Once:
			again = []Occurrence{p.once(c, m)}
		case Monthly:
			from, to := p.PhaseSpan(c, m.Phase)
			again, gone = repeats(c, m, 0, 1, from, to)
		case Yearly:
			again, gone = p.yearly(c, m)
		}
		list, fallen = append(list, again...), append(fallen, gone...)
	}
	over := func(d civil.Date) bool { return !c.Ended.IsZero() && d.After(c.Ended) }
	list = slices.DeleteFunc(list, func(o Occurrence) bool { return over(o.Due) })
	fallen = slices.DeleteFunc(fallen, func(f Fallen) bool { return over(f.Nominal) })
	// Milestones went in by page order, so a stable sort keeps it within a day.
	slices.SortStableFunc(list, func(a, b Occurrence) int { return a.Due.Compare(b.Due) })
	slices.SortStableFunc(fallen, func(a, b Fallen) int { return a.Nominal.Compare(b.Nominal) })
	return list, fallen
}

func (p *Programme) once(c Calendar, m *Milestone) Occurrence {
	more := p.extension(c, m.Phase)
	plain := c.months(m.At + more)
	if m.Unit == Weeks {
		plain = c.Start.AddDays(7 * m.At).AddMonths(min(max(more, -1200), 1200))
		if plain.Before(c.Start) {
			plain = c.Start
		}
	}
	o := Occurrence{Milestone: m, ID: m.ID, At: m.At, Extended: more, Nominal: plain, Due: plain}
	if !m.Fixed {
		o.Due = c.after(plain)
	}
	return o.agreed(c)
}

// yearly goes on to the moved end of the programme, and not only to the end of the phase that has the first time: a
// yearly milestone in a phase of one month would never repeat otherwise.
func (p *Programme) yearly(c Calendar, m *Milestone) ([]Occurrence, []Fallen) {
	first := m.At + p.extension(c, m.Phase)
	_, end := p.PhaseSpan(c, len(p.Phases)-1)
	if _, own := p.PhaseSpan(c, m.Phase); own.After(end) {
		end = own
	}
	return repeats(c, m, max(first, 0), 12, c.months(first), end.AddDays(1))
}

// repeats gives the calendar days of a milestone that falls due at month first and then every so many months, from one
// day on and before another. A period (up to the next such day) wholly within a pause falls away but keeps its number,
// so that a pause does not rename what comes after it. Where only the day is in a pause, the first day after the pause
// takes its place; a time for which the phase is over by then falls away too.
func repeats(c Calendar, m *Milestone, first, every int, from, before civil.Date) (list []Occurrence, gone []Fallen) {
	pauses := c.pauses()
	n := 0
	for month := first; ; month += every {
		due := c.months(month)
		if !due.Before(before) || month > 1200 {
			return list, gone
		}
		if due.Before(from) {
			continue
		}
		n++
		o := Occurrence{Milestone: m, N: n, ID: m.ID + "." + strconv.Itoa(n), At: month, Nominal: due,
			Due: c.afterPause(due)}
		last := c.months(month + every).AddDays(-1)
		i := slices.IndexFunc(pauses, func(s Span) bool { return s.has(due) })
		if i < 0 || !pauses[i].has(last) && o.Due.Before(before) {
			list = append(list, o.agreed(c))
		} else if o.agreed(c).NotApplicable == "" {
			gone = append(gone, Fallen{Milestone: m, N: n, Nominal: due, Pause: pauses[i]})
		}
	}
}

// agreed changes o to what was agreed for this preceptee by hand: this comes last of all.
func (o Occurrence) agreed(c Calendar) Occurrence {
	if agreed, ok := c.Overrides[o.ID]; ok && !agreed.Date.IsZero() {
		o.Due, o.Overridden, o.Why = agreed.Date, true, agreed.Why
	}
	o.NotApplicable = c.NotApplicable[o.ID]
	if o.NotApplicable == "" {
		o.NotApplicable = c.NotApplicable[o.Milestone.ID]
	}
	return o
}
