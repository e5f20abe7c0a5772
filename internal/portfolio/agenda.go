package portfolio

import (
	"slices"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/programme"
)

// TaskKind is why something is on the agenda.
type TaskKind uint8

// The kinds of task.
const (
	Overdue TaskKind = iota // a milestone that is past its date
	ToSign                  // a record, or a milestone of the practice's records, that waits only for signatures
	ToCome                  // a milestone that falls due today or later
)

// Task is one thing on the agenda: a milestone, or a record to be signed.
type Task struct {
	Kind      TaskKind
	Milestone *Milestone // nil where Record is the task
	Record    *Record    // nil where Milestone is the task
	Due       civil.Date // the milestone's; of a record, the day that it is about
	Move      []string   // lanes whose move it is
	Late      bool       // of a record: a milestone that waits only for its signatures is past its date
	Separate  bool       // of an overdue milestone: it lacks only signatures of records that are tasks themselves
	Again     civil.Date // after Once: when the milestone falls due the next time
}

// Of reports whether it is the move of a lane.
func (t Task) Of(lane string) bool { return slices.Contains(t.Move, lane) }

// Agenda is what there is to do in a year: the milestones in the order of the timeline, then the records in the
// order of their dates.
type Agenda []Task

// Agenda lists what there is to do, as the reader may know it. Once the year has ended, nothing is to come.
func (c Copy) Agenda() Agenda {
	var list Agenda
	late := map[*Record]bool{}
	for _, m := range c.Milestones() {
		if m.State.Closed() {
			continue
		}
		task := Task{Milestone: m, Due: m.Due, Move: m.move()}
		unsigned := m.ownUnsigned()
		switch {
		case m.State == programme.Past && !m.Occurrence.Milestone.Required && (c.Over() || c.comesAgain(m)):
			continue // nobody can do it any more
		case m.State == programme.Past:
			task.Kind, task.Separate = Overdue, len(unsigned) > 0 && m.lacksOnlySignatures()
		case m.State == programme.Waiting && len(unsigned) == 0:
			task.Kind = ToSign
		case m.State != programme.Waiting && !m.Due.Before(c.AsOf) && !c.Over():
			task.Kind = ToCome
		default: // the records themselves follow, or it no longer needs doing
			continue
		}
		if task.Separate {
			for _, r := range unsigned {
				late[r] = true
			}
		}
		list = append(list, task)
	}
	for _, r := range c.Records() {
		if len(r.Unsigned) == 0 || r.FromPractice && len(r.Serves) > 0 || r.Date.After(c.AsOf) {
			continue
		}
		task := Task{Kind: ToSign, Record: r, Due: r.Date, Late: late[r]}
		for _, f := range r.Unsigned {
			if !slices.Contains(task.Move, f.Lane) {
				task.Move = append(task.Move, f.Lane)
			}
		}
		list = append(list, task)
	}
	return list
}

// comesAgain reports whether a milestone that repeats was due again since: the time for the one before is over.
func (c Copy) comesAgain(m *Milestone) bool {
	return slices.ContainsFunc(c.Milestones(), func(o *Milestone) bool {
		return o.Occurrence.Milestone == m.Occurrence.Milestone && o.Due.After(m.Due) &&
			(o.State.Closed() || !o.Due.After(c.AsOf))
	})
}

// Of lists the tasks of one kind.
func (a Agenda) Of(kind TaskKind) []Task {
	return slices.DeleteFunc(slices.Clone(a), func(t Task) bool { return t.Kind != kind })
}

// Once is a shorter agenda: each milestone is on it once, however often it comes round, and milestones that lack
// only signatures are left to the records that wait for these.
func (a Agenda) Once() Agenda {
	var list Agenda
	at := map[*programme.Milestone]int{}
	for _, t := range a {
		if t.Separate {
			continue
		}
		if t.Milestone != nil {
			i, listed := at[t.Milestone.Occurrence.Milestone]
			if listed {
				if first := &list[i]; t.Kind == ToCome && first.Again.IsZero() {
					first.Again = t.Due
				}
				continue
			}
			at[t.Milestone.Occurrence.Milestone] = len(list)
		}
		list = append(list, t)
	}
	return list
}

// Over reports whether the year has ended.
func (p *Portfolio) Over() bool {
	on := p.Calendar.Ended
	return !on.IsZero() && !on.After(p.AsOf)
}

// Signer names who has a lane on a day, with the lane; or only the lane.
func (p *Portfolio) Signer(lane string, on civil.Date) string {
	title := p.Version.LaneWord(lane)
	if name := p.Lane(lane, on); name != "" {
		return name + " (" + title + ")"
	}
	return p.Version.Words.Say("the {1}", title)
}

// ownUnsigned lists the milestone's records that wait for a signature and are not the practice's.
func (m *Milestone) ownUnsigned() []*Record {
	return slices.DeleteFunc(slices.Clone(m.Records), func(r *Record) bool {
		return r.FromPractice || len(r.Unsigned) == 0
	})
}

// lacksOnlySignatures reports whether each form of the milestone has a record, and all that these lack is signatures.
func (m *Milestone) lacksOnlySignatures() bool {
	return len(m.Records) == len(m.Occurrence.Milestone.Forms) && !slices.ContainsFunc(m.Records, func(r *Record) bool {
		return r.Status != form.Complete || len(r.Missing) > 0
	})
}

// move says who acts next on a milestone: those who still have to sign or fill in its records, or else its lane.
func (m *Milestone) move() []string {
	var lanes []string
	add := func(lane string) {
		if !slices.Contains(lanes, lane) {
			lanes = append(lanes, lane)
		}
	}
	for _, r := range m.Records {
		if r.Status != form.Complete || len(r.Missing) > 0 {
			for _, lane := range r.Template.CompletedBy {
				add(lane)
			}
		}
		for _, f := range r.Unsigned {
			add(f.Lane)
		}
	}
	if len(lanes) == 0 {
		add(m.Occurrence.Milestone.Lane)
	}
	return lanes
}
