package portfolio

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/programme"
	"precept/internal/source"
)

// reference is one item that preceptee.md names, and under which key.
type reference struct {
	key, id string
	pos     finding.Position
}

// references finds what preceptee.md names and the version does not have, or does not have in that way.
func (p *Portfolio) references() []finding.Finding {
	var findings []finding.Finding
	add := func(rule string, pos finding.Position, message, help string) {
		findings = append(findings, finding.Finding{Rule: rule, Position: pos, Message: message, Help: help})
	}
	prog := p.Version.Programme
	if prog == nil {
		prog = &programme.Programme{}
	}
	var milestones, items []string
	for _, m := range prog.Milestones {
		milestones = append(milestones, m.ID)
	}
	for _, c := range p.Version.Competencies {
		items = append(items, c.ID)
	}
	for _, s := range p.Version.Standards {
		items = append(items, s.ID)
	}
	for _, r := range p.named {
		dated := r.key == "overrides" || r.key == "done"
		known := milestones
		if !dated {
			known = append(known[:len(known):len(known)], items...)
			if slices.Contains(items, r.id) {
				continue
			}
		}
		base, n := number(r.id)
		m := prog.Milestone(base)
		if m == nil {
			help := "name a milestone of the timeline by its id"
			if !dated {
				help = "name a milestone of the timeline, a competency or a standard by its id"
			}
			help = source.DidYouMean(base, known, "", help)
			for i := range prog.Milestones {
				if prog.Milestones[i].Was == base && base != "" {
					help = "it is now called " + prog.Milestones[i].ID
				}
			}
			add("item-unknown", r.pos, fmt.Sprintf("%s names %q, which version %s does not have", r.key, r.id, p.Version.Name), help)
			continue
		}
		last := p.times(m)
		switch {
		case m.Repeat == programme.Once && n > 0:
			add("item-unknown", r.pos, fmt.Sprintf("%s names %q, but that milestone comes only once", r.key, r.id), "write "+base)
		case m.Repeat != programme.Once && n > last && last > 0:
			add("item-unknown", r.pos, fmt.Sprintf("%s names %q, but the last time it comes round is %s.%d", r.key, r.id, base, last), "name one that comes round")
		case m.Repeat != programme.Once && n == 0 && dated:
			add("item-unknown", r.pos, fmt.Sprintf("%s names %q, which comes round several times", r.key, r.id), "say which time: "+base+".1 is the first")
		case r.key == "done" && len(m.Forms) > 0:
			add("done-form", r.pos, fmt.Sprintf("done names %q, which is done when its form is: %s", r.id, strings.Join(m.Forms, ", ")), "take the line out, and complete the form")
		}
	}
	for _, person := range p.People {
		if known := p.Version.Lanes(); person.Lane != "" {
			ids := make([]string, len(known))
			for i, l := range known {
				ids[i] = l.ID
			}
			if slices.Contains(ids, person.Lane) {
				continue
			}
			help := source.DidYouMean(person.Lane, ids, "", "the lanes are "+strings.Join(ids, ", "))
			add("lane-unknown", person.pos, fmt.Sprintf("people names the lane %q, which version %s does not have", person.Lane, p.Version.Name), help)
		}
	}
	return findings
}

// number parts the id of an occurrence: monthly-meeting.3 is the third monthly-meeting. Without a number it gives 0.
func number(id string) (base string, n int) {
	base, text, ok := strings.Cut(id, ".")
	if !ok {
		return id, 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || text != strconv.Itoa(n) {
		return id, 0
	}
	return base, n
}

// times gives the number of the last time that a repeating milestone comes round, the times that fall away in a pause counted in
// where others follow them; 0 where it does not bear on this preceptee.
func (p *Portfolio) times(m *programme.Milestone) int {
	if m.Repeat == programme.Once {
		return 0
	}
	c := p.Calendar
	c.Ended, c.Overrides = civil.Date{}, nil
	last := 0
	one := *p.Version.Programme
	one.Milestones = []programme.Milestone{*m}
	for _, without := range []bool{false, true} {
		if without { // one that a pause took from the end is known all the same
			c.Pauses = nil
		}
		for _, o := range one.Occurrences(c) {
			last = max(last, o.N)
		}
	}
	return last
}
