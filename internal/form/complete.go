package form

import (
	"slices"
	"strings"
)

// Missing is one thing that a complete record still lacks.
type Missing struct {
	Field *Field
	Text  string // "an answer to …", "the signature of the preceptor"
}

// Missing lists the required fields that have no answer, in page order. tags are the preceptee's.
func (f *Form) Missing(r *Record, tags []string) []Missing {
	var list []Missing
	for i := range f.Fields {
		field := &f.Fields[i]
		if !field.Required || field.Type == Sign || !field.Bears(tags) || slices.Contains(r.Private, field.ID) {
			continue
		}
		if !field.answered(r.Answer(field.ID)) {
			list = append(list, Missing{field, field.Label})
		}
	}
	return list
}

// answered reports whether an answer is all that a required field asks for: a table has its rows, and its required columns are
// filled in each row.
func (f *Field) answered(a *Answer) bool {
	if a == nil {
		return false
	}
	if f.Type != Table {
		return true
	}
	full := 0
	for _, row := range a.Rows {
		filled := func(c Field) bool {
			return !c.Required || slices.ContainsFunc(row.Cells, func(cell Answer) bool { return cell.Field == c.ID && !cell.Empty() })
		}
		whole := true
		for _, c := range f.Columns {
			whole = whole && filled(c)
		}
		if !whole {
			return false
		}
		full++
	}
	return full >= max(1, f.AtLeast, len(f.Rows))
}

// Unsigned lists the required signatures that the record does not have, in page order.
func (f *Form) Unsigned(r *Record, tags []string) []*Field {
	var list []*Field
	for i := range f.Fields {
		field := &f.Fields[i]
		if field.Type != Sign || !field.Required || !field.Bears(tags) {
			continue
		}
		if !slices.ContainsFunc(r.Signed, func(s Signature) bool { return s.Field == field.ID && s.By == field.Lane }) {
			list = append(list, field)
		}
	}
	return list
}

// Done reports whether the record is complete and signed as the form asks.
func (f *Form) Done(r *Record, tags []string) bool {
	return r.Status == Complete && len(f.Missing(r, tags)) == 0 && len(f.Unsigned(r, tags)) == 0
}

// Hours adds up the answers to hours fields, in tables too, as ten-thousandths of an hour.
func (f *Form) Hours(r *Record) int64 {
	var sum int64
	for _, a := range r.Answers {
		field := f.Field(a.Field)
		if field == nil {
			continue
		}
		if field.Type == Hours {
			n, _ := decimal(a.Text)
			sum += n
		}
		for _, row := range a.Rows {
			for _, cell := range row.Cells {
				if c := field.Column(cell.Field); c != nil && c.Type == Hours {
					n, _ := decimal(cell.Text)
					sum += n
				}
			}
		}
	}
	return sum
}

// Lane gives a lane id as words where nobody has said better: "senior-colleague" is "senior colleague".
func Lane(id string) string { return strings.ReplaceAll(id, "-", " ") }
