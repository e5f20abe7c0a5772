package plan

import (
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/view"
	"precept/internal/wording"
)

// gateTitles head what is to do before each gate, in their order.
var gateTitles = [...]struct {
	name  string
	title wording.Phrase
}{
	{programme.Midpoint, "Before the half-way review"}, {programme.Final, "Before sign-off"},
}

// gaps shows what the portfolio still needs for each gate, by whose move it is, and what else is open until then.
func (t *private) gaps(at string) *view.Gaps {
	v := &view.Gaps{Page: t.page(at, t.Say("Still to do"),
		t.Say("What each review still needs, and who can do it. It is a list to work from, and not a mark "+
			"against anybody."))}
	said := gapsSaid{gaps: map[gapKey]bool{}, sums: &sums{}}
	above := false
	for _, gate := range gateTitles {
		when := t.p.GateDate(gate.name)
		if when.IsZero() {
			continue
		}
		g := view.GapGroup{Title: t.Say(gate.title), Due: date(t.Words, when), Above: above}
		needed := map[gapKey]bool{}
		for _, gap := range t.p.Before(gate.name) {
			needed[keyOf(&gap)] = true
		}
		all := t.p.Gaps(gate.name)
		also := slices.DeleteFunc(slices.Clone(all), func(gap portfolio.Gap) bool { return needed[keyOf(&gap)] })
		all = slices.DeleteFunc(all, func(gap portfolio.Gap) bool { return !needed[keyOf(&gap)] })
		g.Owners, g.Also = t.byOwner(at, all, said), t.gapList(at, also, said)
		above = above || len(g.Owners) > 0
		v.Gates = append(v.Gates, g)
	}
	if list := t.byOwner(at, t.p.Beyond(), said); len(list) > 0 || len(v.Gates) == 0 {
		g := view.GapGroup{Title: t.Say("Past its date, run out or not complete"), Owners: list}
		if len(v.Gates) > 0 {
			g.Title = t.Say("After the last review")
		}
		v.Gates = append(v.Gates, g)
	}
	v.Accepted, v.Sums = t.accepted(at), said.sums.take()
	v.LeftOut = t.leftOut()
	return v
}

// byOwner shows the gaps that are not listed yet, by the lane that acts next: the reader's own lane comes first.
func (t *private) byOwner(at string, gaps []portfolio.Gap, said gapsSaid) []view.GapOwner {
	lanes := t.readers()
	for _, lane := range t.p.Version.Lanes() {
		if !slices.Contains(lanes, lane.ID) {
			lanes = append(lanes, lane.ID)
		}
	}
	first := map[string][]portfolio.Gap{}
	for _, g := range gaps {
		owner := ""
		for _, lane := range lanes {
			if owner == "" && slices.Contains(g.Move, lane) {
				owner = lane
			}
		}
		first[owner] = append(first[owner], g)
	}
	var list []view.GapOwner
	for _, lane := range append(lanes, "") {
		o := view.GapOwner{List: t.gapList(at, first[lane], said)}
		if lane != "" {
			o.Lane = laneTag(t.p.Version, lane)
		}
		for i := range o.List { // its own lane heads the list, and is said beside others only
			if d := &o.List[i]; len(d.Move) == 1 && d.Move[0] == o.Lane {
				d.Move = nil
			}
		}
		if len(o.List) > 0 {
			list = append(list, o)
		}
	}
	return list
}

// gapsSaid are the gaps that the page has listed.
type gapsSaid struct {
	gaps map[gapKey]bool
	sums *sums
}

// gapKey identifies a gap, so that none is listed twice.
type gapKey struct {
	milestone, title string
	record           *portfolio.Record
	rule, detail     string
}

// keyOf tells a gap; of a milestone it does not matter what is known beside.
func keyOf(g *portfolio.Gap) gapKey {
	if g.Milestone != "" {
		return gapKey{milestone: g.Milestone, title: g.Title}
	}
	return gapKey{title: g.Title, record: g.Record, rule: g.Finding.Rule, detail: g.Detail}
}

