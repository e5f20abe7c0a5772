package plan

import (
	"precept/internal/wording"

	"fmt"
	"strings"

	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/timeline"
	"precept/internal/view"
)

// due shows one milestone, with its records. The day on which it was done is shown unless a record of that day is
// listed.
func (t *private) due(m *portfolio.Milestone, at string) view.Due {
	ms := m.Occurrence.Milestone
	d := view.Due{Title: ms.Label, When: date(t.Words, m.Due), State: stateTag(t.Words, m.State), Detail: m.Detail,
		Number: t.p.Version.Programme.Number(ms)}
	d.Title = numbered(ms.Label, m.N)
	said := false
	for _, r := range m.Records {
		if name, ok := t.names[r]; ok && t.readable(r) {
			d.Forms = append(d.Forms, view.Link{Text: r.Template.Title + ", " + shortDay(t.Words, r.Date),
				Href: recordHref(at, name)})
			said = said || r.Date == m.DoneOn
		}
	}
	switch {
	case m.State == programme.Done && !m.DoneOn.IsZero() && !said:
		d.Detail = t.Say("Done on {1}", day(t.Words, m.DoneOn))
	case m.State == programme.Past, m.State == programme.Waiting: // else it is what somebody wrote
		d.Detail = upper(m.Detail)
	}
	if m.Accepted != nil {
		d.Notes = acceptance(t.Words, m.Accepted)
	}
	return d
}

// sums explain the dates of a page, each once, however many milestones fall due on that day.
type sums struct {
	said map[view.Sum]bool
	list []view.Sum
}

// add says how a milestone's date came about. A date that is its programme's own needs no word on paper.
func (s *sums) add(t *private, m *portfolio.Milestone) {
	sum := view.Sum{Text: strings.Join(t.p.Calendar.Sum(t.Words, m.Occurrence), "; "),
		Plain: m.Nominal == m.Due && !m.Overridden && m.Extended == 0}
	if sum.Text == "" || s.said[sum] {
		return
	}
	if s.said == nil {
		s.said = map[view.Sum]bool{}
	}
	s.said[sum] = true
	s.list = append(s.list, sum)
}

// take gives those that were added since it was last called.
func (s *sums) take() []view.Sum {
	list := s.list
	s.list = nil
	return list
}

// numbered is the label of a milestone with the number of the time that is meant; 0 where it does not repeat.
func numbered(label string, n int) string {
	if n == 0 {
		return label
	}
	return fmt.Sprintf("%s (%d)", label, n)
}

// stateTag is a state as a tag with its style.
func stateTag(w *wording.Words, s programme.State) view.Tag {
	style := map[programme.State]string{
		programme.NotStarted: "to-come", programme.InProgress: "next", programme.Waiting: "waiting",
		programme.Done: "done", programme.Past: "past", programme.NotApplicable: "not-applicable",
		programme.Agreed: "accepted",
	}[s]
	return view.Tag{Text: w.Say(wording.Phrase(s)), State: style}
}

// calendar shows the year with its dates, as a list and as a picture.
func (t *private) calendar(at string) *view.Calendar {
	v := &view.Calendar{Page: t.page(at, t.Say("Timeline"),
		t.Say("The year with its dates: what is done, what is past its date and what is still to come."))}
	prog := t.p.Version.Programme
	if prog == nil {
		return v
	}
	if at != onePage { // which is sent on its own
		v.File = up(at) + icsPath
	}
	var said sums
	for i, ph := range prog.Phases {
		from, to := prog.PhaseSpan(t.p.Calendar, i)
		phase := view.CalendarPhase{Title: ph.Title, Span: span(t.Words, from, to), ID: "s-" + ph.ID}
		for _, l := range prog.Lanes {
			lane := view.CalendarLane{Title: l.Title, Look: l.Class()}
			for _, m := range t.milestones {
				if prog.PhaseOf(t.p.Calendar, &m.Occurrence) == i && m.Occurrence.Milestone.Lane == l.ID {
					lane.List = append(lane.List, t.due(m, at))
					said.add(t, m)
				}
			}
			if len(lane.List) > 0 {
				phase.Lanes = append(phase.Lanes, lane)
			}
		}
		phase.Sums = said.take()
		v.Phases = append(v.Phases, phase)
	}
	for _, s := range t.p.Calendar.Pauses {
		v.Pauses = append(v.Pauses, span(t.Words, s.From, s.To))
	}
	for _, f := range t.p.Fallen() {
		v.Pauses = append(v.Pauses, t.Say("{1}, {2}, does not take place: pause from {3}",
			numbered(f.Milestone.Label, f.N),
			day(t.Words, f.Nominal), span(t.Words, f.Pause.From, f.Pause.To)))
	}
	v.Chart = t.chart()
	return v
}

// chart draws the dated timeline.
func (t *private) chart() view.Chart {
	states := map[string]programme.State{}
	occurrences := make([]programme.Occurrence, len(t.milestones))
	for i, m := range t.milestones {
		occurrences[i] = m.Occurrence
		states[m.ID] = m.State
	}
	c := timeline.Dated(t.Words, t.p.Version.Programme, t.p.Calendar, occurrences,
		func(o programme.Occurrence) programme.State { return states[o.ID] }, t.p.AsOf)
	return view.Chart{Wide: drawing(c, timeline.Wide, "w"), Tall: drawing(c, timeline.Tall, "t")}
}
