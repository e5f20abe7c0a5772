package form

import (
	"fmt"
	"strings"

	"precept/internal/finding"
	"precept/internal/source"
)

// Bind reads the record's answers by the fields of its form. An answer of the wrong type is a finding and is not taken;
// an answer to a field that the form does not have is kept, marked Unknown, and a finding too.
func (f *Form) Bind(r *Record) []finding.Finding {
	b := binder{file: r.File, private: f.Visibility == "private"}
	n := r.answers
	if n == nil || n.Empty() {
		return nil
	}
	if n.Kind != source.MapNode {
		return []finding.Finding{{Rule: "answer-type", Position: n.Pos,
			Message: "answers is not a list of fields and their answers",
			Help:    "write each answer on a line of its own under answers:, as \"  field-id: text\""}}
	}
	for _, pair := range n.Pairs {
		id := pair.Key.Value
		field := f.Now(id)
		switch {
		case field == nil:
			r.Answers = append(r.Answers, raw(id, pair.Value))
			b.unknown(pair.Key.Pos, fmt.Sprintf("the form %q has no field %q", f.Slug, id), id, f.ids(),
				"delete the line, or leave it: "+
					"it is kept and shown as an answer to a field that the form no longer has")
		case field.ID != id && !n.Get(field.ID).Empty():
			// two answers to one field: the one under the field's own name counts, and neither is lost
			r.Answers = append(r.Answers, raw(id, pair.Value))
			b.add("answer-unknown", pair.Key.Pos,
				fmt.Sprintf("%q is the former name of the field %q, which has an answer too", id, field.ID),
				"keep one of the two")
		default:
			if a, ok := b.answer(field, pair.Value); ok && !a.Empty() {
				a.Key = id
				r.Answers = append(r.Answers, a)
			}
		}
	}
	return b.findings
}

