package desk

import (
	"encoding/json"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/programme"
)

// onCard is how many lines of each kind a person's card shows; the portfolio shows all.
const onCard = 3

// person is one preceptee as the desk shows them. Nothing of it counts or rates anybody.
type person struct {
	ID, Name string
	Role     string
	Example  bool
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
type lane struct{ ID, Title string }

// Shown changes whenever what the desk shows of people does.
func (d *Desk) Shown(site Site) string {
	text, _ := json.Marshal(d.people(site)) // texts, and lists of them, can always be written
	return string(text)
}

// people gives what each preceptee has to do next, as the reader for whom the portfolios are built may know it.
func (d *Desk) people(site Site) []person {
	list := []person{}
	for _, served := range site.Portfolios {
		v := person{ID: served.ID, Name: served.Name}
		known := slices.IndexFunc(site.Snapshot.Portfolios, func(p *portfolio.Portfolio) bool { return p.ID == served.ID })
		if known >= 0 {
			v.fill(site, site.Snapshot.Portfolios[known], d.o.Build.Reader)
		}
		for _, f := range served.Findings {
			if !f.LeftOut {
				v.Blocked = true
				v.Problems = append(v.Problems, blocking(f)...)
			}
		}
		v.Blocked = v.Blocked || known < 0
		list = append(list, v)
	}
	return list
}

// blocking is what holds a portfolio back. Whoever fixes it opens the file, so its own words say what to write there.
func blocking(f finding.Finding) []message { return messages([]finding.Finding{f}, asFound) }

func (v *person) fill(site Site, p *portfolio.Portfolio, reader portfolio.Reader) {
	to, findings := links{site}, site.Snapshot.Findings
	v.Role, v.Example = p.Role, p.Example
	if on := p.Calendar.Ended; !on.IsZero() && !on.After(p.AsOf) {
		v.Ended = on.Words()
	}
	late := map[*portfolio.Record]bool{}       // for whose milestone a signature is all that is missing, and whose date is past
	listed := map[*programme.Milestone]*todo{} // one line for each milestone, however often it comes round
	for i := range p.Milestones {
		m := &p.Milestones[i]
		if !known(p, m, reader) || m.Settled() {
			continue
		}
		ms := m.Occurrence.Milestone
		past, waiting := m.State == portfolio.Past, m.State == portfolio.Waiting
		own := ownUnsigned(m)
		if len(own) > 0 && (waiting || past && signaturesOnly(m)) { // the record itself is listed below
			for _, r := range own {
				late[r] = late[r] || past
			}
			continue
		}
		if old := listed[ms]; old != nil {
			if old.Detail == "" && old.Past && !m.Due.Before(p.AsOf) {
				old.Detail = "next on " + m.Due.Words()
			}
			continue
		}
		line := todo{Title: ms.Label, ISO: m.Due.String(), When: m.Due.Words(), Href: to.milestone(p, m), Lanes: whose(p, m)}
		switch {
		case past:
			line.Past = true
			if len(m.Records) > 0 {
				line.Detail = m.Detail
			}
			v.Past = append(v.Past, &line)
		case waiting:
			line.Detail, line.Sign = m.Detail, true
			v.Sign = append(v.Sign, &line)
		case v.Ended == "" && len(v.Next) < onCard && !m.Due.Before(p.AsOf):
			if m.State == portfolio.InProgress {
				line.Detail = string(m.State)
			}
			v.Next = append(v.Next, &line)
		default:
			continue
		}
		listed[ms] = &line
	}
	for _, r := range p.Records {
		if len(r.Unsigned) == 0 || reader.Access(r.Template) == portfolio.Nothing || r.Date.After(p.AsOf) {
			continue
		}
		line := todo{Title: r.Template.Title, ISO: r.Date.String(), When: r.Date.Words(), Href: to.record(p, r), Past: late[r], Sign: true}
		var names []string
		for _, f := range r.Unsigned {
			if name := signer(p, f.Lane, r.Date); !slices.Contains(names, name) {
				names = append(names, name)
			}
			line.Lanes = add(line.Lanes, p, f.Lane)
		}
		line.Detail = "waits for " + strings.Join(names, " and ")
		v.Sign = append(v.Sign, &line)
	}
	slices.SortStableFunc(v.Sign, func(a, b *todo) int { return strings.Compare(a.ISO, b.ISO) })
	v.Past, v.MorePast = first(v.Past)
	v.Sign, v.MoreSign = first(v.Sign)
	for _, l := range p.Omissions {
		if l.Template != nil && reader.Access(l.Template) != portfolio.Whole {
			v.Problems = append(v.Problems, message{Text: "One record could not be read.", Help: "Whoever keeps the records can fix it.", Technical: []string{l.File}})
			continue
		}
		f := finding.Finding{Position: finding.Position{File: l.File}, Message: l.Why, Help: l.Help}
		if i := slices.IndexFunc(findings, func(f finding.Finding) bool {
			return f.LeftOut && f.Preceptee == p.ID && strings.HasSuffix("/"+f.File, "/"+l.File)
		}); i >= 0 {
			f.Rule = findings[i].Rule
		}
		v.Problems = append(v.Problems, messages([]finding.Finding{f}, byRule)...)
	}
}

// ownUnsigned gives the records of a milestone that wait for a signature and are the preceptee's own.
func ownUnsigned(m *portfolio.Milestone) (list []*portfolio.Record) {
	for _, r := range m.Records {
		if !r.Shared && len(r.Unsigned) > 0 {
			list = append(list, r)
		}
	}
	return list
}

// signaturesOnly reports whether each form of a milestone has a record, and signatures are all that these lack.
func signaturesOnly(m *portfolio.Milestone) bool {
	return len(m.Records) == len(m.Occurrence.Milestone.Forms) && !slices.ContainsFunc(m.Records, func(r *portfolio.Record) bool {
		return r.Status != form.Complete || len(r.Missing) > 0
	})
}

// whose says whose move a milestone is: who has to sign where somebody has, else who holds its lane.
func whose(p *portfolio.Portfolio, m *portfolio.Milestone) (list []lane) {
	for _, r := range m.Records {
		for _, f := range r.Unsigned {
			list = add(list, p, f.Lane)
		}
	}
	if len(list) > 0 && signaturesOnly(m) {
		return list
	}
	return add(nil, p, m.Occurrence.Milestone.Lane)
}

func add(list []lane, p *portfolio.Portfolio, id string) []lane {
	if id == "" || slices.ContainsFunc(list, func(l lane) bool { return l.ID == id }) {
		return list
	}
	return append(list, lane{id, p.Version.LaneTitle(id)})
}

// first keeps the first lines of a list and says how many more there are.
func first(list []*todo) ([]*todo, int) {
	if len(list) <= onCard {
		return list, 0
	}
	return list[:onCard], len(list) - onCard
}

// known reports whether the reader may know where a milestone stands.
func known(p *portfolio.Portfolio, m *portfolio.Milestone, reader portfolio.Reader) bool {
	return !slices.ContainsFunc(m.Occurrence.Milestone.Forms, func(slug string) bool {
		f := p.Version.Form(slug)
		return f != nil && reader.Access(f) == portfolio.Nothing
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
