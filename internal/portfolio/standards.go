package portfolio

import (
	"slices"
	"strings"

	"precept/internal/form"
	"precept/internal/programme"
	"precept/internal/toolkit"
)

// Coverage is what shows one standard, as far as a reader may know.
type Coverage struct {
	toolkit.Standard
	Records    []*Record    // in their order
	Milestones []*Milestone // done without a record
	Forms      []*form.Form // whose complete records would
}

// Count is how many things stand for the standard.
func (c *Coverage) Count() int { return len(c.Records) + len(c.Milestones) }

// Applying lists the standards that are asked of the person, in page order: those of another regulator are not.
func (c Copy) Applying() []toolkit.Standard {
	var list []toolkit.Standard
	for _, s := range c.Version.Standards {
		if s.RegisteredWith == "" || c.Registration.Body == "" || sameName(s.RegisteredWith, c.Registration.Body) {
			list = append(list, s)
		}
	}
	return list
}

// Standards gives each standard that is asked of the person with what shows it, in page order. Complete records count:
// by their form, by each field that is answered, by what they pick, by the milestone that they serve and by the
// competency that they show.
func (c Copy) Standards() []Coverage {
	var list []Coverage
	at := map[string]int{}
	for i, s := range c.Applying() {
		at[s.ID] = i
		list = append(list, Coverage{Standard: s})
	}
	records := map[string]map[*Record]bool{} // by standard
	add := func(r *Record, ids []string) {
		for _, id := range ids {
			if records[id] == nil {
				records[id] = map[*Record]bool{}
			}
			records[id][r] = true
		}
	}
	all := c.Records()
	for _, r := range all {
		if r.Status == form.Complete && len(r.Missing) == 0 && !r.Date.After(c.AsOf) {
			add(r, c.meets(r))
		}
	}
	c.shownMeet(add)
	for _, m := range c.Milestones() {
		c.milestoneMeets(m, all, add, func(id string) {
			if i, ok := at[id]; ok {
				list[i].Milestones = append(list[i].Milestones, m)
			}
		})
	}
	for i := range list {
		for _, r := range all {
			if records[list[i].ID][r] {
				list[i].Records = append(list[i].Records, r)
			}
		}
		list[i].Forms = c.formsFor(func(f *form.Form) bool { return c.formMeets(f, list[i].ID) })
		if len(list[i].Forms) == 0 { // then what is left is a form in which it can be chosen
			list[i].Forms = c.formsFor(picksStandards)
		}
	}
	return list
}

// meets lists the standards that a complete record shows by its form and by what the reader may read in it.
func (c Copy) meets(r *Record) []string {
	var ids []string
	if r.Page != nil {
		for _, w := range r.Page.Meets {
			ids = append(ids, w.Text)
		}
	}
	for i := range r.Template.Fields {
		f := &r.Template.Fields[i]
		if !c.Reads(r, f.ID) {
			continue
		}
		if signed := func(s form.Signature) bool { return s.Field == f.ID }; slices.ContainsFunc(r.Signed, signed) {
			ids = append(ids, f.Meets...)
		}
		if a := r.Answer(f.ID); a != nil {
			ids = append(ids, f.Meets...)
			ids = append(ids, c.cellsMeet(f, a)...)
		}
	}
	for _, pick := range r.Picks() {
		if pick.Field == "" || !c.Reads(r, pick.Field) {
			continue
		}
		switch pick.Of {
		case "standards":
			ids = append(ids, pick.Name)
		case "competencies":
			for _, of := range c.Version.Competencies {
				if of.ID == r.competency(pick.Name) {
					ids = append(ids, of.Meets...)
				}
			}
		}
	}
	return ids
}

// cellsMeet lists the standards that the rows and columns of a table's answer stand for.
func (c Copy) cellsMeet(f *form.Field, a *form.Answer) []string {
	var ids []string
	for i := range a.Rows {
		row := &a.Rows[i]
		if row.Unknown || row.Empty() {
			continue
		}
		if fixed := f.Row(row.Row); fixed != nil {
			ids = append(ids, fixed.Meets...)
		}
		for j := range row.Cells {
			if column := f.Column(row.Cells[j].Field); column != nil && !column.Private && !row.Cells[j].Empty() {
				ids = append(ids, column.Meets...)
			}
		}
	}
	return ids
}

// shownMeet adds the records that show a competency to the standards that it meets.
func (c Copy) shownMeet(add func(r *Record, ids []string)) {
	for _, of := range c.Competencies() {
		if of.State == programme.Done && of.Shown != nil && c.Access(of.Shown) >= Parts {
			add(of.Shown, of.Meets)
		}
	}
}

// milestoneMeets adds what made a milestone done to the standards that it meets: its records, or the milestone itself
// where there are none.
func (c Copy) milestoneMeets(m *Milestone, known []*Record, add func(r *Record, ids []string), itself func(id string)) {
	ids := m.Occurrence.Milestone.Meets
	if m.State != programme.Done {
		return
	}
	for _, r := range m.Records {
		if slices.Contains(known, r) {
			add(r, ids)
		}
	}
	if len(m.Records) == 0 {
		for _, id := range ids {
			itself(id)
		}
	}
}

// formsFor lists the forms whose complete records would show a standard, and whose records the reader may know of.
func (c Copy) formsFor(would func(f *form.Form) bool) []*form.Form {
	var list []*form.Form
	for _, f := range c.Version.Forms {
		if f.Visibility != "never" && would(f) && c.Reader.AccessTo(f) != Nothing {
			list = append(list, f)
		}
	}
	return list
}

func (c Copy) formMeets(f *form.Form, id string) bool {
	if page := c.Version.FormPage(f.Slug); page != nil &&
		slices.ContainsFunc(page.Meets, func(w toolkit.Word) bool { return w.Text == id }) {
		return true
	}
	asks := func(f form.Field) bool { return slices.Contains(f.Meets, id) }
	return slices.ContainsFunc(f.Fields, func(f form.Field) bool {
		return asks(f) || slices.ContainsFunc(f.Columns, asks) ||
			slices.ContainsFunc(f.Rows, func(r form.Row) bool { return slices.Contains(r.Meets, id) })
	})
}

func picksStandards(f *form.Form) bool {
	picks := func(f form.Field) bool { return f.Picks == "standards" }
	return slices.ContainsFunc(f.Fields, func(f form.Field) bool {
		return picks(f) || slices.ContainsFunc(f.Columns, picks)
	})
}

// Bodies lists the bodies whose standards are in a list, each once, in its order.
func Bodies(list []Coverage) []string {
	var bodies []string
	for _, c := range list {
		if body := strings.TrimSpace(c.Body); !slices.Contains(bodies, body) {
			bodies = append(bodies, body)
		}
	}
	return bodies
}
