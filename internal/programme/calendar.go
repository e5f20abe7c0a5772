package programme

import (
	"cmp"
	"slices"

	"precept/internal/civil"
)

// WTE says how much of full time is worked from a day on, in hundredths: 60 is 0.6 of a whole-time equivalent. A zero
// From means from the start. Values are taken as 10 to 100.
type WTE struct {
	From       civil.Date
	Hundredths int
}

// Span is a run of days, both ends included.
type Span struct{ From, To civil.Date }

// Override is a date that was agreed by hand, and why.
type Override struct {
	Date civil.Date
	Why  string
}

// Calendar is what one preceptee's dates are computed from. A pause without both its days, or that ends before it
// begins, is ignored: it has had its finding.
type Calendar struct {
	Start           civil.Date
	WTE             []WTE  // in any order; 1.0 before the first
	Pauses          []Span // in any order; they may touch and overlap
	ExtensionMonths int    // moves the last phase and its milestones; may be negative

	Overrides     map[string]Override // by milestone, or occurrence of a repeating one
	Ended         civil.Date          // nothing falls due after it; zero where the year goes on
	Tags          []string
	NotApplicable map[string]string // why, by milestone or occurrence
}

// Day gives the first day by which as much programme time has run as there is between the start and the start plus so
// many months, clamped to the month's end. For full time without pauses that is the day itself.
func (c Calendar) Day(months int) civil.Date { return c.after(c.months(months)) }

// months gives the plain calendar day so many months from the start, never before it. The bound keeps an unchecked
// number within the calendar.
func (c Calendar) months(n int) civil.Date { return c.Start.AddMonths(min(max(n, 0), 1200)) }

// after gives the first day by which as much programme time has run as there is between the start and the plain day.
func (c Calendar) after(plain civil.Date) civil.Date {
	day := c.Start
	for _, l := range c.legs(plain) {
		day = day.AddDays(l.days)
	}
	return day
}

// leg is a run of days at one pace on the way from the start to a due date.
type leg struct {
	rate int // hundredths of a day of programme time a day; 0 in a pause
	days int
	runs int // programme time that it brings, in hundredths of a day: in the last leg no more than is still needed
}

// legs gives the way from the start to the first day by which as much programme time has run as there is between the
// start and the plain day. It goes from one change of pace to the next, not day by day.
func (c Calendar) legs(plain civil.Date) []leg {
	left := plain.Sub(c.Start) * 100
	stretches := c.stretches()
	var list []leg
	for i, s := range stretches {
		if left <= 0 {
			break
		}
		last := i == len(stretches)-1 // it has a pace and no end
		if s.rate == 0 {
			list = append(list, leg{days: stretches[i+1].from.Sub(s.from)})
			continue
		}
		days, runs := (left+s.rate-1)/s.rate, left
		if !last {
			if most := stretches[i+1].from.Sub(s.from); days > most {
				days, runs = most, most*s.rate
			}
		}
		list = append(list, leg{s.rate, days, runs})
		left -= runs
	}
	return list
}

// stretch is a run of days at one pace, up to the next stretch.
type stretch struct {
	from civil.Date
	rate int // hundredths of a day of programme time a day; 0 in a pause
}

// stretches gives the pace from the start on, in order. The last is never a pause.
func (c Calendar) stretches() []stretch {
	pauses := c.pauses()
	wte := c.wte()
	days := []civil.Date{c.Start}
	for _, w := range wte {
		days = append(days, w.From)
	}
	for _, p := range pauses {
		days = append(days, p.From, p.To.AddDays(1))
	}
	slices.SortFunc(days, civil.Date.Compare)
	var list []stretch
	for _, d := range slices.Compact(days) {
		if d.Before(c.Start) {
			continue
		}
		rate := 100
		for _, w := range wte {
			if !w.From.After(d) {
				rate = w.Hundredths
			}
		}
		for _, p := range pauses {
			if p.has(d) {
				rate = 0
			}
		}
		if n := len(list); n == 0 || list[n-1].rate != rate {
			list = append(list, stretch{d, rate})
		}
	}
	return list
}

// afterPause gives the first day after the pause that a day is in, or the day itself.
func (c Calendar) afterPause(d civil.Date) civil.Date {
	for _, p := range c.pauses() {
		if p.has(d) {
			return p.To.AddDays(1)
		}
	}
	return d
}

// Running counts the days after one day and up to another, without those of pauses.
func (c Calendar) Running(from, to civil.Date) int {
	n := to.Sub(from)
	for _, s := range c.pauses() {
		first, last := from.AddDays(1), to
		if s.From.After(first) {
			first = s.From
		}
		if s.To.Before(last) {
			last = s.To
		}
		if !last.Before(first) {
			n -= last.Sub(first) + 1
		}
	}
	return n
}

func (s Span) has(d civil.Date) bool { return !d.Before(s.From) && !d.After(s.To) }

// wte gives the entries in order of their day, in range; of two on one day the later in the list counts.
func (c Calendar) wte() []WTE {
	list := slices.Clone(c.WTE)
	slices.SortStableFunc(list, func(a, b WTE) int { return a.From.Compare(b.From) })
	for i := range list {
		list[i].Hundredths = min(max(list[i].Hundredths, 10), 100)
	}
	return list
}

// pauses gives the pauses in order, those that touch or overlap as one.
func (c Calendar) pauses() []Span {
	list := slices.DeleteFunc(slices.Clone(c.Pauses), func(s Span) bool {
		return s.From.IsZero() || s.To.IsZero() || s.To.Before(s.From)
	})
	slices.SortFunc(list, func(a, b Span) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	var merged []Span
	for _, s := range list {
		if n := len(merged); n > 0 && !s.From.After(merged[n-1].To.AddDays(1)) {
			if s.To.After(merged[n-1].To) {
				merged[n-1].To = s.To
			}
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

// PhaseSpan gives the day on which a phase begins and the day on which it ends and the next one begins; both are the
// same day for a phase that is only the end.
func (p *Programme) PhaseSpan(c Calendar, i int) (from, to civil.Date) {
	more := p.extension(c, i)
	return c.Day(p.Phases[i].From + more), c.Day(p.Phases[i].To + more)
}

// PhaseOf gives the phase that something falls due in: its milestone's, and of one that repeats beyond the end of that
// phase, as a yearly one does, the phase of the day.
func (p *Programme) PhaseOf(c Calendar, o *Occurrence) int {
	of := o.Milestone.Phase
	if _, to := p.PhaseSpan(c, of); o.N <= 1 || !o.Due.After(to) {
		return of
	}
	for i := range p.Phases {
		if from, _ := p.PhaseSpan(c, i); i > of && !from.After(o.Due) {
			of = i
		}
	}
	return of
}

// extension gives the months by which an extension moves phase i: all of it for the last phase, none for the others.
func (p *Programme) extension(c Calendar, i int) int {
	if p.isLast(i) {
		return c.ExtensionMonths
	}
	return 0
}
