package plan

import (
	"precept/internal/wording"

	"cmp"
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"

	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/toolkit"
	"precept/internal/view"
)

// formerAnswers lists what was answered to questions that the form no longer has: a field, or rows and columns of
// a table.
func formerAnswers(w *wording.Words, a *form.Answer, f *form.Field) []view.Answer {
	if a.Unknown {
		return []view.Answer{{Label: escaped(a.Field), Kind: "text", Text: plainText(a)}}
	}
	var list []view.Answer
	for i := range a.Rows {
		row := &a.Rows[i]
		name := cmp.Or(row.Row, w.Say("row {1}", i+1))
		for j := range row.Cells {
			cell := &row.Cells[j]
			if !cell.Unknown && !row.Unknown || f == nil || f.Private {
				continue
			}
			label := cell.Field
			if c := f.Column(cell.Field); c != nil && !cell.Unknown {
				if c.Private {
					continue
				}
				label = c.Label
			}
			list = append(list,
				view.Answer{Label: escaped(f.Label + ", " + name + ": " + label), Kind: "text", Text: plainText(cell)})
		}
	}
	return list
}

// plainText is an answer as plain text.
func plainText(a *form.Answer) string {
	if a.Text != "" {
		return strings.TrimRight(a.Text, "\n")
	}
	return strings.Join(a.List, "\n")
}

// answer shows what was written for one field; private answers are in no build.
func (t *private) answer(at string, r *portfolio.Record, f *form.Field) view.Answer {
	a := view.Answer{Label: template.HTML(f.LabelHTML), Kind: "text"}
	given := r.Answer(f.ID)
	if f.Private && (given != nil || slices.Contains(r.Private, f.ID)) {
		a.Kind = "withheld"
		a.Text = t.Say("Kept private by the {person}")
		return a
	}
	if line := r.Withheld(f.ID); line != "" {
		a.Kind, a.Text = "withheld", line
		return a
	}
	if given == nil {
		a.Kind, a.Short, a.Missing = "empty", true, f.Required && r.Status == form.Complete
		return a
	}
	return t.given(at, r, f, given)
}

// given shows an answer that the reader may read: to a field, or in a column of a table.
func (t *private) given(at string, r *portfolio.Record, f *form.Field, given *form.Answer) view.Answer {
	a := view.Answer{Label: template.HTML(f.LabelHTML), Kind: "text"}
	switch f.Shape() {
	case form.TickAnswer:
		a.Kind, a.Ticked = "tick", true
	case form.ListAnswer:
		if f.Picks == "attachments" {
			a.Kind, a.Files = "files", t.files(at, r, given.List)
			break
		}
		a.Kind, a.List = "list", t.listed(at, r, f, given.List)
	case form.TableAnswer:
		t.table(&a, at, r, f, given)
		a.Files = t.files(at, r, tableFiles(f, given))
	default:
		a.Text = f.Words(t.Words, given.Text)
		a.Short = short(a.Text)
	}
	return a
}

// short reports whether an answer is a few words on one line.
func short(text string) bool {
	return utf8.RuneCountInString(text) <= 40 && !strings.Contains(text, "\n")
}

// listed is a list as people read it. What an answer points at is named as people know it and leads there; what is not
// found, or not for this reader, stays the id that was written.
func (t *private) listed(at string, r *portfolio.Record, f *form.Field, written []string) []view.Link {
	list := make([]view.Link, len(written))
	for i, id := range written {
		list[i].Text = id
		switch f.Picks {
		case "competencies":
			named := func(c toolkit.Competency) bool { return c.ID == id }
			if n := slices.IndexFunc(r.Under.Competencies, named); n >= 0 {
				list[i] = view.Link{Text: r.Under.Competencies[n].Label, Href: t.competencyHref(at, id)}
			}
		case "standards":
			if n := slices.IndexFunc(r.Under.Standards, func(s toolkit.Standard) bool { return s.ID == id }); n >= 0 {
				list[i] = view.Link{Text: r.Under.Standards[n].Label, Href: t.standardHref(at, id)}
			}
		case "records":
			own := func(o *portfolio.Record) bool { return o.ID == id && !o.FromPractice }
			if n := slices.IndexFunc(t.records, own); n >= 0 {
				line := t.line(t.records[n], at)
				list[i] = view.Link{Text: line.Title + ", " + line.Date.Words, Href: line.Href}
			}
		}
	}
	return list
}

// competencyHref leads to a competency on the page of all of them; "" where that has no such one for the reader.
func (t *private) competencyHref(at, id string) string {
	if !slices.ContainsFunc(t.p.Competencies(), func(c portfolio.Competency) bool { return c.ID == id }) {
		return ""
	}
	if at == onePage {
		return "#c-" + within(at) + id
	}
	return up(at) + competenciesPath + "#c-" + id
}

// standardHref leads to a standard on the page of all of them; "" where that has no such one for the person.
func (t *private) standardHref(at, id string) string {
	if !slices.ContainsFunc(t.p.Applying(), func(s toolkit.Standard) bool { return s.ID == id }) {
		return ""
	}
	if at == onePage {
		return "#d-" + within(at) + id
	}
	return up(at) + standardsPath + "#d-" + id
}

func (t *private) table(a *view.Answer, at string, r *portfolio.Record, f *form.Field, given *form.Answer) {
	a.Kind, a.Named = "table", len(f.Rows) > 0
	if a.Named {
		a.Head = append(a.Head, "")
	}
	for i := range f.Columns {
		c := &f.Columns[i]
		if c.Private {
			continue
		}
		a.Head = append(a.Head, c.Label)
		if total := f.Total(t.Words, c, given); total != "" {
			a.Totals = append(a.Totals, total)
		}
	}
	if !a.Named {
		for i := range given.Rows {
			a.Rows = append(a.Rows, view.AnswerRow{Cells: t.cells(at, r, f, &given.Rows[i])})
		}
		return
	}
	group := ""
	for _, fixed := range f.Rows {
		row := view.AnswerRow{}
		if fixed.Group != group {
			group = fixed.Group
			row.Group = group
		}
		name := fixed.Label
		if fixed.Level != "" {
			name += " (" + fixed.Level + ")"
		}
		of := &form.AnswerRow{}
		for i := range given.Rows {
			if given.Rows[i].Row == fixed.ID {
				of = &given.Rows[i]
			}
		}
		row.Cells = append([]view.AnswerCell{{Text: name}}, t.cells(at, r, f, of)...)
		a.Rows = append(a.Rows, row)
	}
}

// cells are those of a row of a table, with what is computed where nothing is written.
func (t *private) cells(at string, r *portfolio.Record, f *form.Field, row *form.AnswerRow) []view.AnswerCell {
	var out []view.AnswerCell
	for i := range f.Columns {
		c := &f.Columns[i]
		if c.Private {
			continue
		}
		shown := view.AnswerCell{Label: c.Label, Text: c.Words(t.Words, c.Computed(row))}
		for _, cell := range row.Cells {
			if cell.Field == c.ID {
				shown.Text, shown.List = c.Words(t.Words, cell.Text), t.listed(at, r, c, cell.List)
			}
		}
		out = append(out, shown)
	}
	return out
}
