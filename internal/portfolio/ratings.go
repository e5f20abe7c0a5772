package portfolio

import "precept/internal/form"

// Rating is a record's rating of one row of a table, by the row's name.
type Rating struct {
	Table *form.Field
	Row   string
	Says  string
}

// Ratings are a record's ratings of the rows of tables with a level or a scale, as far as the reader may read them, in
// the order of the record. The practice's own records may also rate in words of their own.
func (c Copy) Ratings(r *Record) []Rating {
	var list []Rating
	for i := range r.Template.Fields {
		f := &r.Template.Fields[i]
		column, a := rates(f, r.FromPractice), r.Answer(f.ID)
		if column == nil || a == nil || !c.Reads(r, f.ID) {
			continue
		}
		for j := range a.Rows {
			row := &a.Rows[j]
			name, cell := r.rowName(f, row), row.Cell(column.ID)
			if name != "" && !row.Unknown && cell != nil && !cell.Unknown && cell.Text != "" {
				list = append(list, Rating{f, name, cell.Text})
			}
		}
	}
	return list
}

// rates gives the column of a table by which its rows are rated: the level of a competency, else the first scale; and
// in words of their own, else the first choice or the line after the one that names the row. It is nil where there is
// none.
func rates(f *form.Field, inWords bool) *form.Field {
	named := false
	ways := []func(c *form.Field) bool{
		func(c *form.Field) bool { return c.Level },
		func(c *form.Field) bool { return c.Type == form.Scale },
		func(c *form.Field) bool { return inWords && c.Type == form.Choice },
		func(c *form.Field) bool {
			second := named && c.Type == form.Line
			named = named || c.NamesRow()
			return inWords && second
		},
	}
	for _, is := range ways {
		for i := range f.Columns {
			if c := &f.Columns[i]; !c.Private && is(c) {
				return c
			}
		}
	}
	return nil
}
