package record

import (
	"fmt"
	"strings"

	"precept/internal/form"
	"precept/internal/wording"
)

// Difference is one thing that two states of a record say differently.
type Difference struct {
	Label, Here, There string // Here is what arrives says, There what is on the disk says
}

// differences gathers them.
type differences []Difference

func (d *differences) add(label, here, there string) {
	if here != there {
		*d = append(*d, Difference{Label: label, Here: here, There: there})
	}
}

// Differences lists what two states of a record say differently, in the words of the arrival's form.
func Differences(there, here *Record) []Difference {
	var list differences
	w := here.Under.Words
	list.add(w.Say("Version of the toolkit"), here.Under.Name, there.Under.Name)
	list.add(w.Say("Form"), here.Template.Title, there.Template.Title)
	list.add(w.Say("Date"), w.Date(here.Date), w.Date(there.Date))
	list.add(w.Say("Status"), string(here.Status), string(there.Status))
	list.add(w.Say("About"), here.About, there.About)
	list.add(w.Say("Milestone"), here.Milestone, there.Milestone)
	fields := here.Template.Fields
	for i := range fields {
		if f := &fields[i]; f.Type != form.Sign {
			list.add(f.Label, answerText(w, here.Answer(f.ID), f), answerText(w, there.Answer(f.ID), f))
		}
	}
	list.unknown(there, here)
	for _, p := range append(here.Unknown(), Lost(there.Unknown(), here.Unknown())...) {
		list.add(w.Say("Key {1}", p.Key.Value), here.Other(p.Key.Value), there.Other(p.Key.Value))
	}
	list.add(w.Say("Answered in a private file"), strings.Join(here.Private, ", "), strings.Join(there.Private, ", "))
	list.add(w.Say("Free writing"), strings.TrimSpace(string(here.Body)), strings.TrimSpace(string(there.Body)))
	for i := range fields {
		if f := &fields[i]; f.Type == form.Sign {
			list.add(w.Say("Signature: {1}", f.Label), signaturesText(w, here.Record, f.ID),
				signaturesText(w, there.Record, f.ID))
		}
	}
	list.add(w.Say("Allowed"), allowances(here.Record), allowances(there.Record))
	return list
}

// unknown adds the answers to what the form does not have, or does not have any more.
func (d *differences) unknown(there, here *Record) {
	var keys []string
	answers := map[string][2]string{}
	for side, r := range []*Record{here, there} {
		for i := range r.Answers {
			a := &r.Answers[i]
			if !a.Unknown && here.Template.Field(a.Field) != nil {
				continue
			}
			key := a.Key
			if key == "" {
				key = a.Field
			}
			if _, ok := answers[key]; !ok {
				keys = append(keys, key)
			}
			pair := answers[key]
			pair[side] = answerText(here.Under.Words, a, r.Template.Field(a.Field))
			answers[key] = pair
		}
	}
	for _, key := range keys {
		d.add(here.Under.Words.Say("Answer to {1}", key), answers[key][0], answers[key][1])
	}
}

// allowances writes what a record allows, a line each.
func allowances(r *form.Record) string {
	var lines []string
	for _, w := range r.Allow {
		lines = append(lines, w.Rule+" at "+w.At+": "+w.Reason)
	}
	return strings.Join(lines, "\n")
}

// signaturesText writes the signatures of one field, a line each.
func signaturesText(w *wording.Words, r *form.Record, field string) string {
	var lines []string
	for _, s := range r.Signed {
		if s.Field == field {
			lines = append(lines, fmt.Sprintf("%s, %s", s.Name, w.Date(s.Date)))
		}
	}
	return strings.Join(lines, "\n")
}

// answerText writes an answer as text: a line for each choice, a line for each row of a table.
func answerText(w *wording.Words, a *form.Answer, f *form.Field) string {
	switch {
	case a == nil:
		return ""
	case len(a.Rows) > 0:
		lines := make([]string, len(a.Rows))
		for i := range a.Rows {
			lines[i] = rowText(w, &a.Rows[i], f)
		}
		return strings.Join(lines, "\n")
	case len(a.List) > 0:
		return strings.Join(a.List, "\n")
	case f != nil:
		return f.Words(w, a.Text)
	}
	return strings.TrimRight(a.Text, "\n")
}

func rowText(w *wording.Words, row *form.AnswerRow, f *form.Field) string {
	var cells []string
	for i := range row.Cells {
		cell := &row.Cells[i]
		label := cell.Field
		var column *form.Field
		if f != nil && !cell.Unknown {
			if column = f.Column(cell.Field); column != nil {
				label = column.Label
			}
		}
		cells = append(cells, label+": "+strings.ReplaceAll(answerText(w, cell, column), "\n", " / "))
	}
	line := strings.Join(cells, "; ")
	if row.Row == "" {
		return line
	}
	name := row.Row
	if f != nil && !row.Unknown {
		if known := f.Row(row.Row); known != nil {
			name = known.Label
		}
	}
	return name + ": " + line
}
