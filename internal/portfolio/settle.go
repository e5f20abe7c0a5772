package portfolio

import (
	"precept/internal/programme"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/form"
)

// settle says where each milestone stands.
func (p *Portfolio) settle(shared []*Record) {
	prog := p.Version.Programme
	if prog == nil {
		return
	}
	for _, o := range prog.Occurrences(p.Calendar) {
		p.Milestones = append(p.Milestones, Milestone{Occurrence: o})
	}
	served := map[int]map[string]*Record{} // milestone → form → record
	for _, f := range p.Version.Forms {
		from := p.Records
		if f.Subject == "organisation" {
			from = shared
		}
		var done, open []*Record
		for _, r := range from {
			switch {
			case r.Form != f.Slug || r.Date.After(p.AsOf):
			case r.Done():
				done = append(done, r)
			default:
				open = append(open, r)
			}
		}
		places := slots(p.Milestones, f.Slug)
		share(places, done, p.Milestones)
		share(places, open, p.Milestones)
		again(places, done)
		again(places, open)
		for _, s := range places {
			if s.record == nil {
				continue
			}
			for _, i := range s.list {
				if served[i] == nil {
					served[i] = map[string]*Record{}
				}
				served[i][f.Slug] = s.record
				s.record.Serves = append(s.record.Serves, p.Milestones[i].ID)
			}
		}
	}
	for i := range p.Milestones {
		p.state(&p.Milestones[i], served[i], shared)
	}
}

func (p *Portfolio) state(m *Milestone, served map[string]*Record, shared []*Record) {
	accepted, agreed := p.Accepted[m.ID]
	if !agreed {
		accepted, agreed = p.Accepted[m.Occurrence.Milestone.ID]
	}
	late := m.Due.Before(p.AsOf) && m.Occurrence.Milestone.Required
	done, started, waiting := p.progress(m, served, shared)
	switch {
	case m.Occurrence.NotApplicable != "":
		m.State, m.Detail = programme.NotApplicable, m.Occurrence.NotApplicable
	case done:
		m.State = programme.Done
	case agreed:
		m.State, m.Detail = programme.Agreed, accepted.Plan
	case waiting != "" && !late:
		m.State, m.Detail = programme.Waiting, waiting
	case late:
		m.State, m.Detail = programme.Past, waiting
		if waiting == "" && started {
			m.Detail = "begun, and not yet complete"
		}
	case started:
		m.State = programme.InProgress
	default:
		m.State = programme.NotStarted
	}
}

// signatureMissing opens the detail of what only waits to be signed.
const signatureMissing = "signature missing: "

// progress looks at the records that serve a milestone.
func (p *Portfolio) progress(m *Milestone, served map[string]*Record, shared []*Record) (done, started bool, waiting string) {
	ms := m.Occurrence.Milestone
	switch {
	case ms.Field != "" && len(ms.Forms) > 0:
		r := p.answered(m, shared)
		if r == nil {
			return false, false, ""
		}
		m.Records, m.DoneOn = []*Record{r}, r.Date
		return true, true, ""
	case len(ms.Forms) == 0:
		// a day that is still to come is a plan: nothing has been done yet
		if on, ok := p.Done[m.ID]; ok && !on.After(p.AsOf) {
			m.DoneOn = on
			return true, true, ""
		}
		return false, false, ""
	}
	done = true
	var unsigned []*form.Field
	only := true // signatures are all that is missing
	for _, slug := range ms.Forms {
		r := served[slug]
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
			waiting = signatureMissing + p.lanes(unsigned)
		}
	}
	return done, started, waiting
}

// answered finds the first record in which the milestone's field is answered. Of a milestone that comes round, each time has the
// records that lie nearer to it than to another.
func (p *Portfolio) answered(m *Milestone, shared []*Record) *Record {
	ms := m.Occurrence.Milestone
	from := p.Records
	if f := p.Version.Form(ms.Forms[0]); f != nil && f.Subject == "organisation" {
		from = shared
	}
	for _, r := range from {
		if r.Form != ms.Forms[0] || r.Date.After(p.AsOf) || !near(r, m) || r.Answer(ms.Field) == nil && !slices.Contains(r.Private, ms.Field) {
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

func (p *Portfolio) lanes(fields []*form.Field) string {
	var list []string
	for _, f := range fields {
		if title := p.Version.LaneTitle(f.Lane); !slices.Contains(list, title) {
			list = append(list, title)
		}
	}
	return strings.ToLower(strings.Join(list, ", "))
}
