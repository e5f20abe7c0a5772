package view

import "html/template"

// Competencies shows how far somebody has come with each competency.
type Competencies struct {
	Page
	Picture template.HTML // domains by levels; the table beside it says the same in words
	Levels  []string      // the columns of picture and table
	Counts  []CountRow
	Domains []Domain
	Closed  string // why there is nothing to see, or ""
}

// CountRow is a row of a table of counts.
type CountRow struct {
	Title string
	Href  string
	Heads []string // of the columns, which a narrow screen shows beside each cell
	Cells []string // "3 of 6 achieved"
}

// Domain is the competencies below one heading.
type Domain struct {
	ID, Title, Words string
	List             []CompetencyLine
}

// CompetencyLine is one competency with what records say about it.
type CompetencyLine struct {
	ID        string
	Title     string
	Level     Tag
	State     Tag
	Detail    string
	Notes     []string // of what was accepted instead
	Confirmed string   // who signed that it is achieved, and when
	Lacks     []string // of what is achieved: what would make it sound
	Times     []CompetencyTime
	Evidence  []RecordLine // records that are named as evidence
	Files     []File
	Sections  []AnswerSection // what the latest record of each form says; not where all is on one page
}

// CompetencyTime is how far somebody had come on one day.
type CompetencyTime struct {
	Record RecordLine
	Says   []Fact // the answers that place somebody: "Where am I now?" "With support"
}
