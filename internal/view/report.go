package view

import "html/template"

// Report is about everybody at once, as the practice may know them: one page that needs no other file.
type Report struct {
	Page
	Style  template.CSS // inlined; its hash is in the policy
	Paper  string       // the line on each printed sheet
	AsOf   Date
	Tables []ReportTable
}

// ReportTable is one table of a report. The first cell of a row says what the row is about.
type ReportTable struct {
	ID, Title string
	Note      string // a sentence below the title, or ""
	Heads     []string
	Rows      []ReportRow
	None      string // the text where there are no rows
}

// ReportRow is one row: as many cells as the table has heads.
type ReportRow []ReportCell

// ReportCell is a date, a state or a text, or several of them.
type ReportCell struct {
	Text string
	Date Date
	Tag  Tag
}