// gapList shows the gaps that are not listed yet.
func (t *private) gapList(at string, gaps []portfolio.Gap, said gapsSaid) []view.Due {
	var list []view.Due
	var before view.Due
	for _, gap := range gaps {
		this := keyOf(&gap)
		if said.gaps[this] {
			continue
		}
		said.gaps[this] = true
		if m := t.byID[gap.Milestone]; m != nil && at != onePage { // the timeline has them there
			said.sums.add(t, m)
		}
		d := t.gap(at, &gap)
		if last := len(list) - 1; gap.Together != "" && last >= 0 && alike(&before, &d) {
			together(&list[last], &d, gap.Together)
		} else {
			list = append(list, d)
		}
		before = d
	}
	return list
}

// gap shows one gap. For an action it shows what was agreed, and where.
func (t *private) gap(at string, gap *portfolio.Gap) view.Due {
	d := view.Due{Title: gap.Title, Detail: upper(gap.Detail), When: date(t.Words, gap.Due),
		State: gapState(t.Words, *gap, t.p.AsOf)}
	if m := t.byID[gap.Milestone]; m != nil {
		d.Forms = t.due(m, at).Forms
	}
	for _, lane := range gap.Move {
		d.Move = append(d.Move, laneTag(t.p.Version, lane))
	}
	if gap.Record != nil && strings.HasSuffix(gap.Title, d.When.Words) {
		d.When = view.Date{} // the title has it
	}
	if gap.Record != nil && t.readable(gap.Record) {
		href := recordHref(at, t.names[gap.Record])
		switch {
		case gap.Action != "":
			d.Title, d.Detail, d.Forms = gap.Action, "", []view.Link{{Text: gap.Title, Href: href}}
		case len(d.Forms) == 0:
			d.Href = href
		}
	}
	if gap.Lead != "" {
		d.Detail, d.Each = upper(gap.Lead), t.competencyLines(at, gap.Competencies)
	}
	d.Do = unnamed(t.steps(gap.Steps), append(d.Forms, view.Link{Text: d.Title}))
	return d
}

// competencyLines names competencies, each with the way to what is known of it.
func (t *private) competencyLines(at string, ids []string) []view.BriefLine {
	var list []view.BriefLine
	for _, c := range t.p.Competencies() {
		if slices.Contains(ids, c.ID) {
			href := "#c-" + within(at) + c.ID
			if at != onePage {
				href = pageHref(at, competenciesPath) + href
			}
			list = append(list, view.BriefLine{Title: c.Label, Href: href})
		}
	}
	return list
}

// together adds a gap to the group that differs only in the title, or starts a new group.
func together(group, next *view.Due, title string) {
	if len(group.Each) == 0 {
		group.Each = []view.BriefLine{{Title: group.Title, Href: group.Href}}
		group.Title, group.Href, group.Detail = title, "", ""
	}
	group.Each = append(group.Each, view.BriefLine{Title: next.Title, Href: next.Href})
}

// alike reports whether two have reason, day, state, owner and form in common.
func alike(a, b *view.Due) bool {
	return a.Detail == b.Detail && a.When == b.When && a.State == b.State && slices.Equal(a.Move, b.Move) &&
		slices.Equal(a.Do, b.Do)
}

// gapState says whether a gap waits for somebody, is being worked on, or is past its date.
func gapState(w *wording.Words, g portfolio.Gap, asOf civil.Date) view.Tag {
	switch {
	case g.State != "":
		return stateTag(w, g.State)
	case g.Finding.Rule == portfolio.RuleWanted && g.Record != nil && g.Record.Done():
		return view.Tag{} // the record is complete, and this is open nevertheless
	case g.Finding.Rule == portfolio.RuleSignatureMissing, g.Finding.Rule == portfolio.RuleUnconfirmed:
		return stateTag(w, programme.Waiting)
	case slices.Contains([]string{portfolio.RuleAnswerMissing, portfolio.RuleUnevidenced, portfolio.RuleWanted,
		portfolio.RuleExpected}, g.Finding.Rule):
		return stateTag(w, programme.InProgress)
	case g.Due.Before(asOf):
		return stateTag(w, programme.Past)
	}
	return stateTag(w, programme.NotStarted)
}
