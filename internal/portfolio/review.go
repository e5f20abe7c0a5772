package portfolio

import (
	"bytes"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/programme"
)

// add notes something that is wrong with a record.
func (rr *recordReader) add(rule string, pos finding.Position, message, help string) {
	rr.findings = append(rr.findings, finding.Finding{Rule: rule, Position: pos, Message: message, Help: help})
}

// reviewAll reviews the records of the folder. Of the practice's own p is nil; others are records of another folder
// that they may name.
func (rr *recordReader) reviewAll(p *Portfolio, list, others []*Record) error {
	ids := map[string]bool{}
	for _, r := range slices.Concat(list, others) {
		ids[r.ID] = true
	}
	for _, r := range list {
		rr.review(p, r)
		if err := rr.picks(r, ids); err != nil {
			return err
		}
	}
	rr.unnamed(rr.list)
	rr.suspectNames(p)
	return nil
}

// review finds what a record says that cannot be so, and what a complete one lacks. Of the practice's own records
// p is nil.
func (rr *recordReader) review(p *Portfolio, r *Record) {
	rr.references(p, r)
	rr.withhold(p, r)
	rr.signatures(p, r)
	if !r.Finished() {
		return
	}
	var tags []string
	if p != nil {
		tags = p.Calendar.Tags
	}
	content := r.Record.Record
	r.Missing, r.Unsigned = r.Template.Missing(content, tags), r.Template.Unsigned(content, tags)
	r.Missing = append(r.Missing, unmet(r, tags)...)
	if len(r.Missing) == 0 && r.unwritten(tags) {
		r.Missing = []form.Missing{{Text: r.Under.Words.Say("Nothing is written in this record yet")}}
	}
}

// onOwnDay reports whether an example is shown on a day of its own. A record that was made later is not a mistake. Of
// the practice's own records p is nil.
func (p *Portfolio) onOwnDay() bool { return p != nil && p.AsOf == p.ShownOn }

// dated leaves out complete records whose day cannot be: after the day that this is built for, or before the start. A
// draft may be dated ahead, as a plan; one from before the start is a warning. Of the practice's own records p is nil.
func (rr *recordReader) dated(p *Portfolio, list []*Record) []*Record {
	return slices.DeleteFunc(list, func(r *Record) bool {
		w, f := r.Under.Words, finding.Finding{Position: r.Pos("date")}
		dated := w.Date(r.Date)
		switch {
		case r.Date.After(rr.AsOf) && p.onOwnDay():
			f.Rule, f.Severity = "record-future", finding.Note
			f.Message = w.Say("the {record} is dated {1}, after {2}, the day on which this example is shown, "+
				"so it does not count yet", dated, w.Date(rr.AsOf))
			f.Help = w.Say("to see it count, take as_of out of preceptee.md")
			rr.findings = append(rr.findings, f)
			return false
		case r.Date.After(rr.AsOf):
			f.Rule, f.Help = "record-future", w.Say("check the date")
			f.Message = w.Say("the {record} is dated {1}, after {2}, the day that this is built for", dated,
				w.Date(rr.AsOf))
		case p != nil && r.Date.Before(p.Calendar.Start) && !startsEarly(r):
			f.Rule, f.Help = "record-early", w.Say("correct the date of the {record}, or the start in preceptee.md")
			f.Message = w.Say("the {record} is dated {1}, before the start on {2}", dated, w.Date(p.Calendar.Start))
		default:
			return false
		}
		if r.Finished() {
			rr.leaveOut(r.File, r.Template, f)
		} else if f.Severity = finding.Warning; f.Rule == "record-early" {
			rr.findings = append(rr.findings, f)
		}
		return r.Finished()
	})
}

// unwritten reports whether a record holds nothing at all: no answer, no signature, no free writing. The record of a
// form with only private answers cannot tell, and one that is only for signing lacks only its signatures.
func (r *Record) unwritten(tags []string) bool {
	if r.Template.Visibility == "private" || r.privatelyAnswered() || len(r.Signed) > 0 ||
		len(bytes.TrimSpace(r.Body)) > 0 ||
		slices.ContainsFunc(r.Answers, func(a form.Answer) bool { return !a.Empty() }) {
		return false
	}
	return slices.ContainsFunc(r.Template.Fields, func(f form.Field) bool {
		return f.Type != form.Sign && !f.Private && f.Applies(tags)
	})
}

// privatelyAnswered reports whether something is answered in the private file.
func (r *Record) privatelyAnswered() bool {
	return slices.ContainsFunc(r.Template.Fields, func(f form.Field) bool {
		return r.Template.AnsweredPrivately(r.Record.Record, &f)
	})
}

// startsEarly reports whether the record's form may be filled in before the start: it has a milestone at month 0.
func startsEarly(r *Record) bool {
	prog := r.Under.Programme
	if prog == nil {
		return false
	}
	return slices.ContainsFunc(milestonesOf(prog.Milestones, r.Form), func(i int) bool {
		m := &prog.Milestones[i]
		return m.At == 0 && (m.Repeat != programme.Monthly || prog.Phases[m.Phase].From == 0)
	})
}

func sameName(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}
