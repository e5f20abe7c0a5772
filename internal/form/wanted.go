package form

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/civil"
)

// What a form asks beyond what it requires: answers that are wanted, whose absence does not keep a record from being
// complete, and what an answer is expected to be.

// always is the condition of an answer that is wanted in every record.
const always = "always"

// condition says in which records an answer is wanted.
type condition struct {
	tags    []string // of preceptees; none: of all
	field   string   // the field that decides, or ""
	options []string // what it says; none where the answer is wanted unless it is answered
}

// readConditions reads wanted=: one condition, or several with ", or " between them; one of them is enough.
func readConditions(text string) (list []condition, ok bool) {
	for _, part := range strings.Split(text, ", or ") {
		c, ok := readCondition(part)
		if !ok {
			return nil, false
		}
		list = append(list, c)
	}
	return list, true
}

// readCondition reads one: "for international returning", "if kind is Testimony | Feedback", "unless none".
func readCondition(text string) (c condition, ok bool) {
	word, rest, _ := strings.Cut(text, " ")
	switch rest = strings.TrimSpace(rest); {
	case text == always:
		return c, true
	case word == "for":
		c.tags = strings.Fields(rest)
		return c, len(c.tags) > 0
	case word == "unless":
		c.field = rest
		return c, rest != "" && !strings.Contains(rest, " ")
	case word == "if":
		field, options, found := strings.Cut(rest, " is ")
		c.field, c.options = strings.TrimSpace(field), alternatives(options)
		return c, found && c.field != "" && len(c.options) > 0
	}
	return c, false
}

// alternatives splits words at bars with spaces around them.
func alternatives(text string) []string {
	var list []string
	for _, word := range strings.Split(text, " | ") {
		if word = strings.TrimSpace(word); word != "" {
			list = append(list, word)
		}
	}
	return list
}

// holds reports whether the condition holds for a preceptee with these tags. answer gives what is answered beside it.
func (c condition) holds(tags []string, answer func(id string) *Answer) bool {
	if len(c.tags) > 0 && !slices.ContainsFunc(c.tags, func(tag string) bool { return slices.Contains(tags, tag) }) {
		return false
	}
	if c.field == "" {
		return true
	}
	a := answer(c.field)
	if len(c.options) == 0 {
		return a.invisible()
	}
	return a != nil && slices.ContainsFunc(c.options, func(option string) bool {
		return a.Text == option || slices.Contains(a.List, option)
	})
}

// wants reports whether an answer to the field is wanted in a record.
func (f *Field) wants(tags []string, answer func(id string) *Answer) bool {
	if f.Wanted == "" || f.Private || !f.Applies(tags) {
		return false
	}
	list, ok := readConditions(f.Wanted)
	return ok && slices.ContainsFunc(list, func(c condition) bool { return c.holds(tags, answer) })
}

// Blank is something that a record leaves out and its form wants.
type Blank struct {
	Field  *Field
	Column *Field   // in a table: what some rows do not say; nil where Field itself, or a row of it, is left out
	Rows   int      // how many rows do not say it
	Absent []string // the rows that are not there, or in which nothing is written
}

// Blanks lists what a record leaves out that its form wants, in page order. tags are the preceptee's.
func (f *Form) Blanks(r *Record, tags []string) []Blank {
	var list []Blank
	for i := range f.Fields {
		field := &f.Fields[i]
		a := r.Answer(field.ID)
		switch {
		case field.Private || !field.Applies(tags) || f.AnsweredPrivately(r, field):
		case field.wants(tags, r.Answer) && a.invisible():
			list = append(list, Blank{Field: field})
		case field.Type == Table:
			list = append(list, field.blanks(a, tags)...)
		}
	}
	return list
}

