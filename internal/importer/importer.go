// Package importer takes files as they arrive (from a phone, a mail, a colleague, a form page under serve) and puts them in their
// place: records below a preceptee's folder or in data/organisation, photographs and PDFs into evidence/. It judges each against
// the form of its version and against what is on the disk, says what would become of it (an Offer), and writes what was accepted,
// whole or not at all. It never overwrites what changed since it was shown, never stores what is private to the preceptee, never
// reads a clock, and decides nothing about how any of it looks. Commands and the desk stand above it.
package importer

import (
	"time"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// Arrival is one file as it came. Name is what its sender called it, with slashes where it came in a folder.
type Arrival struct {
	Name string
	Data []byte
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
	New     State = "new"     // nothing of it is there yet
	Same    State = "same"    // it is there already, or a later state of it: nothing to do
	Later   State = "later"   // it says that it revises what is there
	Signed  State = "signed"  // what is there, with signatures that it lacks
	Differs State = "differs" // both would claim to hold: a person decides
	Refused State = "refused" // never written; the findings say why
)

// Importer takes files in for one preceptee.
type Importer struct {
	Project    *store.Tree          // data/organisation lies below it, and is made when it is needed
	Preceptees portfolio.Folder     // the folder of all preceptees
	Toolkit    *toolkit.Toolkit     // every version that records may have been filled in under
	Portfolio  *portfolio.Portfolio // whose they are; only who they are and their version are asked for
	Wait       time.Duration        // how long another precept that writes is waited for; 0: five seconds
}

// Offer is what would become of one arrival.
type Offer struct {
	Name   string // the arrival's
	Kind   Kind
	State  State
	Form   *form.Form   // nil where it could not be told
	Record *form.Record // nil where it is none, or cannot be read
	Title  string       // in words: the form's title and the date, or the file's name
	Target string       // path below the preceptee's folder, or below data/organisation; "" where nothing is written
	File   string       // the same as findings name it: "data/preceptees/sam/2026-02-12-meeting-k7m29qxd.md"
	Aside  string       // Differs: where it is kept beside what is there, as findings name it

	Differences []Difference
	Findings    []finding.Finding

	in   *incoming
	base string // digest of the bytes that it was compared with; "" where nothing was there
}

// Difference is one thing that reads otherwise on the disk (There) and in the arrival (Here).
type Difference struct {
	Label, Here, There string
}

// Receipt is what an Accept wrote, so that it can be taken back.
type Receipt struct {
	Changes []Change
}

// Change is one file that was written.
type Change struct {
	File  string // as findings name it
	Aside bool   // kept beside what is there, which stays as it was

	place         place
	path          string
	before, after []byte // nil: no file
}
