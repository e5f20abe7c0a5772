package serve

import (
	"slices"
	"strings"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/portfolio"
)

// onCard is how many lines of each kind a person's card shows; the portfolio shows all.
const onCard = 3

// person is one preceptee as the desk shows them. Nothing of it counts or rates anybody.
type person struct {
	ID, Name string
	Role     string
	Example  bool
	Held     bool // the portfolio is held back, or shown as it last was
	Over     string
	Past     []todo
	Next     []todo
	Sign     []todo
	MorePast int
	MoreSign int
	Left     []trouble
}

// todo is one thing to do or sign.
type todo struct {
	Title, ISO, When string
	Detail           string
}

// trouble is a record that was left out, or what holds a portfolio back, in plain words.
type trouble struct {
	At, Why, Help string
}

// persons gathers what each preceptee of a state has to do next, as the reader for whom the portfolios are built may know it.
func persons(s *state, b *build.Snapshot, reader portfolio.Reader) []person {
	var list []person
	for _, t := range s.private {
		p := person{ID: t.preceptee, Name: t.name}
		known := slices.IndexFunc(b.Portfolios, func(p *portfolio.Portfolio) bool { return p.ID == t.preceptee })
		if known >= 0 {
			p.fill(b.Portfolios[known], reader)
		}
		for _, f := range t.findings {
			if !f.LeftOut {
				p.Held = true
				p.Left = append(p.Left, trouble{place(f.Position), f.Message, f.Help})
			}
		}
		p.Held = p.Held || known < 0
		list = append(list, p)
	}
	return list
}

func (v *person) fill(p *portfolio.Portfolio, reader portfolio.Reader) {
	v.Role, v.Example = p.Role, p.Example
	if on := p.Calendar.Ended; !on.IsZero() && !on.After(p.AsOf) {
		v.Over = on.Words()
	}
	for i := range p.Milestones {
		m := &p.Milestones[i]
		if !known(p, m, reader) || m.Settled() {
			continue
		}
		line := todo{Title: m.Occurrence.Milestone.Label, ISO: m.Due.String(), When: m.Due.Words()}
		switch {
		case m.State == portfolio.Past:
			v.Past = append(v.Past, line)
		case m.State == portfolio.Waiting:
			// the record itself is listed below
		case v.Over == "" && len(v.Next) < onCard && !m.Due.Before(p.AsOf):
			if m.State == portfolio.InProgress {
				line.Detail = string(m.State)
			}
			v.Next = append(v.Next, line)
		}
	}
	for _, r := range p.Records {
		if len(r.Unsigned) == 0 || reader.Sees(r.Template) == portfolio.Nothing || r.Date.After(p.AsOf) {
			continue
		}
		var names []string
		for _, f := range r.Unsigned {
			if name := signer(p, f.Lane, r.Date); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		v.Sign = append(v.Sign, todo{Title: r.Template.Title, ISO: r.Date.String(), When: r.Date.Words(), Detail: "waits for " + strings.Join(names, " and ")})
	}
	v.Past, v.MorePast = first(v.Past)
	v.Sign, v.MoreSign = first(v.Sign)
	for _, l := range p.Left {
		if l.Template == nil || reader.Sees(l.Template) == portfolio.Whole {
			v.Left = append(v.Left, trouble{l.File, l.Why, l.Help})
		} else {
			v.Left = append(v.Left, trouble{l.File, "one record could not be read", "whoever keeps the records can mend it; precept check says what is wrong"})
		}
	}
}

// first keeps the first lines of a list and says how many more there are.
func first(list []todo) ([]todo, int) {
	if len(list) <= onCard {
		return list, 0
	}
	return list[:onCard], len(list) - onCard
}

// known reports whether the reader may know where a milestone stands.
func known(p *portfolio.Portfolio, m *portfolio.Milestone, reader portfolio.Reader) bool {
	return !slices.ContainsFunc(m.Occurrence.Milestone.Forms, func(slug string) bool {
		f := p.Version.Form(slug)
		return f != nil && reader.Sees(f) == portfolio.Nothing
	})
}

// signer names who holds a lane on a day, or the lane.
func signer(p *portfolio.Portfolio, lane string, on civil.Date) string {
	title := strings.ToLower(p.Version.LaneTitle(lane))
	if name := p.Lane(lane, on); name != "" {
		return name + " (" + title + ")"
	}
	return "the " + title
}
