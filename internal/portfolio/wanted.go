package portfolio

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/wording"
)

// The rules about what a form asks beyond what it requires.
const (
	RuleWanted   = "answer-wanted"
	RuleExpected = "answer-expected"
)

// counting lists the complete records to judge by what their form wants and expects: every record of a form that is
// filled in as needed, and the latest of any other.
func counting(records []*Record, asOf civil.Date) []*Record {
	last := latest(records, asOf)
	return slices.DeleteFunc(slices.Clone(records), func(r *Record) bool {
		each := r.Template.Repeats == "as-needed" && !r.Date.After(asOf)
		return !r.Finished() || !each && !slices.Contains(last, r)
	})
}

// wanted lists what complete records leave out and their forms want, one gap a record, and the answers that are not
// what is expected.
func (p *Portfolio) wanted() []Gap {
	var list []Gap
	for _, r := range counting(p.Records, p.AsOf) {
		w, content := r.Under.Words, r.Record.Record
		var fields []string
		blanks := r.Template.Blanks(content, p.Calendar.Tags)
		if p.settled(r.about()) {
			blanks = nil
		}
		for _, b := range blanks {
			fields = append(fields, b.Field.ID)
		}
		texts := blankTexts(w, blanks)
		if len(texts) > 0 {
			text := strings.Join(texts, "; ")
			g := recordGap(r, RuleWanted, w.Say("not answered yet: {1}", text),
				w.Say("open the {record}, answer it and save it again"), r.Template.CompletedBy)
			g.fields = fields
			list = append(list, g)
		}
		for _, u := range r.Template.Unexpected(content, p.Calendar.Tags) {
			if u.Asked().Advice || u.Asked().Required {
				continue
			}
			g := recordGap(r, RuleExpected, unexpectedText(w, &u),
				w.Say("deal with it, and say so in the {record} or in a new one"), r.Template.CompletedBy)
			g.Finding.Position = u.Answer.Pos
			g.Finding.Position.File, g.fields = r.File, []string{u.Field.ID}
			list = append(list, g)
		}
	}
	return list
}

// settled reports whether nothing more is asked about a competency: it is achieved, accepted or not applicable.
func (p *Portfolio) settled(id string) bool {
	return slices.ContainsFunc(p.Competencies, func(c Competency) bool { return c.ID == id && c.State.Closed() })
}

// blankTexts says what is left out. Several questions below one heading are told by that.
func blankTexts(w *wording.Words, blanks []form.Blank) []string {
	heading := func(b form.Blank) string { return cmp.Or(b.Field.Within, b.Field.Section) }
	var list []string
	for len(blanks) > 0 {
		n := 1
		for n < len(blanks) && heading(blanks[n]) == heading(blanks[0]) {
			n++
		}
		const many = 4
		if n >= many && heading(blanks[0]) != "" {
			list = append(list, w.Say("{1} ({2})", heading(blanks[0]), w.Several(n, "{1} answer", "{1} answers")))
		} else {
			for i := range blanks[:n] {
				list = append(list, blankText(w, &blanks[i]))
			}
		}
		blanks = blanks[n:]
	}
	return list
}

// blankText says what is left out.
func blankText(w *wording.Words, b *form.Blank) string {
	switch {
	case b.Column != nil && len(b.Field.Rows) == 0 && b.Rows == 1:
		return w.Say("{1} in a row of {2}", strconv.Quote(b.Column.Label), strconv.Quote(b.Field.Label))
	case b.Column != nil:
		return w.Say("{1} in {2} of {3}", strconv.Quote(b.Column.Label), w.Several(b.Rows, "{1} row", "{1} rows"),
			strconv.Quote(b.Field.Label))
	case len(b.Absent) > 0:
		return w.Say("{1} in {2}", w.List(b.Absent), strconv.Quote(b.Field.Label))
	}
	return strconv.Quote(b.Field.Label)
}

// unexpectedText says what an answer is, and what is expected or advised.
func unexpectedText(w *wording.Words, u *form.Unexpected) string {
	asked := u.Asked()
	what := w.Say("{1} is answered {2}", strconv.Quote(asked.Label), strconv.Quote(asked.Words(w, u.Answer.Text)))
	if u.Rows > 1 {
		what = w.Say("{1} in {2} of {3}", strconv.Quote(asked.Label), w.Several(u.Rows, "{1} row", "{1} rows"),
			strconv.Quote(u.Field.Label))
	}
	expected := asked.Expects
	if asked.Type == form.Choice || asked.Type == form.Scale {
		options := strings.Split(expected, " | ")
		expected = options[0]
		for _, option := range options[1:] {
			expected = w.Say("{1} or {2}", expected, option)
		}
	}
	if asked.Advice {
		return w.Say("{1}; what is advised is: {2}", what, expected)
	}
	return w.Say("{1}; what is expected is: {2}", what, expected)
}

// unmet are the answers to required fields that are not what is expected: the record does not count as done.
func unmet(r *Record, tags []string) []form.Missing {
	var list []form.Missing
	for _, u := range r.Template.Unexpected(r.Record.Record, tags) {
		if u.Asked().Required && !u.Asked().Advice {
			list = append(list, form.Missing{Field: u.Field, Text: unexpectedText(r.Under.Words, &u), Said: true})
		}
	}
	return list
}

// advice notes the answers that are not what is advised, one note a field with the number of records.
func (p *Portfolio) advice() []finding.Finding {
	type question struct{ form, field, column string }
	var order []question
	last, times := map[question]form.Unexpected{}, map[question]int{}
	files := map[question]*Record{}
	for _, r := range p.Records {
		if !r.Finished() || r.Date.After(p.AsOf) {
			continue
		}
		for _, u := range r.Template.Unexpected(r.Record.Record, p.Calendar.Tags) {
			if !u.Asked().Advice {
				continue
			}
			q := question{r.Form, u.Field.ID, u.Asked().ID}
			if times[q] == 0 {
				order = append(order, q)
			}
			last[q], files[q] = u, r
			times[q]++
		}
	}
	var list []finding.Finding
	for _, q := range order {
		u, r := last[q], files[q]
		f := finding.Finding{Rule: "answer-advised", Position: u.Answer.Pos, Message: unexpectedText(r.Under.Words, &u),
			Help: "nothing has to change; it is worth a thought at the next meeting"}
		if n := times[q]; n > 1 {
			f.Message += r.Under.Words.Say(", and the same in {1} of these {records}", n)
		}
		f.File = r.File
		list = append(list, f)
	}
	return list
}
