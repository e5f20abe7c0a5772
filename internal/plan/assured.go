package plan

import (
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/toolkit"
	"precept/internal/view"
)

// Assured is what the page for an inspector says of one person. It is small, and keeps nothing of the portfolio.
type Assured struct {
	id, name string
	asOf     civil.Date
	roll     view.ReportRow // role, start, registration and who supports them
	holdings []held
	latest   map[string]view.ReportCell // the latest record of each form, by slug
	rated    map[string]rated           // what the latest finished record of each form rates, by slug
	shown    map[string]shown           // by standard
}

// held is something that runs out.
type held struct {
	what string
	cell view.ReportCell
}

type rated struct {
	date civil.Date
	list []portfolio.Rating
}

// shown is what shows a standard.
type shown struct {
	own      bool     // a record of the person does
	practice []string // files of the practice's own records that do
}

// Assure gathers what the page for an inspector says of one person. v is the version whose forms the page lists.
func Assure(in Input, v *toolkit.Version, p *portfolio.Portfolio) *Assured {
	t := &report{in, v.Words}
	c := p.For(portfolio.ForInspector)
	a := &Assured{id: p.ID, name: p.Name, asOf: p.AsOf, roll: t.registered(c), holdings: t.held(c), shown: shownBy(c),
		latest: map[string]view.ReportCell{}, rated: map[string]rated{}}
	for _, f := range v.Forms {
		if !inspected(f) {
			continue
		}
		last, finished := newest(c, f.Slug)
		a.latest[f.Slug] = t.latest(c, f.Slug, last)
		if finished != nil {
			a.rated[f.Slug] = rated{finished.Date, c.Ratings(finished)}
		}
	}
	return a
}

// registered are the cells of somebody's row in the list of people, behind the name.
func (t *report) registered(c portfolio.Copy) view.ReportRow {
	entry := strings.TrimSpace(c.Registration.Body + " " + c.Registration.Number)
	cell := view.ReportCell{Text: entry}
	if entry == "" {
		cell = t.absent(true)
	}
	return view.ReportRow{{Text: c.Role}, t.day(c.Calendar.Start), cell,
		t.dayOr(c.Registration.Checked, entry != ""), t.dayOr(c.Registration.Renews, entry != ""),
		{Text: c.Lane(programme.Helper(c.Version.Lanes()).ID, c.AsOf)}}
}

// dayOr is a cell with a date. Where a date is expected but missing, the cell says so.
func (t *report) dayOr(d civil.Date, expected bool) view.ReportCell {
	if d.IsZero() && expected {
		return t.absent(true)
	}
	return t.day(d)
}

// held lists what of somebody's runs out.
func (t *report) held(c portfolio.Copy) []held {
	var list []held
	for _, h := range c.Holdings() {
		cell := t.day(h.Until)
		switch {
		case h.State == portfolio.NoRecord && !asksFor(c, h.Form):
			continue
		case h.State != portfolio.Valid:
			cell.Tag = validityTag(t.Words, h.State)
		}
		if h.Accepted != nil {
			cell.Text = t.Say("agreed: {1}", h.Accepted.Plan)
		}
		list = append(list, held{h.What, cell})
	}
	return list
}

// asksFor reports whether a form is asked of somebody, by its title.
func asksFor(c portfolio.Copy, title string) bool {
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

// newest gives somebody's latest record of a form, and the latest that is finished; nil where there is none.
func newest(c portfolio.Copy, slug string) (last, finished *portfolio.Record) {
	for _, r := range c.Portfolio.Records { // by date
		if r.FormNow() != slug || r.Date.After(c.AsOf) {
			continue
		}
		last = r
		if r.Finished() {
			finished = r
		}
	}
	return last, finished
}

// latest says what there is of a form: the day of somebody's latest record, and its state where that is not done.
func (t *report) latest(c portfolio.Copy, slug string, last *portfolio.Record) view.ReportCell {
	if last == nil {
		return t.absent(asked(c, slug))
	}
	cell := t.day(last.Date)
	if !last.Done() {
		cell.Tag = recordState(t.Words, last)
	}
	return cell
}

// shownBy says which standards somebody's records show.
func shownBy(c portfolio.Copy) map[string]shown {
	by := map[string]shown{}
	for _, s := range c.Standards() {
		var what shown
		for _, r := range s.Records {
			if r.FromPractice {
				what.practice = append(what.practice, r.File)
			} else {
				what.own = true
			}
		}
		by[s.ID] = what
	}
	return by
}
