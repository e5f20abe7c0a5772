package portfolio

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/programme"
)

// The rules that find gaps in records.
const (
	RuleAnswerMissing    = "answer-missing"
	RuleSignatureMissing = "signature-missing"
	RuleExpiryPast       = "expiry-past"
)

// gaps lists what is missing: answers and signatures of complete records, required milestones past their date,
// expiry dates that are past. What falls due later is not a gap yet.
func (p *Portfolio) gaps() {
	for _, r := range p.Records {
		if !r.Date.After(p.AsOf) { // else it does not count yet
			p.recordGaps(r)
		}
		p.absences(r)
	}
	p.expiries()
	for i := range p.Milestones {
		m := &p.Milestones[i]
		if m.State != programme.Past {
			continue
		}
		g := p.milestoneGap(m, p.gate(m.Due))
		g.Finding.Rule, g.Finding.Severity = "milestone-past", finding.Gap
		g.Finding.Due, g.Finding.Gate = m.Due.String(), g.Gate
		g.Finding.Message = fmt.Sprintf("%s was due on %s and is not done yet", g.Title, m.Due.Words())
		p.Gaps = append(p.Gaps, g)
	}
	slices.SortStableFunc(p.Gaps, func(a, b Gap) int { return a.Due.Compare(b.Due) })
}

// recordGaps adds the answers and signatures that a record lacks.
func (p *Portfolio) recordGaps(r *Record) {
	for _, m := range r.Missing {
		text, help := "no answer to: "+m.Text, "open the record, answer it and save it again"
		if m.Field == nil {
			text = "nothing is written in this record yet"
			help = "open the record, fill it in and save it again; " +
				"or write status: draft until there is something to say"
		}
		p.recordGap(r, RuleAnswerMissing, text, help, r.Template.CompletedBy)
	}
	for _, f := range r.Unsigned {
		lane := strings.ToLower(p.Version.LaneTitle(f.Lane))
		text, help := "the signature of the "+lane+" is missing", "hand the record to the "+lane+" to read and sign"
		if s := r.changedSince(f); s != nil {
			text = fmt.Sprintf("changed since the %s signed on %s, so that the signature does not count", lane,
				s.Date.Words())
			help = "hand the record to the " + lane + " to read and sign again"
		}
		p.recordGap(r, RuleSignatureMissing, text, help, []string{f.Lane})
	}
}

// absences adds what a record names and is not there.
func (p *Portfolio) absences(r *Record) {
	for _, a := range r.Absent {
		g := Gap{Title: r.Template.Title + ", " + r.Date.Words(), Detail: a.Finding.Message, Due: r.Date,
			Gate: p.gate(r.Date), Record: r, Move: r.Template.CompletedBy, Finding: a.Finding}
		if g.Finding.Gate = g.Gate; a.Secret {
			g.Detail = "something that the record names is not here"
		}
		p.Gaps = append(p.Gaps, g)
	}
}

func (p *Portfolio) recordGap(r *Record, rule, text, help string, move []string) {
	gate := p.gate(r.Date)
	p.Gaps = append(p.Gaps, Gap{
		Title: r.Template.Title + ", " + r.Date.Words(), Detail: text, Due: r.Date, Gate: gate, Record: r, Move: move,
		Finding: finding.Finding{Rule: rule, Severity: finding.Gap, Position: r.Pos("status"), Due: r.Date.String(),
			Gate: gate, Message: text, Help: help},
	})
}

// expiries finds expiry dates that are past, in the latest record of each form. A draft counts only where nothing
// was completed yet. What was still valid on the day that the year ended need not be renewed here.
func (p *Portfolio) expiries() {
	on := p.AsOf
	if ended := p.Calendar.Ended; !ended.IsZero() && ended.Before(on) {
		on = ended
	}
	type subject struct{ form, about string }
	latest := map[subject]*Record{}
	for _, r := range p.Records {
		if r.Date.After(p.AsOf) {
			continue
		}
		s := subject{r.Form, r.About}
		if old := latest[s]; old == nil || r.Status == form.Complete || old.Status != form.Complete {
			latest[s] = r
		}
	}
	for _, r := range p.Records {
		if latest[subject{r.Form, r.About}] == r {
			p.expired(r, on)
		}
	}
}

// expired adds the expiry dates of a record that are before a day, in tables too.
func (p *Portfolio) expired(r *Record, on civil.Date) {
	add := func(field *form.Field, a form.Answer, row string) {
		d, err := civil.Parse(a.Text)
		if field == nil || a.Unknown || field.Private || !field.Expires() || err != nil || !d.Before(on) {
			return
		}
		text := field.Label + ": ran out on " + d.Words()
		if row != "" {
			text = row + " ran out on " + d.Words()
		}
		pos := a.Pos
		pos.File = r.File
		gate := p.gate(d)
		p.Gaps = append(p.Gaps, Gap{
			Title: r.Template.Title, Detail: text, Due: d, Gate: gate, Record: r, Move: r.Template.CompletedBy,
			Finding: finding.Finding{Rule: RuleExpiryPast, Severity: finding.Gap, Position: pos, Due: d.String(),
				Gate: gate, Message: text, Help: "renew it and write the new date into a new record"},
		})
	}
	for _, a := range r.Answers {
		field := r.Template.Field(a.Field)
		add(field, a, "")
		if field == nil || a.Unknown || field.Private {
			continue
		}
		for _, row := range a.Rows {
			for _, cell := range row.Cells {
				if !row.Unknown {
					add(field.Column(cell.Field), cell, r.rowName(field, &row))
				}
			}
		}
	}
}

// rowName gives the words by which people know a row: its label, or the first words in it; "" where the answer is
// held back.
func (r *Record) rowName(field *form.Field, row *form.AnswerRow) string {
	if r.Withheld(field.ID) != "" {
		return ""
	}
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
