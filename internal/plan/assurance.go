package plan

import (
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/toolkit"
	"precept/internal/view"
	"precept/internal/wording"
)

// assurance gathers what the practice may know of everybody, for an inspector. The toolkit says what that is: the forms
// that the practice reads, what in them runs out, what they rate, and the standards that they serve.
type assurance struct {
	report
	version  *toolkit.Version
	people   []portfolio.Copy
	practice portfolio.Copy                   // its own records, as the year of nobody
	asked    []portfolio.Coverage             // the standards that are the practice's to show
	shown    []map[string][]*portfolio.Record // what shows each standard, of the practice and then of each person
}

// Assurance gathers the practice's own records, and what it may know of everybody, on one page. practice is nil where
// there are no records of its own.
func Assurance(
	in Input, v *toolkit.Version, people []*portfolio.Portfolio, practice *portfolio.Portfolio,
) *view.Report {
	t := &assurance{report: report{in, v.Words}, version: v}
	if practice == nil {
		practice = &portfolio.Portfolio{Preceptee: &portfolio.Preceptee{}, Version: v, AsOf: in.AsOf}
	}
	t.practice = practice.For(portfolio.ForInspector)
	for _, p := range people {
		t.people = append(t.people, p.For(portfolio.ForInspector))
	}
	for _, c := range append([]portfolio.Copy{t.practice}, t.people...) {
		shown := map[string][]*portfolio.Record{}
		for _, s := range c.Standards() {
			shown[s.ID] = s.Records
		}
		t.shown = append(t.shown, shown)
	}
	t.asked = slices.DeleteFunc(t.practice.Standards(),
		func(s portfolio.Coverage) bool { return s.RegisteredWith != "" })
	page := t.page(t.Say("Assurance"), t.Say("What the {place} can show about the people in the programme and about "+
		"itself. Nothing is in it that is kept between {person} and {helper}, or written to the {place} alone."))
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
	for _, c := range t.people {
		entry := strings.TrimSpace(c.Registration.Body + " " + c.Registration.Number)
		row := view.ReportRow{{Text: t.name(c.Portfolio)}, {Text: c.Role}, t.day(c.Calendar.Start), {Text: entry},
			t.dayOr(c.Registration.Checked, entry != ""), t.dayOr(c.Registration.Renews, entry != ""),
			{Text: c.Lane(programme.Helper(c.Version.Lanes()).ID, c.AsOf)}}
		if entry == "" {
			row[3] = t.absent(true)
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// dayOr is a cell with a date; where there is none, and one is to be expected, the cell says so.
func (t *assurance) dayOr(d civil.Date, expected bool) view.ReportCell {
	if d.IsZero() && expected {
		return t.absent(true)
	}
	return t.day(d)
}

// holdings puts together what runs out: training, cover, a registration.
func (t *assurance) holdings() []view.ReportTable {
	g := newGrid(t.Say("What runs out"), t.Say("Soon means within {1} days. These dates keep the calendar, whatever "+
		"hours somebody works.", portfolio.Soon), t.Say("What"))
	for _, c := range t.people {
		for _, h := range c.Holdings() {
			cell := t.day(h.Until)
			switch {
			case h.State == portfolio.NoRecord && !t.asksFor(c, h.Form):
				continue
			case h.State != portfolio.Valid:
				cell.Tag = validityTag(t.Words, h.State)
			}
			if h.Accepted != nil {
				cell.Text = t.Say("agreed: {1}", h.Accepted.Plan)
			}
			g.set(h.What, c.Name, cell)
		}
	}
	return g.tables(t.Words)
}

// asksFor reports whether a form is asked of somebody, by its title.
func (t *assurance) asksFor(c portfolio.Copy, title string) bool {
	i := slices.IndexFunc(c.Version.Forms, func(f *form.Form) bool { return f.Title == title })
	return i < 0 || asked(c, c.Version.Forms[i].Slug)
}

// asked reports whether somebody's version has the form with a slug, and asks it of them.
func asked(c portfolio.Copy, slug string) bool {
	if c.Version.Form(slug) == nil || c.Version.Programme == nil {
		return c.Version.Form(slug) != nil
	}
	known := false
	for _, m := range c.Version.Programme.Milestones {
		if slices.Contains(m.Forms, slug) {
			known = true
			if m.When == "" || slices.Contains(c.Calendar.Tags, m.When) {
				return true
			}
		}
	}
	return !known
}

// forms puts together everybody's latest record of each form about a person that the practice reads and that serves a
// standard.
func (t *assurance) forms() []view.ReportTable {
	g := newGrid(t.Say("Records that serve a standard"),
		t.Say("The latest record of each. Where only a date is shown, it is complete and signed as its form asks."),
		t.Say("Form"))
	for _, f := range t.version.Forms {
		serves := slices.ContainsFunc(t.asked, func(s portfolio.Coverage) bool { return slices.Contains(s.Forms, f) })
		if f.Subject == "organisation" || portfolio.ForInspector.AccessTo(f) < portfolio.Parts || !serves {
			continue
		}
		for _, c := range t.people {
			g.set(f.Title, c.Name, t.latest(c, f.Slug))
		}
	}
	return g.tables(t.Words)
}

// latest says what there is of a form: the day of somebody's latest record, and its state where that is not done.
func (t *assurance) latest(c portfolio.Copy, slug string) view.ReportCell {
	var last *portfolio.Record
	for _, r := range c.Portfolio.Records { // by date
		if r.FormNow() == slug && !r.Date.After(c.AsOf) {
			last = r
		}
	}
	if last == nil {
		return t.absent(asked(c, slug))
	}
	cell := t.day(last.Date)
	if !last.Done() {
		cell.Tag = recordState(t.Words, last)
	}
	return cell
}

// perTable is how many people a table has side by side, so that it fits on paper.
const perTable = 5

// ratings puts together what everybody's latest records rate: rows of tables with something to choose for each.
func (t *assurance) ratings() []view.ReportTable {
	var list []view.ReportTable
	for _, f := range t.version.Forms {
		if f.Subject == "organisation" || portfolio.ForInspector.AccessTo(f) < portfolio.Parts {
			continue
		}
		for i := range f.Fields {
			g := newGrid(f.Title+": "+f.Fields[i].Label, "", t.Say("Line"))
			for _, c := range t.people {
				if r := lastFinished(c, f.Slug); r != nil {
					g.rate(c.Name+", "+t.Short(r.Date), c.Ratings(r), f.Fields[i].ID)
				}
			}
			list = append(list, g.tables(t.Words)...)
		}
	}
	return list
}

func lastFinished(c portfolio.Copy, slug string) *portfolio.Record {
	var last *portfolio.Record
	for _, r := range c.Portfolio.Records { // by date
		if r.FormNow() == slug && r.Finished() && !r.Date.After(c.AsOf) {
			last = r
		}
	}
	return last
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
					g.rate(t.Short(r.Date), t.practice.Ratings(r), f.Fields[i].ID)
				}
			}
			rated = append(rated, g.tables(t.Words)...)
		}
	}
	return append([]view.ReportTable{list}, rated...)
}

