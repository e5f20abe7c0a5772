// Package programme owns what a timeline page says: the phases of a programme, the lanes of those who carry it, the
// milestones, and the arithmetic of when each of them falls due for one preceptee. It takes headings and items that
// package markdown has found, and gives values and findings. It reads no files, never asks what today is, and does not
// judge whether a milestone is done: portfolio does, and timeline draws the programme.
package programme

import (
	"precept/internal/finding"
	"precept/internal/item"
)

// maxMonths is the longest programme, and the last month at which a milestone may be due.
const maxMonths = 36

// maxWeeks is the last week at which a milestone may be due: as far as maxMonths.
const maxWeeks = 156

// Phase is a part of the programme, in months from its start. It runs from the first day of month From up to, and not
// including, month To; `months=12` is only the end, with From and To both 12.
type Phase struct {
	ID, Title string
	From, To  int
	Pos       finding.Position
}

// Unit says what Milestone.At counts.
type Unit uint8

// The units of a milestone's time.
const (
	Months Unit = iota
	Weeks
)

// Repeat says how often a milestone falls due.
type Repeat uint8

// The ways of repeating.
const (
	Once    Repeat = iota
	Monthly        // at each whole month of its phase; At is not used
	Yearly         // at At, and every twelve months from there
)

// The two gates.
const (
	Midpoint = "midpoint"
	Final    = "final"
)

// Milestone is one thing that falls due.
type Milestone struct {
	ID    string
	Label string // plain text

	Phase  int    // index into Programme.Phases
	Lane   string // id of a lane on the timeline
	At     int    // months or weeks from the start
	Unit   Unit
	Repeat Repeat

	Forms []string // slugs of the forms that meet it, each of them
	Field string   // the field of the one form that must be answered, or ""

	Required    bool
	Fixed       bool // keeps to the calendar, whatever the hours worked and the pauses
	Shared      bool // one record may serve this milestone and another
	Unconfirmed bool // the source leaves the owner or the date open

	Early Days   // how long before its date it may be done
	Late  Days   // how long after it
	After string // the milestone that is done before it, or ""

	afterPos finding.Position
	Apart    Days // of a monthly one: how far records of its form may be apart

	Gate  string   // "", Midpoint or Final
	Basis string   // "" or "trust": an offer from another setting, never required
	Meets []string // ids of standards
	When  string   // applies only to preceptees with this tag; "" to all
	Was   string   // its former id

	Pos finding.Position
}

// Days is a number of days, where one is given.
type Days struct {
	Given bool
	N     int
}

// keepsCalendar reports whether hours worked and pauses do not move the milestone's date.
func (m *Milestone) keepsCalendar() bool { return m.Fixed || m.Repeat != Once }

// Programme is what a timeline page says. Milestones are in page order: their place in it, counted from 1, is their
// number in every list and picture.
type Programme struct {
	Months     int
	Asks       []string // keys of preceptee.md that the programme wants answered
	Lanes      []Lane
	Words      map[string][]string // what it calls things: a word, and its plural where it says one
	Phases     []Phase
	Milestones []Milestone
}

// Heading is a heading of the timeline page. It is declared here so that this package does not import markdown.
type Heading struct {
	Level      int
	Text, ID   string
	Attributes item.Attributes
	Pos        finding.Position
}

// TimelineLanes gives the lanes that have milestones, in order.
func (p *Programme) TimelineLanes() []Lane {
	var on []Lane
	for _, l := range p.Lanes {
		if !l.OffTimeline {
			on = append(on, l)
		}
	}
	return on
}

// Milestone gives the milestone with that id, or nil.
func (p *Programme) Milestone(id string) *Milestone {
	for i := range p.Milestones {
		if id != "" && p.Milestones[i].ID == id {
			return &p.Milestones[i]
		}
	}
	return nil
}

// gate gives the milestone that is this gate, or nil.
func (p *Programme) gate(name string) *Milestone {
	for i := range p.Milestones {
		if name != "" && p.Milestones[i].Gate == name {
			return &p.Milestones[i]
		}
	}
	return nil
}

// Number gives the number of a milestone of this programme, or of a copy of one, in lists and pictures: from 1, or 0 if
// it is not in the programme.
func (p *Programme) Number(m *Milestone) int {
	for i := range p.Milestones {
		if &p.Milestones[i] == m || m.ID != "" && p.Milestones[i].ID == m.ID {
			return i + 1
		}
	}
	return 0
}

// isLast reports whether phase i is the one that an extension moves.
func (p *Programme) isLast(i int) bool { return i == len(p.Phases)-1 }
