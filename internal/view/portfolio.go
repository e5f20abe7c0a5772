package view

import "html/template"

// Overview is a portfolio's front page.
type Overview struct {
	Page
	Own                  []TaskGroup // what those whom it was built for can do next
	Progress             []PhaseProgress
	PastTitle            string // "Also past its date" where some of it is among their own
	Past                 []Due  // what else is past its date
	ToSign               []Due  // what else waits for a signature
	MorePast, MoreToSign Link   // to the rest of these, where there is more; else without words
	Next                 []Due  // what others do next
	Sums                 []Sum  // how the dates of all these came about
	Bring                Bring  // to the next meeting
	LeftOut              []Left // records that could not be read
	Facts                []Fact // start, end, toolkit, keeper, people …
	Intro                template.HTML
	Latest               []RecordLine
	Closed               bool // the reader may not open some of them
}

// TaskGroup is what one party can do next.
type TaskGroup struct {
	Title string
	List  []Due
	More  Link // to the rest of it, where there is more; else without words
}

// Meeting is the sheet to bring to the next meeting.
type Meeting struct {
	Page
	Next     Date   // none where none is to come
	How      string // how the day is known
	First    bool   // there was none before
	Since    Brief  // what was recorded since the last one
	Actions  Brief  // open ones
	Due      Brief  // before the next one
	Looks    Brief  // what the next review will look for
	Review   string // "Before the half-way review", or ""
	ReviewOn Date
}

// Brief is a short list, with a way to the rest of it.
type Brief struct {
	List []BriefLine
	More Link // without words where there is no more
}

// BriefLine is one line of it: what, who, by when.
type BriefLine struct {
	Title, Href string
	Who         string
	When        Date
	State       Tag // shown where it matters
}

// Bring is what the overview says about the next meeting.
type Bring struct {
	Words string // "3 open actions and 2 things that fall due before then"
	Next  Date
	Sheet string // address of the sheet
}

// Fact is a name and its value.
type Fact struct {
	Name, Value string
}

// PhaseProgress is "3 of 7" for one phase. Bar is its drawing; the words beside it say the same.
type PhaseProgress struct {
	Title string
	Span  string // "1 Sep 2026 to 30 Sep 2026"
	Words string // "3 of 7 done"
	Bar   template.HTML
	Now   bool
}

// Due is a milestone or a gap with its date and state.
type Due struct {
	Title  string
	Href   string // to the record, form or timeline entry
	When   Date
	State  Tag
	Move   []Tag       // whose move it is
	Detail string      // "signature of the preceptor is missing"
	Notes  []string    // of what was accepted instead: why, who agreed it and when
	Forms  []Link      // records that it has
	Do     []Link      // forms that close it, each with its address where it has one
	Number int         // its number in the picture
	Each   []BriefLine // of several that have all but their titles in common
}

// Sum says how a date came about. A plain one is left out on paper.
type Sum struct {
	Text  string
	Plain bool
}

// Left is a record that was left out, why, and who can fix it.
type Left struct {
	File, Why, Help string
}

// Calendar is a portfolio's dated timeline.
type Calendar struct {
	Page
	Chart  Chart
	Phases []CalendarPhase
	Pauses []string // when, and what falls away because of them
	File   string   // the address of its dates for calendar programs; "" where it is not beside the page
}

// CalendarPhase is one phase of it with its milestones by lane.
type CalendarPhase struct {
	Title, Span string
	ID          string
	Lanes       []CalendarLane
	Sums        []Sum // how dates came about that no phase before has
}

// CalendarLane holds the milestones of one lane within a phase.
type CalendarLane struct {
	Title string
	Look  string // the classes of its colour and shape
	List  []Due
}

// Records lists every record by form.
type Records struct {
	Page
	Groups  []RecordGroup
	Closed  bool // the reader may not open some of them
	LeftOut []Left
}

// RecordGroup is the records of one form.
type RecordGroup struct {
	Title string
	List  []RecordLine
}

// RecordLine is one record in a list.
type RecordLine struct {
	Title  string // form's title and what the record is about; in the list of a form only this, or the day
	Href   string // "" where the reader may not open it
	Date   Date
	State  Tag
	Signed string // who signed it, and whose signature it was changed since; or ""
}

