package portfolio

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/programme"
)

// question is what a form asks with each= about every competency of a level by a month.
type question struct {
	form   *form.Form
	level  string
	month  int
	fields []form.Field // columns, where the form has a table of competencies
	asked  []asked
	title  string
}

// questions lists what a form asks of the person about each competency, the fields that say the same together.
func questions(f *form.Form, tags []string) []*question {
	var list []*question
	add := func(top, of *form.Field, title string) {
		level, month, ok := of.EachBy()
		if !ok || !top.Applies(tags) || !of.Applies(tags) {
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

// levelScale is a scale with the options of the .level scale: how far somebody has come, in anybody's view.
type levelScale struct {
	form  *form.Form
	field *form.Field
	last  string // the option for doing it without support
}

// levelScales lists the scales of the version's forms that say how far somebody has come with a competency.
func (p *Portfolio) levelScales() []levelScale {
	var levels [][]string
	each := func(do func(f *form.Form, of *form.Field)) {
		for _, f := range p.Version.Forms {
			for i := range f.Fields {
				top := &f.Fields[i]
				do(f, top)
				for j := range top.Columns {
					do(f, &top.Columns[j])
				}
			}
		}
	}
	each(func(_ *form.Form, of *form.Field) {
		if of.Level {
			levels = append(levels, of.Options)
		}
	})
	var list []levelScale
	each(func(f *form.Form, of *form.Field) {
		same := func(level []string) bool { return slices.Equal(level, of.Options) }
		if of.Type == form.Scale && slices.ContainsFunc(levels, same) {
			list = append(list, levelScale{f, of, of.Options[len(of.Options)-1]})
		}
	})
	return list
}

// stands reports whether any record says how far somebody has come with a competency, and whether one says that they do
// it without support.
func (p *Portfolio) stands(scales []levelScale, id string) (rated, alone bool) {
	for _, r := range p.Records {
		for _, scale := range scales {
			if r.FormNow() != scale.form.Slug || r.Date.After(p.AsOf) {
				continue
			}
			if a := r.aboutCompetency(scale.field.ID, id); a != nil && !a.Empty() {
				rated, alone = true, alone || a.Text == scale.last
			}
		}
	}
	return rated, alone
}

// unanswered lists, form by form, the competencies that should have an answer by a month. One that is achieved,
// accepted or not asked of the person is left out, and so is one that is already done without support. Where forms ask
// by a month how far somebody has come, that question comes first: the others are about what still needs support.
func (p *Portfolio) unanswered(on civil.Date) []Gap {
	scales := p.levelScales()
	rates := func(q *question) bool {
		return slices.ContainsFunc(q.fields, func(of form.Field) bool {
			return slices.ContainsFunc(scales,
				func(s levelScale) bool { return s.form == q.form && s.field.ID == of.ID })
		})
	}
	var all []*question
	ratedFirst := map[string]bool{} // by level of competency
	for _, f := range p.Version.Forms {
		for _, q := range questions(f, p.Calendar.Tags) {
			all = append(all, q)
			ratedFirst[q.level] = ratedFirst[q.level] || rates(q)
		}
	}
	var list []Gap
	for _, q := range all {
		due := p.Calendar.Day(q.month)
		records := slices.DeleteFunc(slices.Clone(p.Records),
			func(r *Record) bool { return r.FormNow() != q.form.Slug || r.Date.After(p.AsOf) })
		if !due.Before(on) || p.spared(q.form.Slug) || len(records) == 0 && p.awaits(q.form.Slug, on) {
			continue
		}
		var open, ids []string
		for i := range p.Competencies {
			c := &p.Competencies[i]
			if c.Level != q.level || c.State.Closed() || q.answered(records, c.ID) || p.wants(q, c.ID) {
				continue
			}
			rated, alone := p.stands(scales, c.ID)
			if first := ratedFirst[q.level] && !rates(q); !alone && (rated || !first) {
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

// wants reports whether a gap of a record already says that the question is not answered about a competency.
func (p *Portfolio) wants(q *question, id string) bool {
	return slices.ContainsFunc(p.Gaps, func(g Gap) bool {
		return g.Finding.Rule == RuleWanted && g.Record.about() == id && g.Record.FormNow() == q.form.Slug &&
			slices.ContainsFunc(q.fields, func(of form.Field) bool { return slices.Contains(g.fields, of.ID) })
	})
}

// spared reports whether it was agreed that nothing of a form is asked now: a milestone that asks for it was accepted
// with a plan, or none of them applies.
func (p *Portfolio) spared(slug string) bool {
	at := p.asking(slug)
	return slices.ContainsFunc(at, func(m *Milestone) bool { return m.State == programme.Agreed }) || len(at) > 0 &&
		!slices.ContainsFunc(at, func(m *Milestone) bool { return m.State != programme.NotApplicable })
}

// asking lists the milestones that ask for a form.
func (p *Portfolio) asking(slug string) []*Milestone {
	var list []*Milestone
	for i := range p.Milestones {
		if m := &p.Milestones[i]; slices.Contains(m.Occurrence.Milestone.Forms, slug) {
			list = append(list, m)
		}
	}
	return list
}

// awaits reports whether a milestone that was due before a day still waits for a form, and is listed itself.
func (p *Portfolio) awaits(slug string, on civil.Date) bool {
	return slices.ContainsFunc(p.asking(slug), func(m *Milestone) bool {
		ms := m.Occurrence.Milestone
		return !m.State.Closed() && m.Due.Before(on) && (ms.Required || ms.Late.Given)
	})
}

// openQuestion is the gap of a question about several competencies; it names the first ones.
func (p *Portfolio) openQuestion(q *question, open []string, due civil.Date) Gap {
	const most = 6
	w := p.Version.Words
	text := strings.Join(open[:min(len(open), most)], ", ")
	if n := len(open) - most; n > 0 {
		text = w.Say("{1} and {2} more", text, n)
	}
	g := p.monthGap(RuleEach, q.form.Title+", "+q.title,
		w.Say("wanted by month {1}; not answered yet about {2}", q.month, text), due, q.asked)
	g.Lead = w.Say("wanted by month {1}; not answered yet about:", q.month)
	if at := p.asking(q.form.Slug); len(at) > 0 &&
		!slices.ContainsFunc(at, func(m *Milestone) bool { return m.Occurrence.Milestone.Required }) {
		g.Finding.Help = w.Say("{1}; or write under not_applicable in preceptee.md why it was left out: {2}",
			g.Finding.Help, at[0].ID)
	}
	return g
}
