package portfolio

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/programme"
)

// gate names the first gate that falls due on or after a day.
func (p *Portfolio) gate(due civil.Date) string {
	name, at := "", civil.Date{}
	for i := range p.Milestones {
		m := &p.Milestones[i]
		if g := m.Occurrence.Milestone.Gate; g != "" && !m.Due.Before(due) && (at.IsZero() || m.Due.Before(at)) {
			name, at = g, m.Due
		}
	}
	return name
}

// GateDate gives the day of a gate; no date where the programme has none.
func (p *Portfolio) GateDate(name string) civil.Date {
	for i := range p.Milestones {
		if p.Milestones[i].Occurrence.Milestone.Gate == name {
			return p.Milestones[i].Due
		}
	}
	return civil.Date{}
}

// HasGate reports whether the programme of the preceptee's version has a gate at all.
func (p *Portfolio) HasGate(name string) bool {
	prog := p.Version.Programme
	return prog != nil &&
		slices.ContainsFunc(prog.Milestones, func(m programme.Milestone) bool { return m.Gate == name })
}

// Before lists what a gate still needs: its own milestone, every required one due up to it, the renewal of what
// has run out, who agreed to a longer or shorter year and, for the final one, every must competency, with what shows
// it. A gate that this year does not come to needs itself, so that it never passes for that reason.
func (p *Portfolio) Before(gate string) []Gap {
	if p.GateDate(gate).IsZero() {
		return []Gap{p.noGate(gate)}
	}
	return p.needs(gate, func(g *Gap) bool {
		switch g.Finding.Rule {
		case RuleExpiryPast, RuleExtensionAgreement:
			return true
		case RuleUnevidenced, RuleUnconfirmed:
			return gate == programme.Final && slices.ContainsFunc(p.Competencies,
				func(c Competency) bool { return c.Level == Must && slices.Contains(g.Competencies, c.ID) })
		}
		return false
	})
}

// Missing lists what a gate still needs and, beyond that, all that is missing in the records up to it. The gaps of a
// record that serves a milestone of the list are given with the milestone.
func (p *Portfolio) Missing(gate string) []Gap {
	return p.needs(gate, func(*Gap) bool { return true })
}

// needs gathers what a gate still needs; wanted says which gaps in records belong to it.
func (p *Portfolio) needs(gate string, wanted func(*Gap) bool) []Gap {
	date := p.GateDate(gate)
	if date.IsZero() {
		return nil
	}
	var list []Gap
	var open []*Milestone // those of the list, in its order
	for i := range p.Milestones {
		m := &p.Milestones[i]
		if ms := m.Occurrence.Milestone; m.State.Closed() || m.Due.After(date) || !(ms.Required || ms.Gate == gate) {
			continue
		}
		list, open = append(list, p.milestoneGap(m, gate)), append(open, m)
	}
	var musts []Gap
	told := map[*Record]bool{} // its competency is listed, and says itself whose signature it waits for
	if gate == programme.Final {
		musts = p.openMusts(date)
		for i := range musts {
			told[musts[i].Record] = musts[i].State == programme.Waiting
		}
	}
	for i := range p.Gaps {
		g := &p.Gaps[i]
		twice := told[g.Record] && g.Finding.Rule == RuleSignatureMissing
		if g.Milestone != "" || g.Due.After(date) || !wanted(g) || twice {
			continue
		}
		at := -1
		if g.Finding.Rule != RuleExpiryPast {
			at = slices.IndexFunc(open, func(m *Milestone) bool { return slices.Contains(m.Records, g.Record) })
		}
		if at >= 0 {
			list[at].fold(g)
		} else {
			list = append(list, *g)
		}
	}
	list = append(list, musts...)
	slices.SortStableFunc(list, func(a, b Gap) int { return a.Due.Compare(b.Due) })
	return list
}

