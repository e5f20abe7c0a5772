package portfolio

import (
	"slices"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/programme"
)

// The rules that find gaps in records.
const (
	RuleAnswerMissing    = "answer-missing"
	RuleSignatureMissing = "signature-missing"
	RuleExpiryPast       = "expiry-past"
	RuleUnevidenced      = "competency-evidence"
	RuleUnconfirmed      = "competency-unconfirmed"
)

// gaps lists what is missing: answers and signatures of complete records, what records name and is not there, required
// milestones past their date, expiry dates that are past. What falls due later is not a gap yet. What the practice's
// own records lack that concern the year is missing for everybody.
func (p *Portfolio) gaps() {
	on, w := p.judgedOn(), p.Version.Words
	for _, list := range [...][]*Record{p.Records, p.PracticeRecords} {
		p.Gaps = append(p.Gaps, lacks(list, p.AsOf)...)
	}
	p.Gaps = append(p.Gaps, p.unsupported()...)
	p.Gaps = append(p.Gaps, p.wanted()...)
	for _, list := range [...][]*Record{p.Records, p.PracticeRecords} {
		p.expire(expiries(list, p.AsOf, on))
	}
	p.Gaps = append(p.Gaps, p.renewal(on)...)
	p.Gaps = append(p.Gaps, p.agreements()...)
	p.Gaps = append(p.Gaps, p.windows(on)...)
	p.Gaps = slices.Concat(p.Gaps, p.few(on), p.unanswered(on), p.supporters(on), p.handovers(on), p.details(on),
		p.outdated(on))
	due, _ := p.apart(on)
	p.Gaps = append(p.Gaps, due...)
	p.actions()
	p.Gaps = append(p.Gaps, p.pastActions(on)...)
	for i := range p.Gaps {
		g := &p.Gaps[i]
		g.Gate = p.gate(g.Due)
		g.Finding.Gate = g.Gate
	}
	for i := range p.Milestones {
		m := &p.Milestones[i]
		if m.State != programme.Past || !m.Occurrence.Milestone.Required { // the timeline shows the others as late
			continue
		}
		g := p.milestoneGap(m, p.gate(m.Due))
		g.Finding.Rule, g.Finding.Severity = "milestone-past", finding.Gap
		g.Finding.Due, g.Finding.Gate = m.Due.String(), g.Gate
		g.Finding.Message = w.Say("{1} was due on {2} and is not done yet", g.Title, w.Date(m.Due))
		p.Gaps = append(p.Gaps, g)
	}
	slices.SortStableFunc(p.Gaps, func(a, b Gap) int { return a.Due.Compare(b.Due) })
}

// renewal is the gap of a registration that had to be renewed before a day.
func (p *Portfolio) renewal(on civil.Date) []Gap {
	renews, w := p.Registration.Renews, p.Version.Words
	if renews.IsZero() || !renews.Before(on) {
		return nil
	}
	text := w.Say("the registration was due for renewal by {1}", w.Date(renews))
	return []Gap{{Title: w.Say("Registration"), Detail: text, Due: renews, Move: []string{p.Own()},
		Finding: finding.Finding{Rule: RuleExpiryPast, Severity: finding.Gap, Position: p.registrationPos,
			Due: renews.String(), Message: text,
			Help: "renew it and write the new date under registration in preceptee.md"}}}
}

// lacks lists what records lack: answers, signatures, and what they name. One that is dated later does not count yet.
func lacks(records []*Record, asOf civil.Date) []Gap {
	var list []Gap
	for _, r := range records {
		if r.Date.After(asOf) {
			continue
		}
		w := r.Under.Words
		for _, m := range r.Missing {
			text, help := w.Say("no answer to: {1}", m.Text),
				w.Say("open the record, answer it and save it again")
			if m.Said {
				text, help = m.Text, w.Say("deal with it, and say so in the {record} or in a new one")
			}
			if m.Field == nil {
				text = w.Say("nothing is written in this record yet")
				help = w.Say("open the record, fill it in and save it again; or write status: draft until there " +
					"is something to write")
			}
			g := recordGap(r, RuleAnswerMissing, text, help, r.Template.CompletedBy)
			if m.Field != nil {
				g.field = m.Field.ID
			}
			list = append(list, g)
		}
		for _, f := range r.Unsigned {
			lane := r.Under.LaneWord(f.Lane)
			text, help := w.Say("the signature of the {1} is missing", lane),
				w.Say("hand the record to the {1} to read and sign", lane)
			if s := r.changedSince(f); s != nil {
				text = w.Say("changed since the {1} signed on {2}, so the signature does not count", lane,
					w.Date(s.Date))
				help = w.Say("hand the record to the {1} to read and sign again", lane)
			}
			list = append(list, recordGap(r, RuleSignatureMissing, text, help, []string{f.Lane}))
		}
		for _, a := range r.Absent {
			g := recordGap(r, a.Finding.Rule, a.Finding.Message, a.Finding.Help, r.Template.CompletedBy)
			g.field, g.column = a.field, a.column
			if g.Finding = a.Finding; a.Secret {
				g.Detail = w.Say("something that the record names is not here")
			}
			list = append(list, g)
		}
	}
	return list
}

func recordGap(r *Record, rule, text, help string, move []string) Gap {
	title := r.Template.Title + ", " + r.Under.Words.Date(r.Date)
	return Gap{Title: title, Detail: text, Due: r.Date, Record: r, Move: move, Steps: []Step{{r.Template, r}},
		Finding: finding.Finding{Rule: rule, Severity: finding.Gap, Position: r.Pos("status"), Due: r.Date.String(),
			Message: text, Help: help}}
}
