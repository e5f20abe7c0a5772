package record

import (
	"slices"

	"precept/internal/form"
	"precept/internal/toolkit"
)

// CountsAs gives the form of a version that the record counts as, whatever version it was filled in under: the form of
// the same name, or the one that replaced it and still has every field that the record answers. It is nil where the
// version has neither. The record keeps the form that it was made with anyway.
func (r *Record) CountsAs(v *toolkit.Version) *form.Form {
	if f := v.Form(r.Form); f != nil {
		return f
	}
	page := v.Formerly("forms/" + r.Form)
	if page == nil || page.Form == nil || len(r.Lost(page.Form)) > 0 {
		return nil
	}
	return page.Form
}

// Lost lists the fields that the record answers and another form has no place for: no field, column or row of the same
// name, or that was once called so, and of the same type.
func (r *Record) Lost(in *form.Form) []*form.Field {
	var list []*form.Field
	for i := range r.Template.Fields {
		f := &r.Template.Fields[i]
		a := r.Answer(f.ID)
		if a == nil && !r.Template.AnsweredPrivately(r.Record, f) {
			continue
		}
		if now := in.Now(f.ID); now == nil || now.Type != f.Type || a != nil && loses(now, a) {
			list = append(list, f)
		}
	}
	return list
}

// loses reports whether the answer to a table has a row or a cell that another table has no place for.
func loses(now *form.Field, a *form.Answer) bool {
	return slices.ContainsFunc(a.Rows, func(row form.AnswerRow) bool {
		if row.Empty() {
			return false
		}
		return row.Row != "" && now.Row(row.Row) == nil ||
			slices.ContainsFunc(row.Cells, func(c form.Answer) bool { return now.Column(c.Field) == nil })
	})
}
