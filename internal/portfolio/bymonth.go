package portfolio

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/programme"
)

// The rules about what should be there by a month of the programme.
const (
	RuleFewDifferent = "answers-few"
	RuleEach         = "competency-unanswered"
)

// asked is a field that a gap tells of besides its record: whoever may not read it is not told.
type asked struct {
	form  *form.Form
	field string
}

// variety is a number of different options that should have been chosen by a month, over all records.
type variety struct {
	text   string // as different= says it
	n      int
	month  int
	field  *form.Field // the first that asks it
	asked  []asked
	chosen []string
}

// varieties lists what the forms ask with different=. Fields with the same options and the same words count together.
func (p *Portfolio) varieties() []*variety {
	var list []*variety
	add := func(f *form.Form, top, of *form.Field) {
		n, month, ok := of.DifferentBy()
		if !ok || of.Private || !top.Applies(p.Calendar.Tags) || !of.Applies(p.Calendar.Tags) {
			return
		}
		at := slices.IndexFunc(list, func(v *variety) bool {
			return v.text == of.Different && slices.Equal(v.field.Options, of.Options)
		})
		if at < 0 {
			at, list = len(list), append(list, &variety{text: of.Different, n: n, month: month, field: of})
		}
		list[at].asked = append(list[at].asked, asked{f, top.ID})
	}
	for _, f := range p.Version.Forms {
		for i := range f.Fields {
			top := &f.Fields[i]
			add(f, top, top)
			for j := range top.Columns {
				add(f, top, &top.Columns[j])
			}
		}
	}
	return list
}

// choose notes which options a record chooses.
func (v *variety) choose(r *Record) {
	add := func(of *form.Field, a *form.Answer) {
		if a == nil || of.Different != v.text || !slices.Equal(of.Options, v.field.Options) {
			return
		}
		for _, option := range append(slices.Clone(a.List), a.Text) {
			if slices.Contains(of.Options, option) && !slices.Contains(v.chosen, option) {
				v.chosen = append(v.chosen, option)
			}
		}
	}
	for i := range r.Template.Fields {
		f := &r.Template.Fields[i]
		a := r.Answer(f.ID)
		add(f, a)
		for j := 0; a != nil && j < len(a.Rows); j++ {
			for k := range f.Columns {
				add(&f.Columns[k], a.Rows[j].Cell(f.Columns[k].ID))
			}
		}
	}
}

// few lists the fields of which too few different options were chosen by their month, in complete records.
func (p *Portfolio) few(on civil.Date) []Gap {
	w := p.Version.Words
	var list []Gap
	for _, v := range p.varieties() {
		due := p.Calendar.Day(v.month)
		if !due.Before(on) {
			continue
		}
		filled := false // else it is the record that is missing, and not what is in it
		for _, r := range p.Records {
			if r.Finished() && !r.Date.After(p.AsOf) {
				v.choose(r)
				asks := func(of asked) bool { return of.form.Slug == r.FormNow() }
				filled = filled || slices.ContainsFunc(v.asked, asks)
			}
		}
		if !filled || len(v.chosen) >= v.n {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(v.field.Options),
			func(option string) bool { return slices.Contains(v.chosen, option) })
		text := w.Say("{1} of {2} so far, wanted by month {3}", len(v.chosen), v.n, v.month)
		switch {
		case v.n == len(v.field.Options):
			text = w.Say("{1}; nothing yet about {2}", text, strings.Join(others, ", "))
		case len(v.chosen) > 0:
			text = w.Say("{1}; so far about {2} alone", text, strings.Join(v.chosen, ", "))
		}
		list = append(list, p.monthGap(RuleFewDifferent, v.title(), text, due, v.asked))
	}
	return list
}

// title names what is asked: the field, with its form where it is on one alone.
func (v *variety) title() string {
	first := v.asked[0].form
	if slices.ContainsFunc(v.asked, func(of asked) bool { return of.form != first }) {
		return v.field.Label
	}
	return first.Title + ", " + v.field.Label
}

// monthGap is a gap of what should have been there by a day.
func (p *Portfolio) monthGap(rule, title, text string, due civil.Date, of []asked) Gap {
	g := Gap{Title: title, Detail: text, Due: due, State: programme.InProgress, Move: []string{p.Own()}, asked: of,
		Finding: finding.Finding{Rule: rule, Severity: finding.Gap, Due: due.String(), Message: title + ": " + text,
			Position: finding.Position{File: p.File, Line: 1, Column: 1}}}
	var titles []string
	for _, a := range of {
		if name := strconv.Quote(a.form.Title); !slices.Contains(titles, name) {
			titles = append(titles, name)
			g.Steps = append(g.Steps, Step{Form: a.form})
		}
	}
	g.Finding.Help = p.Version.Words.Say("answer it in a {record} of {1}", strings.Join(titles, ", "))
	return g
}

// question is what a form asks with each= about every competency of a level by a month.
type question struct {
	form   *form.Form
	level  string
	month  int
	fields []form.Field // columns, where the form has a table of competencies
	asked  []asked
	title  string
}

