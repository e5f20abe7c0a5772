package plan

import (
	"slices"
	"strconv"

	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/toolkit"
	"precept/internal/view"
)

// assurance gathers what the practice may know of everybody, for an inspector. The toolkit says what that is: the forms
// that the practice reads, what in them runs out, what they rate, and the standards that they serve.
type assurance struct {
	report
	version  *toolkit.Version
	people   []*Assured
	names    []string             // of the people, each told from the others
	practice portfolio.Copy       // its own records, as a year without a person
	asked    []portfolio.Coverage // the standards that are the practice's to show
	shown    []map[string]shown   // of the practice and then of each person, by standard
}

// Assurance gathers the practice's own records, and what it may know of everybody, on one page. practice is nil where
// there are no records of its own.
func Assurance(in Input, v *toolkit.Version, people []*Assured, practice *portfolio.Portfolio) *view.Report {
	t := &assurance{report: report{in, v.Words}, version: v, people: people}
	if practice == nil {
		practice = &portfolio.Portfolio{Preceptee: &portfolio.Preceptee{}, Version: v, AsOf: in.AsOf}
	}
	t.practice = practice.For(portfolio.ForInspector)
	t.shown = append(t.shown, shownBy(t.practice))
	for _, p := range people {
		t.shown = append(t.shown, p.shown)
		t.names = append(t.names, p.name)
	}
	tellApart(t.names, func(i int) string { return people[i].id })
	t.asked = slices.DeleteFunc(t.practice.Standards(),
		func(s portfolio.Coverage) bool { return s.RegisteredWith != "" })
	page := t.page(t.Say("Assurance"), t.Say("What the {place} can show about the people in the programme and "+
		"about itself. It does not include anything that is kept between {person} and {helper}, or written only "+
		"to the {place}."))
	page.Tables = slices.Concat([]view.ReportTable{t.roll()}, t.holdings(), t.forms(), t.ratings(), t.own(),
		t.standards())
	for i := range page.Tables {
		table := &page.Tables[i]
		table.ID = "t-" + strconv.Itoa(i+1)
		page.Contents = append(page.Contents, view.Entry{Text: table.Title, Href: "#" + table.ID})
	}
	return page
}

// roll says who is in the programme, and how they are registered.
func (t *assurance) roll() view.ReportTable {
	table := view.ReportTable{Title: t.Say("People"), None: t.Say("Nobody yet."),
		Heads: []string{t.Say("Name"), t.Say("Role"), t.Say("Start"), t.Say("Registration"), t.Say("Checked"),
			t.Say("Renews"), t.Say("{Helper}")}}
	for i, p := range t.people {
		table.Rows = append(table.Rows, append(view.ReportRow{{Text: t.name(t.names[i], p.asOf)}}, p.roll...))
	}
	return table
}

// holdings puts together what runs out: training, cover, a registration.
func (t *assurance) holdings() []view.ReportTable {
	g := newGrid(t.Say("What runs out"), t.Say("Soon means within {1} days. These dates do not move with the "+
		"hours somebody works.", portfolio.Soon), t.Say("What"))
	for i, p := range t.people {
		g.column(t.names[i])
		for _, h := range p.holdings {
			g.set(h.what, h.cell)
		}
	}
	return g.tables(t.Words)
}

// forms puts together everybody's latest record of each form about a person that the practice reads and that serves a
// standard.
func (t *assurance) forms() []view.ReportTable {
	g := newGrid(t.Say("Records that count towards a standard"),
		t.Say("The latest record of each. Where only a date is shown, the record is complete and has the "+
			"signatures that its form asks for."),
		t.Say("Form"))
	for i, p := range t.people {
		g.column(t.names[i])
		for _, f := range t.version.Forms {
			serves := func(s portfolio.Coverage) bool { return slices.Contains(s.Forms, f) }
			if inspected(f) && slices.ContainsFunc(t.asked, serves) {
				g.set(f.Title, p.latest[f.Slug])
			}
		}
	}
	return g.tables(t.Words)
}

// inspected reports whether a form is about a person, and an inspector may read some of it.
func inspected(f *form.Form) bool {
	return f.Subject != "organisation" && portfolio.ForInspector.AccessTo(f) >= portfolio.Parts
}

// ratings puts together what everybody's latest records rate: rows of tables with something to choose for each.
func (t *assurance) ratings() []view.ReportTable {
	var list []view.ReportTable
	for _, f := range t.version.Forms {
		for i := range f.Fields {
			g := newGrid(f.Title+": "+f.Fields[i].Label, "", t.Say("Line"))
			for n, p := range t.people {
				if r, there := p.rated[f.Slug]; there {
					g.column(t.names[n] + ", " + t.Short(r.date))
					g.rate(r.list, f.Fields[i].ID)
				}
			}
			list = append(list, g.tables(t.Words)...)
		}
	}
	return list
}

// own has the practice's own records: which there are, and what they rate, year beside year.
func (t *assurance) own() []view.ReportTable {
	list := view.ReportTable{Title: t.Say("The {place}'s own records"), None: t.Say("None yet."),
		Heads: []string{t.Say("Form"), t.Say("Date"), t.Say("State"), t.Say("Signed by")}}
	var rated []view.ReportTable
	for _, r := range t.practice.PracticeRecords {
		list.Rows = append(list.Rows, view.ReportRow{{Text: r.Template.Title}, t.day(r.Date),
			{Tag: recordState(t.Words, r)}, {Text: signedBy(t.Words, r)}})
	}
	for _, f := range t.version.Forms {
		for i := range f.Fields {
			g := newGrid(f.Title+": "+f.Fields[i].Label, "", t.Say("Line"))
			for _, r := range t.practice.PracticeRecords {
				if r.FormNow() == f.Slug && r.Finished() && !r.Date.After(t.AsOf) {
					g.column(t.Short(r.Date))
					g.rate(t.practice.Ratings(r), f.Fields[i].ID)
				}
			}
			rated = append(rated, g.tables(t.Words)...)
		}
	}
	return append([]view.ReportTable{list}, rated...)
}

// standards has a table for each body: what shows each of its standards, of everybody and of the practice itself. Those
// that are only asked of some professions are the person's to show, and not the practice's.
func (t *assurance) standards() []view.ReportTable {
	var list []view.ReportTable
	at := map[string]int{}
	for _, s := range t.asked {
		i, known := at[s.Body]
		if !known {
			i = len(list)
			at[s.Body] = i
			list = append(list, view.ReportTable{Title: s.Body, Heads: []string{t.Say("Standard"),
				t.Say("Records of the {place}"), t.Say("People with a record")}})
		}
		list[i].Rows = append(list[i].Rows, t.shows(s))
	}
	return list
}

// shows says what shows a standard: how many of the practice's own records, and of how many people a record does.
func (t *assurance) shows(s portfolio.Coverage) view.ReportRow {
	own := map[string]bool{} // each portfolio has the practice's records that concern its year
	people := 0
	for _, by := range t.shown {
		if by[s.ID].own {
			people++
		}
		for _, file := range by[s.ID].practice {
			own[file] = true
		}
	}
	return view.ReportRow{{Text: s.Label}, {Text: strconv.Itoa(len(own))},
		{Text: t.Say("{1} of {2}", people, len(t.people))}}
}
