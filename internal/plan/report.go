package plan

import (
	"html/template"
	"strconv"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/view"
	"precept/internal/wording"
)

// report makes a page about everybody at once. Whoever may read it is the practice, or a hub: nothing is in it that a
// person's portfolio for the practice does not have.
type report struct {
	Input
	*wording.Words
}

// Cohort says where everybody is in their year.
func Cohort(in Input, w *wording.Words, people []portfolio.Standing) *view.Report {
	t := &report{in, w}
	v := t.page(t.Say("Where everybody is"), t.Say("Where everybody is in their year: dates and numbers, and "+
		"nothing that anybody wrote."))
	table := view.ReportTable{ID: "people", Title: t.Say("People"), None: t.Say("Nobody yet."),
		Heads: []string{t.Say("Name"), t.Say("Toolkit"), t.Say("Year"), t.Say("Phase"),
			t.Say("Milestones done"), t.Say("Past its date"), t.Say("To sign"), t.Say("Next date")}}
	names := make([]string, len(people))
	for i, s := range people {
		names[i] = s.Name
	}
	tellApart(names, func(i int) string { return people[i].ID })
	for i, s := range people {
		past := view.ReportCell{Text: "0"}
		if s.Past > 0 {
			past = view.ReportCell{Tag: view.Tag{State: "past", Text: strconv.Itoa(s.Past)},
				Text: t.Say("since {1}", t.Short(s.Since))}
		}
		phase := s.Phase
		if s.Over {
			phase = t.Say("ended")
		}
		table.Rows = append(table.Rows, view.ReportRow{{Text: t.name(names[i], s.AsOf)}, {Text: s.Toolkit},
			{Text: t.Say("{1} to {2}", shortDay(t.Words, s.Start), shortDay(t.Words, s.End))}, {Text: phase},
			{Text: t.Say("{1} of {2}", s.Done, s.All)}, past,
			{Text: strconv.Itoa(s.ToSign)}, t.day(s.Next)})
	}
	v.Tables = []view.ReportTable{table}
	return v
}

// Report plans the page of a report.
func Report(in Input, v *view.Report) Output {
	t := &private{Input: in}
	return render(t, "report.html", "report", func(string) *view.Report { return v })
}

// page is a report without its tables. Its style is within it and allowed by its hash.
func (t *report) page(title, summary string) *view.Report {
	v := &view.Report{Page: view.Page{Kind: "page", Title: title, Summary: summary}, AsOf: date(t.Words, t.AsOf)}
	v.Site = &view.Site{Title: t.Site.Title, Publisher: t.Site.Publisher, Lang: t.Site.Lang, Generator: t.Generator}
	v.PageTitle = t.Say("{1} – {2}", title, t.Site.Title)
	v.Style = template.CSS(t.Theme.StyleSource())
	v.CSP = selfContained(string(v.Style))
	v.Paper = t.Say("Confidential · {1} · as of {2}", title, day(t.Words, t.AsOf))
	return v
}

// tellApart adds their ids to those who have the same name.
func tellApart(names []string, id func(i int) string) {
	several := map[string]int{}
	for _, name := range names {
		several[name]++
	}
	for i, name := range names {
		if several[name] > 1 {
			names[i] = name + " (" + id(i) + ")"
		}
	}
}

// name names somebody, with the day that their year is shown on where that is another than the report's.
func (t *report) name(name string, asOf civil.Date) string {
	if asOf == t.AsOf {
		return name
	}
	return t.Say("{1}, as of {2}", name, shortDay(t.Words, asOf))
}

// day is a cell with a date, or without one.
func (t *report) day(d civil.Date) view.ReportCell {
	if d.IsZero() {
		return view.ReportCell{}
	}
	return view.ReportCell{Date: date(t.Words, d)}
}

// absent is a cell for something that is not recorded, where it applies to the person.
func (t *report) absent(applies bool) view.ReportCell {
	if applies {
		return view.ReportCell{Tag: view.Tag{Text: t.Say("not recorded"), State: "to-come"}}
	}
	return view.ReportCell{Tag: stateTag(t.Words, programme.NotApplicable)}
}
