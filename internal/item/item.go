// Package item owns the one small grammar of a toolkit: a list item that opens with a bracketed marker and may end its
// first paragraph with attributes, such as
//
//   - [date] Date confirmed {#indemnity-date .required}
//
// It owns the list of page kinds with the markers of each, and scans markers and attributes, with positions. It never
// decides what an item means: form reads fields from items, and gives their markers; programme reads milestones.
// Markdown finds the items in a page.
package item

// Pos is a place in the file that holds the item: line and column from 1, columns in code points, End past the last.
type Pos struct {
	Line, Column, End int
}

// Attr is one `key=value` of an attribute block.
type Attr struct {
	Key, Value string
	Pos        Pos
	Loose      bool // its value has a space and no quotes, which has its finding
}

// Attributes are what the braces at the end of a label or heading hold: {#id .flag key=value}.
type Attributes struct {
	ID    string
	IDPos Pos
	Flags []Attr // .required has Key "required"
	Pairs []Attr
	Pos   Pos // the whole block with its braces; zero where there is none
}

// Has reports whether the block has the flag.
func (a Attributes) Has(flag string) bool {
	for _, f := range a.Flags {
		if f.Key == flag {
			return true
		}
	}
	return false
}

// Get gives the value of key, or "".
func (a Attributes) Get(key string) string {
	for _, p := range a.Pairs {
		if p.Key == key {
			return p.Value
		}
	}
	return ""
}

// Plain is the marker of a plain list item among items. It is not "text", which is a type of field.
const Plain = ""

// Item is one list item of the grammar, or a plain list item among others (Marker is then Plain).
type Item struct {
	Marker  string   // the word: "tick" for [ ], else as written: "line", "choice", "month", "must" …
	Args    string   // what follows the word: "0" of [month 0], "a | b" of [choice: a | b], "1 yearly"
	Options []string // what follows a colon, split at bars, without backslashes: the lane of [sign: preceptor] too
	Attributes
	Label     string   // plain text of the first paragraph without marker and attributes
	LabelHTML string   // the same as inline HTML without links
	HelpHTML  string   // what is nested under it and is not an item, as block HTML; may be empty
	Patterns  []string // on requirements pages: the nested code spans
	Children  []*Item  // items nested in it: a table's columns and rows
	Heads     []int    // indices of the page's headings above it, outermost first (H2, then H3)
	Start     Pos      // the marker
	Number    int      // its place among the page's own items, from 1; 0 in a table
	Quadrant  bool     // a heading above it is marked .quadrant

	Visibility string // what the nearest heading above it that says so has as visibility=

	// Offset is the byte offset, in the file as stored, where a missing id would be written: the end of the first
	// paragraph, where " {#id}" belongs, or just past the opening brace, where "#id " belongs, if there are braces
	// already (Attributes.Pos is set).
	Offset int
}
