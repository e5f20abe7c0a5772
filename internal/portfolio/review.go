package portfolio

import (
	"bytes"
	"fmt"
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

// review finds what a record says that cannot be so, and what a complete one lacks. Of the practice's own records
// p is nil.
func (rr *recordReader) review(p *Portfolio, r *Record) {
	if r.Date.After(rr.AsOf) {
		rr.add("record-future", r.Pos("date"),
			fmt.Sprintf("the record is dated %s, after %s, the day that this is built for", r.Date, rr.AsOf),
			"check the date")
	}
	if p != nil && r.Date.Before(p.Calendar.Start) && !startsEarly(r) {
		rr.add("record-early", r.Pos("date"),
			fmt.Sprintf("the record is dated %s, before the start on %s", r.Date, p.Calendar.Start),
			"check the date and the start")
	}
	rr.references(p, r)
	rr.withhold(p, r)
	rr.signatures(p, r)
	if r.Status != form.Complete {
		return
	}
	var tags []string
	if p != nil {
		tags = p.Calendar.Tags
	}
	content := r.Record.Record
	r.Missing, r.Unsigned = r.Template.Missing(content, tags), r.Template.Unsigned(content, tags)
	if len(r.Missing) == 0 && r.unwritten(tags) {
		r.Missing = []form.Missing{{Text: "Nothing is written in this record yet"}}
	}
}

// signatures removes those that do not count yet from the record, and finds what is wrong with the others.
func (rr *recordReader) signatures(p *Portfolio, r *Record) {
	content := *r.Record.Record
	content.Signed = nil
	for _, s := range r.Signed {
		if s.Date.After(rr.AsOf) {
			if !r.Date.After(rr.AsOf) {
				rr.add("record-future", s.Pos,
					fmt.Sprintf("a signature is dated %s, after %s, the day that this is built for", s.Date, rr.AsOf),
					"check the date; the signature does not count until then")
			}
			continue
		}
		content.Signed = append(content.Signed, s)
		field := r.Template.Field(s.Field)
		switch {
		case field == nil || field.Type != form.Sign:
			rr.add("signature-field", s.Pos, fmt.Sprintf("the form %q has no signature %q", r.Form, s.Field),
				"name the id of one of its signature fields")
		case s.By != field.Lane:
			rr.add("signature-lane", s.Pos,
				fmt.Sprintf("%s is signed by the lane %q, but asks for %q", s.Field, s.By, field.Lane),
				"let the "+form.Lane(field.Lane)+" sign; until then the signature counts as missing")
		case p != nil && !p.knowsSigner(s):
			rr.add("signature-person", s.Pos,
				fmt.Sprintf("%s signed as %s on %s, but is not one of the people of that lane on that day", s.Name,
					form.Lane(s.By), s.Date),
				"add them to people in preceptee.md, or check the name and the date")
		}
	}
	r.Record.Record = &content
}

// unwritten reports whether a record holds nothing at all: no answer, no signature, no free writing. Of a form
// whose every answer is the preceptee's alone the record cannot tell, and one that is only signed lacks no more
// than its signatures.
func (r *Record) unwritten(tags []string) bool {
	if r.Template.Visibility == "private" || len(r.Private)+len(r.Signed) > 0 || len(bytes.TrimSpace(r.Body)) > 0 ||
		slices.ContainsFunc(r.Answers, func(a form.Answer) bool { return !a.Empty() }) {
		return false
	}
	return slices.ContainsFunc(r.Template.Fields, func(f form.Field) bool {
		return f.Type != form.Sign && !f.Private && f.Applies(tags)
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

// knowsSigner reports whether the signer is one of the people of that lane on that day. A lane for which nobody is
// named is open.
func (p *Portfolio) knowsSigner(s form.Signature) bool {
	if s.By == "preceptee" {
		return sameName(s.Name, p.Name)
	}
	named := false
	for _, person := range p.People {
		if person.Lane != s.By {
			continue
		}
		named = true
		if person.has(s.Date) && sameName(person.Name, s.Name) {
			return true
		}
	}
	return !named
}

func sameName(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}
