package portfolio

import (
	"slices"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/programme"
)

// Meeting is what a reader may know of the next meeting: the form that is filled in each month says which they are.
type Meeting struct {
	Last    *Record    // the latest; nil where there was none
	Next    civil.Date // zero where none is to come
	Agreed  bool       // the last meeting named the day
	Since   []*Record  // made after the last meeting, oldest first
	Actions []Action   // that are open
	Due     Agenda     // what is past its date, waits for a signature, or falls due up to the day of the next meeting
	Gate    string     // the review that comes next, or ""
	Looks   []Gap      // what that review will look for, without what is in Due
}

// Meeting gives what there is to bring to the next meeting.
func (c Copy) Meeting() Meeting {
	m := Meeting{Actions: c.Actions}
	forms := c.meetingForms()
	for _, r := range c.Records() {
		if !r.FromPractice && slices.Contains(forms, r.Form) && !r.Date.After(c.AsOf) {
			m.Last = r
		}
	}
	for _, r := range c.Records() {
		if !r.FromPractice && !r.Date.After(c.AsOf) && (m.Last == nil || r.Date.After(m.Last.Date)) {
			m.Since = append(m.Since, r)
		}
	}
	m.Next, m.Agreed = c.nextMeeting(m.Last)
	listed := map[string]bool{}
	for _, t := range c.Agenda().Once() {
		meets := t.Milestone != nil && c.isMeeting(t.Milestone) // the sheet is about it
		if meets || t.Kind == ToCome && (m.Next.IsZero() || t.Due.After(m.Next)) {
			continue
		}
		m.Due = append(m.Due, t)
		if t.Milestone != nil {
			listed[t.Milestone.ID] = true
		}
	}
	if m.Gate = c.nextGate(); m.Gate != "" {
		for _, ms := range c.Milestones() { // it does not look for itself, and what waits to be signed is in Due
			signing := len(ms.ownUnsigned()) > 0 && ms.lacksOnlySignatures()
			listed[ms.ID] = listed[ms.ID] || signing || ms.Occurrence.Milestone.Gate == m.Gate
		}
		m.Looks = slices.DeleteFunc(c.Before(m.Gate), func(g Gap) bool { return listed[g.Milestone] })
	}
	return m
}

// meetingForms lists the forms that are filled in each month.
func (p *Portfolio) meetingForms() []string {
	var list []string
	if prog := p.Version.Programme; prog != nil {
		for _, m := range prog.Milestones {
			if m.Repeat == programme.Monthly {
				list = append(list, m.Forms...)
			}
		}
	}
	return list
}

func (c Copy) isMeeting(m *Milestone) bool { return m.Occurrence.Milestone.Repeat == programme.Monthly }

// nextMeeting gives the day of the next meeting: the day to come that the last one names, where the reader may read it,
// else the day on which the monthly milestone falls due.
func (c Copy) nextMeeting(last *Record) (on civil.Date, agreed bool) {
	if c.Over() {
		return civil.Date{}, false
	}
	if last != nil && c.Access(last) >= Parts {
		for i := range last.Template.Fields {
			f := &last.Template.Fields[i]
			a := last.Answer(f.ID)
			if f.Type != form.Date || f.Toward != civil.Future || f.Private || a == nil || last.Withheld(f.ID) != "" {
				continue
			}
			if d, err := civil.Parse(a.Text); err == nil && !d.Before(c.AsOf) {
				return d, true
			}
		}
	}
	for _, m := range c.Milestones() {
		if c.isMeeting(m) && !m.State.Closed() && !m.Due.Before(c.AsOf) {
			return m.Due, false
		}
	}
	return civil.Date{}, false
}

// nextGate names the first gate that has not been closed.
func (c Copy) nextGate() string {
	for _, m := range c.Milestones() { // by date
		if g := m.Occurrence.Milestone.Gate; g != "" && !m.State.Closed() {
			return g
		}
	}
	return ""
}
