package programme

import (
	"fmt"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
)

// New reads a timeline page: its headings and the items below them. months is the length that the front matter gives (0
// for the usual 12), lanes are its lanes (none for the usual three). What is not below a phase and a lane is left out
// and is a finding. Where it is unsure whether there are more items, nothing is missing that one of them may be.
func New(file string, months int, lanes []Lane, headings []Heading, items []*item.Item,
	unsure bool) (Programme, []finding.Finding) {
	r := reader{file: file, phases: map[int]int{}, lanes: map[int]string{}, laneUsed: map[string]bool{},
		unknown: map[string]bool{}}
	r.Months, r.Lanes = months, lanes
	if months == 0 {
		r.Months = 12
	}
	if r.Months < 1 || r.Months > maxMonths {
		r.report("phase-bad", finding.Position{File: file},
			fmt.Sprintf("a programme of %d months is out of range", months),
			fmt.Sprintf("write months: with a number from 1 to %d", maxMonths))
		r.Months = min(max(r.Months, 1), maxMonths)
	}
	if len(lanes) == 0 {
		r.Lanes = DefaultLanes(nil)
	}
	r.readHeadings(headings)
	for _, it := range items {
		r.readItem(it, headings)
	}
	r.checkEmpty()
	if !unsure {
		r.checkOrder()
	}
	return r.Programme, finding.Sort(r.findings)
}

// badPhase and badLane are in reader.phases and reader.lanes for a heading that has had its finding, so that the items
// below it have none as well.
const badPhase, badLane = -1, ""

type reader struct {
	Programme
	file     string
	phases   map[int]int    // heading to phase
	lanes    map[int]string // heading to lane id
	used     []bool         // by phase: it has a milestone
	laneUsed map[string]bool
	unknown  map[string]bool // ids of headings that name no lane; each is reported once
	findings []finding.Finding
}

func (r *reader) report(rule string, at finding.Position, message, help string) {
	at.File = r.file
	r.findings = append(r.findings, finding.Finding{Rule: rule, Position: at, Message: message, Help: help})
}

func (r *reader) at(p item.Pos) finding.Position {
	return finding.Position{File: r.file, Line: p.Line, Column: p.Column, End: p.End}
}

func (r *reader) readHeadings(headings []Heading) {
	phaseAbove := false
	for i, h := range headings {
		switch h.Level {
		case 2:
			phaseAbove = true
			r.phases[i] = r.readPhase(h)
		case 3:
			if !phaseAbove {
				r.report("milestone-lane", h.Pos, fmt.Sprintf("the lane %q is above the first phase", h.Text),
					"put a phase above it: ## Months 1 to 5 {#transition months=1-6}")
			}
			r.lanes[i] = r.readLane(h)
		}
		if attr, ok := pair(h.Attributes, "months"); ok && h.Level != 2 {
			r.report("attribute-bad", r.at(attr.Pos),
				fmt.Sprintf("months= on %q has no effect: only a phase has months", h.Text),
				"write it on a heading of the second level, or leave it out")
		}
	}
	if len(r.phases) == 0 {
		r.report("phase-bad", finding.Position{}, "this timeline has no phase",
			"write one as a heading of the second level: ## Months 1 to 5 {#transition months=1-6}")
	}
}

func (r *reader) readPhase(h Heading) int {
	p := Phase{ID: h.ID, Title: h.Text, Pos: h.Pos}
	if p.ID == "" {
		p.ID = h.Attributes.ID
	}
	attr, ok := pair(h.Attributes, "months")
	if !ok && len(h.Attributes.Pairs) > 0 || attr.Loose {
		return badPhase // a misspelt key, or a value without quotes, has its finding
	}
	if !ok {
		r.report("phase-bad", h.Pos, fmt.Sprintf("the phase %q does not say which months it covers", h.Text),
			"end the heading with its months: {months=1-6}, or {months=12} for only the end; "+
				"put text about the timeline above the first phase")
		return badPhase
	}
	pos := r.at(attr.Pos)
	if pos.Line == 0 {
		pos = h.Pos
	}
	var fault string
	p.From, p.To, fault = parseSpan(attr.Value)
	if fault == "" && p.To > r.Months {
		fault = fmt.Sprintf("goes on after the programme's %d months", r.Months)
	}
	if fault != "" {
		r.report("phase-bad", pos, fmt.Sprintf("months=%s %s", attr.Value, fault),
			fmt.Sprintf("write the first month and the month it runs up to, from 0 to %d: "+
				"months=1-6, or a single month: months=12",
				r.Months))
		return badPhase
	}
	if n := len(r.Phases); n > 0 && p.From < r.Phases[n-1].To {
		last := r.Phases[n-1]
		r.report("phase-bad", pos,
			fmt.Sprintf("the phase begins at month %d, before %q ends at month %d", p.From, last.Title, last.To),
			fmt.Sprintf("phases follow one another: begin at month %d or later", last.To))
	}
	r.Phases = append(r.Phases, p)
	r.used = append(r.used, false)
	return len(r.Phases) - 1
}

func (r *reader) readLane(h Heading) string {
	for _, l := range r.Lanes {
		named := h.Attributes.ID == l.ID
		if h.Attributes.ID == "" {
			named = h.ID == l.ID || strings.EqualFold(h.Text, l.Title) || strings.EqualFold(h.Text, l.ID)
		}
		switch {
		case named && l.OffTimeline:
			r.report("milestone-lane", h.Pos, fmt.Sprintf("the lane %q is not shown on the timeline", l.ID),
				"put its milestones in another lane, or delete its timeline: false in the front matter")
			return badLane
		case named:
			return l.ID
		}
	}
	if !r.unknown[h.ID] {
		r.report("milestone-lane", h.Pos, fmt.Sprintf("the heading %q does not name a lane", h.Text),
			"the lanes are "+r.laneNames())
	}
	r.unknown[h.ID] = true
	return badLane
}

// checkOrder reports milestones that come after one that is not there.
func (r *reader) checkOrder() {
	for i := range r.Milestones {
		m := &r.Milestones[i]
		if m.After == "" {
			continue
		}
		first := r.Milestone(m.After)
		switch {
		case first == nil || first == m:
			r.report("attribute-bad", m.afterPos,
				fmt.Sprintf("after= names %q, which is not another milestone", m.After),
				"write the id of the milestone that is done before this one")
		case first.Repeat != Once || m.Repeat != Once:
			r.report("attribute-bad", m.afterPos, "after= needs two milestones that do not repeat", "leave it out")
		}
	}
}

func (r *reader) laneNames() string {
	var names []string
	for _, l := range r.TimelineLanes() {
		names = append(names, fmt.Sprintf("### %s {#%s}", l.Title, l.ID))
	}
	return strings.Join(names, ", ")
}

// checkEmpty reports phases and lanes without a milestone: most often a heading is at the wrong level.
func (r *reader) checkEmpty() {
	for i, used := range r.used {
		if !used {
			r.report("phase-empty", r.Phases[i].Pos, fmt.Sprintf("the phase %q has no milestone", r.Phases[i].Title),
				"add one below a lane: - [month 6] What is due {#what-is-due}")
		}
	}
	if len(r.phases) == 0 || len(r.unknown) > 0 {
		return // below a heading whose lane is not known are milestones of some lane
	}
	for _, l := range r.TimelineLanes() {
		if !r.laneUsed[l.ID] {
			r.report("lane-empty", finding.Position{},
				fmt.Sprintf("the lane %q has no milestone in the whole programme", l.ID),
				"add one, or list the lane with timeline: false in the front matter")
		}
	}
}
