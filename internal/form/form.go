// Package form owns what is filled in: the fields of a form page, the answers of a record, when a record is complete, and what
// a signature covers. It reads fields from the items of a page and answers from front matter, writes a form as HTML that works
// on paper, and never decides who may see what or when something is due.
package form

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
)

// Type says what a field asks for.
type Type string

// The types of field, by their markers. An empty pair of brackets is a tick box.
const (
	Tick    Type = "tick"
	Line    Type = "line"
	Text    Type = "text"
	Date    Type = "date"
	Expiry  Type = "expiry"
	Time    Type = "time"
	Number  Type = "number"
	Hours   Type = "hours"
	Choice  Type = "choice"
	Scale   Type = "scale"
	Choices Type = "choices"
	Pick    Type = "pick"
	Table   Type = "table"
	Sign    Type = "sign"
)

// Form is one form page: who fills it in, how often, who may see it, and its fields.
type Form struct {
	Slug    string // "monthly-meeting": the page's slug without forms/
	Title   string
	Version string
	File    string

	CompletedBy []string // lane ids
	Subject     string   // "preceptee" or "organisation"
	Repeats     string   // once, monthly, yearly, as-needed, each-competency
	Visibility  string   // private, pair, practice, practice-only, date, never

	Sections []Section
	Fields   []Field
}

// Section is a heading of the form and the fields below it, up to the next.
type Section struct {
	Title    string
	Within   string // the headings above its own, parted by ": "; or ""
	Quadrant bool
	Fields   []int // indices into Form.Fields
}

// Field is one thing to fill in. A table's columns are fields of their own.
type Field struct {
	ID        string
	Type      Type
	Label     string // plain text; a signature's statement
	LabelHTML string
	HelpHTML  string
	Options   []string // of choice, scale, choices
	Picks     string   // records, competencies, standards or attachments
	Lane      string   // who signs
	Columns   []Field
	Rows      []Row // fixed rows; without them the person adds rows
	Lines     int   // lines of a text box
	Min, Max  string
	Unit      string
	Sum       string // what a number column must add up to
	AtLeast   int    // rows that a table must have
	Open      string // a table's tick column that closes a row
	Required  bool
	Private   bool
	Level     bool // a competency is achieved when this has its last option
	Carries   bool
	Meets     []string
	When      string // bears only on preceptees with this tag
	Was       string // its former id
	Pos       finding.Position
}

// Row is a fixed row of a table. Was is its former id.
type Row struct {
	ID, Label, LabelHTML, Was string
}

// Heading is what New needs to know of a page's heading.
type Heading struct {
	Text     string
	Quadrant bool
}

// New reads a form's fields from the items of its page. What is wrong with a value of an attribute is a finding; the field is
// kept, so that one mistake gives one finding.
func New(meta Form, headings []Heading, items []*item.Item) (*Form, []finding.Finding) {
	f := meta
	var findings []finding.Finding
	section := -2
	for _, it := range items {
		if it.Marker == item.Plain {
			continue
		}
		head := -1
		if n := len(it.Heads); n > 0 {
			head = it.Heads[n-1]
		}
		if head != section || len(f.Sections) == 0 {
			section = head
			s := Section{}
			if head >= 0 && head < len(headings) {
				s.Title, s.Quadrant = headings[head].Text, headings[head].Quadrant
				s.Within = within(headings, it.Heads)
			}
			f.Sections = append(f.Sections, s)
		}
		field, more := fieldOf(meta.File, it)
		findings = append(findings, more...)
		last := &f.Sections[len(f.Sections)-1]
		last.Fields = append(last.Fields, len(f.Fields))
		f.Fields = append(f.Fields, field)
	}
	return &f, findings
}

// within is what stands above the last of an item's headings.
func within(headings []Heading, at []int) string {
	var above []string
	for _, i := range at[:len(at)-1] {
		above = append(above, headings[i].Text)
	}
	return strings.Join(above, ": ")
}

