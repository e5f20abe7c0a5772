package plan

import (
	"slices"
	"strings"

	"precept/internal/portfolio"
	"precept/internal/view"
	"precept/internal/wording"
)

// grid puts together what there is about several people, or on several days: a row for each thing, a column for each
// person or day. Rows have the same name whatever its capitals; two people may have the same name.
type grid struct {
	title, note string
	first       string   // the head of the column with the rows' names
	rows        []string // their names
	columns     []column
	at          map[string]int // rows by name in small letters
}

type column struct {
	head  string
	cells map[int]view.ReportCell // by row
}

func newGrid(title, note, first string) *grid {
	return &grid{title: title, note: note, first: first, at: map[string]int{}}
}

// column adds a column. One that stays empty is not shown.
func (g *grid) column(head string) {
	g.columns = append(g.columns, column{head, map[int]view.ReportCell{}})
}

// set sets a cell of the last column.
func (g *grid) set(row string, cell view.ReportCell) {
	name := strings.ToLower(row)
	at, known := g.at[name]
	if !known {
		at = len(g.rows)
		g.at[name] = at
		g.rows = append(g.rows, row)
	}
	g.columns[len(g.columns)-1].cells[at] = cell
}

// rate sets what a record rates in one of its tables.
func (g *grid) rate(list []portfolio.Rating, field string) {
	for _, r := range list {
		if r.Table.ID == field {
			g.set(r.Row, view.ReportCell{Text: r.Says})
		}
	}
}

// perTable is how many columns a table has side by side, so that it fits on paper.
const perTable = 5

// tables are the grid with a few columns each.
func (g *grid) tables(w *wording.Words) []view.ReportTable {
	var list []view.ReportTable
	shown := slices.DeleteFunc(g.columns, func(c column) bool { return len(c.cells) == 0 })
	for columns := range slices.Chunk(shown, perTable) {
		table := view.ReportTable{Title: g.title, Note: g.note, Heads: []string{g.first}}
		if len(list) > 0 {
			table.Title = w.Say("{1}, continued", g.title)
		}
		for _, c := range columns {
			table.Heads = append(table.Heads, c.head)
		}
		for at, name := range g.rows {
			row := view.ReportRow{{Text: name}}
			for _, c := range columns {
				row = append(row, c.cells[at])
			}
			table.Rows = append(table.Rows, row)
		}
		list = append(list, table)
	}
	return list
}
