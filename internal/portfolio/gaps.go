package portfolio

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/programme"
)

// gaps lists what is missing: answers and signatures of complete records, required milestones past their date, expiry dates
// that are past. What falls due later is not a gap yet.
func (p *Portfolio) gaps() {
	for _, r := range p.Records {
		if r.Date.After(p.AsOf) {
			continue // it does not count yet
		}
		for _, m := range r.Missing {
			text, help := "no answer to: "+m.Text, "open the record, answer it and save it again"
			if m.Field == nil {
				text, help = "nothing is written in this record yet", "open the record, fill it in and save it again; or write status: draft until there is something to say"
			}
			p.gap(r, "answer-missing", r.Date, form.Missing{Field: m.Field, Text: text}, help, r.Template.CompletedBy)
		}
		for _, f := range r.Unsigned {
			p.gap(r, "signature-missing", r.Date, form.Missing{Field: f, Text: "the signature of the " + strings.ToLower(p.Version.LaneTitle(f.Lane)) + " is missing"},
				"hand the record to the "+strings.ToLower(p.Version.LaneTitle(f.Lane))+" to read and sign", []string{f.Lane})
		}
	}
	p.expiries()
	for i := range p.Milestones {
		m := &p.Milestones[i]
		if m.State != programme.Past {
			continue
		}
		ms := m.Occurrence.Milestone
		pos := finding.Position{File: p.File, Line: 1, Column: 1}
		p.Gaps = append(p.Gaps, Gap{Title: ms.Label, Detail: m.Detail, Due: m.Due, Gate: p.gate(m.Due), Milestone: m.ID, Move: m.move(),
			Finding: finding.Finding{Rule: "milestone-past", Severity: finding.Gap, Position: pos, Due: m.Due.String(), Gate: p.gate(m.Due),
				Message: fmt.Sprintf("%s was due on %s and is not done yet", ms.Label, m.Due.Words()), Help: p.wayOut(m)}})
	}
	slices.SortStableFunc(p.Gaps, func(a, b Gap) int { return a.Due.Compare(b.Due) })
}

func (p *Portfolio) gap(r *Record, rule string, due civil.Date, m form.Missing, help string, move []string) {
	pos := r.Pos("status")
	p.Gaps = append(p.Gaps, Gap{Title: r.Template.Title + ", " + r.Date.Words(), Detail: m.Text, Due: due, Gate: p.gate(due), Record: r, Move: move,
		Finding: finding.Finding{Rule: rule, Severity: finding.Gap, Position: pos, Due: due.String(), Gate: p.gate(due), Message: m.Text, Help: help}})
}

// expiries finds dates in the latest record of each form after which something no longer holds. A draft counts only where
// nothing was completed yet. What still held on the day that the year ended is nobody's to renew here.
func (p *Portfolio) expiries() {
	on := p.AsOf
	if ended := p.Calendar.Ended; !ended.IsZero() && ended.Before(on) {
		on = ended
	}
	type about struct{ form, id string }
	latest := map[about]*Record{}
	for _, r := range p.Records {
		at := about{r.Form, r.About}
		if old := latest[at]; !r.Date.After(p.AsOf) && (old == nil || r.Status == form.Complete || old.Status != form.Complete) {
			latest[at] = r
		}
	}
	for _, r := range p.Records {
		if latest[about{r.Form, r.About}] != r {
			continue
		}
		past := func(field *form.Field, a form.Answer, of string) {
			d, err := civil.Parse(a.Text)
			if field == nil || a.Unknown || field.Private || !field.Expires() || err != nil || !d.Before(on) {
				return
			}
			text := field.Label + ": ran out on " + d.Words()
			if of != "" {
				text = of + " ran out on " + d.Words()
			}
			pos := a.Pos
			pos.File = r.File
			p.Gaps = append(p.Gaps, Gap{Title: r.Template.Title, Detail: text, Due: d, Gate: p.gate(d), Record: r, Move: r.Template.CompletedBy,
				Finding: finding.Finding{Rule: "expiry-past", Severity: finding.Gap, Position: pos, Due: d.String(), Gate: p.gate(d), Message: text, Help: "renew it and write the new date into a new record"}})
		}
		for _, a := range r.Answers {
			field := r.Template.Field(a.Field)
			past(field, a, "")
			for _, row := range a.Rows {
				for _, cell := range row.Cells {
					if field != nil && !a.Unknown && !row.Unknown && !field.Private {
						past(field.Column(cell.Field), cell, r.rowName(field, &row))
					}
				}
			}
		}
	}
}