// questions lists what a form asks about each competency, the fields that say the same together.
func questions(f *form.Form) []*question {
	var list []*question
	add := func(top, of *form.Field, title string) {
		level, month, ok := of.EachBy()
		if !ok {
			return
		}
		at := slices.IndexFunc(list, func(q *question) bool { return q.level == level && q.month == month })
		if at < 0 {
			at, list = len(list), append(list, &question{form: f, level: level, month: month, title: title})
		}
		list[at].fields = append(list[at].fields, *of)
		list[at].asked = append(list[at].asked, asked{f, top.ID})
	}
	for i := range f.Fields {
		top := &f.Fields[i]
		add(top, top, cmp.Or(top.Within, top.Section, top.Label))
		for j := range top.Columns {
			add(top, &top.Columns[j], top.Columns[j].Label)
		}
	}
	return list
}

// answered reports whether every field of the question has an answer about a competency in some record.
func (q *question) answered(records []*Record, id string) bool {
	return !slices.ContainsFunc(q.fields, func(of form.Field) bool {
		return !slices.ContainsFunc(records, func(r *Record) bool {
			a := r.aboutCompetency(of.ID, id)
			return a != nil && !a.Empty()
		})
	})
}

// alone reports whether a scale of the question says the last option about a competency.
func (q *question) alone(records []*Record, id string) bool {
	return slices.ContainsFunc(q.fields, func(of form.Field) bool {
		last := len(of.Options) - 1
		return of.Type == form.Scale && last >= 0 && slices.ContainsFunc(records, func(r *Record) bool {
			a := r.aboutCompetency(of.ID, id)
			return a != nil && a.Text == of.Options[last]
		})
	})
}

// aboutCompetency gives what a record answers to a field about a competency: as the form about each, or in a table
// that has a row for it.
func (r *Record) aboutCompetency(field, id string) *form.Answer {
	if r.about() == id {
		if a := r.Answer(field); a != nil {
			return a
		}
	}
	for i := range r.Template.Fields {
		f := &r.Template.Fields[i]
		if a := r.Answer(f.ID); f.RowsOf == form.Competencies && f.Column(field) != nil {
			if cell := r.cellAbout(a, id, field); cell != nil {
				return cell
			}
		}
	}
	return nil
}

// cellAbout gives what a table with a row for each competency has about one in a column; nil where that is nothing.
func (r *Record) cellAbout(a *form.Answer, id, column string) *form.Answer {
	if a == nil {
		return nil
	}
	at := slices.IndexFunc(a.Rows, func(row form.AnswerRow) bool { return r.competency(row.Row) == id })
	if at < 0 {
		return nil
	}
	return a.Rows[at].Cell(column)
}

// unanswered lists, form by form, the competencies about which something should have been said by a month. One that is
// achieved, accepted or not asked of the person is left out, and so is one that is done alone already.
func (p *Portfolio) unanswered(on civil.Date) []Gap {
	var all []*question
	records := map[*question][]*Record{}
	for _, f := range p.Version.Forms {
		for _, q := range questions(f) {
			all = append(all, q)
			records[q] = slices.DeleteFunc(slices.Clone(p.Records),
				func(r *Record) bool { return r.FormNow() != f.Slug || r.Date.After(p.AsOf) })
		}
	}
	alone := func(id string) bool {
		return slices.ContainsFunc(all, func(q *question) bool { return q.alone(records[q], id) })
	}
	var list []Gap
	for _, q := range all {
		due := p.Calendar.Day(q.month)
		if !due.Before(on) || len(records[q]) == 0 && p.awaits(q.form.Slug, on) {
			continue
		}
		var open, ids []string
		for i := range p.Competencies {
			c := &p.Competencies[i]
			if c.Level == q.level && !c.State.Closed() && !q.answered(records[q], c.ID) && !alone(c.ID) {
				open, ids = append(open, strconv.Quote(c.Label)), append(ids, c.ID)
			}
		}
		if len(open) > 0 {
			g := p.openQuestion(q, open, due)
			g.Competencies = ids
			list = append(list, g)
		}
	}
	return list
}

// awaits reports whether a milestone that was due before a day still waits for a form.
func (p *Portfolio) awaits(slug string, on civil.Date) bool {
	return slices.ContainsFunc(p.Milestones, func(m Milestone) bool {
		return !m.State.Closed() && m.Due.Before(on) && slices.Contains(m.Occurrence.Milestone.Forms, slug)
	})
}

// openQuestion is the gap of a question about several competencies, of which the first are named.
func (p *Portfolio) openQuestion(q *question, open []string, due civil.Date) Gap {
	const most = 6
	w := p.Version.Words
	text := strings.Join(open[:min(len(open), most)], ", ")
	if n := len(open) - most; n > 0 {
		text = w.Say("{1} and {2} more", text, n)
	}
	return p.monthGap(RuleEach, q.form.Title+", "+q.title,
		w.Say("meant by month {1}; not answered yet about {2}", q.month, text), due, q.asked)
}
