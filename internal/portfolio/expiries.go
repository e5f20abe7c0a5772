package portfolio

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/source"
)

// expiries finds expiry dates that are past on a day, in the latest record of each form. A draft counts only where
// nothing was completed yet. What was still valid on the day that the year ended need not be renewed here.
func expiries(records []*Record, asOf, on civil.Date) []Gap {
	var list []Gap
	for _, r := range latest(records, asOf) {
		list = append(list, r.expired(on)...)
	}
	return list
}

// expire adds expiry dates that are past: to the gaps, or, where a plan was accepted, to a list of their own.
func (p *Portfolio) expire(past []Gap) {
	for _, g := range past {
		if agreed, ok := p.Accepted[g.expiry]; ok {
			g.Accepted = &agreed
			p.Expired = append(p.Expired, g)
			continue
		}
		p.Gaps = append(p.Gaps, g)
	}
}

// latest picks the latest record of each form, and of each competency that one is about.
func latest(records []*Record, asOf civil.Date) []*Record {
	type subject struct{ form, about string }
	last := map[subject]*Record{}
	for _, r := range records {
		if r.Date.After(asOf) {
			continue
		}
		s := subject{r.FormNow(), r.about()}
		if old := last[s]; old == nil || r.Finished() || !old.Finished() {
			last[s] = r
		}
	}
	return slices.DeleteFunc(slices.Clone(records),
		func(r *Record) bool { return last[subject{r.FormNow(), r.about()}] != r })
}

// expiry is a date in a record after which something no longer holds.
type expiry struct {
	field, column *form.Field // column is nil outside a table
	row           string      // what people call the row; or ""
	id            string      // what accepted names it by
	on            civil.Date
	pos           finding.Position
}

// date gives the field or column whose answer the date is.
func (e *expiry) date() *form.Field {
	if e.column != nil {
		return e.column
	}
	return e.field
}

// expiries lists the expiry dates that a record has, in tables too.
func (r *Record) expiries() (list []expiry) {
	add := func(e expiry, a *form.Answer) {
		d, err := civil.Parse(a.Text)
		if of := e.date(); of == nil || a.Unknown || of.Private || !of.Expires() || err != nil {
			return
		}
		e.on, e.pos = d, a.Pos
		e.pos.File = r.File
		list = append(list, e)
	}
	for i := range r.Answers {
		a := &r.Answers[i]
		field := r.Template.Field(a.Field)
		if field == nil || a.Unknown || field.Private {
			continue
		}
		add(expiry{field: field, id: expiryID(r.Form, field.ID)}, a)
		for j := range a.Rows {
			row := &a.Rows[j]
			for k := range row.Cells {
				cell := &row.Cells[k]
				if column := field.Column(cell.Field); column != nil && !row.Unknown {
					add(expiry{field: field, column: column, row: r.rowName(field, row),
						id: expiryID(r.Form, field.ID, row.Row, column.ID)}, cell)
				}
			}
		}
	}
	return list
}

// expired lists the expiry dates of a record that are before a day.
func (r *Record) expired(on civil.Date) (list []Gap) {
	w := r.Under.Words
	for _, e := range r.expiries() {
		if !e.on.Before(on) {
			continue
		}
		text := w.Say("{1}: ran out on {2}", e.date().Label, w.Date(e.on))
		if e.row != "" {
			text = w.Say("{1} ran out on {2}", e.row, w.Date(e.on))
		}
		help := "renew it and write the new date into a new record"
		if e.date().MayPlan {
			help += "; or agree a plan and write it in preceptee.md under accepted as " + e.id
		}
		g := Gap{Title: r.Template.Title, Detail: text, Due: e.on, Record: r, Move: r.Template.CompletedBy,
			Steps: []Step{{Form: r.Template}}, // a new record: what ran out stays on paper
			field: e.field.ID,
			Finding: finding.Finding{Rule: RuleExpiryPast, Severity: finding.Gap, Position: e.pos, Due: e.on.String(),
				Message: text, Help: help}}
		if e.column != nil {
			g.column = e.column.ID
		}
		if e.date().MayPlan {
			g.expiry = e.id
		}
		list = append(list, g)
	}
	return list
}

// soon notes what runs out in the next weeks, so that a place on a course can be booked in time.
func (p *Portfolio) soon() []finding.Finding {
	if p.Over() {
		return nil
	}
	var list []finding.Finding
	note := func(what string, on civil.Date, days int, pos finding.Position) {
		if left := on.Sub(p.AsOf); left >= 0 && left <= days {
			w := p.Version.Words
			list = append(list, finding.Finding{Rule: "expiry-soon", Position: pos, Due: on.String(),
				Message: w.Say("{1} runs out {2}, on {3}", what, w.Several(left, "in {1} day", "in {1} days"),
					w.Date(on)),
				Help: "renew it in good time and write the new date into a new record"})
		}
	}
	for _, r := range latest(p.Records, p.AsOf) {
		for _, e := range r.expiries() {
			note(strconv.Quote(cmp.Or(e.row, e.date().Label)), e.on, Soon, e.pos)
		}
	}
	note(p.Version.Words.Say("the registration"), p.Registration.Renews, registrationSoon, p.registrationPos)
	return list
}

// expiryID names an expiry date under accepted: the form, and the field, or the table with its fixed row and its
// column: training#courses.life-support.until. In a table without fixed rows there is no row to name.
func expiryID(slug string, path ...string) string {
	path = slices.DeleteFunc(path, func(s string) bool { return s == "" })
	return slug + "#" + strings.Join(path, ".")
}

// Expiries lists the ids of the expiry dates of a form, each with its field.
func Expiries(f *form.Form) (ids []string, fields []*form.Field) {
	add := func(field *form.Field, path ...string) {
		if field.Expires() {
			ids, fields = append(ids, expiryID(f.Slug, path...)), append(fields, field)
		}
	}
	for i := range f.Fields {
		field := &f.Fields[i]
		add(field, field.ID)
		for j := range field.Columns {
			c := &field.Columns[j]
			if len(field.Rows) == 0 {
				add(c, field.ID, c.ID)
			}
			for _, row := range field.Rows {
				add(c, field.ID, row.ID, c.ID)
			}
		}
	}
	return ids, fields
}

// acceptedExpiry finds what is wrong with an expiry date that accepted names by its form and field.
func (p *Portfolio) acceptedExpiry(r *reference) []finding.Finding {
	slug, _, _ := strings.Cut(r.id, "#")
	f, w := p.Version.Form(slug), p.Version.Words
	if f == nil {
		var slugs []string
		for _, f := range p.Version.Forms {
			slugs = append(slugs, f.Slug)
		}
		return []finding.Finding{r.fault(w, "item-unknown",
			w.Say("but version {1} has no form {2}", p.Version.Name, slug),
			source.DidYouMean(slug, slugs, "", "write the form and the field: training#until"))}
	}
	ids, fields := Expiries(f)
	switch i := slices.Index(ids, r.id); {
	case i < 0:
		return []finding.Finding{r.fault(w, "item-unknown", w.Say("which is not an expiry date of that form"),
			source.DidYouMean(r.id, ids, "", "name a field of the type expiry by its id"))}
	case !fields[i].MayPlan:
		f := r.fault(w, "item-unknown",
			w.Say("which is renewed and never put off: the form does not say .may-plan there"),
			"renew it and write the new date into a new record; the line has no effect")
		f.Severity = finding.Warning // the expiry itself is a gap, whatever is written here
		return []finding.Finding{f}
	}
	return nil
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
