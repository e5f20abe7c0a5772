package plan

import (
	"fmt"
	"html/template"

	"precept/internal/chart"
	"precept/internal/portfolio"
	"precept/internal/view"
)

// recordsShown is how many records of a form are listed for a standard: a year of meetings.
const recordsShown = 13

// proofOf shows the evidence for each standard.
func (t *private) proofOf(at string) *view.Evidence {
	summary := t.Say("What there is for each standard, as this toolkit matches it. One {record} can count for many. " +
		"A gap means only that nothing has been recorded yet.")
	if t.partial() {
		summary = t.Say("What this copy has for each standard, as this toolkit matches it. One {record} can count " +
			"for many. A gap does not mean that nothing is recorded: other readers may see more.")
	}
	v := &view.Evidence{Page: t.page(at, t.Say("Evidence"), summary), NoneYet: upper(t.noneYet())}
	list := t.standards()
	var rows []chart.Row
	for i, body := range portfolio.Bodies(list) {
		b := view.Body{Title: body, ID: fmt.Sprintf("s-%sstandards-%d", within(at), i+1)}
		row := chart.Row{Name: body, Cells: [][]chart.Mark{nil}}
		shown := 0
		for j := range list {
			c := &list[j]
			if c.Body != body {
				continue
			}
			line := t.standard(at, c)
			switch c.Count() {
			case 0:
				v.Missing = append(v.Missing, view.Link{Text: c.Label, Href: "#" + line.ID})
			case 1:
				v.Thin = append(v.Thin, view.Link{Text: c.Label, Href: "#" + line.ID})
			}
			if c.Count() > 0 {
				shown++
			}
			b.List = append(b.List, line)
			row.Cells[0] = append(row.Cells[0], t.coverageMark(c))
		}
		b.Words = t.Say("{1} of {2} have something recorded", shown, len(b.List))
		if t.partial() {
			b.Words = t.Say("{1} of {2} have something in this copy", shown, len(b.List))
		}
		v.Bodies, rows = append(v.Bodies, b), append(rows, row)
	}
	v.Picture = template.HTML(chart.Grid("ch-"+within(at)+"standards",
		t.Say("Standards by body, each with the number of things that are recorded for it"), nil, rows, []chart.Key{
			{Look: chart.Solid, Words: t.Say("two things or more")}, {Look: chart.Outline, Words: t.Say("one thing")},
			{Look: chart.Open, Words: t.noneYet()}}))
	return v
}

// partial reports whether a copy is for somebody who may not read all that was shared with the preceptor.
func (t *private) partial() bool {
	return t.p.Reader == portfolio.ForPractice || t.p.Reader == portfolio.ForAppraiser
}

// noneYet says that there is nothing for a standard.
func (t *private) noneYet() string {
	if t.partial() {
		return t.Say("nothing in this copy")
	}
	return t.Say("nothing recorded yet")
}

// coverageMark draws how much evidence a standard has.
func (t *private) coverageMark(c *portfolio.Coverage) chart.Mark {
	m := chart.Mark{Look: chart.Solid, Count: c.Count(), Title: c.Label + ": " + t.coverageState(c).Text}
	switch c.Count() {
	case 0:
		m.Look = chart.Open
	case 1:
		m.Look = chart.Outline
	}
	return m
}

func (t *private) coverageState(c *portfolio.Coverage) view.Tag {
	switch n := c.Count(); n {
	case 0:
		return view.Tag{Text: t.noneYet(), State: "to-come"}
	case 1:
		return view.Tag{Text: t.Say("one thing"), State: "waiting"}
	default:
		return view.Tag{Text: t.Say("{1} things", n), State: "done"}
	}
}

// standard shows one standard with its records, by form.
func (t *private) standard(at string, c *portfolio.Coverage) view.StandardLine {
	line := view.StandardLine{ID: "d-" + within(at) + c.ID, Title: c.Label, State: t.coverageState(c)}
	place := map[string]int{}
	for _, r := range c.Records {
		i, ok := place[r.Form]
		if !ok {
			i = len(line.Groups)
			place[r.Form] = i
			line.Groups = append(line.Groups, view.EvidenceGroup{Title: r.Template.Title})
		}
		line.Groups[i].List = append(line.Groups[i].List, t.line(r, at))
	}
	for i := range line.Groups { // the latest of a long row of dates
		g := &line.Groups[i]
		if more := len(g.List) - recordsShown; more > 0 {
			g.List = g.List[more:]
			g.More = view.Link{Text: t.Say("and {1} more", more), Href: pageHref(at, recordsPath)}
		}
	}
	for _, m := range c.Milestones {
		said := numbered(m.Occurrence.Milestone.Label, m.N)
		if !m.DoneOn.IsZero() {
			said += ", " + day(t.Words, m.DoneOn)
		}
		line.Others = append(line.Others, said)
	}
	if c.Count() < 2 {
		for _, f := range c.Forms {
			if _, shows := place[f.Slug]; shows {
				continue
			}
			title := f.Title
			if f.Subject == "organisation" {
				title = t.Say("{1} ({place})", f.Title)
			}
			line.Forms = append(line.Forms, title)
		}
	}
	return line
}
