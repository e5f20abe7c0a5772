package portfolio

import (
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

// asked is a field that a gap mentions as well as its record; only its readers see it.
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

// few lists the fields with too few different options by their month, in complete records.
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
			text = w.Say("{1}; so far only about {2}", text, strings.Join(v.chosen, ", "))
		}
		list = append(list, p.monthGap(RuleFewDifferent, v.title(), text, due, v.asked))
	}
	return list
}

// title names what is asked: the field, with its form where it is on only one.
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
