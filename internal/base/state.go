package base

import (
	"bytes"
	"fmt"

	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
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
	Changed []string // headings of what has changed, where that is to be had
}

// Layers lists what a version does to its bases. read reads the files of all of them.
func Layers(v *toolkit.Version, read func(name string, max int64) ([]byte, error)) ([]Layer, error) {
	var list []Layer
	for _, s := range v.Shadows() {
		l := Layer{Shadow: s}
		if s.Page != nil && s.Page.Base == "" && s.Page.File == s.File {
			var err error
			if l.State, err = state(s.Page, read); err != nil {
				return nil, err
			}
			if s.Page.Under != nil {
				l.Changed = s.Page.Under.Changed
			}
		}
		list = append(list, l)
	}
	return list, nil
}

// state compares an adapted page with the one whose place it took.
func state(p *toolkit.Page, read func(name string, max int64) ([]byte, error)) (State, error) {
	switch {
	case p.Under == nil && p.Replaces == "":
		return None, nil
	case p.Under == nil:
		return Removed, nil
	}
	raw, err := read(p.File, source.MaxFile)
	if err != nil {
		return None, fmt.Errorf("reading %s: %w", p.File, store.Cause(err))
	}
	switch {
	case toolkit.Sum(withoutReplaces(raw)) == p.Under.Sum:
		return Identical, nil
	case p.Replaces == "":
		return Unsaid, nil
	case p.Replaces != p.Under.Sum:
		return Changed, nil
	}
	return Unchanged, nil
}

// withoutReplaces is the text of a page without the line that says which text it replaced.
func withoutReplaces(raw []byte) []byte {
	var out []byte
	head := true
	for line := range bytes.Lines(source.Plain(raw)) {
		if head && bytes.HasPrefix(line, []byte("replaces:")) {
			continue
		}
		head = head && (len(out) == 0 || !bytes.HasPrefix(line, []byte("---")))
		out = append(out, line...)
	}
	return out
}
