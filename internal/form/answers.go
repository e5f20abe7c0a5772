package form

import (
	"strconv"
	"strings"

	"precept/internal/finding"
	"precept/internal/source"
	"precept/internal/wording"
)

// Bind reads the record's answers by the fields of its form. An answer of the wrong type is a finding and is not taken;
// an answer to a field that the form does not have is kept, marked Unknown, and a finding too. The findings are about
// what a person wrote, and are in the words of their site.
func (f *Form) Bind(r *Record, w *wording.Words) []finding.Finding {
	b := binder{file: r.File, words: w, private: f.Visibility == "private"}
	n := r.answers
	if n == nil || n.Empty() {
		return nil
	}
	if n.Kind != source.MapNode {
		return []finding.Finding{{Rule: "answer-type", Position: n.Pos,
			Message: w.Say("answers is not a list of fields and their answers"),
			Help:    w.Say("write each answer on a line of its own under answers:, as {1}", `"  field-id: text"`)}}
	}
	for _, pair := range n.Pairs {
		id := pair.Key.Value
		field := f.Now(id)
		switch {
		case field == nil:
			r.Answers = append(r.Answers, raw(id, pair.Value))
			b.unknown(pair.Key.Pos, w.Say("the form {1} has no field {2}", strconv.Quote(f.Slug), strconv.Quote(id)),
				id, f.ids(), w.Say("delete the line, or leave it: "+
					"it is kept and shown as an answer to a field that the form no longer has"))
		case field.ID != id && !n.Get(field.ID).Empty():
			// two answers to one field: the one under the field's own name counts, and neither is lost
			r.Answers = append(r.Answers, raw(id, pair.Value))
			b.add("answer-unknown", pair.Key.Pos,
				w.Say("{1} is the former name of the field {2}, which has an answer too", strconv.Quote(id),
					strconv.Quote(field.ID)), w.Say("keep one of the two"))
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
	words    *wording.Words
	private  bool // the answer is only for the preceptee, and no finding repeats it
	findings []finding.Finding
}

func (b *binder) add(rule string, pos finding.Position, message, help string) {
	pos.File = b.file
	b.findings = append(b.findings, finding.Finding{Rule: rule, Position: pos, Message: message, Help: help})
}

// unknown reports a name that the form does not have; known are those that it has.
func (b *binder) unknown(pos finding.Position, message, name string, known []string, help string) {
	if near := source.Suggest(name, known); near != "" {
		help = b.words.Say("did you mean {1}?", near)
	}
	b.add("answer-unknown", pos, message, help)
}

// wrong says what is wrong with an answer, in a whole sentence.
func (b *binder) wrong(field *Field, pos finding.Position, what, help string) (Answer, bool) {
	if field.Private || b.private {
		what = b.words.Say("the answer to {1} is private, and is not what the field accepts", field.quoted())
		help = b.words.Say("open the record in its form and answer again")
	}
	b.add("answer-type", pos, what, help)
	return Answer{}, false
}

// answer reads one value as the field's type asks.
func (b *binder) answer(field *Field, n *source.Node) (Answer, bool) {
	a, w := Answer{Field: field.ID, Pos: n.Pos}, b.words
	if n.Empty() {
		return a, true
	}
	switch field.Shape() {
	case TableAnswer:
		return b.table(field, n)
	case ListAnswer:
		return b.list(field, n)
	case NoAnswer:
		return b.wrong(field, n.Pos,
			w.Say("the answer to {1} is a signature, which belongs under signed and not under answers", field.quoted()),
			w.Say("move it to {1}", "signed:"))
	}
	if n.Kind != source.ScalarNode {
		return b.wrong(field, n.Pos, w.Say("the answer to {1} is not plain text", field.quoted()),
			w.Say("put the text in straight quotes after {1}", field.ID+":"))
	}
	a.Text = n.Value
	what, help := field.refuses(w, a.Text)
	switch {
	case what == "":
		return a, true
	case field.Type.is().dated && !field.Private && field.For == "":
		// a slip in one date costs that answer and not the record; what was typed is kept, as a signature covers it
		b.add("answer-date", n.Pos, what, help)
		return raw(field.ID, n), true
	}
	return b.wrong(field, n.Pos, what, help)
}

func (b *binder) list(field *Field, n *source.Node) (Answer, bool) {
	a, w := Answer{Field: field.ID, Pos: n.Pos}, b.words
	items := []*source.Node{n}
	if n.Kind == source.ListNode {
		items = n.Items
	}
	for _, it := range items {
		if it.Kind != source.ScalarNode {
			return b.wrong(field, it.Pos, w.Say("the answer to {1} is not a list of words", field.quoted()),
				w.Say("write a list such as {1}", `["one", "two"]`))
		}
		if it.Value != "" {
			if what, help := field.refuses(w, it.Value); what != "" {
				return b.wrong(field, it.Pos, what, help)
			}
		}
		a.List = append(a.List, it.Value)
	}
	return a, true
}

func (b *binder) table(field *Field, n *source.Node) (Answer, bool) {
	a, w := Answer{Field: field.ID, Pos: n.Pos}, b.words
	fixed := len(field.Rows) > 0
	switch {
	case fixed && n.Kind != source.MapNode:
		return b.wrong(field, n.Pos, w.Say("the answer to {1} does not name the rows of the table", field.quoted()),
			w.Say("write {1}", `{"`+field.Rows[0].ID+`": {"column": "text"}}`))
	case !fixed && n.Kind != source.ListNode:
		return b.wrong(field, n.Pos, w.Say("the answer to {1} is not a list of rows", field.quoted()),
			w.Say("write a list of rows such as {1}", `[{"column": "text"}]`))
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
			b.unknown(pair.Key.Pos, w.Say("the table {1} has no row {2}", field.quoted(), strconv.Quote(row.Key)),
				row.Key, ids, w.Say("its rows are {1}", strings.Join(ids, ", ")))
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
		_, ok := b.wrong(field, cells.Pos,
			b.words.Say("the answer to {1} has a row that is not a list of columns", field.quoted()),
			b.words.Say("write each row as {1}", `{"column": "text"}`))
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
			b.unknown(pair.Key.Pos, b.words.Say("the table {1} has no column {2}", field.quoted(),
				strconv.Quote(id)), id, ids, b.words.Say("its columns are {1}", strings.Join(ids, ", ")))
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
			b.add("answer-computed", cell.Pos,
				b.words.Say("the answer to {1} is {2}, but the times beside it give {3}", c.quoted(), cell.Text, want),
				b.words.Say("write {1}, or correct the times", want))
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
