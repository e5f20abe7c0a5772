package portfolio

import (
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/programme"
	"precept/internal/toolkit"
)

// Must is the level of a competency that the final gate asks for.
const Must = "must"

// Competency is one competency that applies to the preceptee, and how far they have come with it.
type Competency struct {
	toolkit.Competency
	State    programme.State
	Detail   string     // why it does not apply, the plan that was agreed, or whose signature is missing
	Accepted *Accepted  // what was agreed where it is accepted, else nil
	Record   *Record    // the latest record about it, or nil
	Shown    *Record    // the record that shows that it is achieved, or nil
	DoneOn   civil.Date // its date
}

// competencies finds how far each competency has come. The latest complete and signed record that says a level decides:
// it is achieved where that is the last option.
func (p *Portfolio) competencies() {
	for _, of := range p.Version.Competencies {
		if of.When != "" && !slices.Contains(p.Calendar.Tags, of.When) {
			continue
		}
		c := Competency{Competency: of, State: programme.NotStarted}
		for _, r := range p.Records { // by date
			said := r.levelOf(&of)
			if said == notAbout || said == noLevel && c.Shown != nil || r.Date.After(p.AsOf) {
				continue
			}
			c.Record, c.State, c.Detail = r, programme.InProgress, ""
			switch {
			case said == noLevel:
			case r.Done():
				c.Shown = nil
				if said == lastLevel {
					c.Shown = r
				}
			case r.Status == form.Complete && len(r.Missing) == 0:
				c.State = programme.Waiting
				c.Detail = p.Version.Words.Say("still to be signed by the {1}", p.lanes(r.Unsigned))
			}
		}
		if c.Shown != nil {
			c.DoneOn = c.Shown.Date
		}
		accepted, agreed := p.Accepted[of.ID]
		switch why := p.Calendar.NotApplicable[of.ID]; {
		case why != "":
			c.State, c.Detail = programme.NotApplicable, why
		case c.Shown != nil:
			c.State, c.Detail = programme.Done, ""
		case agreed:
			c.State, c.Detail, c.Accepted = programme.Agreed, accepted.Plan, &accepted
		}
		p.Competencies = append(p.Competencies, c)
	}
}

// level is a record's statement of how far somebody has come with a competency.
type level uint8

const (
	notAbout  level = iota // it is not about the competency
	noLevel                // it is, and says no level yet
	below                  // a level that is not the last option
	lastLevel              // the last option of every level that it asks for
)

// levelOf finds what the record says of a competency: as the form about each, or in a table that has a row for it.
func (r *Record) levelOf(c *toolkit.Competency) level {
	said := notAbout
	if r.FormNow() == c.Form && r.about() == c.ID {
		said = levelIn(r.Template.Fields, r.Answer)
	}
	for i := range r.Template.Fields {
		f := &r.Template.Fields[i]
		a := r.Answer(f.ID)
		if f.RowsOf != form.Competencies || a == nil {
			continue
		}
		for j := range a.Rows {
			if row := &a.Rows[j]; r.competency(row.Row) == c.ID && !row.Unknown && !row.Empty() {
				said = max(said, levelIn(f.Columns, row.Cell))
			}
		}
	}
	return said
}

// levelIn finds what the level fields among some say, whose answers answer gives.
func levelIn(fields []form.Field, answer func(id string) *form.Answer) level {
	said := noLevel
	for i := range fields {
		f := &fields[i]
		if !f.Level || len(f.Options) == 0 {
			continue
		}
		a := answer(f.ID)
		if a == nil {
			return noLevel
		}
		if a.Text != f.Options[len(f.Options)-1] {
			said = below
		} else if said == noLevel {
			said = lastLevel
		}
	}
	return said
}

// moves lists the lanes whose move a competency is: those who still have to sign, else those who fill in its form.
func (p *Portfolio) moves(c *Competency) []string {
	var lanes []string
	if c.State == programme.Waiting {
		for _, f := range c.Record.Unsigned {
			if !slices.Contains(lanes, f.Lane) {
				lanes = append(lanes, f.Lane)
			}
		}
	} else if f := p.Version.Form(c.Form); f != nil {
		lanes = f.CompletedBy
	}
	return lanes
}

// competencySteps gives the form by which a competency is shown: the record that is begun, else a new one.
func (p *Portfolio) competencySteps(c *Competency) []Step {
	if c.Record != nil && !c.Record.Done() {
		return []Step{{c.Record.Template, c.Record}}
	}
	if f := p.Version.Form(c.Form); f != nil {
		return []Step{{Form: f}}
	}
	return nil
}

// openMusts lists the must competencies that are still missing for the final gate, which falls due on a day.
func (p *Portfolio) openMusts(due civil.Date) []Gap {
	w := p.Version.Words
	var list []Gap
	for i := range p.Competencies {
		c := &p.Competencies[i]
		if c.Level != Must || c.State.Closed() {
			continue
		}
		help := w.Say("complete the form {1} about it; or agree a plan and write it under accepted in preceptee.md",
			strconv.Quote(p.formTitle(c.Form)))
		detail := strings.TrimSuffix(w.Say("{competency} needed for sign-off")+"; "+c.Detail, "; ")
		list = append(list,
			Gap{Title: c.Label, Detail: detail, Together: w.Say("{Competencies} needed for sign-off"),
				Due: due, Gate: programme.Final, Record: c.Record, State: c.State, Move: p.moves(c),
				Steps: p.competencySteps(c),
				Finding: finding.Finding{Rule: "milestone-open",
					Position: finding.Position{File: p.File, Line: 1, Column: 1},
					Message:  w.Say("the must {competency} is not achieved yet: {1}", c.Label), Help: help}})
	}
	return list
}
