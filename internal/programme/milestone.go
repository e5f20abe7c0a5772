package programme

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/item"
)

// readItem takes one item of the page; items of other kinds are none of this package's business.
func (r *reader) readItem(it *item.Item, headings []Heading) {
	if it.Marker != "month" && it.Marker != "week" && it.Marker != "monthly" {
		return
	}
	phase, lane, placed := r.place(it, headings)
	if phase >= 0 {
		r.used[phase] = true
	}
	if lane != "" {
		r.laneUsed[lane] = true
	}
	m := Milestone{
		ID: it.ID, Label: it.Label,
		Phase: phase, Lane: lane, Pos: r.at(it.Start),
		Required: it.Has("required"), Fixed: it.Has("fixed"), Shared: it.Has("shared"), Unconfirmed: it.Has("unconfirmed"),
	}
	var ok bool
	if m.At, m.Unit, m.Repeat, ok = parseMarker(it.Marker, it.Args); !ok {
		return
	}
	r.readValues(&m, it)
	if !placed {
		return
	}
	r.checkSpan(&m, it)
	r.Milestones = append(r.Milestones, m)
}

// place finds the phase and the lane above an item. It answers false where either is missing or has had its finding.
func (r *reader) place(it *item.Item, headings []Heading) (phase int, lane string, ok bool) {
	phase = badPhase
	var hasPhase, hasLane bool
	for _, h := range it.Heads {
		if h < 0 || h >= len(headings) {
			continue
		}
		switch headings[h].Level {
		case 2:
			phase, hasPhase = r.phases[h], true
			lane, hasLane = badLane, false
		case 3:
			lane, hasLane = r.lanes[h], true
		}
	}
	switch {
	case !hasPhase && hasLane: // the lane's heading has had its finding
	case !hasPhase:
		r.report("milestone-lane", r.at(it.Start), fmt.Sprintf("%q stands under no phase", it.Label),
			"put it below a phase and a lane: ## Months 1 to 5 {#transition months=1-6}, then "+r.laneNames())
	case !hasLane:
		r.report("milestone-lane", r.at(it.Start), fmt.Sprintf("%q stands under no lane", it.Label),
			"put it below the one who sees to it: "+r.laneNames())
	}
	return phase, lane, phase != badPhase && lane != badLane
}

// readValues reads the attributes and checks what they say. Which attributes a milestone may bear is checked with the
// grammar, in markdown.
func (r *reader) readValues(m *Milestone, it *item.Item) {
	bad := func(key, message, help string) {
		at := r.at(it.Start)
		for _, a := range slices.Concat(it.Pairs, it.Flags) {
			if a.Key == key && a.Pos.Line > 0 {
				at = r.at(a.Pos)
				break
			}
		}
		r.report("attribute-bad", at, message, help)
	}
	if a, ok := pair(it.Attributes, "form"); ok {
		m.Forms = strings.Fields(a.Value)
		if len(m.Forms) == 0 {
			bad("form", "form= names no form", `name it as its file is named, without forms/ and .md: form=monthly-meeting`)
		}
		for i, f := range m.Forms {
			if !isSlug(f) {
				bad("form", fmt.Sprintf("%q is not the name of a form", f), `name it as its file is named, without forms/ and .md, several with a blank between: form="swot learning-plan"`)
			} else if slices.Contains(m.Forms[:i], f) {
				bad("form", fmt.Sprintf("the form %s is named twice", f), "name each form once")
			}
		}
	}
	if a, ok := pair(it.Attributes, "field"); ok {
		m.Field = a.Value
		if !isID(a.Value) {
			bad("field", fmt.Sprintf("%q is not the id of a field", a.Value), "write the id that stands in the form: field=agreed-on")
		}
		if len(m.Forms) != 1 {
			bad("field", "field= does not say of which form", "name one form beside it: form=swot field=agreed-on")
		}
	}
	if a, ok := pair(it.Attributes, "gate"); ok {
		switch {
		case a.Value != Midpoint && a.Value != Final:
			bad("gate", fmt.Sprintf("there is no gate %q", a.Value), "write gate=midpoint or gate=final")
		case m.Repeat != Once:
			bad("gate", "a gate comes once, and this milestone comes round again", "give the gate to a milestone such as [month 6]")
		case r.gate(a.Value) != nil:
			bad("gate", fmt.Sprintf("the %s gate stands already at %q", a.Value, r.gate(a.Value).Label), "leave one of the two")
		default:
			m.Gate = a.Value
		}
	}
	if a, ok := pair(it.Attributes, "basis"); ok {
		m.Basis = a.Value
		if a.Value != "trust" {
			bad("basis", fmt.Sprintf("there is no basis %q", a.Value), "write basis=trust for an offer from another setting, or leave it out")
			m.Basis = ""
		} else if m.Required {
			bad("required", "an offer from another setting cannot be required", "take out .required, or basis=trust")
			m.Required = false
		}
	}
	if a, ok := pair(it.Attributes, "when"); ok {
		m.When = a.Value
		if !isID(a.Value) {
			bad("when", fmt.Sprintf("%q is not a tag", a.Value), "write a tag as it stands in preceptee.md: when=prescriber")
		}
	}
	if a, ok := pair(it.Attributes, "was"); ok {
		m.Was = a.Value
		if !isID(a.Value) {
			bad("was", fmt.Sprintf("%q is not an id", a.Value), "write the id that this milestone had before: was=old-id")
		}
	}
	if a, ok := pair(it.Attributes, "meets"); ok {
		m.Meets = strings.Fields(a.Value)
		for _, id := range m.Meets {
			if !isID(id) {
				bad("meets", fmt.Sprintf("%q is not the id of a standard", id), `write ids with a blank between: meets="training-records indemnity"`)
			}
		}
	}
}

// checkSpan reports a milestone that does not fall due within its phase.
func (r *reader) checkSpan(m *Milestone, it *item.Item) {
	p := r.Phases[m.Phase]
	var when string
	switch {
	case m.Repeat == Monthly:
		if p.From < p.To {
			return
		}
		r.report("milestone-phase", r.at(it.Start), fmt.Sprintf("%q is monthly, and %q has no whole month", it.Label, p.Title),
			"put it into a phase that lasts, or give it one date: [month 12]")
		return
	case m.Unit == Months:
		if p.From <= m.At && m.At <= p.To {
			return
		}
		when = fmt.Sprintf("month %d", m.At)
	default:
		if weekWithin(m.At, p.From, p.To) {
			return
		}
		when = fmt.Sprintf("week %d", m.At)
	}
	span := fmt.Sprintf("month %d alone", p.From)
	if p.From < p.To {
		span = fmt.Sprintf("months %d to %d", p.From, p.To)
	}
	r.report("milestone-phase", r.at(it.Start), fmt.Sprintf("%q is due at %s, outside %q, which is %s", it.Label, when, p.Title, span),
		"move it to the phase of its date, or change its date")
}

// weekWithin reports whether a week lies in a span of months. Months differ in length, so the edges have half a week of
// play: week 52 is as good as month 12.
func weekWithin(week, from, to int) bool {
	const month, play = 3652.5 / 120, 3.5 // days
	days := float64(7 * week)
	return days >= float64(from)*month-play && days <= float64(to)*month+play
}
