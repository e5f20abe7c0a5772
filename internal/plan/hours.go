package plan

import (
	"html/template"
	"slices"
	"strings"

	"precept/internal/chart"
	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/view"
	"precept/internal/wording"
)

// hours shows learning hours, what a regulator asks of them, and what runs out.
func (t *private) hours(at string) *view.Hours {
	v := &view.Hours{Page: t.page(at, t.Say("Hours and training"),
		t.Say("Learning time that is recorded here, and training, cover and registration with the day on which each "+
			"runs out.")),
		Heads: []string{t.Say("Hours"), t.Say("With others"), t.Say("Alone"), t.Say("Not said")},
		Soon: t.Say("Soon means within {1} days. These dates do not move with the hours somebody works.",
			portfolio.Soon)}
	list := t.p.Learning()
	v.Asked, v.Total = t.asked(), t.total(list)
	v.None = t.Say("No learning time is recorded yet. An hour of reading or a joint clinic counts too.")
	if t.partial() {
		v.None = v.Total + "."
	}
	if len(list) > 0 {
		v.ByMonth, v.Picture = t.months(at, list)
		v.ByKind = grouped(list, func(l *portfolio.Learning) []string { return []string{l.Kind} })
		v.ByPillar = grouped(list, func(l *portfolio.Learning) []string { return l.Pillars })
	}
	if sum(list).unsaid == 0 { // the column would be empty
		v.Heads = v.Heads[:len(v.Heads)-1]
	}
	for _, rows := range [...][]view.CountRow{v.ByMonth, v.ByKind, v.ByPillar} {
		for i := range rows {
			rows[i].Heads, rows[i].Cells = v.Heads, rows[i].Cells[:len(v.Heads)]
		}
	}
	for i := range list {
		l := &list[i]
		line := view.LearningLine{Date: date(t.Words, l.Date), Record: t.line(l.Record, at), What: l.What,
			Hours: t.hourWords(l.Hours), Kind: l.Kind, Pillars: strings.Join(l.Pillars, ", "),
			With: t.withWords(l.With)}
		v.Entries = append(v.Entries, line)
	}
	v.Holdings = t.holdings(at)
	return v
}

// total says how much time there is in all.
func (t *private) total(list []portfolio.Learning) string {
	if len(list) == 0 && t.partial() { // there may be some that stays with those who may read it
		return t.Say("This copy shows no learning time")
	}
	return t.Say("Recorded in all: {1}", t.hourWords(sum(list).all))
}

// holdings shows what runs out.
func (t *private) holdings(at string) []view.HoldingLine {
	var list []view.HoldingLine
	for _, h := range t.p.Holdings() {
		line := view.HoldingLine{What: h.What, Form: h.Form, State: validityTag(t.Words, h.State)}
		if !h.Until.IsZero() {
			line.Until = date(t.Words, h.Until)
		}
		if h.Record != nil {
			line.Href = recordHref(at, t.names[h.Record])
		}
		if h.Accepted != nil {
			line.Plan, line.Notes = h.Accepted.Plan, acceptance(t.Words, h.Accepted)
		}
		list = append(list, line)
	}
	return list
}

// asked says how far somebody has come with the learning that each body asks for. A copy that shows no learning time
// cannot say.
func (t *private) asked() []view.AskedLine {
	if t.partial() && len(t.p.Learning()) == 0 {
		return nil
	}
	var list []view.AskedLine
	for _, a := range t.p.Asked() {
		line := view.AskedLine{Title: a.Label, Body: a.Body,
			Span: t.Say("Counted from {1} to {2}.", day(t.Words, a.From), day(t.Words, a.To))}
		if n := a.Learning.Hours; n > 0 {
			line.Words = append(line.Words, t.Say("{1} of {2} hours", form.WriteDecimal(a.Hours), n))
		}
		if n := a.Learning.Participatory; n > 0 {
			line.Words = append(line.Words,
				t.Say("{1} of {2} hours with others", form.WriteDecimal(a.Participatory), n))
		}
		if n := a.Learning.Entries; n > 0 {
			line.Words = append(line.Words, t.Say("{1} of {2} entries", a.Entries, n))
		}
		list = append(list, line)
	}
	return list
}

// hourSum is hours in all and by whom they were spent with, in ten-thousandths.
type hourSum struct{ all, others, alone, unsaid int64 }

