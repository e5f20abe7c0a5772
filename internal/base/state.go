package base

import (
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// State is how a page that took the place of one in a base is to that one now.
type State string

// The states. A page that does not say which text it replaced is Unsaid; other files have none.
const (
	None      State = ""
	Unchanged State = "unchanged" // the base has the text that it replaced
	Changed   State = "changed"   // the base has another text now
	Removed   State = "removed"   // the base has no such page any more
	Identical State = "identical" // the base now says the same
	Unsaid    State = "unsaid"
)

// Layer is one file of a version that does something to a base, and the state of an adapted page.
type Layer struct {
	toolkit.Shadow
	State   State
	Changed []string // headings of the sections that have changed, where they are known
}

// Layers lists what a version does to its bases.
func Layers(v *toolkit.Version) []Layer {
	var list []Layer
	for _, s := range v.Shadows() {
		l := Layer{Shadow: s}
		if s.Page != nil && s.Page.Base == "" && s.Page.File == s.File {
			l.State = StateOf(s.Page)
			if s.Page.Under != nil {
				l.Changed = s.Page.Under.Changed
			}
		}
		list = append(list, l)
	}
	return list
}

// StateOf compares an adapted page with the one whose place it took.
func StateOf(p *toolkit.Page) State {
	switch {
	case p.Under == nil && p.Replaces == "":
		return None
	case p.Under == nil:
		return Removed
	case p.Replaces == p.Under.Sum:
		return Unchanged
	case p.Under.Same:
		return Identical
	case p.Replaces == "":
		return Unsaid
	}
	return Changed
}

// Undecided reports whether somebody has to say what becomes of the page.
func (s State) Undecided() bool { return s != None && s != Unchanged }

// Words describes how an adapted page differs from the named hub's page.
func (s State) Words(w *wording.Words, hub string) string {
	switch s {
	case Unchanged:
		return w.Say("{1} has not changed its page", hub)
	case Changed:
		return w.Say("{1} has changed its page since", hub)
	case Removed:
		return w.Say("{1} no longer has this page", hub)
	case Identical:
		return w.Say("{1} now says the same", hub)
	case Unsaid:
		return w.Say("it does not say which text of {1} it replaced", hub)
	}
	return ""
}
