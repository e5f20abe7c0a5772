package item

import (
	"slices"
	"strings"
)

// Takes says what follows the word of a marker.
type Takes uint8

// What may follow a marker's word.
const (
	TakesNothing Takes = iota
	TakesOptions       // : a | b
	TakesOneOf         // : records, one of the marker's own words
	TakesLane          // : preceptor
	TakesMonths        // 6, or 6 yearly
	TakesWeeks         // 2
)

// Tick is the marker of a tick box. It is written [ ], with nothing between the brackets.
const Tick = "tick"

// Marker is one word that opens an item, with what may follow the word and what its attributes may be.
type Marker struct {
	Word  string
	Takes Takes
	OneOf []string // the words that TakesOneOf chooses from
	Any   bool     // any number of the options may be chosen, so a single option is enough
	Looks []string // those of its flags and keys that change how it looks or is typed, and not what it asks
	Allowed
}

// Grammar is the grammar of all kinds of page. It is never changed after NewGrammar.
type Grammar struct {
	kinds []pageKind
	flags []string // every flag that there is, on any item or heading
}

// NewGrammar makes the grammar with the types of field that a form page holds.
func NewGrammar(fields []Marker) *Grammar {
	g := &Grammar{kinds: slices.Clone(kinds)}
	for i := range g.kinds {
		k := &g.kinds[i]
		if k.name == Form {
			k.markers = fields
		}
		g.flags = append(g.flags, k.heading.Flags...)
		for _, m := range k.markers {
			g.flags = append(g.flags, m.Flags...)
		}
	}
	slices.Sort(g.flags)
	g.flags = slices.Compact(g.flags)
	return g
}

// on gives the markers of a kind of page.
func (g *Grammar) on(kind Kind) []Marker {
	for i := range g.kinds {
		if g.kinds[i].name == kind {
			return g.kinds[i].markers
		}
	}
	return nil
}

// find gives the kinds of page that hold a marker; none where no kind does.
func (g *Grammar) find(word string) []Kind {
	var list []Kind
	for i := range g.kinds {
		if marker(g.kinds[i].markers, word) != nil {
			list = append(list, g.kinds[i].name)
		}
	}
	return list
}

func (g *Grammar) known(word string) bool { return len(g.find(word)) > 0 }

func marker(list []Marker, word string) *Marker {
	for i := range list {
		if list[i].Word == word {
			return &list[i]
		}
	}
	return nil
}

// Markers lists the words of the markers that a kind of page holds; Tick is written [ ].
func (g *Grammar) Markers(kind Kind) []string {
	var list []string
	for _, m := range g.on(kind) {
		list = append(list, m.Word)
	}
	return list
}

// words lists the markers of a kind of page, as they are written between brackets.
func (g *Grammar) words(kind Kind) []string {
	return slices.DeleteFunc(g.Markers(kind), func(word string) bool { return word == Tick })
}

// listed lists the markers of a kind of page, for a help text.
func (g *Grammar) listed(kind Kind) string {
	words := g.words(kind)
	if kind == Form {
		words = append([]string{" "}, words...)
	}
	if len(words) == 0 {
		return "none"
	}
	return "[" + strings.Join(words, "], [") + "]"
}

// IsWord reports whether what is between two brackets names a marker, in any case, with or without what follows it.
func (g *Grammar) IsWord(inner string) bool {
	word, _ := cutWord(inner)
	return g.known(strings.ToLower(word)) || strings.TrimSpace(inner) == ""
}

// Attributes gives what may follow the label of an item with this marker on a page of this kind.
func (g *Grammar) Attributes(kind Kind, word string) Allowed {
	var a Allowed
	if kind != Notices { // they are outside the pages that serve a standard or say what is required
		a.Keys = commonKeys
	}
	if m := marker(g.on(kind), word); m != nil {
		a.Flags, a.Keys = m.Flags, slices.Concat(a.Keys, m.Keys)
	}
	return a
}

// Asks reports whether a flag or key of an item with this marker changes what the item asks, or when. The others are
// for its name, for what the text says, or for its looks.
func (g *Grammar) Asks(kind Kind, word, attribute string) bool {
	m := marker(g.on(kind), word)
	return !slices.Contains(namingKeys, attribute) && (m == nil || !slices.Contains(m.Looks, attribute))
}

// HeadingAttributes gives what may follow a heading of a page of this kind.
func (g *Grammar) HeadingAttributes(kind Kind) Allowed {
	for i := range g.kinds {
		if g.kinds[i].name == kind {
			return g.kinds[i].heading
		}
	}
	return Allowed{}
}
