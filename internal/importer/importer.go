// Package importer takes files as they arrive (from a phone, a mail, a colleague, a form page under serve) and
// puts them in their place: records below a preceptee's folder or in data/organisation, photographs and PDFs into
// evidence/. It compares each with the form of its version and with what is on the disk, says what would become of
// it (an Offer), and writes what was accepted, whole or not at all. It never overwrites what changed since it was
// shown, never stores what is private to the preceptee, never reads a clock, and decides nothing about how any of
// it looks. Packages record and portfolio come before it; commands and the desk use it.
package importer

import (
	"slices"
	"strings"
	"time"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/store"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// Arrival is one file as it came.
type Arrival struct {
	Name  string // what its sender called it, with slashes where it came in a folder
	Data  []byte
	Fault *finding.Finding // why it was left out before it was looked into; its bytes are not there then
	Base  string           // digest of the state of the record that the sender began with, where they say so; else ""
}

// Kind is what a file turned out to be.
type Kind string

// The kinds.
const (
	Record   Kind = "record"
	Evidence Kind = "evidence"
	Other    Kind = "other" // nothing that is taken in
)

// State is what would become of a file.
type State string

// The states of an offer.
const (
	New      State = "new"      // nothing of it is there yet
	Same     State = "same"     // it is there already, or a later state of it: nothing to do
	Later    State = "later"    // it says that it revises what is there, a draft, or marks it as complete
	Replaces State = "replaces" // it revises what is there, which is complete: a person decides
	Signed   State = "signed"   // what is there, with signatures that it lacks
	Conflict State = "conflict" // it and what is there disagree: a person decides
	Refused  State = "refused"  // never written; the findings say why
)

// Importer takes files in for one preceptee.
type Importer struct {
	Project    *store.Root          // data/organisation is below it, and is made when it is needed
	Preceptees record.Folder        // the folder of all preceptees
	Toolkit    *toolkit.Toolkit     // every version that records may have been filled in under
	Portfolio  *portfolio.Portfolio // whose they are; only who they are and their version are used
	Wait       time.Duration        // how long another precept that writes is waited for; 0: five seconds
}

// say says a phrase to whoever keeps the records, in the words of the version that they are kept under.
func (in *Importer) say(p wording.Phrase, values ...any) string { return in.words().Say(p, values...) }

// words are those of the person's version; where that is not there, the usual ones.
func (in *Importer) words() *wording.Words {
	if in.Portfolio.Version == nil {
		return nil
	}
	return in.Portfolio.Version.Words
}

// bytes says how large a file is.
func (in *Importer) bytes(n int) string { return in.words().Several(n, "{1} byte", "{1} bytes") }

// Offer is what would become of one arrival.
type Offer struct {
	Name     string // the arrival's
	Kind     Kind
	State    State
	Form     *form.Form   // nil where it could not be told
	Record   *form.Record // nil where it is not a record, or cannot be read
	Title    string       // in words: the form's title and the date, or the file's name
	Target   string       // path below the preceptee's folder, or below data/organisation; "" where nothing is written
	File     string       // the same as findings name it: "data/preceptees/sam/2026-02-12-meeting-k7m29qxd.md"
	Conflict string       // with the state Conflict: the file that it is kept in, as findings name it
	Own      string       // the same, where it can become a record of its own; else ""
	Separate bool         // a person has said that it becomes that

	Differences []record.Difference
	Parts       []record.Part // with the state Conflict: what can be taken from either; nil where one must be chosen
	Sides       []record.Side // of each part, the side that a person has chosen; nil where they have not
	Doubts      []Doubt       // reasons to think that it is somebody else's
	Confirmed   bool          // a person has said that it is taken in anyway
	Findings    []finding.Finding

	candidate *candidate
	read      []finding.Finding // what is wrong with it whatever it is compared with
	base      string            // digest of the bytes that it was compared with; "" where nothing was there
}

// Glimpse gives the first answers of a record, at most so many; none of one that may tell who a patient is, or that
// cannot be read.
func (o Offer) Glimpse(most int) []record.Line {
	if o.candidate == nil || o.candidate.Record == nil || slices.ContainsFunc(o.Findings,
		func(f finding.Finding) bool { return strings.HasPrefix(f.Rule, record.IdentifierRule) }) {
		return nil
	}
	return o.candidate.Glimpse(most)
}

// Signers lists who signed the record.
func (o Offer) Signers() []string {
	if o.candidate == nil || o.candidate.Record == nil {
		return nil
	}
	return o.candidate.Signers()
}

// Told describes an offer that was dealt with, without the content of its file.
func (o Offer) Told() Offer {
	told := Offer{Name: o.Name, Kind: o.Kind, State: o.State, Title: o.Title, Target: o.Target, File: o.File,
		Conflict: o.Conflict, Own: o.Own, Separate: o.Separate, Findings: slices.Clone(o.Findings)}
	for i := range told.Findings {
		told.Findings[i].Fix = finding.Edit{}
	}
	return told
}

// GoesWith reports whether a file is among the evidence of a record that came with it.
func (o Offer) GoesWith(r Offer) bool {
	return o.Kind == Evidence && o.candidate != nil && r.candidate != nil && r.candidate.Record != nil &&
		slices.Contains(o.candidate.ids, r.candidate.ID)
}

// Receipt is what an Accept wrote, so that it can be undone. It has only digests of what was written, which is on the
// disk, but the whole bytes of what was there before, which are nowhere else.
type Receipt struct {
	Changes []Change
}

// receipt is what is kept of changes that have been made.
func receipt(changes []Change) Receipt {
	r := Receipt{slices.Clone(changes)}
	for i := range r.Changes {
		c := &r.Changes[i]
		if c.after != nil {
			c.written, c.after = sum(c.after), nil
		}
	}
	return r
}

// Told gives the names of what was written, and nothing of what is in the files.
func (r Receipt) Told() (list []Change) {
	for _, c := range r.Changes {
		list = append(list, Change{File: c.File, Conflict: c.Conflict, From: c.From})
	}
	return list
}

// Change is one file that was written.
type Change struct {
	File     string // as findings name it
	Conflict bool   // kept beside what is there, which is as it was
	From     string // the arrival that it is made of; "" where it is made of none

	place         place
	name          string // below the place
	before, after []byte // nil: no file
	written       string // of a receipt: the digest of what is in the file now; "" for no file
	shared        bool   // one of the project's own files; all others are readable only by their owner
}
