package plan

import (
	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/view"
)

// gateTitles head what is to do before each gate, in their order.
var gateTitles = [...]struct{ name, title string }{
	{programme.Midpoint, "Before the half-way review"}, {programme.Final, "Before sign-off"},
}

// gaps shows what is still to do before each gate, and whose move it is.
func (t *private) gaps(at string) *view.Gaps {
	v := &view.Gaps{Page: t.page(at, "Still to do",
		"Everything that still stands before each review, and whose move it is. "+
			"Nothing here is a mark against anybody: it is a list to work from.")}
	said := map[gapKey]bool{}
	for _, gate := range gateTitles {
		when := t.p.GateDate(gate.name)
		if when.IsZero() {
			continue
		}
		g := view.GapGroup{Title: gate.title, Due: date(when), Above: len(said) > 0}
		if g.Above {
			g.Title += ": everything above, and:"
		}
		g.List = t.gapList(at, t.p.Gaps(gate.name), said)
		v.Gates = append(v.Gates, g)
	}
	if list := t.gapList(at, t.p.Beyond(), said); len(list) > 0 || len(v.Gates) == 0 {
		g := view.GapGroup{Title: "Past its date, run out or not complete", List: list}
		if len(v.Gates) > 0 {
			g.Title = "After the last review"
		}
		v.Gates = append(v.Gates, g)
	}
	if list := t.accepted(at); len(list) > 0 {
		v.Gates = append(v.Gates, view.GapGroup{Title: "Accepted with a plan", List: list})
	}
	v.LeftOut = t.leftOut()
	return v
}

// gapKey tells one gap from another, so that none is said twice.
type gapKey struct {
	milestone, title, detail string
	record                   *portfolio.Record
}

// gapList shows the gaps that were not said yet.
func (t *private) gapList(at string, gaps []portfolio.Gap, said map[gapKey]bool) []view.Due {
	var list []view.Due
	for _, gap := range gaps {
		d := view.Due{Title: gap.Title, Detail: gap.Detail, When: date(gap.Due), State: gapState(gap, t.p.AsOf)}
		for _, m := range t.milestones {
			if m.ID == gap.Milestone {
				d.Sum = t.sum(m)
			}
		}
		for _, lane := range gap.Move {
			d.Move = append(d.Move, laneTag(t.p.Version, lane))
		}
		if gap.Record != nil && t.readable(gap.Record) {
			d.Href = recordHref(at, t.names[gap.Record])
		}
		if this := (gapKey{gap.Milestone, gap.Title, gap.Detail, gap.Record}); !said[this] {
			said[this] = true
			list = append(list, d)
		}
	}
	return list
}

// gapState says of a gap whether it waits for somebody, is being worked on, or is past its date.
func gapState(g portfolio.Gap, asOf civil.Date) view.Tag {
	switch {
	case g.State != "":
		return stateTag(g.State)
	case g.Finding.Rule == portfolio.RuleSignatureMissing:
		return stateTag(programme.Waiting)
	case g.Finding.Rule == portfolio.RuleAnswerMissing:
		return stateTag(programme.InProgress)
	case g.Due.Before(asOf):
		return stateTag(programme.Past)
	}
	return stateTag(programme.NotStarted)
}
