package programme

import (
	"fmt"
	"strings"

	"precept/internal/civil"
	"precept/internal/wording"
)

// Sum says how a date is computed, in steps that a page can show one after another, each without a full stop:
//
//	6 months from 1 Jan 2027 is 1 Jul 2027
//	181 days of programme at 0.6 take 302
//	21 days' pause
//	20 November 2027
//
// Where nothing moves the date there is one step.
func (c Calendar) Sum(w *wording.Words, o Occurrence) []string {
	m := o.Milestone
	in := months
	if m.Unit == Weeks {
		in = weeks
	}
	plain := o.Nominal
	if o.Extended != 0 {
		plain = c.months(o.At)
		if m.Unit == Weeks {
			plain = c.Start.AddDays(7 * o.At)
		}
	}
	first := w.Say("{1} from {2} is {3}", in(w, o.At), w.Short(c.Start), w.Short(plain))
	if o.At == 0 {
		first = w.Say("due at the start, {1}", w.Short(c.Start))
	}
	steps := []string{first}
	if o.Extended > 0 {
		steps = append(steps,
			w.Say("the programme is {1} longer: {2}", months(w, o.Extended), w.Short(o.Nominal)))
	} else if o.Extended < 0 {
		steps = append(steps,
			w.Say("the programme is {1} shorter: {2}", months(w, -o.Extended), w.Short(o.Nominal)))
	}
	if m.keepsCalendar() {
		if moved := c.afterPause(o.Nominal); m.Repeat != Once && moved != o.Nominal {
			steps = append(steps, w.Say("that is in a pause, so it is due on the first day after the pause, {1}",
				w.Short(moved)))
		} else if c.moves(o.Nominal) {
			steps = append(steps, w.Say("it does not move with the hours worked or with pauses"))
		}
	} else if moved := c.after(o.Nominal); moved != o.Nominal {
		steps = append(append(steps, c.way(w, o.Nominal)...), w.Date(moved))
	}
	if o.Overridden {
		agreed := w.Say("agreed instead: {1}", w.Short(o.Due))
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
func (c Calendar) way(w *wording.Words, plain civil.Date) []string {
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
	days := w.Several(plain.Sub(c.Start), "{1} day of {programme}", "{1} days of {programme}")
	var steps []string
	switch {
	case len(paces) > 1:
		var parts []string
		for _, l := range paces {
			part := w.Say("{1} {2} take {3}", hundredths(l.runs), pace(w, l.rate), l.days)
			if l.runs == 100 {
				part = w.Say("{1} {2} takes {3}", hundredths(l.runs), pace(w, l.rate), l.days)
			}
			parts = append(parts, part)
		}
		steps = append(steps, days+": "+strings.Join(parts, w.Say(", then ")))
	case len(paces) == 1 && paces[0].rate != 100:
		steps = append(steps, w.Say("{1} {2} take {3}", days, pace(w, paces[0].rate), paces[0].days))
	}
	if pause > 0 {
		steps = append(steps, w.Several(pause, "{1} day's pause", "{1} days' pause"))
	}
	return steps
}

// pace says a share of full time in a sum: "at 0.6", "at full time".
func pace(w *wording.Words, rate int) string {
	if rate == 100 {
		return w.Say("at full time")
	}
	return w.Say("at {1}", hundredths(rate))
}

// weeks and months write a number with its noun: 1 month, 6 months.
func weeks(w *wording.Words, n int) string  { return w.Several(n, "{1} week", "{1} weeks") }
func months(w *wording.Words, n int) string { return w.Several(n, "{1} month", "{1} months") }

// hundredths writes 60 as 0.6 and 100 as 1.
func hundredths(n int) string {
	s := fmt.Sprintf("%d.%02d", n/100, n%100)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}
