// Package timeline owns the picture of a programme: lanes by phases, a mark for each milestone, drawn as SVG while the
// site is built. It takes a programme, bare or on one preceptee's calendar, and gives a Chart, which is plain data, and
// its drawing. It computes no dates (package programme does) and judges nothing: the caller gives the state of each
// mark. The picture is never the only place that says something: a list beside it says the same in words, under the
// same numbers. Package plan puts it into pages.
package timeline

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/programme"
	"precept/internal/wording"
)

// stateClass gives the class of the marks of a state, for a theme to style; "" for one that is not known.
func stateClass(s programme.State) string {
	switch s {
	case programme.Done:
		return "tl-done"
	case programme.InProgress:
		return "tl-in-progress"
	case programme.Waiting:
		return "tl-waiting"
	case programme.Past:
		return "tl-past"
	case programme.NotStarted:
		return "tl-not-started"
	case programme.Agreed:
		return "tl-accepted"
	case programme.NotApplicable:
		return "tl-not-applicable"
	}
	return ""
}

// Mark is one thing that falls due.
type Mark struct {
	ID     string // of the occurrence, or the milestone in a chart without dates
	Number int    // of the milestone, from 1 in page order: the same in every list and picture
	Label  string
	Lane   string
	Phase  int     // index into Chart.Phases
	At     float64 // months from the start
	When   string  // the day or the month, in words

	Repeat      bool // one time of a monthly series; the first of them in its phase has the number
	State       programme.State
	Href        string
	Gate        string // programme.Midpoint, programme.Final or ""
	Unconfirmed bool
}

// Band is a phase in the picture.
type Band struct {
	Title      string
	From, To   int        // months by the page
	Begin, End civil.Date // zero in a chart without dates
	T0, T1     float64    // months from the start, as Mark.At
}

// Chart is what is drawn. Title and Desc are what a screen reader says for the picture; callers may put their own.
type Chart struct {
	Title, Desc string
	Lanes       []programme.Lane
	Phases      []Band
	Marks       []Mark
	Pauses      []programme.Span
	Start       civil.Date
	Today       civil.Date // zero where no day is marked
	Dated       bool
	Words       *wording.Words
}

const daysInMonth = 3652.5 / 120

// Undated gives the chart of a programme as its toolkit shows it. href gives the address of a milestone in the list, or
// ""; it may be nil.
func Undated(w *wording.Words, p *programme.Programme, href func(*programme.Milestone) string) Chart {
	c := Chart{Words: w, Title: w.Say("The {1} months of the programme", p.Months), Lanes: p.TimelineLanes()}
	for _, ph := range p.Phases {
		c.Phases = append(c.Phases, Band{Title: ph.Title, From: ph.From, To: ph.To, T0: float64(ph.From),
			T1: float64(ph.To)})
	}
	for i := range p.Milestones {
		m := &p.Milestones[i]
		if m.Phase < 0 || m.Phase >= len(p.Phases) {
			continue
		}
		mark := Mark{ID: m.ID, Number: i + 1, Label: m.Label, Lane: m.Lane, Phase: m.Phase, Gate: m.Gate,
			Unconfirmed: m.Unconfirmed, At: float64(m.At), When: m.InSentence(w)}
		if href != nil {
			mark.Href = href(m)
		}
		ph := p.Phases[m.Phase]
		switch {
		case m.Repeat == programme.Monthly:
			mark.Repeat = true
			for at := ph.From; at < ph.To; at++ {
				mark.At, mark.When = float64(at), w.Say("month {1}", at)
				c.Marks = append(c.Marks, mark)
			}
			continue
		case m.Repeat == programme.Yearly:
			for at := m.At + 12; at <= p.Months; at += 12 {
				again := mark
				again.At, again.Phase = float64(at), c.bandAt(float64(at), m.Phase)
				c.Marks = append(c.Marks, again)
			}
		case m.Unit == programme.Weeks:
			mark.At = min(max(float64(7*m.At)/daysInMonth, float64(ph.From)), float64(ph.To))
		}
		c.Marks = append(c.Marks, mark)
	}
	c.sort()
	c.Desc = c.describe()
	return c
}

// Only gives the chart of the milestones that keep names, each under the number that it has in every list.
func (c Chart) Only(keep func(id string) bool) Chart {
	c.Marks = slices.DeleteFunc(slices.Clone(c.Marks), func(m Mark) bool { return !keep(m.ID) })
	c.Desc = c.describe()
	return c
}

