package portfolio

import (
	"slices"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/toolkit"
)

// With says whether time was spent learning with others.
type With uint8

// What is known of it.
const (
	NotSaid With = iota
	Alone
	Others
)

// Learning is one entry of learning time. Hours are in ten-thousandths.
type Learning struct {
	Record  *Record
	Date    civil.Date
	What    string // what the table calls it; "" where the record is the entry
	Hours   int64
	Kind    string
	Pillars []string
	With    With
}

// Learning lists the hours in complete records that the reader may read, by date. What else is known of the time, its
// field of hours names.
func (c Copy) Learning() []Learning {
	var list []Learning
	for _, r := range c.Portfolio.Records {
		if r.Status != form.Complete || r.Date.After(c.AsOf) {
			continue
		}
		own := func(id string) *form.Answer {
			if !c.Reads(r, id) {
				return nil
			}
			return r.Answer(id)
		}
		for i := range r.Template.Fields {
			f := &r.Template.Fields[i]
			list = learnt(list, r, "", f, r.Template.Fields, own)
			a := own(f.ID)
			for j := 0; a != nil && j < len(a.Rows); j++ {
				if row := &a.Rows[j]; !row.Unknown {
					for k := range f.Columns {
						list = learnt(list, r, r.rowName(f, row), &f.Columns[k], f.Columns, row.Cell)
					}
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Learning) int { return a.Date.Compare(b.Date) })
	return list
}

// learnt adds the hours of one answer. fields are those beside it, and answer gives what was written in one of them and
// may be read.
func learnt(list []Learning, r *Record, what string, f *form.Field, fields []form.Field,
	answer func(id string) *form.Answer) []Learning {
	said := func(id string) (*form.Field, form.Answer) {
		at := slices.IndexFunc(fields, func(o form.Field) bool { return o.ID == id })
		if at < 0 || fields[at].Private {
			return nil, form.Answer{}
		}
		if a := answer(id); a != nil && !a.Unknown {
			return &fields[at], *a
		}
		return &fields[at], form.Answer{}
	}
	if f.Type != form.Hours {
		return list
	}
	_, a := said(f.ID)
	hours, ok := form.Decimal(a.Text)
	if !ok || hours <= 0 {
		return list
	}
	l := Learning{Record: r, Date: r.Date, What: what, Hours: hours}
	_, on := said(f.Describe.On)
	if day, err := civil.Parse(on.Text); err == nil {
		l.Date = day
	}
	_, kind := said(f.Describe.Kind)
	l.Kind = kind.Text
	_, pillar := said(f.Describe.Pillar)
	if l.Pillars = pillar.List; pillar.Text != "" {
		l.Pillars = []string{pillar.Text}
	}
	l.With = withOthers(said(f.Describe.With))
	return append(list, l)
}

// withOthers reads whether time was spent with others: by a tick, or by a choice whose first option says so.
func withOthers(f *form.Field, a form.Answer) With {
	switch {
	case f == nil:
		return NotSaid
	case f.Type == form.Tick && a.Text == "":
		return Alone
	case a.Text == "":
		return NotSaid
	case f.Type == form.Tick || len(f.Options) > 0 && a.Text == f.Options[0]:
		return Others
	}
	return Alone
}

// Asked is how far somebody has come with the learning that a standard asks for.
type Asked struct {
	toolkit.Standard
	From, To      civil.Date // the time that counts
	Hours         int64      // ten-thousandths
	Participatory int64
	Entries       int
}

// Asked gives what each standard about learning asks of the person, and what is recorded here. The time that counts
// ends when the registration is renewed, or, where that date is not known, on the day that the portfolio is about.
func (c Copy) Asked() []Asked {
	var list []Asked
	learning := c.Learning()
	for _, s := range c.Applying() {
		ask := s.Learning
		if ask == (toolkit.Learning{}) {
			continue
		}
		a := Asked{Standard: s, To: c.AsOf}
		if renews := c.Registration.Renews; !renews.IsZero() && s.RegisteredWith != "" {
			a.To = renews
			for a.To.AddMonths(-12 * ask.Years).After(c.AsOf) {
				a.To = a.To.AddMonths(-12 * ask.Years)
			}
		}
		a.From = a.To.AddMonths(-12 * ask.Years).AddDays(1)
		for _, l := range learning {
			if l.Date.Before(a.From) || l.Date.After(a.To) {
				continue
			}
			a.Hours += l.Hours
			a.Entries++
			if l.With == Others {
				a.Participatory += l.Hours
			}
		}
		list = append(list, a)
	}
	return list
}
