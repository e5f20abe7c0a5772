package form

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/source"
)

// Parties are the lanes that visibility speaks of: whose year it is, who supports them, where they work, and all that
// there are, in the order of the programme. One that the programme does not have is "".
type Parties struct {
	Person, Helper, Place string
	Lanes                 []string
	Was                   map[string]string // former ids of lanes, each with the lane's own
}

// now gives the id that a lane has today.
func (p Parties) now(lane string) string {
	return cmp.Or(p.Was[lane], lane)
}

// Follow gives the form's fields the ids that their lanes have now: its author could not know of a new one.
func (f *Form) Follow() {
	follow := func(field *Field) { field.Lane, field.For = f.Parties.now(field.Lane), f.Parties.now(field.For) }
	for i := range f.Fields {
		follow(&f.Fields[i])
		for j := range f.Fields[i].Columns {
			follow(&f.Fields[i].Columns[j])
		}
	}
}

// SignedBy reports whether a signature is of that lane, by its id or by one that it had.
func (f *Form) SignedBy(s Signature, lane string) bool {
	return f.Parties.now(s.By) == f.Parties.now(lane)
}

// circle is who reads by a visibility. A private answer is in no file that others receive, so it has no readers here.
type circle struct {
	name                  string
	person, helper, place bool
}

// circles are the values of visibility= within a form, in the order of the documentation.
func circles() []circle {
	return []circle{{name: "private"}, {"pair", true, true, false}, {"practice", true, true, true},
		{"practice-only", false, true, true}, {"date", true, false, false}}
}

// Visibilities lists the values that visibility= may have within a form.
func Visibilities() []string {
	var names []string
	for _, c := range circles() {
		names = append(names, c.name)
	}
	return names
}

func circleOf(visibility string) circle {
	list := circles()
	if i := slices.IndexFunc(list, func(c circle) bool { return c.name == visibility }); i >= 0 {
		return list[i]
	}
	return circle{}
}

// inside reports whether everybody who reads by one visibility reads by another.
func inside(one, other string) bool {
	a, b := circleOf(one), circleOf(other)
	return (b.person || !a.person) && (b.helper || !a.helper) && (b.place || !a.place)
}

// readBy lists the lanes that read by a visibility; nil where all do. Lanes other than the three parties, such as an
// assessor, read what all others read. whole means the visibility of a whole form, which its signers have read unless
// it excludes them.
func (p Parties) readBy(visibility string, whole bool) []string {
	c := circleOf(visibility)
	var lanes []string
	for _, lane := range p.Lanes {
		reads := c.place || whole && visibility == "pair"
		switch lane {
		case p.Person:
			reads = c.person
		case p.Helper:
			reads = c.helper
		case p.Place:
			reads = c.place
		}
		if reads {
			lanes = append(lanes, lane)
		}
	}
	if len(lanes) == len(p.Lanes) && whole {
		return nil
	}
	return lanes
}

// VisibilityOf says who may read the answers to a field: its own visibility, else the form's.
func (f *Form) VisibilityOf(field *Field) string { return cmp.Or(field.Visibility, f.Visibility) }

// Mixed reports whether parts of the form have different visibilities, apart from private fields, which are marked
// anyway.
func (f *Form) Mixed() bool {
	has := func(field Field) bool { return field.Visibility != "" }
	return slices.ContainsFunc(f.Fields, func(field Field) bool {
		return has(field) || slices.ContainsFunc(field.Columns, has)
	})
}

// ReadableBy gives the form without the fields and columns that a reader of these visibilities may not read. Signatures
// stay, because everybody who knows of a record knows who signed it. Where nothing is left out, it is the form itself.
func (f *Form) ReadableBy(reads func(visibility string) bool) *Form {
	left := false
	copied := *f
	copied.Fields, copied.Sections = nil, nil
	for _, s := range f.Sections {
		section := s
		section.Fields = nil
		for _, i := range s.Fields {
			field := f.Fields[i]
			visibility := f.VisibilityOf(&field)
			if field.Type != Sign && !reads(visibility) {
				left = true
				continue
			}
			if columns := field.readable(visibility, reads); len(columns) < len(field.Columns) {
				left, field.Columns = true, columns
			}
			section.Fields = append(section.Fields, len(copied.Fields))
			copied.Fields = append(copied.Fields, field)
		}
		copied.Sections = append(copied.Sections, section)
	}
	if !left {
		return f
	}
	copied.Sections = slices.DeleteFunc(copied.Sections, func(s Section) bool { return len(s.Fields) == 0 })
	return &copied
}

// readable lists the columns that may be read of a table that itself may be.
func (f *Field) readable(visibility string, reads func(string) bool) []Field {
	var list []Field
	for _, c := range f.Columns {
		if reads(cmp.Or(c.Visibility, visibility)) {
			list = append(list, c)
		}
	}
	return list
}

// seen settles who reads the answers to a field, and finds what is wrong with how the page says it.
func (f *Form) seen(field *Field, it *item.Item) []finding.Finding {
	r := &reader{file: f.File, it: it}
	if field.Type == Sign {
		return nil
	}
	above := f.Visibility
	if !f.closed() && circleOf(it.Visibility).name != "" {
		above = it.Visibility
	}
	f.settle(r, field, above)
	if field.Visibility == "" && !field.Private && above != f.Visibility {
		field.Visibility = above
	}
	table := f.VisibilityOf(field)
	if field.Private {
		table = "private"
	}
	if field.Visibility != "" {
		field.ReadBy = f.Parties.readBy(field.Visibility, false)
	}
	columns := field.Columns
	for _, child := range it.Children {
		if child.Marker == item.Plain || child.Marker == row || len(columns) == 0 {
			continue
		}
		column := &columns[0]
		columns = columns[1:]
		cell := &reader{file: f.File, it: child}
		f.settle(cell, column, table)
		if v := column.Visibility; v != "" {
			column.ReadBy = f.Parties.readBy(v, false)
			if !inside(v, table) {
				cell.bad("visibility", fmt.Sprintf("the column %q is visibility=%s, which includes people who may not "+
					"read its table (%s)", column.Label, v, table),
					"give the table the wider visibility, and narrow the other columns")
			}
		}
		r.findings = append(r.findings, cell.findings...)
	}
	return r.findings
}