// fieldOf reads one item as a field.
func fieldOf(file string, it *item.Item) (Field, []finding.Finding) {
	var findings []finding.Finding
	bad := func(key, message, help string) {
		pos := finding.Position{File: file, Line: it.Start.Line, Column: it.Start.Column, End: it.Start.End}
		for _, a := range it.Pairs {
			if a.Key == key {
				pos.Line, pos.Column, pos.End = a.Pos.Line, a.Pos.Column, a.Pos.End
			}
		}
		findings = append(findings, finding.Finding{Rule: "attribute-bad", Position: pos, Message: message, Help: help})
	}
	f := Field{
		ID: it.ID, Type: Type(it.Marker), Label: it.Label, LabelHTML: it.LabelHTML, HelpHTML: it.HelpHTML,
		Min: it.Get("min"), Max: it.Get("max"), Unit: it.Get("unit"), Sum: it.Get("sum"), Open: it.Get("open"),
		Required: it.Has("required"), Private: it.Has("private"), Level: it.Has("level"), Carries: it.Has("carries"),
		Meets: strings.Fields(it.Get("meets")), When: it.Get("when"), Was: it.Get("was"),
		Pos: finding.Position{File: file, Line: it.Start.Line, Column: it.Start.Column, End: it.Start.End},
	}
	for _, key := range []string{"min", "max", "sum"} {
		if v := it.Get(key); v != "" {
			if _, ok := decimal(v); !ok {
				bad(key, fmt.Sprintf("%s is %q, which is not a number", key, v), "write a plain number such as "+key+"=0 or "+key+"=7.5")
			}
		}
	}
	whole := func(key string, most int) int {
		v := it.Get(key)
		if v == "" {
			return 0
		}
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > most {
			bad(key, fmt.Sprintf("%s is %q, which is not a whole number from 1 to %d", key, v, most), "write "+key+"=4, for example")
			return 0
		}
		return n
	}
	if low, ok := decimal(f.Min); ok {
		if high, set := decimal(f.Max); set && high < low {
			bad("max", fmt.Sprintf("max is %s, which is less than min, %s: no answer could be right", f.Max, f.Min), "swap the two")
		}
	}
	for _, a := range [...]struct{ key, what, example string }{{"was", "id", "old-name"}, {"when", "tag", "prescriber"}} {
		if v := it.Get(a.key); v != "" && !item.ValidID(v) {
			bad(a.key, fmt.Sprintf("%s is %q, which is no %s", a.key, v, a.what), "write small letters a to z, figures and hyphens, such as "+a.key+"="+a.example)
		}
	}
	f.Lines = whole("rows", 60)
	f.AtLeast = whole("at-least", 100)
	switch f.Type {
	case Choice, Scale, Choices:
		f.Options = it.Options
	case Pick:
		if len(it.Options) > 0 {
			f.Picks = it.Options[0]
		}
	case Sign:
		if len(it.Options) > 0 {
			f.Lane = it.Options[0]
		}
	case Table:
		for _, child := range it.Children {
			switch child.Marker {
			case item.Plain:
			case "row":
				f.Rows = append(f.Rows, Row{ID: child.ID, Label: child.Label, LabelHTML: child.LabelHTML, Was: child.Get("was")})
			default:
				column, more := fieldOf(file, child)
				findings = append(findings, more...)
				f.Columns = append(f.Columns, column)
			}
		}
		if len(f.Columns) == 0 {
			bad("", "the table has no columns", "nest a field for each column under it, such as \"  - [text] Evidence {#evidence}\"")
		}
		if f.Open != "" && !slices.ContainsFunc(f.Columns, func(c Field) bool { return c.ID == f.Open && c.Type == Tick }) {
			bad("open", fmt.Sprintf("open names %q, which is no tick box of this table", f.Open), "name the id of the tick box that closes a row")
		}
	}
	return f, findings
}

// Field finds a field by its id; nil when there is none.
func (f *Form) Field(id string) *Field {
	for i := range f.Fields {
		if f.Fields[i].ID == id {
			return &f.Fields[i]
		}
	}
	return nil
}

// Column finds a table's column by its id, or by the one it had before; nil when there is none.
func (f *Field) Column(id string) *Field {
	for i := range f.Columns {
		if f.Columns[i].ID == id {
			return &f.Columns[i]
		}
	}
	for i := range f.Columns {
		if f.Columns[i].Was == id && id != "" {
			return &f.Columns[i]
		}
	}
	return nil
}

// Row finds a table's fixed row by its id, or by the one it had before; nil when there is none.
func (f *Field) Row(id string) *Row {
	for i := range f.Rows {
		if f.Rows[i].ID == id {
			return &f.Rows[i]
		}
	}
	for i := range f.Rows {
		if f.Rows[i].Was == id && id != "" {
			return &f.Rows[i]
		}
	}
	return nil
}

// FromPage names a form by the slug of its page.
func FromPage(slug string) string { return strings.TrimPrefix(slug, "forms/") }

// Signers lists the lanes that sign the form, in page order, each once.
func (f *Form) Signers() []string {
	var lanes []string
	for _, field := range f.Fields {
		if field.Type == Sign && !slices.Contains(lanes, field.Lane) {
			lanes = append(lanes, field.Lane)
		}
	}
	return lanes
}

// Required counts the fields that a complete record must answer, signatures among them.
func (f *Form) Required() int {
	n := 0
	for _, field := range f.Fields {
		if field.Required {
			n++
		}
	}
	return n
}

// Applies reports whether the field bears on a preceptee with these tags.
func (f *Field) Applies(tags []string) bool {
	return f.When == "" || slices.Contains(tags, f.When)
}
