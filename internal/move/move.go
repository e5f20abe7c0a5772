// Package move owns what happens to somebody's year under another version of the toolkit: which records still count,
// which to look at because their questions have changed, what is new, and what is set aside. It decides what to write,
// and package importer writes it. It changes no record, except that it adds the version to records that do not name
// one, so that signatures stay valid. Packages portfolio and preceptee come before it; the command move and the desk
// use it.
package move

import (
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/preceptee"
	"precept/internal/record"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// Fate is what becomes of something.
type Fate uint8

// The fates.
const (
	Carried Fate = iota // it counts as it did
	Confirm             // it counts, and what is asked is not quite the same any more
	New                 // it was not asked before
	Aside               // it is kept, and counts for nothing
)

// Kind is what something is.
type Kind uint8

// The kinds, in the order in which they are listed.
const (
	Record Kind = iota
	Entry       // of preceptee.md
	Milestone
	Competency
)

// Line is what becomes of one thing.
type Line struct {
	Fate Fate
	Kind Kind
	What string
	Why  []string

	Key, Item string // of an entry: the key of preceptee.md, and what it names there
}

// Edit is a changed file of the preceptees' folder.
type Edit struct {
	Name          string // below the folder of all preceptees
	Before, After []byte
}

// Move is what becomes of one person's year.
type Move struct {
	From, To *toolkit.Version
	Lines    []Line // by kind
	Edits    []Edit
	Faults   []finding.Finding // what would be wrong with preceptee.md afterwards; not graded

	words *wording.Words
}

// Refusal is why a year cannot be moved, with what to do first.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// Plan finds what becomes of a person's year under a version. people is the folder of all preceptees, and day the day
// of the move. The error is a Refusal where something must be done first.
func Plan(
	p *portfolio.Portfolio, kit *toolkit.Toolkit, to *toolkit.Version, people record.Folder, day civil.Date,
) (*Move, error) {
	m := &Move{From: p.Version, To: to, words: p.Version.Words}
	if err := m.refuse(p); err != nil {
		return nil, err
	}
	for _, r := range p.Records {
		l, err := m.record(r)
		if err != nil {
			return nil, err
		}
		m.Lines = append(m.Lines, l)
	}
	after, err := m.entries(p, kit, people, day)
	if err != nil {
		return nil, err
	}
	if after != nil {
		m.milestones(p, after)
	}
	m.competencies(p.Calendar.Tags)
	if err := m.pin(people.Sub(p.ID), p.ID); err != nil {
		return nil, err
	}
	slices.SortStableFunc(m.Lines, func(a, b Line) int { return int(a.Kind) - int(b.Kind) })
	return m, nil
}

// refuse says what must be done before a year can be moved.
func (m *Move) refuse(p *portfolio.Portfolio) error {
	switch {
	case m.To == m.From:
		return m.refusal("they are already on version {1}", m.To.Name)
	case !m.To.Withdrawn.IsZero():
		return m.refusal("version {1} is withdrawn; choose another", m.To.Name)
	case !p.Calendar.Ended.IsZero():
		return m.refusal("their year ended on {1}, and keeps its version", m.words.Date(p.Calendar.Ended))
	case len(p.Omissions) > 0:
		return m.refusal("a {record} cannot be read, {1}; correct it first: precept check --preceptee {2} says how",
			p.Omissions[0].File, p.ID)
	}
	return nil
}

func (m *Move) refusal(why wording.Phrase, values ...any) Refusal {
	return Refusal(m.words.Say(why, values...))
}

// record finds what becomes of a record.
func (m *Move) record(r *portfolio.Record) (l Line, err error) {
	w := m.words
	l = Line{Kind: Record, What: w.Say("{1}, {2}", r.Template.Title, w.Date(r.Date))}
	f := r.CountsAs(m.To)
	if f == nil {
		l.Fate = Aside
		page := m.To.Formerly("forms/" + r.Form)
		if page == nil || page.Form == nil {
			l.Why = []string{w.Say("version {1} has no form that replaced this one", m.To.Name)}
			return l, nil
		}
		var lost []string
		for _, f := range r.Lost(page.Form) {
			lost = append(lost, strconv.Quote(f.Label))
		}
		l.Why = []string{w.Say("{1} replaced its form, and does not ask {2}", strconv.Quote(page.Title),
			strings.Join(lost, ", "))}
		return l, nil
	}
	if f.Slug != r.Form {
		l.What = w.Say("{1}, as {2}", l.What, strconv.Quote(f.Title))
	}
	if r.Under == m.To {
		return l, nil
	}
	if l.Why, err = m.changes(r, f); len(l.Why) > 0 {
		l.Fate = Confirm
	}
	return l, err
}

// competencies finds which competencies are new, of another level, renamed, or gone.
func (m *Move) competencies(tags []string) {
	applies := func(c *toolkit.Competency) bool { return c.When == "" || slices.Contains(tags, c.When) }
	kept := map[string]bool{} // those that are asked of the person, by their present ids
	for i := range m.To.Competencies {
		c := &m.To.Competencies[i]
		was := m.formerly(c)
		kept[c.ID] = applies(c)
		switch {
		case !applies(c):
		case was == nil || !applies(was):
			m.add(New, Competency, c.Label, m.level(c))
		case was.Level != c.Level:
			m.add(Confirm, Competency, c.Label, m.words.Say("{1}, and was {2}", m.level(c), m.level(was)))
		default:
			m.add(Carried, Competency, c.Label)
		}
	}
	for i := range m.From.Competencies {
		if c := &m.From.Competencies[i]; applies(c) && !kept[m.To.CompetencyNow(c.ID)] {
			m.add(Aside, Competency, c.Label)
		}
	}
}

// level is what a competency's level is called.
func (m *Move) level(c *toolkit.Competency) string { return m.words.Say(wording.Phrase(c.Level)) }

// formerly finds what a competency was in the version that somebody is on, by its id or its former one; nil where it
// was not there.
func (m *Move) formerly(c *toolkit.Competency) *toolkit.Competency {
	var was *toolkit.Competency
	for i := range m.From.Competencies {
		switch old := &m.From.Competencies[i]; {
		case old.ID == c.ID:
			return old
		case was == nil && m.To.CompetencyNow(old.ID) == c.ID:
			was = old
		}
	}
	return was
}

func (m *Move) add(fate Fate, kind Kind, what string, why ...string) {
	m.Lines = append(m.Lines, Line{Fate: fate, Kind: kind, What: what, Why: why})
}

// milestones finds which milestones are new, due on another day, asked in another way, or gone.
func (m *Move) milestones(before, after *portfolio.Portfolio) {
	moves := preceptee.Moves(before, after)
	for _, now := range dated(after) {
		l := Line{Kind: Milestone, What: now.Label}
		if old := former(before, now); old != nil {
			l.Why = m.asked(old, now)
		}
		at := slices.IndexFunc(moves, func(mv preceptee.Move) bool { return mv.Milestone == now.ID })
		switch {
		case at >= 0 && moves[at].From(m.words) == "":
			l.Fate, l.Why = New, []string{m.words.Say("due {1}", moves[at].To(m.words))}
		case at >= 0:
			l.Fate, l.Why = Confirm, append(l.Why,
				m.words.Say("due {1}, and was {2}", moves[at].To(m.words), moves[at].From(m.words)))
		case len(l.Why) > 0:
			l.Fate = Confirm
		}
		m.Lines = append(m.Lines, l)
	}
	for _, mv := range moves {
		if mv.To(m.words) == "" {
			m.add(Aside, Milestone, mv.Label)
		}
	}
}
