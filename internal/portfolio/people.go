package portfolio

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/programme"
)

// The rules about who supports the person, and what preceptee.md says of them.
const (
	RuleHandover = "handover-missing"
	RulePerson   = "person-missing"
	RuleLead     = "person-lead"
	RuleDetail   = "detail-missing"
	RuleOld      = "record-old"
)

// inLane lists who had a lane, by the day from which they had it.
func (p *Portfolio) inLane(lane string) []Person {
	list := slices.DeleteFunc(slices.Clone(p.People), func(person Person) bool { return person.Lane != lane })
	for i := range list {
		if list[i].From.Before(p.Calendar.Start) {
			list[i].From = p.Calendar.Start
		}
	}
	slices.SortStableFunc(list, func(a, b Person) int { return a.From.Compare(b.From) })
	return list
}

// personGap is a gap about a person in preceptee.md.
func (p *Portfolio) personGap(rule, title, text string, due civil.Date, pos finding.Position, help string) Gap {
	return Gap{Title: title, Detail: text, Due: due, Move: []string{programme.Place(p.Version.Lanes()).ID},
		Finding: finding.Finding{Rule: rule, Severity: finding.Gap, Position: pos, Due: due.String(), Message: text,
			Help: help}}
}

// supporters lists the days without anybody in the lane that supports the person, once anybody is named. Where every
// day has somebody, every rotation has too. For a person who rotates, it also reports that none of several supporters
// is the lead.
func (p *Portfolio) supporters(on civil.Date) []Gap {
	w := p.Version.Words
	lane := programme.Helper(p.Version.Lanes())
	people := p.inLane(lane.ID)
	if len(people) == 0 {
		return nil
	}
	title := p.Version.LaneWord(lane.ID)
	var list []Gap
	next := p.Calendar.Start // the first day that is not covered yet
	alone := func(to civil.Date) {
		if to.Before(next) {
			return
		}
		text := w.Say("nobody is named as {1} from {2} to {3}", title, w.Date(next), w.Date(to))
		list = append(list, p.personGap(RulePerson, w.Say("Who supports {1}", p.FirstName()), text, next, people[0].pos,
			w.Say("name who it was, or who it is now, under people in preceptee.md")))
	}
	for _, person := range people {
		alone(earlier(person.From.AddDays(-1), on))
		switch {
		case person.To.IsZero():
			next = on.AddDays(1)
		case !person.To.Before(next):
			next = person.To.AddDays(1)
		}
	}
	alone(on)
	leads := slices.ContainsFunc(people, func(person Person) bool { return person.Lead })
	others := slices.ContainsFunc(people, func(person Person) bool { return !sameName(person.Name, people[0].Name) })
	if slices.Contains(p.Transition, "rotational") && others && !leads {
		text := w.Say("several people support {1}, and none of them is named as the lead", p.FirstName())
		list = append(list, p.personGap(RuleLead, w.Say("Who supports {1}", p.FirstName()), text, on, people[0].pos,
			"write lead: true beside one of them under people in preceptee.md"))
	}
	return list
}

func earlier(a, b civil.Date) civil.Date {
	if b.Before(a) {
		return b
	}
	return a
}

// handovers lists the changes of person in a lane without a record of the handover, where a form asks for one.
func (p *Portfolio) handovers(on civil.Date) []Gap {
	w := p.Version.Words
	var list []Gap
	for _, f := range p.Version.Forms {
		for i := range f.Fields {
			field := &f.Fields[i]
			if field.Handover == "" {
				continue
			}
			people := p.inLane(field.Handover)
			for j := 1; j < len(people); j++ {
				before, now := people[j-1], people[j]
				changed := !before.To.IsZero() && before.From.Before(now.From) && !sameName(before.Name, now.Name)
				if !changed || now.From.After(on) || p.handedOver(f, field.ID, now.From) {
					continue
				}
				text := w.Say("{1} took over from {2} on {3}, and what was handed over is not written down", now.Name,
					before.Name, w.Date(now.From))
				g := p.personGap(RuleHandover, field.Label, text, now.From, now.pos,
					w.Say("answer {1} in a {record} of {2}", strconv.Quote(field.Label), strconv.Quote(f.Title)))
				g.Move, g.Steps, g.asked = f.CompletedBy, []Step{{Form: f}}, []asked{{f, field.ID}}
				list = append(list, g)
			}
		}
	}
	return list
}

// handedOver reports whether a complete record made about a day answers a field.
func (p *Portfolio) handedOver(f *form.Form, field string, about civil.Date) bool {
	return slices.ContainsFunc(p.Records, func(r *Record) bool {
		a := r.Answer(field)
		return r.FormNow() == f.Slug && r.Finished() && a != nil && !a.Empty() && days(r.Date, about) <= reach
	})
}

// details lists what preceptee.md lacks of what the programme asks about the person.
func (p *Portfolio) details(on civil.Date) []Gap {
	prog, w := p.Version.Programme, p.Version.Words
	if prog == nil {
		return nil
	}
	r := p.Registration
	var absent, keys []string
	for _, d := range [...]struct {
		key   string
		known bool
		words string
	}{
		{"keeper", p.Keeper != "", w.Say("who keeps the records")},
		{"profession", p.Profession != "", w.Say("the profession")},
		{"role", p.Role != "", w.Say("the role")},
		{"practice", p.Practice != "", w.Say("the {place}")},
		{"registration", r.Body != "", w.Say("the regulator")},
		{"registration.renews", !r.Renews.IsZero(), w.Say("when the registration is renewed")},
	} {
		if !d.known && slices.Contains(prog.Asks, d.key) {
			absent, keys = append(absent, d.words), append(keys, d.key)
		}
	}
	if len(absent) == 0 {
		return nil
	}
	return []Gap{p.personGap(RuleDetail, w.Say("About {1}", p.FirstName()), w.Say("not given yet: {1}", w.List(absent)),
		earlier(p.Calendar.Start, on), finding.Position{File: p.File, Line: 1, Column: 1},
		"add it to preceptee.md: "+strings.Join(keys, ", "))}
}

// outdated lists the forms that are filled in every year whose latest record is more than a year old, where nothing
// else asks for it.
func (p *Portfolio) outdated(on civil.Date) []Gap {
	w := p.Version.Words
	if p.Over() {
		return nil
	}
	var list []Gap
	for _, r := range latest(p.Records, p.AsOf) {
		due := r.Date.AddMonths(12)
		f := p.Version.Form(r.FormNow())
		begun := slices.ContainsFunc(p.Records, func(o *Record) bool {
			return o.FormNow() == r.FormNow() && r.Date.Before(o.Date)
		})
		if f == nil || begun || f.Repeats != "yearly" || p.awaits(r.FormNow(), on) || !due.Before(on) || !r.Finished() {
			continue
		}
		text := w.Say("the latest is from {1}, more than a year ago", w.Date(r.Date))
		g := recordGap(r, RuleOld, text, w.Say("look at it again and make a new {record} of it"), f.CompletedBy)
		g.Due, g.Finding.Due, g.Steps = due, due.String(), []Step{{Form: f}}
		g.State = cmp.Or(g.State, programme.Past)
		list = append(list, g)
	}
	return list
}