// Now finds a field by its id, or by the one that it once had; nil when there is none.
func (f *Form) Now(id string) *Field {
	if field := f.Field(id); field != nil {
		return field
	}
	for i := range f.Fields {
		if f.Fields[i].Was == id && id != "" {
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
	private  bool // what is being read is the preceptee's alone, and no finding repeats it
	findings []finding.Finding
}

func (b *binder) add(rule string, pos finding.Position, message, help string) {
	pos.File = b.file
	b.findings = append(b.findings, finding.Finding{Rule: rule, Position: pos, Message: message, Help: help})
}

// unknown reports a name that the form does not have; known are those that it has.
func (b *binder) unknown(pos finding.Position, message, name string, known []string, help string) {
	b.add("answer-unknown", pos, message, source.DidYouMean(name, known, "", help))
}

func (b *binder) wrong(field *Field, pos finding.Position, what, help string) (Answer, bool) {
	if field.Private || b.private {
		what, help = "is private, and is not what the field accepts", "open the record in its form and answer again"
	}
	b.add("answer-type", pos, fmt.Sprintf("the answer to %q %s", field.ID, what), help)
	return Answer{}, false
}

// answer reads one value as the field's type asks.
func (b *binder) answer(field *Field, n *source.Node) (Answer, bool) {
	a := Answer{Field: field.ID, Pos: n.Pos}
	if n.Empty() {
		return a, true
	}
	switch field.Shape() {
	case TableAnswer:
		return b.table(field, n)
	case ListAnswer:
		return b.list(field, n)
	case NoAnswer:
		return b.wrong(field, n.Pos, "is a signature, which belongs under signed and not under answers",
			"move it to signed:")
	}
	if n.Kind != source.ScalarNode {
		return b.wrong(field, n.Pos, "is not plain text", "put the text in straight quotes after "+field.ID+":")
	}
	a.Text = n.Value
	what, help := field.refuses(a.Text)
	switch {
	case what == "":
		return a, true
	case field.Type.is().dated && !field.Private && field.For == "":
		// a slip in one date costs that answer and not the record; what was typed is kept, as a signature covers it
		b.add("answer-date", n.Pos, fmt.Sprintf("the answer to %q %s", field.ID, what), help)
		return raw(field.ID, n), true
	}
	return b.wrong(field, n.Pos, what, help)
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
		if it.Value != "" {
			if what, help := field.refuses(it.Value); what != "" {
				return b.wrong(field, it.Pos, what, help)
			}
		}
		a.List = append(a.List, it.Value)
	}
	return a, true
}

func (b *binder) table(field *Field, n *source.Node) (Answer, bool) {
	a := Answer{Field: field.ID, Pos: n.Pos}
	fixed := len(field.Rows) > 0
	switch {
	case fixed && n.Kind != source.MapNode:
		return b.wrong(field, n.Pos, "does not name the rows of the table",
			`write {"`+field.Rows[0].ID+`": {"column": "text"}}`)
	case !fixed && n.Kind != source.ListNode:
		return b.wrong(field, n.Pos, "is not a list of rows", `write a list of rows such as [{"column": "text"}]`)
	}
	good, outer := true, b.private
	b.private = outer || field.Private
	defer func() { b.private = outer }()
	for _, it := range n.Items {
		row, ok := b.row(field, it)
		good = good && ok
		a.Rows = append(a.Rows, row)
	}
	for _, pair := range n.Pairs {
		row, ok := b.row(field, pair.Value)
		good = good && ok
		row.Row, row.Key = pair.Key.Value, pair.Key.Value
		if known := field.Row(row.Key); known != nil && (known.ID == row.Key || n.Get(known.ID).Empty()) {
			row.Row = known.ID
		} else {
			row.Unknown = true
			ids := make([]string, 0, len(field.Rows))
			for _, r := range field.Rows {
				ids = append(ids, r.ID)
			}
			b.unknown(pair.Key.Pos, fmt.Sprintf("the table %q has no row %q", field.ID, row.Key), row.Key, ids,
				"its rows are "+strings.Join(ids, ", "))
		}
		a.Rows = append(a.Rows, row)
	}
	return a, good
}

// row reads the cells of one row.
func (b *binder) row(field *Field, cells *source.Node) (AnswerRow, bool) {
	var r AnswerRow
	if cells.Empty() {
		return r, true
	}
	if cells.Kind != source.MapNode {
		_, ok := b.wrong(field, cells.Pos, "has a row that is not a list of columns",
			`write each row as {"column": "text"}`)
		return r, ok
	}
	good := true
	for _, pair := range cells.Pairs {
		id := pair.Key.Value
		column := field.Column(id)
		if column == nil || column.ID != id && !cells.Get(column.ID).Empty() {
			r.Cells = append(r.Cells, raw(id, pair.Value))
			ids := make([]string, 0, len(field.Columns))
			for _, c := range field.Columns {
				ids = append(ids, c.ID)
			}
			b.unknown(pair.Key.Pos, fmt.Sprintf("the table %q has no column %q", field.ID, id), id, ids,
				"its columns are "+strings.Join(ids, ", "))
			continue
		}
		if cell, ok := b.answer(column, pair.Value); !ok {
			good = false
		} else if !cell.Empty() {
			cell.Key = id
			r.Cells = append(r.Cells, cell)
		}
	}
	b.computed(field, &r)
	return r, good
}

// computed finds numbers that are not what the times of their row give.
func (b *binder) computed(field *Field, row *AnswerRow) {
	for i := range field.Columns {
		c := &field.Columns[i]
		cell, want := row.Cell(c.ID), c.Computed(row)
		if cell != nil && want != "" && cell.Text != want && !b.private && !c.Private {
			b.add("answer-computed", cell.Pos, fmt.Sprintf("the answer to %q is %s, but the times beside it give %s",
				c.ID, cell.Text, want), "write "+want+", or correct the times")
		}
	}
}

// raw keeps a value as typed if no field says what it is.
func raw(field string, n *source.Node) Answer {
	a := Answer{Field: field, Key: field, Pos: n.Pos, Unknown: true, node: n}
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
