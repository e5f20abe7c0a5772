// Package portfolio owns one preceptee's year: who they are, what they have filled in, and what that means under
// the version of the toolkit that they started on, as of one day. It assigns records to milestones, says what is
// done, what is past its date and what is still missing, and how much of that each reader may know. What a person
// has not done yet is a gap, never an error. It never decides how any of it looks, and never sees another
// preceptee. Packages toolkit and record come before it; package plan makes pages of portfolios, and package desk
// shows their agendas.
package portfolio

import (
	"cmp"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/identify"
	"precept/internal/programme"
	"precept/internal/record"
	"precept/internal/toolkit"
)

// Portfolio is one preceptee's year as of a day.
type Portfolio struct {
	*Preceptee
	Version           *toolkit.Version
	AsOf              civil.Date
	Introduction      []byte    // the preceptee's own, as HTML
	Records           []*Record // by date, then file
	PracticeRecords   []*Record // the practice's own that concern the year, in the same order
	PracticeOmissions []Omission
	Milestones        []Milestone
	Actions           []Action // open ones, by the day agreed
	Gaps              []Gap
	Expired           []Gap        // what has run out and was accepted with a plan; not among Gaps
	Competencies      []Competency // in page order
	Omissions         []Omission
}

// Record is a record bound to its form, with what a year knows of it. Its Signed are the signatures that count;
// Signatures are all that its file has.
type Record struct {
	record.Record
	Signatures   []Signature
	Writing      []byte         // the free writing, as HTML
	Page         *toolkit.Page  // the form's page
	Missing      []form.Missing // without a field where nothing at all is written in it
	Unsigned     []*form.Field
	Serves       []string // occurrences of milestones
	FromPractice bool     // it is in data/organisation and not about the preceptee
	Absent       []Absence

	evidence map[string]*Evidence      // by the names that the record gives them
	hits     map[string][]identify.Hit // text that looks as if it tells who a patient is, by field
	own      *toolkit.Version          // the version that the person is on
	formNow  string                    // slug of the form that it counts as, where that is not its own
}

// FormNow is the slug of the form that it counts as under the person's version: its own, or the one that took that
// one's place.
func (r *Record) FormNow() string { return cmp.Or(r.formNow, r.Form) }

// competency gives the id by which the person's version knows a competency that the record names.
func (r *Record) competency(id string) string { return r.own.CompetencyNow(id) }

// about is the id of the competency that it is about under the person's version.
func (r *Record) about() string { return r.competency(r.About) }

// Absence is something that a record names and that is not there.
type Absence struct {
	Finding finding.Finding
	Secret  bool // the answer that names it is held back, and so is the name

	field, column string // whose answer names it; "" of a scan
}

// Signature is a signature and what is known against it on the day that the portfolio is about.
type Signature struct {
	form.Signature
	Worth record.Worth
}

// Done reports whether the record is complete and signed as its form asks.
func (r *Record) Done() bool {
	return r.Status == form.Complete && len(r.Missing) == 0 && len(r.Unsigned) == 0
}

// Milestone is one occurrence of a milestone with its state.
type Milestone struct {
	programme.Occurrence
	State    programme.State
	Detail   string
	Accepted *Accepted // what was agreed where it is accepted, else nil
	Records  []*Record
	DoneOn   civil.Date

	waits bool // Detail says whose signatures are missing
}

// Gap is one thing that is missing.
type Gap struct {
	Title, Detail string
	Lead          string // Detail up to the Competencies, where it ends in their names; else ""
	Together      string // the heading of several with the same reason; or ""
	Action        string // what was agreed, of an action that is still open; else ""
	Due           civil.Date
	Gate          string // the first gate that needs it, or ""
	Milestone     string // occurrence
	Record        *Record
	Competencies  []string        // ids of those that lack it
	Accepted      *Accepted       // of what has run out: the plan that was agreed; nil of a gap
	State         programme.State // how far it has come; "" where date and finding tell
	Move          []string        // lanes whose move it is
	Steps         []Step          // the forms that close it; none where no form does
	Finding       finding.Finding

	waits  bool   // Detail says whose signatures are missing
	expiry string // what accepted names it by, where a plan may be accepted for what has run out
	item   string // the entry of preceptee.md that the gap is about; or ""
	asked  []asked

	// what Detail is about: a field of the record and, in a table, the column; or ""
	field, column string
	fields        []string // the same, of several fields
}

// Omission is a record that could not be read and was left out. Why and Help may quote it.
type Omission struct {
	File, Rule, Why, Help string
	FromPractice          bool       // it is one of the practice's own
	Template              *form.Form // nil where not even its form could be told
	Access                Access     // of the reader whom a Copy is for
}

// End is the last day of the programme.
func (p *Portfolio) End() civil.Date {
	prog := p.Version.Programme
	if prog == nil || len(prog.Phases) == 0 {
		return p.Calendar.Day(12)
	}
	_, to := prog.PhaseSpan(p.Calendar, len(prog.Phases)-1)
	return to
}
