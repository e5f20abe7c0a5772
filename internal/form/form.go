// Package form owns what is filled in: the fields of a form page, the answers of a record, when a record is complete,
// and what a signature covers. It reads fields from the items of a page and answers from front matter, and writes a
// form as HTML that works on paper. The one table of field types is in types.go. It never decides who may see what, or
// when something is due. Package item comes before it; toolkit makes the forms of a version, portfolio reads the
// records of a year.
package form

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/wording"
)

// Form is one form page: who fills it in, how often, who may see it, and its fields. As JSON it is a definition for
// machines.
type Form struct {
	Slug    string `json:"form"` // "monthly-meeting": the page's slug without forms/
	Version string `json:"version"`
	Title   string `json:"title"`
	File    string `json:"-"`

	CompletedBy []string `json:"completed_by,omitempty"` // lane ids
	Subject     string   `json:"subject"`                // "preceptee" or "organisation"
	Repeats     string   `json:"repeats"`                // once, monthly, yearly, as-needed, each-competency
	Visibility  string   `json:"visibility"`             // private, pair, practice, practice-only, date, never
	ReadBy      []string `json:"read_by,omitempty"`      // the lanes that read it as a whole; none where all do

	Former map[string]string `json:"former,omitempty"` // former ids of lanes, by which somebody may have signed

	Minutes  map[string]int `json:"-"` // how long it takes each lane to fill in
	Expected int            `json:"-"` // how often a year it is likely to be filled in; 0 where the form does not say

	Unsure bool `json:"-"` // an item of the page has a finding: what fields name and is not there may be that one

	Parties  Parties   `json:"-"`
	Sections []Section `json:"-"`
	Fields   []Field   `json:"fields"`
}

// Section is a heading of the form and the fields below it, up to the next.
type Section struct {
	Title    string
	Within   string // the headings above its own, joined by ": "; or ""
	Quadrant bool
	Fields   []int // indices into Form.Fields
}

// Heading is what New needs to know of a page's heading.
type Heading struct {
	Text     string
	Quadrant bool
	When     string // the tag of the preceptees that the fields below apply to

	Visibility string // who reads the answers to the fields below, where that is not as for the form
	Pos        finding.Position
}

// New reads a form's fields from the items of its page. competencies are those of its version, which a table may have a
// row for each of. What is wrong with the value of an attribute is a finding; the field is kept, so that one mistake
// gives one finding.
func New(meta Form, headings []Heading, items []*item.Item, competencies []Row) (*Form, []finding.Finding) {
	f := meta
	f.ReadBy, f.Former = f.Parties.readBy(f.Visibility, true), f.Parties.Was
	findings := f.sections(headings, items)
	section := -2
	var fieldItems []*item.Item
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
		field, more := fieldOf(meta.File, it, false)
		field.takeRows(competencies)
		about := reader{file: meta.File, it: it}
		about.aboutEach(&field, f.Repeats == "each-competency")
		more = append(more, about.findings...)
		findings = append(findings, more...)
		findings = append(findings, field.below(meta.File, headings, it)...)
		findings = append(findings, f.seen(&field, it)...)
		last := &f.Sections[len(f.Sections)-1]
		field.Section, field.Within, field.Quadrant = last.Title, last.Within, last.Quadrant
		last.Fields = append(last.Fields, len(f.Fields))
		f.Fields = append(f.Fields, field)
		fieldItems = append(fieldItems, it)
	}
	if !f.Unsure {
		findings = append(findings, f.unnamed(fieldItems)...)
	}
	return &f, append(findings, f.unreadable()...)
}

// unnamed finds what fields name and is not there. items are those of the fields.
func (f *Form) unnamed(items []*item.Item) []finding.Finding {
	var list []finding.Finding
	for i := range f.Fields {
		field := &f.Fields[i]
		list = append(list, field.undescribed(f.File, f.Fields)...)
		list = append(list, field.undecided(f.Fields)...)
		for j := range field.Columns {
			list = append(list, field.Columns[j].undescribed(f.File, field.Columns)...)
			list = append(list, field.Columns[j].undecided(field.Columns)...)
		}
		closes := func(c Field) bool { return c.ID == field.Open && c.Shape() == TickAnswer }
		if field.Type == Table && field.Open != "" && !slices.ContainsFunc(field.Columns, closes) {
			r := reader{file: f.File, it: items[i]}
			help := "write the id of the tick box that closes a row"
			if below := f.Field(field.Open); below != nil && below.Shape() == TickAnswer {
				help = fmt.Sprintf("write two spaces more before the dash in line %d, so that it is a column of the "+
					"table", below.Pos.Line)
			}
			r.bad("open", fmt.Sprintf("open names %q, which is not a tick box of this table", field.Open), help)
			list = append(list, r.findings...)
		}
	}
	return list
}

// below gives a field the tag of the headings that it is below.
func (f *Field) below(file string, headings []Heading, it *item.Item) []finding.Finding {
	for _, i := range it.Heads {
		when := headings[i].When
		if when == "" || when == f.When {
			continue
		}
		if f.When != "" {
			r := reader{file: file, it: it}
			r.bad("when", fmt.Sprintf("%q has the tag %s, and a heading above it has %s:  "+
				"only one tag is possible", f.Label, f.When, when),
				"keep one of the two, or move the field below another heading")
			return r.findings
		}
		f.When = when
	}
	return nil
}

// takeRows gives a table of competencies its rows.
func (f *Field) takeRows(competencies []Row) {
	if f.RowsOf == Competencies {
		f.Rows = competencies
	}
}

// within is the text of the headings above the last of an item's headings.
func within(headings []Heading, at []int) string {
	var above []string
	for _, i := range at[:len(at)-1] {
		above = append(above, headings[i].Text)
	}
	return strings.Join(above, ": ")
}

// FromPage names a form by the slug of its page.
func FromPage(slug string) string { return strings.TrimPrefix(slug, "forms/") }

// Field finds a field by its id; nil when there is none.
func (f *Form) Field(id string) *Field {
	for i := range f.Fields {
		if f.Fields[i].ID == id {
			return &f.Fields[i]
		}
	}
	return nil
}

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

// Required counts the fields that a complete record must answer, signatures among them; not those that are one lane's
// own.
func (f *Form) Required() int {
	n := 0
	for _, field := range f.Fields {
		if field.Required && field.For == "" {
			n++
		}
	}
	return n
}

// Wants reports whether the form asks for answers without which a record is complete anyway.
func (f *Form) Wants() bool {
	wanted := func(f Field) bool { return f.Wanted != "" }
	return slices.ContainsFunc(f.Fields, func(f Field) bool {
		return wanted(f) || slices.ContainsFunc(f.Columns, wanted) ||
			slices.ContainsFunc(f.Rows, func(r Row) bool { return r.Wanted })
	})
}

// JSON writes the form's definition, which is beside the form page as <slug>.json: the same bytes for the same form.
func (f *Form) JSON() ([]byte, error) {
	definition := *f
	if definition.Fields == nil {
		definition.Fields = []Field{}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	err := enc.Encode(definition)
	return b.Bytes(), err
}

// Often says how often a form is filled in, from what its front matter says.
func Often(w *wording.Words, repeats string) string {
	switch repeats {
	case "monthly":
		return w.Say("each month")
	case "yearly":
		return w.Say("each year")
	case "as-needed":
		return w.Say("when needed")
	case "each-competency":
		return w.Say("for each {competency}")
	}
	return w.Say("once")
}

// Lane gives a lane id as words, for a lane without a title: "senior-colleague" is "senior colleague".
func Lane(id string) string { return strings.ReplaceAll(id, "-", " ") }
