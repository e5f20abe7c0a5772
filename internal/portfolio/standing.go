package portfolio

import (
	"precept/internal/civil"
	"precept/internal/programme"
)

// Standing is where somebody is in their year: dates and numbers alone, and nothing that anybody wrote.
type Standing struct {
	Phase     string // in which the day is; "" before the first and after the last
	Done, All int    // milestones
	Past      int    // required ones that are past their date
	Since     civil.Date
	ToSign    int // records, and milestones of the practice's records, that wait for a signature alone
	Next      civil.Date
}

// Standing gives where somebody is, as the reader may know it.
func (c Copy) Standing() Standing {
	var s Standing
	if prog := c.Version.Programme; prog != nil {
		for i, ph := range prog.Phases {
			if from, to := prog.PhaseSpan(c.Calendar, i); !c.AsOf.Before(from) && c.AsOf.Before(to) {
				s.Phase = ph.Title
			}
		}
	}
	for _, m := range c.Milestones() {
		switch m.State {
		case programme.NotApplicable:
			continue
		case programme.Done:
			s.Done++
		}
		s.All++
	}
	for _, task := range c.Agenda() {
		switch task.Kind {
		case Overdue:
			if s.Past++; s.Since.IsZero() || task.Due.Before(s.Since) {
				s.Since = task.Due
			}
		case ToSign:
			s.ToSign++
		case ToCome:
			if s.Next.IsZero() || task.Due.Before(s.Next) {
				s.Next = task.Due
			}
		}
	}
	return s
}