// noGate is the gap of a review that the year does not come to: it ended before, or the programme has no such review
// for this preceptee.
func (p *Portfolio) noGate(gate string) Gap {
	w := p.Version.Words
	why := w.Say("version {1} has no {2} gate", p.Version.Name, gate)
	help := "judge by a review that the version has; the timeline says which one has gate=" + gate
	switch ended := p.Calendar.Ended; {
	case p.HasGate(gate) && !ended.IsZero():
		why = w.Say("{1} on {2}, before this review", cmp.Or(p.EndedHow, "ended"), w.Date(ended))
		help = w.Say("check ended in preceptee.md; the page of what is still to do shows what was open on that day")
	case p.HasGate(gate):
		why = w.Say("this review does not apply to {1}", p.Name)
		help = "look at when= of the review in the timeline, and at tags and transition in preceptee.md"
	}
	return Gap{Title: p.Name, Detail: why, Gate: gate, Finding: finding.Finding{Rule: "milestone-open",
		Position: finding.Position{File: p.File, Line: 1, Column: 1}, Message: why, Help: help}}
}

// Beyond lists the gaps that no gate has: what is past or has run out where the programme has no review, or after the
// last one.
func (p *Portfolio) Beyond() []Gap {
	var last civil.Date
	for i := range p.Milestones {
		if m := &p.Milestones[i]; m.Occurrence.Milestone.Gate != "" && last.Before(m.Due) {
			last = m.Due
		}
	}
	return slices.DeleteFunc(slices.Clone(p.Gaps), func(g Gap) bool { return !last.IsZero() && !g.Due.After(last) })
}

// milestoneGap is the gap of a milestone that is open, for a gate.
func (p *Portfolio) milestoneGap(m *Milestone, gate string) Gap {
	label := m.Occurrence.Milestone.Label
	return Gap{Title: label, Detail: m.Detail, Due: m.Due, Gate: gate, Milestone: m.ID, State: m.State, Move: m.move(),
		Steps: p.Steps(m), waits: m.waits,
		Finding: finding.Finding{Rule: "milestone-open", Position: finding.Position{File: p.File, Line: 1, Column: 1},
			Message: label + " is not done yet", Help: p.wayOut(m)}}
}

// fold adds what a record lacks to the gap of the milestone that the record serves.
func (g *Gap) fold(of *Gap) {
	if g.Record == nil {
		g.Record = of.Record
	}
	switch {
	case of.Finding.Rule == RuleSignatureMissing && g.waits:
		// the milestone tells that already
	case g.Detail == "":
		g.Detail = of.Detail
	default:
		g.Detail += "; " + of.Detail
	}
}

// wayOut says what to do about a milestone that is open: which forms to complete, or where to write its day.
func (p *Portfolio) wayOut(m *Milestone) string {
	ms := m.Occurrence.Milestone
	if len(ms.Forms) == 0 {
		return fmt.Sprintf("once it is done, write its date under done in preceptee.md: done: {%s: %s}; "+
			"or what was agreed instead under accepted", m.ID, p.AsOf)
	}
	titles := make([]string, len(ms.Forms))
	for i, slug := range ms.Forms {
		titles[i] = strconv.Quote(p.formTitle(slug))
	}
	last := len(titles) - 1
	w := p.Version.Words
	what := w.Say("complete the form {1}", titles[last])
	if last > 0 {
		what = w.Say("complete the forms {1}", w.List(titles))
	} else if f := p.Version.Form(ms.Forms[0]); f != nil && f.Field(ms.Field) != nil {
		what = w.Say("answer {1} in the form {2}", strconv.Quote(f.Field(ms.Field).Label), titles[0])
	}
	return w.Say("{1}; or agree a plan and write it under accepted in preceptee.md", what)
}

// formTitle is what a form is called; its slug where the version does not have it.
func (p *Portfolio) formTitle(slug string) string {
	if f := p.Version.Form(slug); f != nil {
		return f.Title
	}
	return slug
}
