package form

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/source"
)

// Bind reads the record's answers by the fields of its form. An answer of the wrong type is a finding and is not taken; an
// answer to a field that the form does not have is kept, marked Unknown, and a finding too.
func (f *Form) Bind(r *Record) []finding.Finding {
	b := binder{file: r.File}
	n := r.answers
	if n == nil || n.Empty() {
		return nil
	}
	if n.Kind != source.MapNode {
		return []finding.Finding{{Rule: "answer-type", Position: n.Pos, Message: "answers is not a list of fields with what was written",
			Help: "write each answer on a line of its own under answers:, as \"  field-id: text\""}}
	}
	for _, pair := range n.Pairs {
		field := f.Field(pair.Key.Value)
		if field == nil {
			field = f.former(pair.Key.Value)
		}
		if field == nil {
			a := b.raw(pair.Key.Value, pair.Value)
			a.Unknown = true
			r.Answers = append(r.Answers, a)
			help := "take the line out, or leave it: it is kept and shown as an answer to a field that the form no longer has"
			if s := source.Suggest(pair.Key.Value, f.ids()); s != "" {
				help = "did you mean " + s + "?"
			}
			b.add("answer-unknown", pair.Key.Pos, fmt.Sprintf("the form %q has no field %q", f.Slug, pair.Key.Value), help)
			continue
		}
		if a, ok := b.answer(field, pair.Value); ok && !a.Empty() {
			r.Answers = append(r.Answers, a)
		}
	}
	return b.findings
}

// former finds the field that says it was once called id.
func (f *Form) former(id string) *Field {
	for i := range f.Fields {
		if f.Fields[i].Was == id {
			return &f.Fields[i]
		}
	}
	return nil
}

func (f *Form) ids() []string {
	ids := make([]string, 0, len(f.Fields))
	for _, field := range f.Fields {
		ids = append(ids, field.ID)
	}
	return ids
}

type binder struct {
	file     string
	findings []finding.Finding
}

func (b *binder) add(rule string, pos finding.Position, message, help string) {
	pos.File = b.file
	b.findings = append(b.findings, finding.Finding{Rule: rule, Position: pos, Message: message, Help: help})
}

func (b *binder) wrong(field *Field, pos finding.Position, what, help string) (Answer, bool) {
	b.add("answer-type", pos, fmt.Sprintf("the answer to %q %s", field.ID, what), help)
	return Answer{}, false
}

// answer reads one value as the field's type asks.
func (b *binder) answer(field *Field, n *source.Node) (Answer, bool) {
	a := Answer{Field: field.ID, Pos: n.Pos}
	if n.Empty() {
		return a, true
	}
	switch field.Type {
	case Table:
		return b.table(field, n)
	case Choices, Pick:
		return b.list(field, n)
	case Sign:
		return b.wrong(field, n.Pos, "is a signature, which stands under signed and not under answers", "move it to signed:")
	}
	if n.Kind != source.ScalarNode {
		return b.wrong(field, n.Pos, "is not plain text", "put the text in straight quotes after "+field.ID+":")
	}
	a.Text = n.Value
	if what, help := field.refuses(a.Text); what != "" {
		return b.wrong(field, n.Pos, what, help)
	}
	return a, true
}

func (b *binder) list(field *Field, n *source.Node) (Answer, bool) {
	a := Answer{Field: field.ID, Pos: n.Pos}
	items := []*source.Node{n}
	if n.Kind == source.ListNode {
		items = n.Items
	}
	for _, it := range items {
		if it.Kind != source.ScalarNode {
			return b.wrong(field, it.Pos, "is not a list of words", `write a list such as ["one", "two"]`)
		}
		if field.Type == Choices && !slices.Contains(field.Options, it.Value) {
			what, help := field.noOption(it.Value)
			return b.wrong(field, it.Pos, what, help)
		}
		a.List = append(a.List, it.Value)
	}
	return a, true
}

