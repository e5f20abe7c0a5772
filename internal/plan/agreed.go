package plan

import (
	"precept/internal/wording"

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
			d.Number = 0 // the timeline has it
			list = append(list, d)
		}
	}
	for _, c := range t.p.Competencies() {
		if c.Accepted == nil {
			continue
		}
		d := view.Due{Title: c.Label, State: stateTag(t.Words, c.State), Detail: c.Detail,
			Notes: acceptance(t.Words, c.Accepted)}
		if c.Record != nil && t.readable(c.Record) {
			d.Href = recordHref(at, t.names[c.Record])
		}
		list = append(list, d)
	}
	for _, g := range t.p.Expired() {
		list = append(list, view.Due{Title: g.Title, Detail: g.Detail, When: date(t.Words, g.Due),
			Href: recordHref(at, t.names[g.Record]), State: stateTag(t.Words, programme.Agreed),
			Notes: append([]string{t.Say("Plan: {1}", g.Accepted.Plan)}, acceptance(t.Words, g.Accepted)...)})
	}
	return list
}

// acceptedInstead says on the latest record about a competency what was agreed where that is not achieved.
func (t *private) acceptedInstead(r *portfolio.Record) []view.Fact {
	for _, c := range t.p.Competencies() {
		if c.Record == r && c.Accepted != nil {
			return []view.Fact{{Name: t.Say("Accepted with a plan"),
				Value: strings.Join(append([]string{c.Detail}, acceptance(t.Words, c.Accepted)...), "; ")}}
		}
	}
	return nil
}

// acceptance says why something was accepted, and who agreed it when.
func acceptance(w *wording.Words, a *portfolio.Accepted) []string {
	list := []string{w.Say("Why: {1}", a.Why)}
	if line := agreement(w, a.Agreed, a.Date); line != "" {
		list = append(list, upper(line))
	}
	return list
}

// agreement says who agreed something, and when; "" where neither is known.
func agreement(w *wording.Words, by string, on civil.Date) string {
	switch {
	case by != "" && !on.IsZero():
		return w.Say("agreed by {1} on {2}", by, day(w, on))
	case by != "":
		return w.Say("agreed by {1}", by)
	case !on.IsZero():
		return w.Say("agreed on {1}", day(w, on))
	}
	return ""
}

// extension says by how much the year is longer or shorter, and why.
func extension(w *wording.Words, e portfolio.Extension) string {
	longer := w.Several(e.Months, "{1} month longer", "{1} months longer")
	if e.Months < 0 {
		longer = w.Several(-e.Months, "{1} month shorter", "{1} months shorter")
	}
	parts := []string{longer}
	if e.Why != "" {
		parts = append(parts, e.Why)
	}
	if line := agreement(w, e.Agreed, e.Date); line != "" {
		parts = append(parts, line)
	}
	return strings.Join(parts, "; ")
}

// registration is the entry with a regulator on one line.
func registration(w *wording.Words, r portfolio.Registration) string {
	var parts []string
	for _, text := range []string{r.Body, r.Number} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	if !r.Renews.IsZero() {
		parts = append(parts, w.Say("renewal due {1}", day(w, r.Renews)))
	}
	if !r.Checked.IsZero() {
		parts = append(parts, w.Say("checked on {1}", day(w, r.Checked)))
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
