package move

import (
	"slices"

	"precept/internal/wording"
)

// Group is the things with the same outcome, for a reader.
type Group struct {
	Fate  Fate
	Title string
	Parts []Part
}

// Part is one kind of thing in a group. Milestones and competencies that are carried over are only counted.
type Part struct {
	Title   string // "2 records"
	Lines   []Line
	Counted bool // the number says enough
}

// fates are the headings of the outcomes.
var fates = [...]struct {
	fate Fate
	says wording.Phrase
}{
	{Carried, "Carried over"},
	{Confirm, "To check, because it is now asked in a different way; it still counts"},
	{New, "New"},
	{Aside, "Set aside: it is kept, but does not count"},
}

// Groups lists what becomes of the year, one group for each outcome, in the words of the site.
func (m *Move) Groups() []Group {
	var groups []Group
	for _, f := range fates {
		g := Group{Fate: f.fate, Title: m.words.Say(f.says)}
		for kind := Record; kind <= Competency; kind++ {
			lines := slices.DeleteFunc(slices.Clone(m.Lines), func(l Line) bool {
				return l.Fate != f.fate || l.Kind != kind
			})
			if len(lines) > 0 {
				g.Parts = append(g.Parts, Part{Title: m.counted(kind, len(lines)), Lines: lines,
					Counted: f.fate == Carried && kind >= Milestone})
			}
		}
		groups = append(groups, g)
	}
	return groups
}

// counted is how many of a kind there are.
func (m *Move) counted(kind Kind, n int) string {
	w := m.words
	switch kind {
	case Record:
		return w.Several(n, "{1} {record}", "{1} {records}")
	case Entry:
		return w.Several(n, "{1} line of preceptee.md", "{1} lines of preceptee.md")
	case Milestone:
		return w.Several(n, "{1} milestone", "{1} milestones")
	}
	return w.Several(n, "{1} {competency}", "{1} {competencies}")
}
