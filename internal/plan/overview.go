package plan

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/view"
	"precept/internal/wording"
)

// How many lines the overview shows of what each party can do next, of what others do next and of the latest records;
// the other pages show all.
const (
	ownShown    = 3
	nextShown   = 3
	openShown   = 10 // of what is past its date, and of what waits for a signature
	latestShown = 5
)

func (t *private) overview(at string) *view.Overview {
	v := &view.Overview{Page: t.page(at, t.p.Name, t.span())}
	v.Facts = t.about() // the title has the days and the toolkit
	v.Progress = t.progress()
	t.tasks(v, at)
	v.Bring = t.bring(at)
	v.LeftOut = t.leftOut()
	for _, r := range slices.Backward(t.records) {
		if !r.FromPractice && len(v.Latest) < latestShown {
			v.Latest = append(v.Latest, t.line(r, at))
		}
	}
	v.Closed = slices.ContainsFunc(v.Latest, closed)
	v.Intro = html(t.p.Introduction)
	if at == onePage { // phases and records have ids there too
		v.Intro = html(partOf(t.p.Introduction, "own", t.p.Name))
	}
	return v
}

// span says from when to when the year goes, or went, and under which toolkit.
func (t *private) span() string {
	start, toolkit := day(t.Words, t.p.Calendar.Start), t.p.Version.Name
	if ended := t.p.Calendar.Ended; !ended.IsZero() && !ended.After(t.p.AsOf) {
		return t.Say("Started {1}, {2} {3}, under toolkit {4}.", start, t.Say(endings[t.p.EndedHow]),
			day(t.Words, ended), toolkit)
	}
	return t.Say("Started {1}, ends {2}, under toolkit {3}.", start, day(t.Words, t.p.End()), toolkit)
}

// facts are all that is known of the year.
func (t *private) facts() []view.Fact {
	return append([]view.Fact{{Name: t.Say("Started"), Value: day(t.Words, t.p.Calendar.Start)},
		{Name: t.Say("Ends"), Value: day(t.Words, t.p.End())}, {Name: t.Say("Toolkit"), Value: t.p.Version.Name}},
		t.about()...)
}

// about says how the year went, who is in it, and where.
func (t *private) about() []view.Fact {
	p := t.p
	var facts []view.Fact
	if !p.Calendar.Ended.IsZero() {
		facts = append(facts, view.Fact{Name: upper(t.Say(endings[p.EndedHow])), Value: day(t.Words, p.Calendar.Ended)})
	}
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, view.Fact{Name: name, Value: value})
		}
	}
	if p.Extension.Months != 0 {
		add(t.Say("Extension"), extension(t.Words, p.Extension))
	}
	add(t.Say("Profession"), p.Profession)
	add(t.Say("Registration"), registration(t.Words, p.Registration))
	add(t.Say("Role"), p.Role)
	add(t.Say("{Place}"), p.Practice)
	add(t.Say("Transition"), transition(p.Transition))
	add(t.Say("Cohort"), p.Cohort)
	for _, lane := range p.Version.Lanes() {
		var names []string
		for _, person := range p.People {
			if person.Lane == lane.ID {
				names = append(names, person.Name+otherTime(t.Words, person, p.AsOf))
			}
		}
		add(lane.Title, strings.Join(names, ", "))
	}
	if share := share(p.Calendar.WTE, p.AsOf); share < 100 {
		add(t.Say("Hours worked"), t.Say("{1} of full time", strings.TrimSuffix(fmt.Sprintf("0.%02d",
			share), "0")))
	}
	add(t.Say("Records kept by"), p.Keeper)
	if p.Reader == portfolio.ForAppraiser {
		n := 0
		for _, r := range t.records {
			if t.readable(r) {
				n++
			}
		}
		add(t.Say("In this copy"),
			t.Several(n, "{1} {record} that the {person} chose to share; one line for each of the others",
				"{1} {records} that the {person} chose to share; one line for each of the others"))
	}
	return facts
}

// endings are the words for how a year ended, as preceptee.md says.
var endings = map[string]wording.Phrase{"": "ended", "completed": "completed", "left": "left", "stopped": "stopped"}

// otherTime says when somebody has a lane who does not have it on a day; "" of who does.
func otherTime(w *wording.Words, person portfolio.Person, on civil.Date) string {
	switch {
	case person.Has(on):
		return ""
	case person.From.After(on):
		return w.Say(" (from {1})", day(w, person.From))
	}
	return w.Say(" (until {1})", day(w, person.To))
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
			if prog.PhaseOf(t.p.Calendar, &m.Occurrence) != i || m.State == programme.NotApplicable {
				continue
			}
			all++
			if m.State == programme.Done {
				done++
			}
		}
		list = append(list, view.PhaseProgress{
			Title: ph.Title, Span: span(t.Words, from, to), Now: !t.p.AsOf.Before(from) && t.p.AsOf.Before(to),
			Words: t.Say("{1} of {2} done", done, all), Bar: bar(done, all),
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

// span gives two days, with the year once where it is the same, or a single day.
func span(w *wording.Words, from, to civil.Date) string {
	switch {
	case from == to:
		return day(w, from)
	case from.Year == to.Year:
		return w.Say("{1} {2} to {3}", from.Day, w.Month(from), shortDay(w, to))
	}
	return w.Say("{1} to {2}", shortDay(w, from), shortDay(w, to))
}
