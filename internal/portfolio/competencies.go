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
	DoneOn   civil.Date // of the record that shows it
}

// competencies finds how far each competency has come. The latest complete and signed record about it decides: it
// is achieved where the level in that record is the last option.
func (p *Portfolio) competencies() {
	for _, of := range p.Version.Competencies {
		if of.When != "" && !slices.Contains(p.Calendar.Tags, of.When) {
			continue
		}
		c := Competency{Competency: of, State: programme.NotStarted}
		achieved := false
		for _, r := range p.Records { // by date
			if r.Form != of.Form || r.About != of.ID || r.Date.After(p.AsOf) {
				continue
			}
			c.Record, c.State, c.Detail = r, programme.InProgress, ""
			switch {
			case r.Done():
				achieved, c.DoneOn = r.achieves(), r.Date
			case r.Status == form.Complete && len(r.Missing) == 0:
				c.State, c.Detail = programme.Waiting, waitsFor+p.lanes(r.Unsigned)
			}
		}
		if !achieved {
			c.DoneOn = civil.Date{}
		}
		accepted, agreed := p.Accepted[of.ID]
		switch why := p.Calendar.NotApplicable[of.ID]; {
		case why != "":
			c.State, c.Detail = programme.NotApplicable, why
		case achieved:
			c.State, c.Detail = programme.Done, ""
		case agreed:
			c.State, c.Detail, c.Accepted = programme.Agreed, accepted.Plan, &accepted
		}
		p.Competencies = append(p.Competencies, c)
	}
}

// achieves reports whether every level field of the record has its last option.
func (r *Record) achieves() bool {
	levels := 0
	for _, f := range r.Template.Fields {
		if !f.Level || len(f.Options) == 0 {
			continue
		}
		levels++
		if a := r.Answer(f.ID); a == nil || a.Text != f.Options[len(f.Options)-1] {
			return false
		}
	}
	return levels > 0
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

// openMusts lists the must competencies that are still missing for the final gate, which falls due on a day.
func (p *Portfolio) openMusts(due civil.Date) []Gap {
	var list []Gap
	for i := range p.Competencies {
		c := &p.Competencies[i]
		if c.Level != Must || c.State.Closed() {
			continue
		}
		help := "complete the form " + strconv.Quote(p.formTitle(c.Form)) +
			" about it; or agree a plan and write it under accepted in preceptee.md"
		list = append(list,
			Gap{Title: c.Label, Detail: strings.TrimSuffix("competency needed for sign-off; "+c.Detail, "; "),
				Due: due, Gate: programme.Final, Record: c.Record, State: c.State, Move: p.moves(c),
				Finding: finding.Finding{Rule: "milestone-open",
					Position: finding.Position{File: p.File, Line: 1, Column: 1},
					Message:  "the must competency is not achieved yet: " + c.Label, Help: help}})
	}
	return list
}
