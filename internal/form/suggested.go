package form

import "slices"

// suggestedFlag marks a [row] that a table only suggests.
const suggestedFlag = "suggested"

// suggest turns a table's suggested rows into ordinary ones, which people may change or take away: each with its words
// in the first column of one line.
func (r *reader) suggest(f *Field) {
	var words []string
	for _, child := range r.it.Children {
		if child.Marker == row && child.Has(suggestedFlag) {
			words = append(words, child.Label)
			if child.Has(wantedFlag) {
				f.WantedRows = append(f.WantedRows, child.Label)
			}
			if child.Get("when") != "" || child.Get("was") != "" {
				r.bad("", "a suggested row is kept as people leave it, so when= and was= have no effect on it",
					"leave them out")
			}
		}
	}
	if len(words) == 0 {
		return
	}
	at := slices.IndexFunc(f.Columns, func(c Field) bool { return c.Type == Line && !c.Private })
	switch {
	case at < 0:
		r.bad("", "the table suggests rows, but has no [line] column for their words",
			"add a column such as \"  - [line] Course {#course}\"")
	case len(f.Rows) > 0 || f.RowsOf != "":
		r.bad("", "the table has suggested rows and fixed rows",
			"mark every [row] with .suggested, or none")
	default:
		for _, text := range words {
			f.Suggested = append(f.Suggested, map[string]string{f.Columns[at].ID: text})
		}
	}
}
