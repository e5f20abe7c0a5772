package plan

import (
	"strings"

	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/view"
)

// sheetLines is how many lines each list of the meeting sheet has: it is one sheet of paper.
const sheetLines = 6

// meeting is the sheet to bring to the next meeting.
func (t *private) meeting(at string) *view.Meeting {
	v := &view.Meeting{Page: t.page(at, t.Say("Next meeting"),
		t.Say("One page to bring: what happened since last time, what is open, and what comes before the next "+
			"review."))}
	m := t.p.Meeting()
	v.Next, v.How = t.nextMeeting(&m)
	v.First = m.Last == nil
	v.Since = t.brief(at, recordsPath, len(m.Since), func(i int) view.BriefLine {
		line := t.line(m.Since[len(m.Since)-1-i], at)
		return view.BriefLine{Title: line.Title, Href: line.Href, When: line.Date, State: line.State}
	})
	v.Actions = t.brief(at, recordsPath, len(m.Actions), func(i int) view.BriefLine {
		a := &m.Actions[i]
		line := view.BriefLine{Title: a.Text, Who: a.Who, Href: recordHref(at, t.names[a.Record])}
		if !a.By.IsZero() {
			line.When = date(t.Words, a.By)
		}
		if a.Past {
			line.State = stateTag(t.Words, programme.Past)
		}
		return line
	})
	v.Due = t.brief(at, gapsPath, len(m.Due), func(i int) view.BriefLine { return t.dueLine(m.Due[i], at) })
	if m.Gate != "" {
		v.ReviewOn = date(t.Words, t.p.GateDate(m.Gate))
		for _, gate := range gateTitles {
			if gate.name == m.Gate {
				v.Review = t.Say(gate.title)
			}
		}
	}
	v.Looks = t.brief(at, gapsPath, len(m.Looks), func(i int) view.BriefLine {
		g := &m.Looks[i]
		return view.BriefLine{Title: g.Title, Who: t.whose(g.Move), When: date(t.Words, g.Due),
			State: t.notable(gapState(t.Words, *g, t.p.AsOf))}
	})
	return v
}

// nextMeeting gives the day of the next meeting and says how it is known.
func (t *private) nextMeeting(m *portfolio.Meeting) (view.Date, string) {
	switch {
	case m.Next.IsZero() && t.p.Over():
		return view.Date{}, t.Say("The {programme} has ended, so there is no further meeting.")
	case m.Next.IsZero():
		return view.Date{}, t.Say("The timeline has no further meeting.")
	case m.Agreed:
		return date(t.Words, m.Next), t.Say("as agreed on {1}", day(t.Words, m.Last.Date))
	case m.Last != nil:
		return date(t.Words, m.Next),
			t.Say("when the next one falls due; the last was on {1}", day(t.Words, m.Last.Date))
	}
	return date(t.Words, m.Next), t.Say("when the first one falls due")
}

// dueLine is a task on one line.
func (t *private) dueLine(task portfolio.Task, at string) view.BriefLine {
	line := view.BriefLine{Who: t.whose(task.Move), When: date(t.Words, task.Due)}
	if task.Record != nil {
		of := t.line(task.Record, at)
		line.Title, line.Href, line.State = of.Title, of.Href, stateTag(t.Words, programme.Waiting)
		return line
	}
	d := t.due(task.Milestone, at)
	line.Title, line.Href, line.State = d.Title, firstHref(d.Forms), t.notable(d.State)
	return line
}

// firstHref leads to the first of several records; "" where there is none.
func firstHref(links []view.Link) string {
	if len(links) == 0 {
		return ""
	}
	return links[0].Href
}

// notable leaves out a state that says no more than that something is on the list.
func (t *private) notable(tag view.Tag) view.Tag {
	if tag == stateTag(t.Words, programme.NotStarted) {
		return view.Tag{}
	}
	return tag
}

// whose names the lanes whose move it is.
func (t *private) whose(lanes []string) string {
	titles := make([]string, len(lanes))
	for i, lane := range lanes {
		titles[i] = t.p.Version.LaneTitle(lane)
	}
	return strings.Join(titles, ", ")
}

// brief is a list of n lines, cut to the room on the sheet; the page to has the rest.
func (t *private) brief(at, to string, n int, line func(i int) view.BriefLine) view.Brief {
	var b view.Brief
	for i := range min(n, sheetLines) {
		b.List = append(b.List, line(i))
	}
	if more := n - len(b.List); more > 0 {
		b.More = view.Link{Text: t.Say("and {1} more", more), Href: pageHref(at, to)}
	}
	return b
}

// bring says on the overview what there is to bring to the next meeting.
func (t *private) bring(at string) view.Bring {
	m := t.p.Meeting()
	if m.Next.IsZero() {
		return view.Bring{}
	}
	var parts []string
	if n := len(m.Actions); n > 0 {
		parts = append(parts, t.Several(n, "{1} open action", "{1} open actions"))
	}
	if n := len(m.Due); n > 0 {
		parts = append(parts, t.Several(n, "{1} thing that is due before then or still open",
			"{1} things that are due before then or still open"))
	}
	switch n := len(m.Since); {
	case n > 0 && m.Last == nil:
		parts = append(parts, t.Several(n, "{1} {record} made so far", "{1} {records} made so far"))
	case n > 0:
		parts = append(parts, t.Several(n, "{1} {record} made since the last meeting",
			"{1} {records} made since the last meeting"))
	}
	return view.Bring{Next: date(t.Words, m.Next), Words: t.List(parts), Sheet: pageHref(at, meetingPath)}
}
