package source

import (
	"precept/internal/civil"
	"precept/internal/finding"
)

// Values are what a head, or one group of keys in it, holds by its schema. A key that is absent, empty or unsound gives its
// type's zero value, so that the rest of the file can be judged; whether it was typed at all, Has tells.
type Values struct {
	at  finding.Position
	got []entry
}

// Scalar is one item of a list with its place.
type Scalar struct {
	Text string
	Pos  finding.Position
}

// Entry is one free key with its value.
type Entry struct {
	Key    string
	KeyPos finding.Position
	Text   string     // of a TextMap
	Date   civil.Date // of a DateMap
	Values Values     // of a NamedMap
}

// entry is one key that was found.
type entry struct {
	key   *Key
	node  *Node
	sound bool

	text    string
	date    civil.Date
	number  int
	list    []Scalar
	maps    []Values
	entries []Entry
}

func (v Values) entry(key string) *entry {
	for i := range v.got {
		if v.got[i].key.Name == key {
			return &v.got[i]
		}
	}
	return nil
}

// sound gives the entry of a key whose value could be read.
func (v Values) sound(key string) *entry {
	if e := v.entry(key); e != nil && e.sound {
		return e
	}
	return nil
}

// Has reports whether the key stands in the file with something behind it, sound or not.
func (v Values) Has(key string) bool {
	e := v.entry(key)
	return e != nil && !blank(e.node)
}

// Text gives a text or word as typed, without the line end that a block of text brings along; "" without one.
func (v Values) Text(key string) string {
	if e := v.sound(key); e != nil {
		return e.text
	}
	return ""
}

// Date gives a date, or the zero Date.
func (v Values) Date(key string) civil.Date {
	if e := v.sound(key); e != nil {
		return e.date
	}
	return civil.Date{}
}

// Int gives a whole number and whether there is one.
func (v Values) Int(key string) (int, bool) {
	if e := v.sound(key); e != nil && e.key.Type == Integer {
		return e.number, true
	}
	return 0, false
}

// Bool gives true where the key says so, and false otherwise.
func (v Values) Bool(key string) bool { return v.Text(key) == "true" }

// List gives the items of a list of texts or words, without those that are unsound.
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

// Map gives the group of a Map; one without keys where there is none.
func (v Values) Map(key string) Values {
	if e := v.entry(key); e != nil && e.key.Type == Map && len(e.maps) == 1 {
		return e.maps[0]
	}
	return Values{}
}

// Entries gives the free keys of a TextMap, DateMap or NamedMap as they stand in the file.
func (v Values) Entries(key string) []Entry {
	if e := v.entry(key); e != nil {
		return e.entries
	}
	return nil
}

// Pos gives the place of the key's value, or where the keys of this group are reported missing.
func (v Values) Pos(key string) finding.Position {
	if e := v.entry(key); e != nil {
		return e.node.Pos
	}
	return v.at
}

// Node gives the value as it stands in the file, or nil.
func (v Values) Node(key string) *Node {
	if e := v.entry(key); e != nil {
		return e.node
	}
	return nil
}