// blanks lists what a table leaves out: columns of rows in which more is written than what they are called, and rows.
func (f *Field) blanks(a *Answer, tags []string) []Blank {
	if a == nil {
		a = &Answer{}
	}
	var list []Blank
	for i := range f.Columns {
		c := &f.Columns[i]
		rows := 0
		for j := range a.Rows {
			row := &a.Rows[j]
			if !row.Unknown && f.saysMore(row) && row.Cell(c.ID).invisible() && c.wants(tags, row.Cell) {
				rows++
			}
		}
		if rows > 0 {
			list = append(list, Blank{Field: f, Column: c, Rows: rows})
		}
	}
	var absent []string
	for i := range f.Rows {
		at := slices.IndexFunc(a.Rows, func(row AnswerRow) bool { return row.Row == f.Rows[i].ID && !row.invisible() })
		if f.Rows[i].Wanted && f.Rows[i].Applies(tags) && at < 0 {
			absent = append(absent, f.Rows[i].Label)
		}
	}
	for _, name := range f.WantedRows {
		there := func(row AnswerRow) bool { return f.saysMore(&row) && sameWords(name, f.called(&row)) }
		if !slices.ContainsFunc(a.Rows, there) {
			absent = append(absent, name)
		}
	}
	if len(absent) > 0 {
		list = append(list, Blank{Field: f, Absent: absent})
	}
	return list
}

// called gives the words by which a row that a person added is known: its first line.
func (f *Field) called(row *AnswerRow) string {
	for i := range f.Columns {
		if c := &f.Columns[i]; c.Type == Line && !c.Private {
			if cell := row.Cell(c.ID); cell != nil {
				return cell.Text
			}
			return ""
		}
	}
	return ""
}

// saysMore reports whether more is written in a row than what a new record began with.
func (f *Field) saysMore(row *AnswerRow) bool {
	if len(f.Suggested) == 0 {
		return !row.invisible()
	}
	filled := 0
	for i := range row.Cells {
		if !row.Cells[i].invisible() {
			filled++
		}
	}
	return filled > 1 || filled == 1 && f.called(row) == ""
}

// sameWords reports whether two names mean the same thing: one of them has all the words of the other.
func sameWords(a, b string) bool {
	words := func(text string) []string {
		return strings.FieldsFunc(strings.ToLower(text),
			func(c rune) bool { return strings.ContainsRune(" ,.;:()/-", c) })
	}
	within := func(some, all []string) bool {
		other := func(word string) bool { return word != "and" && !slices.Contains(all, word) }
		return len(some) > 0 && !slices.ContainsFunc(some, other)
	}
	one, other := words(a), words(b)
	return within(one, other) || within(other, one)
}

// Unexpected is an answer that is not what the form expects.
type Unexpected struct {
	Field  *Field
	Column *Field // in a table; else nil
	Answer *Answer
	Rows   int // how many rows of a table answer so
}

// Asked is the field or the column whose answer it is.
func (u *Unexpected) Asked() *Field {
	if u.Column != nil {
		return u.Column
	}
	return u.Field
}

// Unexpected lists the answers of a record that are not what the form expects, in page order. A field without an
// answer is not among them.
func (f *Form) Unexpected(r *Record, tags []string) []Unexpected {
	var list []Unexpected
	for i := range f.Fields {
		field := &f.Fields[i]
		a := r.Answer(field.ID)
		if a == nil || field.Private || !field.Applies(tags) {
			continue
		}
		if field.unexpected(a, r.Date) {
			list = append(list, Unexpected{Field: field, Answer: a})
		}
		for j := range field.Columns {
			c := &field.Columns[j]
			u := Unexpected{Field: field, Column: c}
			for k := range a.Rows {
				cell := a.Rows[k].Cell(c.ID)
				if cell != nil && !a.Rows[k].Unknown && !c.Private && c.Applies(tags) && c.unexpected(cell, r.Date) {
					u.Answer, u.Rows = cell, u.Rows+1
				}
			}
			if u.Rows > 0 {
				list = append(list, u)
			}
		}
	}
	return list
}

// unexpected reports whether an answer in a record of a day is not what is expected.
func (f *Field) unexpected(a *Answer, on civil.Date) bool {
	if f.Expects == "" || a.invisible() || a.Unknown {
		return false
	}
	switch t := f.Type.is(); {
	case t.dated:
		months, _ := monthsWithin(f.Expects)
		d, err := civil.Parse(a.Text)
		return err == nil && d.After(on.AddMonths(months))
	case t.decimal:
		n, ok := Decimal(a.Text)
		return ok && offSum(n, f.Expects) != ""
	}
	return !slices.Contains(alternatives(f.Expects), a.Text)
}

// monthsWithin reads "within 12 months".
func monthsWithin(text string) (months int, ok bool) {
	_, err := fmt.Sscanf(text, "within %d months", &months)
	return months, err == nil && months > 0 && months <= 120 && text == fmt.Sprintf("within %d months", months)
}