func sum(list []portfolio.Learning) hourSum {
	var s hourSum
	for i := range list {
		l := &list[i]
		s.all += l.Hours
		switch l.With {
		case portfolio.Others:
			s.others += l.Hours
		case portfolio.Alone:
			s.alone += l.Hours
		default:
			s.unsaid += l.Hours
		}
	}
	return s
}

func (s hourSum) row(title string) view.CountRow {
	row := view.CountRow{Title: title}
	for _, n := range [...]int64{s.all, s.others, s.alone, s.unsaid} {
		text := "–"
		if n > 0 {
			text = form.WriteDecimal(n)
		}
		row.Cells = append(row.Cells, text)
	}
	return row
}

// months counts and draws the hours of each month, from the first that has some, or the start, to the last or the day
// that the portfolio is about.
func (t *private) months(at string, list []portfolio.Learning) ([]view.CountRow, template.HTML) {
	first, last := t.p.Calendar.Start, t.p.AsOf
	if list[0].Date.Before(first) {
		first = list[0].Date
	}
	if ended := t.p.Calendar.Ended; !ended.IsZero() && ended.Before(last) {
		last = ended
	}
	if end := list[len(list)-1].Date; end.After(last) {
		last = end
	}
	var rows []view.CountRow
	var columns []chart.Column
	for month := firstOf(first); !month.After(last); month = month.AddMonths(1) {
		in := sum(slices.DeleteFunc(slices.Clone(list), func(l portfolio.Learning) bool {
			return firstOf(l.Date) != month
		}))
		name := t.monthWords(month)
		rows = append(rows, in.row(name))
		c := chart.Column{Title: name + ": " + t.hourWords(in.all), Parts: []chart.Part{
			{Look: chart.Solid, Amount: float64(in.others) / 10_000},
			{Look: chart.Outline, Amount: float64(in.alone) / 10_000},
			{Look: chart.Dashed, Amount: float64(in.unsaid) / 10_000}}}
		if len(columns)%4 == 0 {
			c.Label = name
		}
		columns = append(columns, c)
	}
	return rows, template.HTML(chart.Columns("ch-"+within(at)+"hours", t.Say("Learning hours by month"),
		t.Say("Hours"), columns, []chart.Key{{Look: chart.Solid, Words: t.withWords(portfolio.Others)},
			{Look: chart.Outline, Words: t.withWords(portfolio.Alone)},
			{Look: chart.Dashed, Words: t.withWords(portfolio.NotSaid)}}))
}

// firstOf is the first day of a day's month.
func firstOf(d civil.Date) civil.Date { return civil.Date{Year: d.Year, Month: d.Month, Day: 1} }

// monthWords names a month: Sep 2026.
func (t *private) monthWords(d civil.Date) string { return t.Say("{1} {2}", t.Month(d), d.Year) }

// grouped counts hours by kind or pillar; time with several counts for each of them.
func grouped(list []portfolio.Learning, by func(l *portfolio.Learning) []string) []view.CountRow {
	groups := map[string][]portfolio.Learning{}
	var names []string
	for i := range list {
		for _, name := range by(&list[i]) {
			if name == "" {
				continue
			}
			if groups[name] == nil {
				names = append(names, name)
			}
			groups[name] = append(groups[name], list[i])
		}
	}
	slices.Sort(names)
	var rows []view.CountRow
	for _, name := range names {
		rows = append(rows, sum(groups[name]).row(name))
	}
	return rows
}

// hourWords is a time in words: 7.5 hours.
func (t *private) hourWords(n int64) string {
	if n == 10_000 {
		return t.Say("1 hour")
	}
	return t.Say("{1} hours", form.WriteDecimal(n))
}

// withWords says whether time was spent with others.
func (t *private) withWords(w portfolio.With) string {
	switch w {
	case portfolio.Others:
		return t.Say("with others")
	case portfolio.Alone:
		return t.Say("alone")
	}
	return t.Say("not said")
}

// validityTag is how long something still holds, as a tag.
func validityTag(w *wording.Words, s portfolio.Validity) view.Tag {
	style := map[portfolio.Validity]string{portfolio.RanOut: "past", portfolio.NoRecord: "to-come",
		portfolio.RunsOut: "waiting", portfolio.Valid: "done", portfolio.Lasting: "not-applicable"}[s]
	return view.Tag{Text: w.Say(wording.Phrase(s)), State: style}
}