// Dated gives the chart of one preceptee's year. occ is as Programme.Occurrences gives it; state gives the state of
// each occurrence as of a day, which the picture shows.
func Dated(w *wording.Words, p *programme.Programme, cal programme.Calendar, occ []programme.Occurrence,
	state func(programme.Occurrence) programme.State, asOf civil.Date) Chart {
	c := Chart{Words: w, Title: w.Say("The year on the calendar"), Lanes: p.TimelineLanes(), Dated: true,
		Start: cal.Start, Today: asOf}
	for i, ph := range p.Phases {
		from, to := p.PhaseSpan(cal, i)
		c.Phases = append(c.Phases, Band{Title: ph.Title, From: ph.From, To: ph.To, Begin: from, End: to,
			T0: c.months(from), T1: c.months(to)})
	}
	for _, o := range occ {
		m := o.Milestone
		mark := Mark{ID: o.ID, Number: p.Number(m), Label: m.Label, Lane: m.Lane, At: c.months(o.Due),
			When: w.Short(o.Due), Repeat: m.Repeat == programme.Monthly, State: state(o), Gate: m.Gate,
			Unconfirmed: m.Unconfirmed}
		mark.Phase = c.bandAt(mark.At, m.Phase)
		c.Marks = append(c.Marks, mark)
	}
	for _, s := range cal.Pauses {
		if !s.From.IsZero() && !s.To.Before(s.From) {
			c.Pauses = append(c.Pauses, s)
		}
	}
	slices.SortFunc(c.Pauses, func(a, b programme.Span) int { return a.From.Compare(b.From) })
	c.sort()
	c.Desc = c.describe()
	return c
}

// months gives the months between the start and a day, all of one length.
func (c *Chart) months(d civil.Date) float64 { return float64(d.Sub(c.Start)) / daysInMonth }

// bandAt gives the phase in which a mark at t is drawn: its own if t is in it, else the one that t is in or comes
// after. A date that was moved by hand, or that keeps to the calendar, may be outside its own phase.
func (c *Chart) bandAt(t float64, own int) int {
	const tolerance = 0.02 // less than a day
	in := func(b Band) bool { return t >= b.T0-tolerance && t <= b.T1+tolerance }
	if own >= 0 && own < len(c.Phases) && in(c.Phases[own]) {
		return own
	}
	passed := 0
	for i, b := range c.Phases {
		if in(b) {
			return i
		}
		if t >= b.T0 {
			passed = i
		}
	}
	return passed
}

// sort puts the marks in the order in which they are drawn: by phase and time, then by number.
func (c *Chart) sort() {
	slices.SortStableFunc(c.Marks, func(a, b Mark) int {
		switch {
		case a.Phase != b.Phase:
			return a.Phase - b.Phase
		case a.At < b.At:
			return -1
		case a.At > b.At:
			return 1
		}
		return a.Number - b.Number
	})
}

// describe says in words what the picture shows, for people who do not see it.
func (c *Chart) describe() string {
	var b strings.Builder
	var lanes []string
	for _, l := range c.Lanes {
		lanes = append(lanes, l.Title)
	}
	b.WriteString(c.Words.Say("A chart of time, with a lane for each of: {1}.", strings.Join(lanes, ", ")))
	for i, band := range c.Phases {
		var numbers []int
		for _, m := range c.Marks {
			if m.Phase == i && !slices.Contains(numbers, m.Number) {
				numbers = append(numbers, m.Number)
			}
		}
		span := c.Words.Say("months {1} to {2}", band.From, band.To)
		if band.From == band.To {
			span = c.Words.Say("month {1}", band.From)
		}
		if c.Dated {
			span = c.Words.Short(band.Begin)
			if band.Begin != band.End {
				span = c.Words.Say("{1} to {2}", span, c.Words.Short(band.End))
			}
		}
		b.WriteString(" " + band.Title + " (" + span + "): ")
		b.WriteString(c.Words.Several(len(numbers), "{1} milestone", "{1} milestones") + ".")
	}
	if c.Dated {
		c.describeStates(&b)
	}
	b.WriteString(" " + c.Words.Say("The timeline as a list has the same steps, with the same numbers."))
	return b.String()
}

// describeStates says how many marks are in each state.
func (c *Chart) describeStates(b *strings.Builder) {
	for i, s := range programme.States() {
		n := 0
		for _, m := range c.Marks {
			if m.State == s {
				n++
			}
		}
		if i == 0 {
			first := fmt.Sprintf("%d %s", n, s.Words(c.Words))
			b.WriteString(" " + c.Words.Say("As of {1}: {2}", c.Words.Short(c.Today), first))
		} else if n > 0 {
			fmt.Fprintf(b, ", %d %s", n, s.Words(c.Words))
		}
	}
	b.WriteByte('.')
}
