package form

import (
	"cmp"
	"fmt"
	"slices"
)

// Missing is one thing that a complete record still lacks.
type Missing struct {
	Field *Field
	Text  string // what is asked: "What was said", "Your week: 2 of 3 rows"
	Said  bool   // it is answered, and Text says why that does not do
}

// Missing lists the required fields that have no answer, and the tables that are not filled in as they ask, in page
// order. tags are the preceptee's. What is one lane's own is not among them: it binds that lane's signature.
func (f *Form) Missing(r *Record, tags []string) []Missing { return f.missing(r, tags, "") }

// MissingFor lists what is missing of a lane's own fields, without which that lane cannot sign.
func (f *Form) MissingFor(r *Record, tags []string, lane string) []Missing {
	return f.missing(r, tags, lane)
}

// missing lists the answers that a lane's own fields lack; where lane is "", those of fields that belong to no lane.
func (f *Form) missing(r *Record, tags []string, lane string) []Missing {
	var list []Missing
	for i := range f.Fields {
		field := &f.Fields[i]
		if field.Type == Sign || !field.Applies(tags) || f.AnsweredPrivately(r, field) {
			continue
		}
		a := r.Answer(field.ID)
		switch {
		case field.Required && field.For == lane && a.invisible():
			list = append(list, Missing{Field: field, Text: field.Label})
		case field.Type == Table:
			for _, lack := range field.lacks(a, lane, tags) {
				list = append(list, Missing{Field: field, Text: field.Label + ": " + lack})
			}
		}
	}
	return list
}

// AnsweredPrivately reports whether the record says that a field is answered in the private file. Only a private field
// can be: of any other the answer would be nowhere.
func (f *Form) AnsweredPrivately(r *Record, field *Field) bool {
	return (field.Private || f.Visibility == "private") && slices.Contains(r.Private, field.ID)
}

// lacks says what a table still lacks of a lane's own: rows, required columns of its rows, numbers that add up. A table
// with fixed rows must have all of them where it is required, or where one of its columns is. Of the rows that a person
// adds, only those count in which something is written. tags are the preceptee's, whom some rows and columns apply to.
func (f *Field) lacks(a *Answer, lane string, tags []string) []string {
	if a == nil {
		a = &Answer{}
	}
	mine := f.For == lane // the table as a whole
	if !mine && !slices.ContainsFunc(f.Columns, func(c Field) bool { return f.owns(&c, lane) }) {
		return nil
	}
	full, most := 0, 0
	if len(f.Rows) > 0 {
		fixed := slices.DeleteFunc(slices.Clone(f.Rows), func(r Row) bool { return !r.Applies(tags) })
		for _, r := range fixed {
			i := slices.IndexFunc(a.Rows, func(row AnswerRow) bool { return row.Row == r.ID && !row.Unknown })
			if i >= 0 && f.filled(&a.Rows[i], lane, tags) {
				full++
			}
		}
		if mine && f.Required || slices.ContainsFunc(f.Columns, func(c Field) bool { return f.asks(&c, lane, tags) }) {
			most = len(fixed)
		}
		if mine {
			most = max(most, min(f.AtLeast, len(fixed)))
		}
	} else {
		for i := range a.Rows {
			if a.Rows[i].invisible() {
				continue
			}
			most++
			if f.filled(&a.Rows[i], lane, tags) {
				full++
			}
		}
		if mine {
			most = max(most, f.AtLeast)
		}
	}
	var list []string
	if full < most {
		list = append(list, fmt.Sprintf("%d of %d rows", full, most))
	}
	return append(list, f.sums(a, lane)...)
}

// filled reports whether a row has something in it, and an answer in each column that must have one.
func (f *Field) filled(row *AnswerRow, lane string, tags []string) bool {
	for i := range f.Columns {
		if c := &f.Columns[i]; f.asks(c, lane, tags) && row.Cell(c.ID).invisible() {
			return false
		}
	}
	return !row.invisible()
}

// owns reports whether a column of the table belongs to the lane; where lane is "", whether it belongs to none.
func (f *Field) owns(column *Field, lane string) bool { return cmp.Or(column.For, f.For) == lane }

// asks reports whether each row of a preceptee with these tags needs an answer in a column of the lane's, in the main
// file of the record.
func (f *Field) asks(column *Field, lane string, tags []string) bool {
	return column.Required && !column.Private && f.owns(column, lane) && column.Applies(tags)
}

// sums says which columns of numbers do not add up to what they must. A column in which nothing is written has no sum.
func (f *Field) sums(a *Answer, lane string) []string {
	var list []string
	for _, c := range f.Columns {
		if !f.owns(&c, lane) {
			continue
		}
		if sum, given := f.sum(&c, a, false); given {
			if off := offSum(sum, c.Sum); off != "" {
				list = append(list, c.Label+" "+off)
			}
		}
	}
	return list
}

// Unsigned lists the required signatures that the record does not have, in page order. One whose lane has not answered
// its own required fields is not there yet.
func (f *Form) Unsigned(r *Record, tags []string) []*Field {
	var list []*Field
	for i := range f.Fields {
		field := &f.Fields[i]
		if field.Type != Sign || !field.Required || !field.Applies(tags) {
			continue
		}
		signed := slices.ContainsFunc(r.Signed,
			func(s Signature) bool { return s.Field == field.ID && f.SignedBy(s, field.Lane) })
		if !signed || len(f.MissingFor(r, tags, field.Lane)) > 0 {
			list = append(list, field)
		}
	}
	return list
}
