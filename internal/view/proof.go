package view

import "html/template"

// Evidence shows the evidence for each standard.
type Evidence struct {
	Page
	Picture template.HTML // standards by body; the tables below say the same
	NoneYet string        // heads the next
	Missing []Link        // standards for which nothing is recorded yet, or nothing that this copy may show
	Thin    []Link        // those with one thing only
	Bodies  []Body
}

// Body is the standards of one body.
type Body struct {
	ID, Title, Words string
	List             []StandardLine
}

// StandardLine is one standard with its evidence.
type StandardLine struct {
	ID     string
	Title  string
	State  Tag
	Groups []EvidenceGroup
	Others []string // milestones that are done without a record
	Forms  []string // titles of forms whose records would show it, where evidence is missing or thin
}

// EvidenceGroup is the records of one form that stand for a standard, each by its date.
type EvidenceGroup struct {
	Title string
	List  []RecordLine
	More  Link // to the rest, where there is more; else without words
}

// Hours shows learning hours, and what runs out.
type Hours struct {
	Page
	Asked    []AskedLine
	Picture  template.HTML // hours by month; the table beside it says the same
	Total    string
	None     string     // said where there is no learning time to show
	ByMonth  []CountRow // hours in total, with others, alone, not stated
	Heads    []string
	ByKind   []CountRow
	ByPillar []CountRow
	Entries  []LearningLine
	Holdings []HoldingLine
	Soon     string // what "soon" means
}

// AskedLine is how far somebody has come with what a body asks for.
type AskedLine struct {
	Title string
	Body  string
	Words []string // "12 of 35 hours", "8 of 20 hours with others"
	Span  string
}

// LearningLine is one entry of learning time.
type LearningLine struct {
	Date    Date
	Record  RecordLine
	What    string
	Hours   string
	Kind    string
	Pillars string
	With    string
}

// HoldingLine is something that runs out.
type HoldingLine struct {
	What, Form string
	Until      Date
	State      Tag
	Href       string
	Plan       string // that was agreed for what has run out
	Notes      []string
}