// rowName gives the words by which people know a row: its label, or what stands in its first box of words.
func rowName(field *form.Field, row *form.AnswerRow) string {
	if fixed := field.Row(row.Row); fixed != nil {
		return fixed.Label
	}
	for _, c := range field.Columns {
		if cell := row.Cell(c.ID); cell != nil && c.NamesRow() && !c.Private {
			return cell.Text
		}
	}
	return ""
}

// gate names the first gate that falls due on or after a day.
func (p *Portfolio) gate(due civil.Date) string {
	name, at := "", civil.Date{}
	for i := range p.Milestones {
		m := &p.Milestones[i]
		if g := m.Occurrence.Milestone.Gate; g != "" && !m.Due.Before(due) && before(m.Due, at) {
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

// Before lists what still stands before a gate: its own milestone, every required one due up to it, what has run out and, for the
// final one, every must competency.
func (p *Portfolio) Before(name string) []Gap {
	return p.standing(name, func(g *Gap) bool { return g.Finding.Rule == "expiry-past" })
}

// Missing lists what stands before a gate and, beyond that, all that is missing in the records up to it. What a record lacks that
// serves a milestone of the list is said with the milestone.
func (p *Portfolio) Missing(name string) []Gap {
	return p.standing(name, func(*Gap) bool { return true })
}

// standing gathers what stands before a gate; which says of gaps in records whether they are asked for.
func (p *Portfolio) standing(name string, which func(*Gap) bool) []Gap {
	date := p.GateDate(name)
	if date.IsZero() {
		return nil
	}
	var list []Gap
	var standing []*Milestone // those of the list, in its order
	for i := range p.Milestones {
		m := &p.Milestones[i]
		ms := m.Occurrence.Milestone
		if m.Settled() || m.Due.After(date) || !(ms.Required || ms.Gate == name) {
			continue
		}
		list = append(list, Gap{Title: ms.Label, Detail: m.Detail, Due: m.Due, Gate: name, Milestone: m.ID, Move: m.move(),
			Finding: finding.Finding{Rule: "milestone-open", Position: finding.Position{File: p.File, Line: 1, Column: 1}, Message: ms.Label + " is not done yet", Help: p.wayOut(m)}})
		standing = append(standing, m)
	}
	var musts []Gap
	told := map[*Record]bool{} // its competency is listed, and says itself whose signature it waits for
	if name == programme.Final {
		musts = p.openMusts(date)
		for i := range musts {
			told[musts[i].Record] = musts[i].State == programme.Waiting
		}
	}
	for i := range p.Gaps {
		g := &p.Gaps[i]
		twice := told[g.Record] && g.Finding.Rule == "signature-missing"
		if g.Record == nil || g.Due.After(date) || !which(g) || twice {
			continue
		}
		at := -1
		if g.Finding.Rule != "expiry-past" {
			at = slices.IndexFunc(standing, func(m *Milestone) bool { return slices.Contains(m.Records, g.Record) })
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

// wayOut says what to do about a milestone that is open: which forms to complete, or where to write its day.
func (p *Portfolio) wayOut(m *Milestone) string {
	ms := m.Occurrence.Milestone
	if len(ms.Forms) == 0 {
		return fmt.Sprintf("once it is done, write its date under done in preceptee.md: done: {%s: %s}; or what was agreed instead under accepted", m.ID, p.AsOf)
	}
	titles := make([]string, len(ms.Forms))
	for i, slug := range ms.Forms {
		titles[i] = strconv.Quote(p.formTitle(slug))
	}
	last := len(titles) - 1
	what := "complete the form " + titles[last]
	if last > 0 {
		what = "complete the forms " + strings.Join(titles[:last], ", ") + " and " + titles[last]
	} else if f := p.Version.Form(ms.Forms[0]); f != nil && f.Field(ms.Field) != nil {
		what = fmt.Sprintf("answer %q in the form %s", f.Field(ms.Field).Label, titles[0])
	}
	return what + "; or agree a plan and write it under accepted in preceptee.md"
}

// formTitle is what a form is called; its slug where the version does not have it.
func (p *Portfolio) formTitle(slug string) string {
	if f := p.Version.Form(slug); f != nil {
		return f.Title
	}
	return slug
}

// fold takes what a record lacks into the gap of the milestone that the record serves.
func (g *Gap) fold(of *Gap) {
	if g.Record == nil {
		g.Record = of.Record
	}
	signature := of.Finding.Rule == "signature-missing"
	switch {
	case signature && strings.HasPrefix(g.Detail, signatureMissing): // it is said already
	case g.Detail == "":
		g.Detail = of.Detail
	default:
		g.Detail += "; " + of.Detail
	}
}