// grid puts together what there is about several people, or on several days: a row for each thing, a column for each
// person or day. Rows have the same name whatever its capitals.
type grid struct {
	title, note string
	first       string // the head of the column with the rows' names
	heads, rows []string
	cells       map[[2]string]view.ReportCell // by row in small letters, and head
}

func newGrid(title, note, first string) *grid {
	return &grid{title: title, note: note, first: first, cells: map[[2]string]view.ReportCell{}}
}

func (g *grid) set(row, head string, cell view.ReportCell) {
	if !slices.ContainsFunc(g.rows, func(known string) bool { return strings.EqualFold(known, row) }) {
		g.rows = append(g.rows, row)
	}
	if !slices.Contains(g.heads, head) {
		g.heads = append(g.heads, head)
	}
	g.cells[[2]string{strings.ToLower(row), head}] = cell
}

// rate sets what a record rates in one of its tables.
func (g *grid) rate(head string, list []portfolio.Rating, field string) {
	for _, r := range list {
		if r.Table.ID == field {
			g.set(r.Row, head, view.ReportCell{Text: r.Says})
		}
	}
}

// tables are the grid with a few columns each.
func (g *grid) tables(w *wording.Words) []view.ReportTable {
	var list []view.ReportTable
	for heads := range slices.Chunk(g.heads, perTable) {
		title := g.title
		if len(list) > 0 {
			title = w.Say("{1}, continued", g.title)
		}
		table := view.ReportTable{Title: title, Note: g.note, Heads: append([]string{g.first}, heads...)}
		for _, name := range g.rows {
			row := view.ReportRow{{Text: name}}
			for _, head := range heads {
				row = append(row, g.cells[[2]string{strings.ToLower(name), head}])
			}
			table.Rows = append(table.Rows, row)
		}
		list = append(list, table)
	}
	return list
}

// standards has a table for each body: what shows each of its standards, of everybody and of the practice itself. Those
// that are asked of some professions alone are the person's to show, and not the practice's.
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
	var own []string // files: each portfolio has the practice's records that concern its year
	people := 0
	for _, shown := range t.shown {
		theirs := false
		for _, r := range shown[s.ID] {
			if !r.FromPractice {
				theirs = true
			} else if !slices.Contains(own, r.File) {
				own = append(own, r.File)
			}
		}
		if theirs {
			people++
		}
	}
	return view.ReportRow{{Text: s.Label}, {Text: strconv.Itoa(len(own))},
		{Text: t.Say("{1} of {2}", people, len(t.people))}}
}
