package programme

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"precept/internal/item"
)

// mostDays is the longest time that an attribute may give.
const mostDays = 366

// readItem reads one item of the page. Markers that are not a milestone's have had their finding.
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
		Required: it.Has("required"), Fixed: it.Has("fixed"), Shared: it.Has("shared"),
		Unconfirmed: it.Has("unconfirmed"),
	}
	var ok bool
	if m.At, m.Unit, m.Repeat, ok = parseMarker(it.Marker, it.Args); !ok {
		return
	}
	attributes{r, it, &m}.values()
	if !placed {
		return
	}
	r.checkSpan(&m, it)
	r.Milestones = append(r.Milestones, m)
}

// place finds the phase and the lane above an item. ok is false where either is missing or has had its finding.
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
		r.report("milestone-lane", r.at(it.Start), fmt.Sprintf("%q is not below a phase", it.Label),
			"put it below a phase and a lane: ## Months 1 to 5 {#transition months=1-6}, then "+r.laneNames())
	case !hasLane:
		r.report("milestone-lane", r.at(it.Start), fmt.Sprintf("%q is not below a lane", it.Label),
			"put it below the lane that does it: "+r.laneNames())
	}
	return phase, lane, phase != badPhase && lane != badLane
}

// attributes reads what the attributes of one milestone say. Which attributes a milestone may have is checked with the
// grammar, in markdown.
type attributes struct {
	*reader
	it *item.Item
	m  *Milestone
}

// bad reports what is wrong with an attribute, at its place where it has one.
func (a attributes) bad(key, message, help string) {
	at := a.at(a.it.Start)
	for _, x := range slices.Concat(a.it.Pairs, a.it.Flags) {
		if x.Key == key && x.Pos.Line > 0 {
			at = a.at(x.Pos)
			break
		}
	}
	a.report("attribute-bad", at, message, help)
}

// values reads all attributes.
func (a attributes) values() {
	for _, p := range a.it.Pairs {
		switch p.Key {
		case "form":
			a.forms(p.Value)
		case "gate":
			a.gate(p.Value)
		case "basis":
			a.basis(p.Value)
		case "when":
			a.m.When = p.Value
			a.id(p, "a tag", "write a tag as preceptee.md has it: when=prescriber")
		case "was":
			a.m.Was = p.Value
			a.id(p, "an id", "write the former id of this milestone: was=old-id")
		case "meets":
			a.meets(p.Value)
		case "early":
			a.days(p, &a.m.Early, 0)
		case "late":
			a.days(p, &a.m.Late, 0)
		case "apart":
			a.days(p, &a.m.Apart, 1)
		case "after":
			a.m.After, a.m.afterPos = p.Value, a.reader.at(p.Pos)
			a.id(p, "the id of a milestone", "write the id of the one that is done before this: after=prepared")
		}
	}
	if a.m.Apart.Given && len(a.m.Forms) == 0 {
		a.bad("apart", "apart= is about records of a form, but this milestone has no form",
			"add the form: form=monthly-meeting apart=45")
	}
	if p, ok := pair(a.it.Attributes, "field"); ok { // once the forms are known
		a.m.Field = p.Value
		a.id(p, "the id of a field", "write the id that the field has in the form: field=agreed-on")
		if len(a.m.Forms) != 1 {
			a.bad("field", "field= needs a form", "add one form: form=swot field=agreed-on")
		}
	}
}

// days reads a whole number of days.
func (a attributes) days(p item.Attr, into *Days, least int) {
	n, err := strconv.Atoi(p.Value)
	if err != nil || n < least || n > mostDays {
		a.bad(p.Key, fmt.Sprintf("%s is %q, which is not a number of days from %d to %d", p.Key, p.Value, least,
			mostDays), "write days: "+p.Key+"=14")
		return
	}
	*into = Days{true, n}
}

// id checks that a value is an id.
func (a attributes) id(p item.Attr, what, help string) {
	if !item.ValidID(p.Value) {
		a.bad(p.Key, fmt.Sprintf("%q is not %s", p.Value, what), help)
	}
}

func (a attributes) forms(value string) {
	const help = "write its file name, without forms/ and .md"
	a.m.Forms = strings.Fields(value)
	if strings.Contains(value, ",") {
		a.m.Forms = strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' })
		a.bad("form", "form= has a comma between the names of forms",
			fmt.Sprintf("write form=%q", strings.Join(a.m.Forms, " ")))
	}
	if len(a.m.Forms) == 0 {
		a.bad("form", "form= names no form", help+": form=monthly-meeting")
	}
	for i, f := range a.m.Forms {
		if !isSlug(f) {
			a.bad("form", fmt.Sprintf("%q is not the name of a form", f),
				help+`, or several with spaces between them: form="swot learning-plan"`)
		} else if slices.Contains(a.m.Forms[:i], f) {
			a.bad("form", fmt.Sprintf("the form %s is named twice", f), "name each form once")
		}
	}
}

func (a attributes) gate(name string) {
	first := a.reader.gate(name)
	switch {
	case name != Midpoint && name != Final:
		a.bad("gate", fmt.Sprintf("there is no gate %q", name), "write gate=midpoint or gate=final")
	case a.m.Repeat != Once:
		a.bad("gate", "a gate falls due once, but this milestone repeats",
			"give the gate to a milestone such as [month 6]")
	case first != nil:
		a.bad("gate", fmt.Sprintf("%q is the %s gate already", first.Label, name), "keep one of the two")
	default:
		a.m.Gate = name
	}
}

func (a attributes) basis(value string) {
	switch {
	case value != "trust":
		a.bad("basis", fmt.Sprintf("there is no basis %q", value),
			"write basis=trust for an offer from another setting, or leave it out")
		return
	case a.m.Required:
		a.bad("required", "an offer from another setting cannot be required", "take out .required, or basis=trust")
		a.m.Required = false
	}
	a.m.Basis = value
}

func (a attributes) meets(value string) {
	a.m.Meets = strings.Fields(value)
	for _, id := range a.m.Meets {
		if !item.ValidID(id) {
			a.bad("meets", fmt.Sprintf("%q is not the id of a standard", id),
				`write ids with spaces between them: meets="training-records indemnity"`)
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
		r.report("milestone-phase", r.at(it.Start),
			fmt.Sprintf("%q is monthly, but %q does not last a whole month", it.Label, p.Title),
			"put it into a phase of a month or more, or give it one date: [month 12]")
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
	span := fmt.Sprintf("only month %d", p.From)
	if p.From < p.To {
		span = fmt.Sprintf("months %d to %d", p.From, p.To)
	}
	r.report("milestone-phase", r.at(it.Start),
		fmt.Sprintf("%q is due at %s, outside %q, which covers %s", it.Label, when, p.Title, span),
		"move it to the phase of its date, or change its date")
}

// weekWithin reports whether a week is in a span of months. Months differ in length, so the edges have half a week of
// tolerance: week 52 is as good as month 12.
func weekWithin(week, from, to int) bool {
	const month, tolerance = 3652.5 / 120, 3.5 // days
	days := float64(7 * week)
	return days >= float64(from)*month-tolerance && days <= float64(to)*month+tolerance
}
