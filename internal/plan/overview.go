package plan

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/view"
)

// How many lines the overview shows of what each party can do next, of what others do next and of the latest records;
// the other pages show all.
const (
	ownShown    = 3
	nextShown   = 3
	latestShown = 5
)

func (t *private) overview(at string) *view.Overview {
	v := &view.Overview{Page: t.page(at, t.p.Name,
		fmt.Sprintf("Started %s, ends %s, under toolkit %s.", t.p.Calendar.Start.Words(), t.p.End().Words(),
			t.p.Version.Name))}
	v.Facts = t.facts()
	v.Progress = t.progress()
	t.tasks(v, at)
	v.LeftOut = t.leftOut()
	for _, r := range slices.Backward(t.records) {
		if !r.FromPractice && len(v.Latest) < latestShown {
			v.Latest = append(v.Latest, t.line(r, at))
		}
	}
	v.Intro = html(t.p.Introduction)
	if at == onePage { // phases and records have ids there too
		v.Intro = html(partOf(t.p.Introduction, "own", t.p.Name))
	}
	return v
}

func (t *private) facts() []view.Fact {
	p := t.p
	facts := []view.Fact{{Name: "Started", Value: p.Calendar.Start.Words()}, {Name: "Ends", Value: p.End().Words()}}
	if !p.Calendar.Ended.IsZero() {
		facts = append(facts, view.Fact{Name: upper(cmp.Or(p.EndedHow, "ended")), Value: p.Calendar.Ended.Words()})
	}
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, view.Fact{Name: name, Value: value})
		}
	}
	if p.Extension.Months != 0 {
		add("Extension", extension(p.Extension))
	}
	add("Toolkit", p.Version.Title)
	add("Profession", p.Profession)
	add("Registration", registration(p.Registration))
	add("Role", p.Role)
	add("Practice", p.Practice)
	add("Transition", transition(p.Transition))
	add("Cohort", p.Cohort)
	for _, lane := range p.Version.Lanes() {
		var names []string
		for _, person := range p.People {
			if person.Lane == lane.ID {
				names = append(names, person.Name+otherTime(person, p.AsOf))
			}
		}
		add(lane.Title, strings.Join(names, ", "))
	}
	if share := share(p.Calendar.WTE, p.AsOf); share < 100 {
		add("Hours worked", strings.TrimSuffix(fmt.Sprintf("0.%02d", share), "0")+" of full time")
	}
	add("Records kept by", p.Keeper)
	return facts
}

// otherTime says when somebody has a lane who does not have it on a day; "" of who does.
func otherTime(person portfolio.Person, on civil.Date) string {
	switch {
	case person.Has(on):
		return ""
	case person.From.After(on):
		return " (from " + person.From.Words() + ")"
	}
	return " (until " + person.To.Words() + ")"
}

// share is how much of full time is worked on a day, in hundredths.
func share(list []programme.WTE, on civil.Date) int {
	share, from := 100, civil.Date{}
	for _, w := range list {
		if !w.From.After(on) && !w.From.Before(from) {
			share, from = w.Hundredths, w.From
		}
	}
	return share
}

// progress is "3 of 7" for each phase.
func (t *private) progress() []view.PhaseProgress {
	prog := t.p.Version.Programme
	if prog == nil {
		return nil
	}
	var list []view.PhaseProgress
	for i, ph := range prog.Phases {
		from, to := prog.PhaseSpan(t.p.Calendar, i)
		done, all := 0, 0
		for _, m := range t.milestones {
			if m.Occurrence.Milestone.Phase != i || m.State == programme.NotApplicable {
				continue
			}
			all++
			if m.State == programme.Done {
				done++
			}
		}
		list = append(list, view.PhaseProgress{
			Title: ph.Title, Span: span(from, to), Now: !t.p.AsOf.Before(from) && t.p.AsOf.Before(to),
			Words: fmt.Sprintf("%d of %d done", done, all), Bar: bar(done, all),
		})
	}
	return list
}

// bar draws how many of a number are done, one box for each.
func bar(done, of int) template.HTML {
	if of == 0 {
		return ""
	}
	const width, gap = 240, 3
	step := (width + gap) / float64(of)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="bar" viewBox="0 0 %d 12" aria-hidden="true" focusable="false">`, width)
	for i := range of {
		class := "bar-open"
		if i < done {
			class = "bar-done"
		}
		fmt.Fprintf(&b, `<rect class="%s" x="%.1f" y="1" width="%.1f" height="10" rx="2"/>`, class, float64(i)*step,
			step-gap)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

func span(from, to civil.Date) string {
	if from == to {
		return from.Words()
	}
	return from.Short() + " to " + to.Short()
}
