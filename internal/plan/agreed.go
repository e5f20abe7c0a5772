package plan

import (
	"fmt"
	"strings"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/view"
)

// accepted lists what is not done and was accepted instead, as far as the reader may know of it: milestones by date,
// then competencies, then what has run out.
func (t *private) accepted(at string) []view.Due {
	var list []view.Due
	for _, m := range t.milestones {
		if m.Accepted != nil {
			d := t.due(m, at)
			d.Number, d.Sum = 0, view.Sum{} // the timeline has them
			list = append(list, d)
		}
	}
	for _, c := range t.p.Competencies() {
		if c.Accepted == nil {
			continue
		}
		d := view.Due{Title: c.Label, State: stateTag(c.State), Detail: c.Detail, Notes: acceptance(c.Accepted)}
		if c.Record != nil && t.readable(c.Record) {
			d.Href = recordHref(at, t.names[c.Record])
		}
		list = append(list, d)
	}
	for _, g := range t.p.Expired() {
		list = append(list, view.Due{Title: g.Title, Detail: g.Detail, When: date(g.Due),
			Href: recordHref(at, t.names[g.Record]), State: stateTag(programme.Agreed),
			Notes: append([]string{"Plan: " + g.Accepted.Plan}, acceptance(g.Accepted)...)})
	}
	return list
}

// acceptedInstead says on the latest record about a competency what was agreed where that is not achieved.
func (t *private) acceptedInstead(r *portfolio.Record) []view.Fact {
	for _, c := range t.p.Competencies() {
		if c.Record == r && c.Accepted != nil {
			return []view.Fact{{Name: "Accepted with a plan",
				Value: strings.Join(append([]string{c.Detail}, acceptance(c.Accepted)...), "; ")}}
		}
	}
	return nil
}

// acceptance says why something was accepted, and who agreed it when.
func acceptance(a *portfolio.Accepted) []string {
	list := []string{"Why: " + a.Why}
	if line := agreement(a.Agreed, a.Date); line != "" {
		list = append(list, upper(line))
	}
	return list
}

// agreement says who agreed something, and when; "" where neither is known.
func agreement(by string, on civil.Date) string {
	switch {
	case by != "" && !on.IsZero():
		return "agreed by " + by + " on " + on.Words()
	case by != "":
		return "agreed by " + by
	case !on.IsZero():
		return "agreed on " + on.Words()
	}
	return ""
}

// extension says by how much the year is longer or shorter, and why.
func extension(e portfolio.Extension) string {
	months, way := e.Months, "longer"
	if months < 0 {
		months, way = -months, "shorter"
	}
	unit := "months"
	if months == 1 {
		unit = "month"
	}
	parts := []string{fmt.Sprintf("%d %s %s", months, unit, way)}
	if e.Why != "" {
		parts = append(parts, e.Why)
	}
	if line := agreement(e.Agreed, e.Date); line != "" {
		parts = append(parts, line)
	}
	return strings.Join(parts, "; ")
}

// registration is the entry with a regulator on one line.
func registration(r portfolio.Registration) string {
	var parts []string
	for _, text := range []string{r.Body, r.Number} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	if !r.Renews.IsZero() {
		parts = append(parts, "renewal due "+r.Renews.Words())
	}
	if !r.Checked.IsZero() {
		parts = append(parts, "checked on "+r.Checked.Words())
	}
	return strings.Join(parts, ", ")
}

// transition says in words what kinds of change the year comes with; "" where none is named.
func transition(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return upper(strings.ReplaceAll(strings.Join(list, ", "), "-", " "))
}
