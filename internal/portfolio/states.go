package portfolio

import (
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/programme"
)

// findStates finds how far each milestone has come. practice are the practice's own records.
func (p *Portfolio) findStates(practice []*Record) {
	prog := p.Version.Programme
	if prog == nil {
		return
	}
	for _, o := range prog.Occurrences(p.Calendar) {
		p.Milestones = append(p.Milestones, Milestone{Occurrence: o})
	}
	serving := p.assign(practice)
	for i := range p.Milestones {
		p.findState(&p.Milestones[i], serving[i], practice)
	}
}

// findState finds how far one milestone has come. serving are the records that serve it, by form.
func (p *Portfolio) findState(m *Milestone, serving map[string]*Record, practice []*Record) {
	accepted, agreed := p.Accepted[m.ID]
	if !agreed {
		accepted, agreed = p.Accepted[m.Occurrence.Milestone.ID]
	}
	late := m.Due.Before(p.AsOf)
	done, started, waiting := p.progress(m, serving, practice)
	m.waits = waiting != ""
	switch {
	case m.Occurrence.NotApplicable != "":
		m.State, m.Detail = programme.NotApplicable, m.Occurrence.NotApplicable
	case done:
		m.State = programme.Done
	case agreed:
		m.State, m.Detail, m.Accepted = programme.Agreed, accepted.Plan, &accepted
	case waiting != "" && !late:
		m.State, m.Detail = programme.Waiting, waiting
	case late:
		m.State, m.Detail = programme.Past, waiting
		if waiting == "" && started {
			m.Detail = p.Version.Words.Say("begun, and not yet complete")
		}
	case started:
		m.State = programme.InProgress
	default:
		m.State = programme.NotStarted
	}
}

// progress looks at the records that serve a milestone. waiting says whose signatures are missing, where nothing
// else is.
func (p *Portfolio) progress(m *Milestone, serving map[string]*Record, practice []*Record) (done, started bool,
	waiting string) {
	switch ms := m.Occurrence.Milestone; {
	case len(ms.Forms) == 0:
		// a day that is still to come is a plan: nothing has been done yet
		if on, ok := p.Done[m.ID]; ok && !on.After(p.AsOf) {
			m.DoneOn = on
			return true, true, ""
		}
		return false, false, ""
	case ms.Field != "":
		r := p.answered(m, practice)
		if r == nil {
			return false, false, ""
		}
		m.Records, m.DoneOn = []*Record{r}, r.Date
		if a := r.Answer(ms.Field); a != nil && r.Template.Field(ms.Field).IsDate() {
			if on, err := civil.Parse(a.Text); err == nil && !on.After(p.AsOf) { // the day itself is what is asked
				m.DoneOn = on
			}
		}
		return true, true, ""
	}
	return p.formsProgress(m, serving)
}

// formsProgress is progress where every form of the milestone must be completed.
func (p *Portfolio) formsProgress(m *Milestone, serving map[string]*Record) (done, started bool, waiting string) {
	done = true
	var unsigned []*form.Field
	only := true // signatures are all that is missing
	for _, slug := range m.Occurrence.Milestone.Forms {
		r := serving[slug]
		if r == nil {
			done, only = false, false
			continue
		}
		started = true
		m.Records = append(m.Records, r)
		if !r.Done() {
			done = false
			only = only && r.Status == form.Complete && len(r.Missing) == 0
			unsigned = append(unsigned, r.Unsigned...)
		}
		if m.DoneOn.Before(r.Date) {
			m.DoneOn = r.Date
		}
	}
	if !done {
		m.DoneOn = civil.Date{}
		if only {
			waiting = p.Version.Words.Say("still to be signed by the {1}", p.lanes(unsigned))
		}
	}
	return done, started, waiting
}

// answered finds the first record in which the milestone's field is answered. Of a milestone that repeats, each
// occurrence has the records that are nearer to it than to another.
func (p *Portfolio) answered(m *Milestone, practice []*Record) *Record {
	ms := m.Occurrence.Milestone
	from, of := p.Records, p.Version.Form(ms.Forms[0])
	if of != nil && of.Subject == "organisation" {
		from = practice
	}
	for _, r := range from {
		if r.FormNow() != ms.Forms[0] || r.Date.After(p.AsOf) || !mayServe(r, m) || !r.answers(ms.Field, of) {
			continue
		}
		nearest := m
		for i := range p.Milestones {
			if o := &p.Milestones[i]; o.Occurrence.Milestone == ms && days(r.Date, o.Due) < days(r.Date, nearest.Due) {
				nearest = o
			}
		}
		if nearest == m {
			return r
		}
	}
	return nil
}

// answers reports whether the record answers a field of the form that it counts as. Its own form may still call the
// field by its former name.
func (r *Record) answers(id string, of *form.Form) bool {
	field := r.Template.Field(id)
	if field == nil && of != nil && of.Field(id) != nil {
		field = r.Template.Field(of.Field(id).Was)
	}
	return field != nil && (r.Answer(field.ID) != nil || r.Template.AnsweredPrivately(r.Record.Record, field))
}

// lanes names the lanes that some signatures are of, each once.
func (p *Portfolio) lanes(fields []*form.Field) string {
	var list []string
	for _, f := range fields {
		if title := p.Version.LaneTitle(f.Lane); !slices.Contains(list, title) {
			list = append(list, title)
		}
	}
	return strings.ToLower(p.Version.Words.List(list))
}
