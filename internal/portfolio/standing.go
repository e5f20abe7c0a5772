package portfolio

import (
	"precept/internal/civil"
	"precept/internal/programme"
)

// Standing is where somebody is in their year: dates and numbers, and nothing that anybody wrote.
type Standing struct {
	ID, Name  string
	Toolkit   string // name of the version that they follow
	Start     civil.Date
	End       civil.Date // expected, or as it was
	AsOf      civil.Date // the day that all of this is about
	Over      bool       // the year has ended
	Phase     string     // in which the day is; "" before the first and after the last
	Done, All int        // milestones
	Past      int        // those that are past their date and can still be done
	Since     civil.Date
	ToSign    int // records, and milestones of the practice's records, that only wait for a signature
	Next      civil.Date
}

// Standing gives where somebody is, as the reader may know it.
func (c Copy) Standing() Standing {
	s := Standing{ID: c.ID, Name: c.Name, Toolkit: c.Version.Name, Start: c.Calendar.Start, End: c.End(), AsOf: c.AsOf,
		Over: c.Over()}
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
