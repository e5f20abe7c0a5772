package desk

import (
	"encoding/json"
	"slices"

	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// onCard is how many lines of each kind a person's card shows; the portfolio shows all.
const onCard = 3

// person is one preceptee as the desk shows them. Nothing of it counts or rates anybody.
type person struct {
	ID, Name string
	Role     string
	Example  bool
	AsOf     string // the day that the portfolio is about, where that is another than everybody's
	Blocked  bool   // the portfolio is held back, or shown as it last was
	Ended    string // the day on which the programme ended
	Past     []*todo
	Next     []*todo
	Sign     []*todo
	MorePast int
	MoreSign int
	Problems []message // records that were left out, or what holds the portfolio back
}

// todo is one thing to do or sign, with the way to where it is done.
type todo struct {
	Title, ISO, When string
	Detail           string
	Href             string
	Past, Sign       bool   // past its date, and to be signed
	Lanes            []lane // whose move it is
}

// lane is who holds a part in the programme.
type lane struct{ Look, Title string }

// Shown changes whenever what the desk shows of people does.
func (d *Desk) Shown(site Site) string {
	text, _ := json.Marshal(d.people(site)) // texts, and lists of them, can always be written
	return string(text)
}

// people gives what each preceptee has to do next, as the reader for whom the portfolios are built may know it.
func (d *Desk) people(site Site) []person {
	return d.cards.of(site, func() []person { return d.everybody(site) })
}

func (d *Desk) everybody(site Site) []person {
	list := []person{}
	for _, served := range site.Portfolios {
		v := person{ID: served.ID, Name: served.Name}
		p := find(site.Snapshot.Portfolios, served.ID)
		if p != nil {
			v.fill(site, p, d.o.Build.Reader)
		}
		for _, f := range served.Findings {
			if !f.RecordOnly {
				v.Blocked = true
				v.Problems = append(v.Problems, blocking(site.Snapshot.Words(), f)...)
			}
		}
		v.Blocked = v.Blocked || p == nil
		list = append(list, v)
	}
	return list
}

// blocking is what holds a portfolio back. Whoever fixes it opens the file, so its own words say what to write there.
func blocking(w *wording.Words, f finding.Finding) []message {
	return messages(w, []finding.Finding{f}, inEditor)
}

func (v *person) fill(site Site, p *portfolio.Portfolio, reader portfolio.Reader) {
	known := p.For(reader)
	v.Role, v.Example = p.Role, p.Example
	if p.AsOf != site.Snapshot.AsOf {
		v.AsOf = p.Version.Words.Date(p.AsOf)
	}
	if p.Over() {
		v.Ended = p.Version.Words.Date(p.Calendar.Ended)
	}
	agenda := known.Agenda().Once()
	v.Past, v.MorePast = first(lines(site, p, agenda.Of(portfolio.Overdue)))
	sign := agenda.Of(portfolio.ToSign)
	slices.SortStableFunc(sign, func(a, b portfolio.Task) int { return a.Due.Compare(b.Due) })
	v.Sign, v.MoreSign = first(lines(site, p, sign))
	v.Next, _ = first(lines(site, p, agenda.Of(portfolio.ToCome)))
	for _, o := range known.Omissions() {
		v.Problems = append(v.Problems, omitted(p.Version.Words, o)...)
	}
}

// omitted is a record that was left out, as far as the reader may know why.
func omitted(w *wording.Words, o portfolio.Omission) []message {
	if o.Access != portfolio.Whole {
		return []message{{Text: w.Say("One record could not be read."),
			Help: w.Say("Whoever keeps the records can fix it."), Technical: []string{o.File}}}
	}
	f := finding.Finding{Rule: o.Rule, Position: finding.Position{File: o.File}, Message: o.Why, Help: o.Help}
	return messages(w, []finding.Finding{f}, func(w *wording.Words, f finding.Finding) (text, help string, ok bool) {
		if text, help, ok = byRule(w, f); ok {
			return text, help, ok
		}
		return inEditor(w, f)
	})
}

// laneOf gives a lane of the version's programme as the portfolio shows it.
func laneOf(v *toolkit.Version, id string) lane {
	for _, l := range v.Lanes() {
		if l.ID == id {
			return lane{l.Class(), l.Title}
		}
	}
	return lane{"", v.LaneTitle(id)}
}

// lines shows tasks, each with the way to where it is done.
func lines(site Site, p *portfolio.Portfolio, tasks []portfolio.Task) []*todo {
	var list []*todo
	for _, t := range tasks {
		line := &todo{ISO: t.Due.String(), When: p.Version.Words.Date(t.Due)}
		line.Sign, line.Past = t.Kind == portfolio.ToSign, t.Kind == portfolio.Overdue || t.Late
		for _, id := range t.Move {
			line.Lanes = append(line.Lanes, laneOf(p.Version, id))
		}
		if t.Record != nil {
			line.Title, line.Href = t.Record.Template.Title, links{site}.record(p, t.Record)
			line.Detail = p.Version.Words.Say("waiting for {1}", signers(p, t.Record))
		} else {
			line.Title, line.Href = t.Milestone.Occurrence.Milestone.Label, links{site}.milestone(p, t.Milestone)
			line.Detail = detail(p.Version.Words, t)
		}
		list = append(list, line)
	}
	return list
}

// detail says how far a milestone has come; of one that is past its date and not begun, when it falls due again.
func detail(w *wording.Words, t portfolio.Task) string {
	switch {
	case t.Kind == portfolio.ToCome && t.Milestone.State == programme.InProgress:
		return string(t.Milestone.State)
	case t.Kind == portfolio.ToCome:
		return ""
	case t.Kind == portfolio.Overdue && t.Milestone.Detail == "" && !t.Again.IsZero():
		return w.Say("next on {1}", w.Date(t.Again))
	}
	return t.Milestone.Detail
}

// signers names who still has to sign a record, each once.
func signers(p *portfolio.Portfolio, r *portfolio.Record) string {
	var names []string
	for _, f := range r.Unsigned {
		if name := p.Signer(f.Lane, r.Date); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return p.Version.Words.List(names)
}

// first keeps the first lines of a list and says how many more there are.
func first(list []*todo) ([]*todo, int) {
	if len(list) <= onCard {
		return list, 0
	}
	return list[:onCard], len(list) - onCard
}
