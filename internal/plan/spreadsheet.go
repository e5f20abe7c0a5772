package plan

import (
	"encoding/csv"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// sheetHead heads the columns of portfolio.csv: one table for all that a portfolio says, which a spreadsheet can
// filter by its first column.
var sheetHead = []string{"part", "id", "title", "group", "date", "state", "amount", "detail", "records"}

// byteOrderMark tells the usual spreadsheets that the text is UTF-8.
const byteOrderMark = "\uFEFF"

// spreadsheet writes the portfolio for spreadsheets: portfolio.csv, with what portfolio.json says.
func (t *private) spreadsheet() Output {
	return Output{Path: "portfolio.csv", Write: func(w io.Writer) error {
		return WriteSheet(w, append([][]string{sheetHead}, sheetRows(t.machine())...))
	}}
}

// WriteSheet writes rows as CSV. The usual spreadsheets read it as UTF-8, and take no cell for a formula.
func WriteSheet(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = guarded(cell)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// guarded keeps a text from being taken for a formula, which a spreadsheet would carry out, and from being written in
// another way: of the version 2026.10 it would make 2026.1, and of 1/2 a day.
func guarded(s string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " "))
	if strings.ContainsRune("=+-@|%\t\r\n＝＋－＠", first) && s != "" || rewritten.MatchString(s) {
		return "'" + s
	}
	return s
}

// rewritten are texts that a spreadsheet takes for a number or a day and does not show as they are: with zeros at an
// end, with more digits than it keeps, with a power of ten, and days and times that are not written as ours are.
var rewritten = regexp.MustCompile(
	`^(0\d+(\.\d+)?|\d+\.\d*0|\d{16,}|\d+(\.\d+)?[eE]\d+|\d{1,2}[/:-]\d{1,2}([/:-]\d{1,4})?)$`)

// sheetRows are the rows of all parts. A row shorter than the head is filled up with empty cells.
func sheetRows(p jsonPortfolio) [][]string {
	var rows [][]string
	add := func(cells ...string) {
		rows = append(rows, append(cells, make([]string, len(sheetHead)-len(cells))...))
	}
	join := func(list []string) string { return strings.Join(list, " ") }
	add("about", "", p.Name, "", p.Start, "", "", "start; toolkit "+p.Toolkit)
	add("about", "", p.Name, "", p.End, "", "", "end")
	add("about", "", p.Name, "", p.AsOf, "", "", "as of; built for "+p.For)
	for _, m := range p.Milestones {
		add("milestone", m.ID, m.Title, m.Lane, m.Due, m.State)
	}
	for _, r := range p.Records {
		add("record", r.Record, r.Form, "", r.Date, r.Status, "", strings.Join(r.SignedBy, "; "), join(r.Serves))
	}
	for _, c := range p.Competencies {
		add("competency", c.ID, c.Title, c.Level, c.Achieved, c.State, "", "", join(c.Evidence))
	}
	for _, s := range p.Standards {
		add("standard", s.ID, s.Title, s.Body, "", "", strconv.Itoa(s.Count), "", join(s.Records))
	}
	for _, l := range p.Learning {
		add("learning", "", l.What, strings.Join(append([]string{l.Kind}, l.Pillars...), "; "), l.Date, l.With, l.Hours,
			"hours", l.Record)
	}
	for _, a := range p.Asked {
		for _, count := range [...][2]string{{"hours", a.Hours}, {"hours with others", a.Participatory},
			{"entries", strconv.Itoa(a.Entries)}} {
			add("learning asked", a.Standard, count[0], "", a.To, "", count[1], "from "+a.From)
		}
	}
	for _, g := range p.Gaps {
		add("still to do", g.Gate, g.Title, strings.Join(g.Move, "; "), g.Due, "", "", g.Detail, join(g.Forms))
	}
	for _, a := range p.Meeting.Actions {
		add("action", "", a.Action, a.Who, a.By)
	}
	for _, h := range p.Holdings {
		add("holding", "", h.What, h.Form, h.Until, h.State, "", "", h.Record)
	}
	return rows
}
