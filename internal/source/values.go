package source

import (
	"precept/internal/civil"
	"precept/internal/finding"
)

// Values are what a schema reads from a head, or from one group of keys in it. A key that is missing, empty or invalid
// gives its type's zero value, so that the rest of the file can be checked. Has reports whether the key is in the file.
type Values struct {
	at      finding.Position
	entries []entry
}

// Scalar is one item of a list and its place.
type Scalar struct {
	Text string
	Pos  finding.Position
}

// Entry is one key of a TextMap, DateMap or NamedMap and its value.
type Entry struct {
	Key    string
	KeyPos finding.Position
	Text   string     // of a TextMap
	Date   civil.Date // of a DateMap
	Values Values     // of a NamedMap
}

// entry is one key of the file.
type entry struct {
	key   *Key
	at    finding.Position // of the key itself
	node  *Node
	valid bool

	text    string
	date    civil.Date
	number  int
	list    []Scalar
	maps    []Values
	entries []Entry
}

func (v Values) entry(key string) *entry {
	for i := range v.entries {
		if v.entries[i].key.Name == key {
			return &v.entries[i]
		}
	}
	return nil
}

// valid gives the entry of a key whose value could be read.
func (v Values) valid(key string) *entry {
	if e := v.entry(key); e != nil && e.valid {
		return e
	}
	return nil
}

// Has reports whether the file has the key with a value, valid or not.
func (v Values) Has(key string) bool {
	e := v.entry(key)
	return e != nil && !invisible(e.node)
}

// Text gives a text or word as typed, without the line end of a block of text; "" if there is none.
func (v Values) Text(key string) string {
	if e := v.valid(key); e != nil {
		return e.text
	}
	return ""
}

// Date gives a date, or the zero Date.
func (v Values) Date(key string) civil.Date {
	if e := v.valid(key); e != nil {
		return e.date
	}
	return civil.Date{}
}

// Int gives a whole number and whether there is one.
func (v Values) Int(key string) (int, bool) {
	if e := v.valid(key); e != nil && e.key.Type == Integer {
		return e.number, true
	}
	return 0, false
}

// Bool gives true if the value is true, and false otherwise.
func (v Values) Bool(key string) bool { return v.Text(key) == "true" }

// List gives the valid items of a list of texts or words.
func (v Values) List(key string) []Scalar {
	if e := v.entry(key); e != nil {
		return e.list
	}
	return nil
}

// Maps gives the groups of a MapList, in order.
func (v Values) Maps(key string) []Values {
	if e := v.entry(key); e != nil && e.key.Type == MapList {
		return e.maps
	}
	return nil
}

// Map gives the group of a Map, empty if there is none.
func (v Values) Map(key string) Values {
	if e := v.entry(key); e != nil && e.key.Type == Map && len(e.maps) == 1 {
		return e.maps[0]
	}
	return Values{}
}

// Entries gives the keys of a TextMap, DateMap or NamedMap, in the order of the file.
func (v Values) Entries(key string) []Entry {
	if e := v.entry(key); e != nil {
		return e.entries
	}
	return nil
}

// Pos gives the place of the key's value, or the place where missing keys of this group are reported.
func (v Values) Pos(key string) finding.Position {
	if e := v.entry(key); e != nil {
		return e.node.Pos
	}
	return v.at
}

// KeyPos gives the place of the key itself, or the place where missing keys of this group are reported.
func (v Values) KeyPos(key string) finding.Position {
	if e := v.entry(key); e != nil {
		return e.at
	}
	return v.at
}

// Node gives the value as typed, or nil.
func (v Values) Node(key string) *Node {
	if e := v.entry(key); e != nil {
		return e.node
	}
	return nil
}
