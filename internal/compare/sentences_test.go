package compare

import (
	"strings"
	"testing"

	"precept/internal/item"
	"precept/internal/toolkit"
)

// TestEveryAttributeIsSaid holds the sentences against the grammar: what changes the meaning of an item has words.
func TestEveryAttributeIsSaid(t *testing.T) {
	g := toolkit.Grammar()
	said := func(kind, key string) {
		_, flag := find(flags, kind, key)
		_, name := find(names, kind, key)
		if !flag && !name {
			t.Errorf("%s: nothing says %s", kind, key)
		}
	}
	version := &toolkit.Version{Name: "1"}
	s := Sentences{Old: version, New: version}
	for _, kind := range item.Kinds() {
		for _, word := range g.Markers(kind) {
			a := g.Attributes(kind, word)
			for _, flag := range a.Flags {
				if g.Asks(kind, word, flag) {
					said(kinds[kind], "."+flag)
				}
			}
			for _, key := range a.Keys {
				if g.Asks(kind, word, key) {
					said(kinds[kind], key)
				}
			}
			if word != Row && kind != item.Standards && strings.Join(s.marker(kinds[kind], word), "") == "" {
				t.Errorf("nothing says [%s]", word)
			}
		}
		for _, key := range g.HeadingAttributes(kind).Keys {
			said(Heading, key)
		}
	}
	c := Change{Key: "coined-since", Was: []string{}, Now: []string{"x"}}
	if got := s.Change(Field, c); got != "coined-since: x (new)" {
		t.Errorf("a key without words is said as %q", got)
	}
}
