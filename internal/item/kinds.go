package item

import (
	"slices"
	"strings"
)

// Kind is the kind of a page, as the front matter's `kind` says it. It decides which items the page holds.
type Kind string

// The kinds of page.
const (
	Page         Kind = "page"
	Form         Kind = "form"
	Timeline     Kind = "timeline"
	Competencies Kind = "competencies"
	Standards    Kind = "standards"
	Glossary     Kind = "glossary"
	Requirements Kind = "requirements"
	Notices      Kind = "notices" // a version's notices.md; never written as a kind in front matter
)

// pageKind is what the grammar knows of a kind of page.
type pageKind struct {
	name    Kind
	markers []Marker // the items that it holds; a form's are its types of field, see NewGrammar
	heading Allowed  // what its headings take as well as an id

	versionIDs bool // the ids of its items are unique in the whole version
}

// kinds is the one list of page kinds. What a kind's front matter says, how its items become HTML and what they mean to
// a version is in toolkit/kinds.go; a test there holds the two lists together.
var kinds = []pageKind{
	{name: Page},
	{name: Form, heading: Allowed{Flags: []string{"quadrant"}, Keys: []string{"when", "visibility"}}},
	{name: Timeline, heading: Allowed{Keys: []string{"months"}}, versionIDs: true, markers: []Marker{
		{Word: "month", Takes: TakesMonths, Allowed: milestone},
		{Word: "week", Takes: TakesWeeks, Allowed: milestone},
		{Word: "monthly", Allowed: Allowed{Flags: milestone.Flags, Keys: append([]string{"apart"}, milestone.Keys...)}},
	}},
	{name: Competencies, heading: Allowed{Keys: []string{"pillar"}}, versionIDs: true, markers: []Marker{
		{Word: "must", Allowed: competency}, {Word: "should", Allowed: competency},
		{Word: "could", Allowed: competency},
	}},
	{name: Standards, versionIDs: true, markers: []Marker{{Word: "standard", Allowed: standard}}},
	{name: Glossary},
	{name: Requirements, versionIDs: true, markers: []Marker{
		{Word: "must", Allowed: requirement}, {Word: "should", Allowed: requirement},
	}},
	{name: Notices, markers: []Marker{
		{Word: "notice", Allowed: Allowed{Flags: []string{"urgent"}, Keys: []string{"on", "date"}}},
	}},
}

var (
	milestone = Allowed{
		Flags: []string{"required", "fixed", "unconfirmed", "shared"},
		Keys:  []string{"form", "field", "gate", "basis", "early", "late", "after", "when", "was"},
	}
	standard    = Allowed{Keys: []string{"registered-with", "hours", "participatory", "entries", "years"}}
	competency  = Allowed{Keys: []string{"when", "was"}}
	requirement = Allowed{Flags: []string{"fixed", "unconfirmed"}, Keys: []string{"on"}}
)

// commonKeys are the keys of every item but a notice: standards that it serves, and the requirement that it says. Other
// keys are allowed only where they have an effect: the tag of the preceptees that an item applies to, and its former
// id.
var commonKeys = []string{"meets", "says"}

// namingKeys are keys that change nothing for the people who use the item: its former id, and the requirement that it
// says.
var namingKeys = []string{"was", "says"}

// Kinds lists the kinds that front matter may name, in the order of the documentation.
func Kinds() []Kind {
	var list []Kind
	for _, k := range kinds {
		if k.name != Notices {
			list = append(list, k.name)
		}
	}
	return list
}

// VersionIDs reports whether the ids of this kind's items are unique in the whole version, and not only on their page.
func (k Kind) VersionIDs() bool {
	return slices.ContainsFunc(kinds, func(p pageKind) bool { return p.name == k && p.versionIDs })
}

// HoldsItems reports whether list items on this kind of page are items of the grammar; "" counts as a plain page.
func (k Kind) HoldsItems() bool {
	return k == Form || slices.ContainsFunc(kinds, func(p pageKind) bool { return p.name == k && len(p.markers) > 0 })
}

func kindsText(kinds []Kind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = string(k)
	}
	return strings.Join(words, " or ")
}
