package plan

import (
	"slices"
	"strings"

	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/view"
)

// tasks shows what there is to do: first what those whom the portfolio was built for can do next, then, without what
// was shown, all that is past its date, all that waits for a signature, and what others do next.
func (t *private) tasks(v *view.Overview, at string) {
	agenda, said := t.p.Agenda(), &sums{}
	own, shown := t.readers(), map[*portfolio.Milestone]bool{}
	signed := map[*portfolio.Record][]string{} // lanes whose signature of it is asked for already
	for _, lane := range own {
		group := view.TaskGroup{Title: t.Say("Next for {1}", t.p.Signer(lane, t.p.AsOf))}
		if t.p.Reader == portfolio.ForPreceptee {
			group.Title = t.Say("What you can do next")
		}
		list := ofLane(agenda, lane)
		for _, task := range list[:min(ownShown, len(list))] {
			if task.Record != nil {
				group.List = append(group.List, t.toSign(task, at, func(of string) bool { return of == lane })...)
				signed[task.Record] = append(signed[task.Record], lane)
				continue
			}
			d := t.toDo(task, at, said)
			d.Move = nil
			group.List, shown[task.Milestone] = append(group.List, d), true
		}
		group.More = t.moreOf(at, list[min(ownShown, len(list)):])
		group.List = t.byForm(group.List)
		v.Own = append(v.Own, group)
	}
	for _, task := range agenda {
		switch {
		case shown[task.Milestone]:
		case task.Kind == portfolio.Overdue:
			v.Past = append(v.Past, t.toDo(task, at, said))
		case task.Record != nil:
			v.ToSign = append(v.ToSign, t.toSign(task, at, func(lane string) bool {
				return !slices.Contains(signed[task.Record], lane)
			})...)
		case task.Kind == portfolio.ToSign:
			v.ToSign = append(v.ToSign, t.toDo(task, at, said))
		case len(v.Next) < nextShown && !slices.ContainsFunc(own, task.Of):
			v.Next = append(v.Next, t.toDo(task, at, said))
		}
	}
	v.Past, v.Next, v.Sums = t.byForm(v.Past), t.byForm(v.Next), said.take()
	v.PastTitle = t.Say("Past its date")
	if slices.ContainsFunc(v.Own, hasPast) {
		v.PastTitle = t.Say("Also past its date")
	}
	if more := len(v.Past) - openShown; more > 0 {
		v.Past, v.MorePast = v.Past[:openShown], t.onTimeline(at, more)
	}
	if more := len(v.ToSign) - openShown; more > 0 {
		v.ToSign, v.MoreToSign = v.ToSign[:openShown], t.stillToDo(at, more)
	}
}

func hasPast(g view.TaskGroup) bool {
	return slices.ContainsFunc(g.List, func(d view.Due) bool { return d.State.State == "past" })
}

// moreOf leads to tasks that are not shown: those that are records are not on the timeline.
func (t *private) moreOf(at string, rest portfolio.Agenda) view.Link {
	switch {
	case len(rest) == 0:
		return view.Link{}
	case slices.ContainsFunc(rest, func(task portfolio.Task) bool { return task.Record != nil }):
		return t.stillToDo(at, len(rest))
	}
	return t.onTimeline(at, len(rest))
}

// onTimeline leads to the timeline, which has all milestones.
func (t *private) onTimeline(at string, more int) view.Link {
	return view.Link{Text: t.Say("{1} more on the timeline", more), Href: pageHref(at, calendarPath)}
}

// stillToDo leads to the page that has all that is open.
func (t *private) stillToDo(at string, more int) view.Link {
	return view.Link{Text: t.Say("{1} more still to do", more), Href: pageHref(at, gapsPath)}
}

// byForm puts those in a row together that one form closes, and that have all but their titles in common.
func (t *private) byForm(list []view.Due) []view.Due {
	var grouped []view.Due
	for len(list) > 0 {
		n, d := 1, list[0]
		for n < len(list) && len(d.Do) > 0 && len(d.Forms) == 0 && len(list[n].Forms) == 0 && alike(&d, &list[n]) {
			n++
		}
		if n > 1 {
			title := t.Several(n, "{1} step with one form", "{1} steps with one form")
			for i := 1; i < n; i++ {
				together(&d, &list[i], title)
			}
		}
		grouped, list = append(grouped, d), list[n:]
	}
	return grouped
}

// unnamed leaves out a form that cannot be opened from here where a title or a record above names it already.
func unnamed(forms, records []view.Link) []view.Link {
	return slices.DeleteFunc(forms, func(f view.Link) bool {
		return f.Href == "" && slices.ContainsFunc(records, func(r view.Link) bool {
			rest, named := strings.CutPrefix(r.Text, f.Text)
			return named && (rest == "" || rest[0] == ',' || rest[0] == ':')
		})
	})
}

// ofLane lists the tasks of one lane, each milestone once: what is past its date, what waits to be signed, what comes.
func ofLane(agenda portfolio.Agenda, lane string) portfolio.Agenda {
	once := agenda.Once()
	var list portfolio.Agenda
	for _, kind := range []portfolio.TaskKind{portfolio.Overdue, portfolio.ToSign, portfolio.ToCome} {
		for _, task := range once.Of(kind) {
			if task.Of(lane) {
				list = append(list, task)
			}
		}
	}
	return list
}

// toDo shows a milestone that is open, with whose move it is and the forms that close it.
func (t *private) toDo(task portfolio.Task, at string, said *sums) view.Due {
	d := t.due(task.Milestone, at)
	d.Number = 0       // the timeline has it
	if at != onePage { // and there the sum too
		said.add(t, task.Milestone)
	}
	for _, lane := range task.Move {
		d.Move = append(d.Move, laneTag(t.p.Version, lane))
	}
	d.Do = unnamed(t.steps(t.p.Steps(task.Milestone)), d.Forms)
	if len(task.Milestone.Occurrence.Milestone.Forms) == 0 && d.Detail == "" {
		d.Detail = t.Say("No form to fill in: once it is done, tell whoever keeps the {records} the date")
	}
	return d
}

// toSign shows a record that waits to be signed, once for each signature of the wanted lanes.
func (t *private) toSign(task portfolio.Task, at string, wanted func(lane string) bool) []view.Due {
	var list []view.Due
	r := task.Record
	line := t.line(r, at)
	for _, f := range r.Unsigned {
		if !wanted(f.Lane) {
			continue
		}
		list = append(list, view.Due{
			Title: line.Title, Href: line.Href, When: line.Date, State: stateTag(t.Words, programme.Waiting),
			Move:   []view.Tag{laneTag(t.p.Version, f.Lane)},
			Detail: t.Say("Waiting for {1}", t.p.Signer(f.Lane, r.Date)),
			Do: unnamed(t.steps([]portfolio.Step{{Form: r.Template, Record: r}}),
				[]view.Link{{Text: line.Title}}),
		})
	}
	return list
}