// settle keeps a field's or a column's own visibility where it means something, and finds what is wrong with it. above
// is what it has without one.
func (f *Form) settle(r *reader, field *Field, above string) {
	own := r.it.Get("visibility")
	field.Visibility = ""
	switch {
	case own == "":
	case circleOf(own).name == "":
		r.bad("visibility", fmt.Sprintf("there is no visibility %q", own), oneOfThem(own))
		return
	case r.it.Has("private"):
		r.bad("visibility", fmt.Sprintf("%q has both .private and visibility=%s", field.Label, own),
			"keep one of the two")
		return
	case f.closed():
		r.bad("visibility", f.closedWords(fmt.Sprintf("visibility=%s at %q", own, field.Label)), closedHelp)
		return
	case own == above:
		r.bad("visibility", fmt.Sprintf("visibility=%s has no effect: %q has it already", own, field.Label),
			"leave it out")
	case own != "private":
		field.Visibility = own
	}
	f.suits(r, field, cmp.Or(own, above))
}

// suits finds a field that must be read by others than those who read it by its visibility.
func (f *Form) suits(r *reader, field *Field, visibility string) {
	switch {
	case f.closed():
	case field.Level && !inside(f.Visibility, visibility):
		r.bad("visibility", fmt.Sprintf("%q has the level of a competency, and not everybody who reads the "+
			"form may see visibility=%s", field.Label, visibility),
			"leave visibility= out: all readers need the level")
	case field.For != "" && slices.Contains(f.Parties.Lanes, field.For) && visibility != f.Visibility &&
		!slices.Contains(f.Parties.readBy(visibility, false), field.For):
		r.bad("for", fmt.Sprintf("%q is for=%s, but visibility=%s hides it from that lane", field.Label, field.For,
			visibility), "leave out one of the two")
	}
}

func oneOfThem(word string) string {
	return source.DidYouMean(word, Visibilities(), "", "write one of "+strings.Join(Visibilities(), ", "))
}

// closed reports whether only the person ever reads any of it, so nothing within it can be wider.
func (f *Form) closed() bool { return f.Visibility == "private" || f.Visibility == "never" }

const closedHelp = "leave it out; or give the form a wider visibility, and write visibility=private on the other fields"

func (f *Form) closedWords(what string) string {
	if f.Visibility == "never" {
		return what + " has no effect: answers to this form are never kept"
	}
	return what + " has no effect: all of this form is private to the person it is about"
}

// sections finds what is wrong with the visibility of headings.
func (f *Form) sections(headings []Heading, items []*item.Item) []finding.Finding {
	base := make([]string, len(headings)) // what each has without its own; "" where no field is below it
	for _, it := range items {
		if it.Marker == item.Plain || Type(it.Marker) == Sign {
			continue
		}
		outer := f.Visibility
		for _, i := range it.Heads {
			base[i] = outer
			outer = cmp.Or(headings[i].Visibility, outer)
		}
	}
	var findings []finding.Finding
	for i, h := range headings {
		message, help := "", "leave it out"
		what := fmt.Sprintf("visibility=%s at %q", h.Visibility, h.Text)
		switch {
		case h.Visibility == "":
			continue
		case circleOf(h.Visibility).name == "":
			message = fmt.Sprintf("%q has the visibility %q, which does not exist", h.Text, h.Visibility)
			help = oneOfThem(h.Visibility)
		case f.closed():
			message, help = f.closedWords(what), closedHelp
		case base[i] == "":
			message = what + " has no effect: no question is below it"
		case base[i] == h.Visibility:
			message = what + " has no effect: the questions below it have it already"
		default:
			continue
		}
		pos := h.Pos
		pos.File = f.File
		findings = append(findings,
			finding.Finding{Rule: item.RuleAttribute, Position: pos, Message: message, Help: help})
	}
	return findings
}

// unreadable finds required signatures of lanes that may read nothing of what they sign.
func (f *Form) unreadable() []finding.Finding {
	var findings []finding.Finding
	answers := slices.ContainsFunc(f.Fields, func(field Field) bool { return field.Type != Sign })
	for i := range f.Fields {
		sign := &f.Fields[i]
		if !answers || sign.Type != Sign || !sign.Required || !slices.Contains(f.Parties.Lanes, sign.Lane) {
			continue
		}
		if !slices.ContainsFunc(f.Fields, func(field Field) bool { return f.reads(&field, sign.Lane) }) {
			findings = append(findings, finding.Finding{Rule: item.RuleAttribute, Position: sign.Pos,
				Message: fmt.Sprintf("the signature of the %s is required, but they may not read anything "+
					"that is written in this form", Lane(sign.Lane)),
				Help: "leave out .required, or the signature; or choose a visibility= that lets them read it"})
		}
	}
	return findings
}

// reads reports whether a lane may read the answers to a field.
func (f *Form) reads(field *Field, lane string) bool {
	if field.Type == Sign {
		return false
	}
	if field.Private || f.Visibility == "private" {
		return lane == f.Parties.Person
	}
	by := field.ReadBy
	if field.Visibility == "" {
		by = f.ReadBy
	}
	return by == nil || slices.Contains(by, lane)
}
