package programme

import (
	"fmt"
	"strings"

	"precept/internal/civil"
)

// Sum says how a date is computed, in steps that a page can show one after another, each without a full stop:
//
//	6 months from 1 Sep 2026 is 1 Mar 2027
//	42 days of pause before then do not count
//	part time counts in part: 0.6 WTE from 4 Jan 2027
//	so it is due on 12 Jun 2027
//
// Where nothing moves the date there is one step.
func (c Calendar) Sum(o Occurrence) []string {
	m := o.Milestone
	unit := "month"
	if m.Unit == Weeks {
		unit = "week"
	}
	plain := o.Nominal
	if o.Extended != 0 {
		plain = c.months(o.At)
		if m.Unit == Weeks {
			plain = c.Start.AddDays(7 * o.At)
		}
	}
	first := fmt.Sprintf("%s from %s is %s", count(o.At, unit), c.Start.Short(), plain.Short())
	if o.At == 0 {
		first = fmt.Sprintf("due at the start, %s", c.Start.Short())
	}
	steps := []string{first}
	if o.Extended > 0 {
		steps = append(steps,
			fmt.Sprintf("the programme is %s longer: %s", count(o.Extended, "month"), o.Nominal.Short()))
	} else if o.Extended < 0 {
		steps = append(steps,
			fmt.Sprintf("the programme is %s shorter: %s", count(-o.Extended, "month"), o.Nominal.Short()))
	}
	if m.keepsCalendar() {
		if moved := c.afterPause(o.Nominal); m.Repeat != Once && moved != o.Nominal {
			steps = append(steps, fmt.Sprintf("that is in a pause, so it is due on the first day after it, %s",
				moved.Short()))
		} else if c.moves(o.Nominal) {
			steps = append(steps, "it keeps to the calendar, whatever the hours worked and the pauses")
		}
	} else if moved := c.after(o.Nominal); moved != o.Nominal {
		steps = append(steps, c.why(moved)...)
		steps = append(steps, fmt.Sprintf("so it is due on %s", moved.Short()))
	}
	if o.Overridden {
		agreed := fmt.Sprintf("agreed instead: %s", o.Due.Short())
		if o.Why != "" {
			agreed += " (" + o.Why + ")"
		}
		steps = append(steps, agreed)
	}
	return steps
}

// moves reports whether hours worked or pauses would move the plain day.
func (c Calendar) moves(plain civil.Date) bool { return c.after(plain) != plain }

// why says what slowed programme time between the start and a day.
func (c Calendar) why(until civil.Date) []string {
	days := 0
	for _, p := range c.pauses() {
		from, to := p.From, p.To
		if from.Before(c.Start) {
			from = c.Start
		}
		if !to.Before(until) {
			to = until.AddDays(-1)
		}
		if n := to.Sub(from) + 1; n > 0 {
			days += n
		}
	}
	var steps []string
	if days > 0 {
		does := "do not count"
		if days == 1 {
			does = "does not count"
		}
		steps = append(steps, fmt.Sprintf("%s of pause before then %s", count(days, "day"), does))
	}
	var rates []string
	last := 100
	for _, s := range (Calendar{Start: c.Start, WTE: c.WTE}).stretches() {
		if !s.from.Before(until) {
			break
		}
		if s.rate != last {
			rates = append(rates, fmt.Sprintf("%s WTE from %s", hundredths(s.rate), s.from.Short()))
		}
		last = s.rate
	}
	if len(rates) > 0 {
		steps = append(steps, "part time counts in part: "+strings.Join(rates, ", "))
	}
	return steps
}

// count writes a number with its noun: 1 month, 6 months.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// hundredths writes 60 as 0.6 and 100 as 1.
func hundredths(n int) string {
	s := fmt.Sprintf("%d.%02d", n/100, n%100)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}
