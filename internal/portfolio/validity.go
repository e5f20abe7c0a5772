package portfolio

import (
	"cmp"
	"slices"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/wording"
)

// Validity is how long something still holds.
type Validity wording.Phrase

// The states of what runs out, in the order in which they ask for something to be done.
const (
	RanOut   Validity = "run out"
	NoRecord Validity = "not recorded"
	RunsOut  Validity = "runs out soon"
	Valid    Validity = "valid"
	Lasting  Validity = "no end date"
)

// Soon is how many days before it runs out something is due to be renewed.
const Soon = 60

// registrationSoon is the same for a registration, because a regulator takes longer.
const registrationSoon = 90

// Holding is something that runs out: training, cover, a registration. Its date keeps the calendar, whatever hours
// somebody works.
type Holding struct {
	What     string
	Form     string // title of the form that asks for it
	Until    civil.Date
	State    Validity
	Record   *Record
	Accepted *Accepted // the plan that was agreed for what has run out, else nil
}

// Holdings lists what runs out, in the latest records that the reader may read, and what those records and forms ask
// for but do not have yet.
func (c Copy) Holdings() []Holding {
	on, w := c.judgedOn(), c.Version.Words
	var list []Holding
	if renews := c.Registration.Renews; !renews.IsZero() {
		list = append(list, Holding{
			What:  w.Say("Registration with {1}", cmp.Or(c.Registration.Body, w.Say("the regulator"))),
			Until: renews, State: validity(renews, on)})
	}
	records := latest(c.Portfolio.Records, c.AsOf)
	for _, f := range c.Version.Forms {
		ids, _ := Expiries(f.ReadableBy(c.Reader.reads))
		if len(ids) == 0 || f.Subject == "organisation" || c.Reader.AccessTo(f) < Parts {
			continue
		}
		recorded := false
		for _, r := range records {
			if r.FormNow() == f.Slug {
				recorded = true
				list = append(list, c.holdings(r, on)...)
			}
		}
		if !recorded {
			list = append(list, Holding{What: f.Title, Form: f.Title, State: NoRecord})
		}
	}
	return list
}

// judgedOn is the day on which something counts as run out: what was valid when the year ended need not be renewed
// here.
func (p *Portfolio) judgedOn() civil.Date {
	if ended := p.Calendar.Ended; !ended.IsZero() && ended.Before(p.AsOf) {
		return ended
	}
	return p.AsOf
}

func validity(until, on civil.Date) Validity {
	switch {
	case until.IsZero():
		return Lasting
	case until.Before(on):
		return RanOut
	case until.Sub(on) <= Soon:
		return RunsOut
	}
	return Valid
}

// holdings are the expiry dates of one record, with what they are for.
func (c Copy) holdings(r *Record, on civil.Date) []Holding {
	var list []Holding
	add := func(what string, a *form.Answer, id string, asked bool) {
		h := Holding{What: what, Form: r.Template.Title, Record: r}
		if a != nil && !a.Unknown {
			h.Until, _ = civil.Parse(a.Text)
		}
		h.State = validity(h.Until, on)
		if h.State == Lasting && asked {
			h.State = NoRecord
		}
		if agreed, ok := c.Portfolio.Accepted[id]; ok && h.State == RanOut {
			h.Accepted = &agreed
		}
		list = append(list, h)
	}
	alone := 0 // dates outside tables: a single one is about what the form is about, and its title is the better name
	for i := range r.Template.Fields {
		if r.Template.Fields[i].Expires() {
			alone++
		}
	}
	for i := range r.Template.Fields {
		f := &r.Template.Fields[i]
		a := r.Answer(f.ID)
		if !c.Reads(r, f.ID) || !f.Applies(c.Calendar.Tags) {
			continue
		}
		if f.Expires() && (a != nil || f.Required) {
			what := f.Label
			if alone == 1 {
				what = r.Template.Title
			}
			add(what, a, expiryID(r.Form, f.ID), true)
		}
		for j := range f.Columns {
			column := &f.Columns[j]
			if !column.Expires() || column.Private {
				continue
			}
			for k := range f.Rows {
				if fixed := &f.Rows[k]; fixed.Applies(c.Calendar.Tags) {
					add(fixed.Label, cellOf(a, fixed.ID, column.ID), expiryID(r.Form, f.ID, fixed.ID, column.ID), true)
				}
			}
			for k := 0; a != nil && len(f.Rows) == 0 && k < len(a.Rows); k++ {
				if row := &a.Rows[k]; !row.Empty() {
					add(cmp.Or(r.rowName(f, row), f.Label), row.Cell(column.ID), expiryID(r.Form, f.ID, column.ID),
						false)
				}
			}
		}
	}
	return list
}

// cellOf gives what a table's answer has in a fixed row and a column; nil where that is nothing.
func cellOf(a *form.Answer, row, column string) *form.Answer {
	if a == nil {
		return nil
	}
	at := slices.IndexFunc(a.Rows, func(r form.AnswerRow) bool { return r.Row == row })
	if at < 0 {
		return nil
	}
	return a.Rows[at].Cell(column)
}
