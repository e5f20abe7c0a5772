package programme

import (
	"fmt"
	"strings"

	"precept/internal/civil"
)

// Sum says how a date is computed, in steps that a page can show one after another, each without a full stop:
//
//	6 months from 1 Jan 2027 is 1 Jul 2027
//	181 days of programme at 0.6 take 302
//	21 days' pause
//	20 November 2027
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
		steps = append(append(steps, c.way(o.Nominal)...), moved.Words())
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

// way says how programme time gets from the start to as much as there is before a plain day: at which pace, and with
// how many days of pause.
func (c Calendar) way(plain civil.Date) []string {
	pause := 0
	var paces []leg // those of one pace that only a pause parts are one
	for _, l := range c.legs(plain) {
		last := len(paces) - 1
		switch {
		case l.rate == 0:
			pause += l.days
		case last >= 0 && paces[last].rate == l.rate:
			paces[last].days, paces[last].runs = paces[last].days+l.days, paces[last].runs+l.runs
		default:
			paces = append(paces, l)
		}
	}
	days := count(plain.Sub(c.Start), "day") + " of programme"
	var steps []string
	switch {
	case len(paces) > 1:
		var parts []string
		for _, l := range paces {
			take := "take"
			if l.runs == 100 {
				take = "takes"
			}
			parts = append(parts, fmt.Sprintf("%s %s %s %d", hundredths(l.runs), pace(l.rate), take, l.days))
		}
		steps = append(steps, days+": "+strings.Join(parts, ", then "))
	case len(paces) == 1 && paces[0].rate != 100:
		steps = append(steps, fmt.Sprintf("%s %s take %d", days, pace(paces[0].rate), paces[0].days))
	}
	switch {
	case pause == 1:
		steps = append(steps, "1 day's pause")
	case pause > 1:
		steps = append(steps, fmt.Sprintf("%d days' pause", pause))
	}
	return steps
}

// pace says a share of full time in a sum: "at 0.6", "at full time".
func pace(rate int) string {
	if rate == 100 {
		return "at full time"
	}
	return "at " + hundredths(rate)
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