// Record is one record as it was filled in.
type Record struct {
	Page
	ID       string // its anchor where the whole portfolio is on one page, or ""
	Number   int    // its place there, from 1; else 0
	Date     Date
	SignedBy string // "Example Preceptor (preceptor) and Alex Example (preceptee)", or ""
	State    Tag
	Facts    []Fact // what it counts towards, its reference, the toolkit: below the answers
	Sections []AnswerSection
	Writing  template.HTML // free writing
	Signed   []Signature
	Agreed   []Due    // of a review: what was accepted with a plan and is carried forward
	Missing  []string // labels of required fields that are empty, signatures that are missing
	Kept     []Answer // answers to fields that the form no longer has

	Corrections []Notice // to its form, where the whole portfolio is on one page; else they head its own
}

// AnswerSection is the answers below one heading of the form.
type AnswerSection struct {
	Part     string // the heading above, where this section is the first below it
	Title    string
	Inner    bool // it is below such a heading
	Quadrant bool
	Answers  []Answer
}

// Answer is one field with what was written.
type Answer struct {
	Label   template.HTML
	Kind    string // tick, text, list, table, withheld, empty
	Text    string // as typed; shown with its line breaks
	Short   bool   // a few words, which fit beside the label
	List    []Link // with an address where it leads to what it names
	Head    []string
	Rows    []AnswerRow
	Totals  []string // what its columns add up to: "Contacts: 14 of at most 25"
	Named   bool     // the first cell of each row is its name
	Ticked  bool
	Missing bool // required and empty
	Files   []File
}

// AnswerRow is a row of a table. Its first cell is its name where the table has fixed rows; Group is shown above the
// first of several rows that belong together.
type AnswerRow struct {
	Group string
	Cells []AnswerCell
}

// AnswerCell is what is written in a cell, or what it names; each with an address where it leads there.
type AnswerCell struct {
	Label string // the head of its column, for where a row is a card
	Text  string
	List  []Link
}

// File is a file that an answer or a signature names.
type File struct {
	Name    string // as the record names it
	Href    string // "" where it can only be named
	About   string // "JPEG, 1.2 MB", or why it is only named
	Picture Picture
}

// Picture is what is shown of a file that is one; without an address it is not shown.
type Picture struct {
	Src           template.URL
	Alt           string
	Width, Height int
}

// Signature is a signed statement.
type Signature struct {
	Statement, Name, Role, Lane, How string
	Date                             Date
	Fault                            string // why it does not count: the record was changed since; or ""
	Missing                          bool   // nobody has signed yet
	Scan                             []File // of the sheet that was signed
}

// Gaps lists all that is missing for each gate.
type Gaps struct {
	Page
	Gates    []GapGroup
	Accepted []Due // with a plan
	Sums     []Sum // how the dates of all these came about
	LeftOut  []Left
}

// GapGroup is what is still missing for one gate.
type GapGroup struct {
	Title  string
	Above  bool // the gaps of the groups before it count for it too, and are not repeated
	Due    Date
	Owners []GapOwner
	Also   []Due // what is open in records, and holds nothing up
}

// GapOwner is the gaps that one lane acts on next, or no lane where Lane has no text.
type GapOwner struct {
	Lane Tag
	List []Due
}

// Summary is a portfolio on two sheets of paper.
type Summary struct {
	Page
	Facts    []Fact
	Progress []PhaseProgress
	Reviews  []Review
	Signers  []Fact // who signed how many records
	Levels   []string
	Counts   []CountRow // competencies by domain and level
	Hours    string     // learning hours in all; "" where the toolkit counts none
	Asked    []AskedLine
	Holdings []HoldingLine
	More     string       // how many holdings are not shown; or ""
	Pieces   []RecordLine // evidence that the person chose
	NotHere  string       // why there is not more of it; or ""
}

// Review is a review of the year, with who signed it.
type Review struct {
	Title, Href, Detail string
	When                Date
	State               Tag
	Signed              []string
}

// Part is a part of a portfolio on one page.
type Part struct {
	ID, Title string
	Printed   bool // unless somebody chooses otherwise
}

// Whole is a portfolio on one page.
type Whole struct {
	Page
	Style     template.CSS // inlined; its hash is in the policy
	Parts     []Part       // what may be chosen before printing
	Overview  Overview
	TwoSheets Summary
	Meeting   Meeting
	Calendar  Calendar
	Records   []Record
	Gaps      Gaps

	Competencies *Competencies // nil where the toolkit has none
	Evidence     *Evidence     // nil where the toolkit has no standards
	Hours        *Hours        // nil where no form asks for hours or for an expiry date
}
