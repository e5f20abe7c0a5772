package portfolio

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/programme"
)

// The rules about when milestones were done.
const (
	RuleWindow = "milestone-window"
	RuleOrder  = "milestone-order"
	RuleApart  = "meeting-apart"
)

// windows lists the milestones that were done outside the days that they are meant for, or are not recorded as done
// although those days are over; and those that were done before what they come after. A date that was agreed instead
// moves the days.
func (p *Portfolio) windows(on civil.Date) []Gap {
	w := p.Version.Words
	var list []Gap
	for i := range p.Milestones {
		m := &p.Milestones[i]
		ms := m.Occurrence.Milestone
		from, to := m.Due.AddDays(-ms.Early.N), m.Due.AddDays(ms.Late.N)
		var meant string
		switch {
		case m.State == programme.Done && ms.Early.Given && m.DoneOn.Before(from):
			meant = w.Say("done on {1}; it should not be done before {2}", w.Date(m.DoneOn), w.Date(from))
		case m.State == programme.Done && ms.Late.Given && m.DoneOn.After(to):
			meant = w.Say("done on {1}; it should be done by {2}", w.Date(m.DoneOn), w.Date(to))
		case !m.State.Closed() && ms.Late.Given && !ms.Required && on.After(to):
			list = append(list, p.windowGap(m, RuleWindow, to,
				w.Say("not recorded as done; it should be done by {1}", w.Date(to)), p.wayOut(m)+
					"; or say under not_applicable that it was declined or not offered"))
		}
		if meant != "" {
			help := fmt.Sprintf("if that was agreed, write it under overrides in preceptee.md: %s: {date: %s, why: …}",
				m.ID, m.DoneOn)
			list = append(list, p.windowGap(m, RuleWindow, m.DoneOn, meant, help))
		}
		if g := p.disorder(m); g != nil {
			list = append(list, *g)
		}
	}
	return list
}

// windowGap is a gap about when a milestone was done.
func (p *Portfolio) windowGap(m *Milestone, rule string, due civil.Date, text, help string) Gap {
	g := Gap{Title: m.Occurrence.Milestone.Label, Detail: text, Due: due, item: m.ID, Move: m.move(), State: m.State,
		Finding: finding.Finding{Rule: rule, Severity: finding.Gap, Due: due.String(), Help: help,
			Message:  m.Occurrence.Milestone.Label + ": " + text,
			Position: finding.Position{File: p.File, Line: 1, Column: 1}}}
	if m.State == programme.Done {
		g.State = programme.InProgress // the reason must be written down
	} else {
		g.Steps = p.Steps(m)
	}
	return g
}

// disorder is the gap of a milestone that was done before the one that it comes after; nil where it was not.
func (p *Portfolio) disorder(m *Milestone) *Gap {
	w := p.Version.Words
	after := m.Occurrence.Milestone.After
	at := slices.IndexFunc(p.Milestones, func(o Milestone) bool { return o.Occurrence.Milestone.ID == after })
	if after == "" || at < 0 || m.State != programme.Done {
		return nil
	}
	first := &p.Milestones[at]
	if first.State == programme.NotApplicable || first.State == programme.Done && !first.DoneOn.After(m.DoneOn) {
		return nil
	}
	before := w.Say("is not done yet")
	if first.State == programme.Done {
		before = w.Say("was done on {1}", w.Date(first.DoneOn))
	}
	g := p.windowGap(m, RuleOrder, m.DoneOn, w.Say("done on {1}; {2}, which comes before it, {3}",
		w.Date(m.DoneOn), strconv.Quote(first.Occurrence.Milestone.Label), before),
		w.Say("check that both dates are right"))
	return &g
}

// meetings are the days of the records of forms that are filled in at meetings: those of a milestone with apart=, and
// reviews, which take the place of one.
func (p *Portfolio) meetings(ms *programme.Milestone) []civil.Date {
	var days []civil.Date
	for _, r := range p.Records {
		review := func(o programme.Milestone) bool { return o.Gate != "" && slices.Contains(o.Forms, r.Form) }
		meets := slices.Contains(ms.Forms, r.Form) || slices.ContainsFunc(p.Version.Programme.Milestones, review)
		if meets && r.Status == form.Complete && !r.Date.After(p.AsOf) {
			days = append(days, r.Date)
		}
	}
	return days
}

// apart lists meetings that are due because the last was too long ago, and notes those that were too far apart. Days of
// a pause do not count. on is the day on which they are due.
func (p *Portfolio) apart(on civil.Date) (gaps []Gap, notes []finding.Finding) {
	prog, w := p.Version.Programme, p.Version.Words
	if prog == nil {
		return nil, nil
	}
	seen := map[string]bool{}
	for i := range prog.Milestones {
		ms := &prog.Milestones[i]
		if !ms.Apart.Given || len(ms.Forms) == 0 || seen[ms.Forms[0]] {
			continue
		}
		seen[ms.Forms[0]] = true
		last, _ := prog.PhaseSpan(p.Calendar, ms.Phase)
		at := finding.Position{File: p.File, Line: 1, Column: 1}
		for _, day := range p.meetings(ms) {
			if between := p.Calendar.Running(last, day); between > ms.Apart.N {
				notes = append(notes, finding.Finding{Rule: RuleApart, Severity: finding.Note, Position: at,
					Message: w.Say("{1}: there are {2} between {3} and {4}; it should be {5} at most",
						p.formTitle(ms.Forms[0]), w.Several(between, "{1} day", "{1} days"), w.Date(last), w.Date(day),
						ms.Apart.N),
					Help: "nothing can be done about it now; it is worth a thought why meetings were missed"})
			}
			if last.Before(day) {
				last = day
			}
		}
		if end := p.End(); end.Before(on) {
			on = end
		}
		if since := p.Calendar.Running(last, on); since > ms.Apart.N && !p.Over() {
			gaps = append(gaps, p.meetingDue(ms, last, since))
		}
	}
	return gaps, notes
}

// meetingDue is the gap of a meeting that is due, so many days after the last.
func (p *Portfolio) meetingDue(ms *programme.Milestone, last civil.Date, since int) Gap {
	w := p.Version.Words
	f := p.Version.Form(ms.Forms[0])
	due := last.AddDays(ms.Apart.N + 1)
	for p.Calendar.Running(last, due) <= ms.Apart.N {
		due = due.AddDays(1)
	}
	text := w.Say("the last was {1} ago, on {2}; it should be {3} at most",
		w.Several(since, "{1} day", "{1} days"), w.Date(last), w.Several(ms.Apart.N, "{1} day", "{1} days"))
	if len(p.meetings(ms)) == 0 {
		text = w.Say("there has been none in the {1} since {2}; it should be {3} at most",
			w.Several(since, "{1} day", "{1} days"), w.Date(last), w.Several(ms.Apart.N, "{1} day", "{1} days"))
	}
	title := p.formTitle(ms.Forms[0])
	g := Gap{Title: title, Detail: text, Due: due, Move: []string{cmp.Or(ms.Lane, p.Own())}, item: ms.ID,
		Finding: finding.Finding{Rule: RuleApart, Severity: finding.Gap, Due: due.String(),
			Position: finding.Position{File: p.File, Line: 1, Column: 1}, Message: title + ": " + text,
			Help: w.Say("agree a day for the next one, and keep a {record} of it")}}
	if f != nil {
		g.Steps = []Step{{Form: f}}
	}
	return g
}