func (b *binder) table(field *Field, n *source.Node) (Answer, bool) {
	a := Answer{Field: field.ID, Pos: n.Pos}
	good := true
	row := func(id string, cells *source.Node) {
		if cells.Empty() {
			return
		}
		if cells.Kind != source.MapNode {
			_, good = b.wrong(field, cells.Pos, "has a row that is not a list of columns", "write each row as {column: \"text\"}")
			return
		}
		r := AnswerRow{Row: id}
		for _, pair := range cells.Pairs {
			column := field.Column(pair.Key.Value)
			if column == nil {
				ids := make([]string, 0, len(field.Columns))
				for _, c := range field.Columns {
					ids = append(ids, c.ID)
				}
				help := "its columns are " + strings.Join(ids, ", ")
				if s := source.Suggest(pair.Key.Value, ids); s != "" {
					help = "did you mean " + s + "?"
				}
				b.add("answer-unknown", pair.Key.Pos, fmt.Sprintf("the table %q has no column %q", field.ID, pair.Key.Value), help)
				cell := b.raw(pair.Key.Value, pair.Value)
				cell.Unknown = true
				r.Cells = append(r.Cells, cell)
				continue
			}
			if cell, ok := b.answer(column, pair.Value); !ok {
				good = false
			} else if !cell.Empty() {
				r.Cells = append(r.Cells, cell)
			}
		}
		a.Rows = append(a.Rows, r)
	}
	switch {
	case n.Kind == source.MapNode && len(field.Rows) > 0:
		for _, pair := range n.Pairs {
			if field.Row(pair.Key.Value) == nil {
				b.add("answer-unknown", pair.Key.Pos, fmt.Sprintf("the table %q has no row %q", field.ID, pair.Key.Value), "")
			}
			row(pair.Key.Value, pair.Value)
		}
	case n.Kind == source.ListNode && len(field.Rows) == 0:
		for _, it := range n.Items {
			row("", it)
		}
	case len(field.Rows) > 0:
		return b.wrong(field, n.Pos, "is a table with rows of its own", "write {"+field.Rows[0].ID+": {column: \"text\"}}")
	default:
		return b.wrong(field, n.Pos, "is a table", `write a list of rows such as [{"column": "text"}]`)
	}
	return a, good
}

// raw keeps a value as it was typed where no field says what it is.
func (b *binder) raw(field string, n *source.Node) Answer {
	a := Answer{Field: field, Pos: n.Pos}
	switch n.Kind {
	case source.ScalarNode:
		a.Text = n.Value
	case source.ListNode:
		for _, it := range n.Items {
			a.List = append(a.List, flat(it))
		}
	case source.MapNode:
		for _, pair := range n.Pairs {
			a.List = append(a.List, pair.Key.Value+": "+flat(pair.Value))
		}
	}
	return a
}

func flat(n *source.Node) string {
	switch n.Kind {
	case source.ListNode:
		parts := make([]string, len(n.Items))
		for i, it := range n.Items {
			parts[i] = flat(it)
		}
		return strings.Join(parts, ", ")
	case source.MapNode:
		parts := make([]string, len(n.Pairs))
		for i, p := range n.Pairs {
			parts[i] = p.Key.Value + ": " + flat(p.Value)
		}
		return strings.Join(parts, ", ")
	}
	return n.Value
}

var clock = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// refuses says what is wrong with a text as an answer to this field, and what to write instead; "" when it is right.
func (f *Field) refuses(text string) (what, help string) {
	switch f.Type {
	case Tick:
		if text != "yes" {
			return fmt.Sprintf("is %q, but a tick is yes", text), "write yes where it is ticked, or take the line out"
		}
	case Date, Expiry:
		if _, err := civil.Parse(text); err != nil {
			return fmt.Sprintf("is %q, which %s", text, err), "write the year, month and day, such as 2026-03-27"
		}
	case Time:
		if !clock.MatchString(text) {
			return fmt.Sprintf("is %q, which is not a time", text), "write hours and minutes, such as 16:30"
		}
	case Number, Hours:
		d, ok := decimal(text)
		if !ok {
			return fmt.Sprintf("is %q, which is not a number", text), "write a plain number such as 7.5"
		}
		if low, set := decimal(f.Min); set && d < low {
			return fmt.Sprintf("is %s, which is less than %s", text, f.Min), "the least is " + f.Min
		}
		if high, set := decimal(f.Max); set && d > high {
			return fmt.Sprintf("is %s, which is more than %s", text, f.Max), "the most is " + f.Max
		}
	case Choice, Scale:
		if !slices.Contains(f.Options, text) {
			return f.noOption(text)
		}
	}
	return "", ""
}

func (f *Field) noOption(text string) (what, help string) {
	help = "the options are " + strings.Join(f.Options, " | ")
	if s := source.Suggest(text, f.Options); s != "" {
		help = fmt.Sprintf("did you mean %q? %s", s, help)
	}
	return fmt.Sprintf("is %q, which is none of its options", text), help
}

var number = regexp.MustCompile(`^-?[0-9]{1,9}(\.[0-9]{1,4})?$`)

// decimal reads a plain decimal number as ten-thousandths, so that sums are exact.
func decimal(text string) (int64, bool) {
	if !number.MatchString(text) {
		return 0, false
	}
	whole, part, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole+(part + "0000")[:4], 10, 64)
	return n, err == nil
}
