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
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// reference is one item that preceptee.md names, and under which key.
type reference struct {
	key, id string
	pos     finding.Position
}

// fault is a finding about the reference.
func (r *reference) fault(w *wording.Words, rule, why, help string) finding.Finding {
	return finding.Finding{Rule: rule, Position: r.pos, Message: Named(w, r.key, r.id, why), Help: help}
}

// Named says what is wrong with an item that a key of preceptee.md names.
func Named(w *wording.Words, key, id, why string) string {
	return w.Say("{1} names {2}, {3}", key, strconv.Quote(id), why)
}

// references finds what preceptee.md names and the version does not have, or does not have in that way.
func (p *Portfolio) references() []finding.Finding {
	prog := p.Version.Programme
	if prog == nil {
		prog = &programme.Programme{}
	}
	w := p.Version.Words
	var items []string
	for _, c := range p.Version.Competencies {
		items = append(items, c.ID)
	}
	standard := func(id string) bool {
		return slices.ContainsFunc(p.Version.Standards, func(s toolkit.Standard) bool { return s.ID == id })
	}
	var findings []finding.Finding
	for i := range p.namedItems {
		r := &p.namedItems[i]
		dated := r.key == "overrides" || r.key == "done"
		base, n := number(r.id)
		switch m := prog.Milestone(base); {
		case r.key == "accepted" && strings.Contains(r.id, "#"):
			findings = append(findings, p.acceptedExpiry(r)...)
		case !dated && slices.Contains(items, r.id):
		case m != nil:
			findings = append(findings, p.repeats(r, m, n, dated)...)
		case !dated && standard(r.id):
			f := r.fault(w, "item-unknown",
				w.Say("which is a standard: it is not asked of one person, so this has no effect"),
				"take it out, or name the milestone or the competency that meets the standard")
			f.Severity = finding.Warning // nothing is missing in the portfolio for it
			findings = append(findings, f)
		case dated:
			findings = append(findings, p.unknownItem(r, prog, nil, "name a milestone of the timeline by its id"))
		default:
			findings = append(findings, p.unknownItem(r, prog, items,
				"name a milestone of the timeline or a competency by its id"))
		}
	}
	return append(append(findings, p.unknownLanes()...), p.ownHelper()...)
}

// unknownItem is the finding for a reference to what the version does not have. items are what it may name as well as
// milestones.
func (p *Portfolio) unknownItem(r *reference, prog *programme.Programme, items []string, help string) finding.Finding {
	base, _ := number(r.id)
	var known []string
	for i := range prog.Milestones {
		known = append(known, prog.Milestones[i].ID)
	}
	help = source.DidYouMean(base, append(known, items...), "", help)
	for i := range prog.Milestones {
		if prog.Milestones[i].Was == base && base != "" {
			help = "it is now called " + prog.Milestones[i].ID
		}
	}
	if now := p.Version.CompetencyNow(base); slices.Contains(items, now) {
		help = "it is now called " + now
	}
	w := p.Version.Words
	return r.fault(w, "item-unknown", w.Say("which version {1} does not have", p.Version.Name), help)
}

// repeats finds what is wrong with a reference to the nth occurrence of a milestone, which may not repeat, or with
// n = 0 to all.
func (p *Portfolio) repeats(r *reference, m *programme.Milestone, n int, dated bool) []finding.Finding {
	once, last, w := m.Repeat == programme.Once, p.occurrences(m), p.Version.Words
	switch {
	case once && n > 0:
		return []finding.Finding{r.fault(w, "item-unknown", w.Say("but that milestone comes only once"),
			"write "+m.ID)}
	case !once && n > last && last > 0:
		return []finding.Finding{r.fault(w, "item-unknown",
			w.Say("but the last one is {1}", fmt.Sprintf("%s.%d", m.ID, last)), "name one up to that")}
	case !once && n == 0 && dated:
		return []finding.Finding{r.fault(w, "item-unknown", w.Say("which repeats"),
			"say which time: "+m.ID+".1 is the first")}
	case r.key == "done" && len(m.Forms) > 0:
		return []finding.Finding{r.fault(w, "done-form",
			w.Say("which is done when its form is: {1}", strings.Join(m.Forms, ", ")),
			"delete the line, and complete the form")}
	}
	return nil
}

// Own is the lane whose year it is.
func (p *Portfolio) Own() string { return programme.Person(p.Version.Lanes()).ID }

// ownHelper finds people who are named in another lane than their own.
func (p *Portfolio) ownHelper() []finding.Finding {
	var findings []finding.Finding
	for _, person := range p.People {
		if person.Name == "" || !sameName(person.Name, p.Name) || person.Lane == p.Own() {
			continue
		}
		findings = append(findings, finding.Finding{Rule: "person-self", Position: person.namePos,
			Message: fmt.Sprintf("%s is the %s and also has the lane %s", p.Name,
				p.Version.LaneWord(p.Own()), person.Lane),
			Help: "name the " + person.Lane + " who supports them"})
	}
	return findings
}

// unknownLanes finds people whose lane the version does not have.
func (p *Portfolio) unknownLanes() []finding.Finding {
	known := p.Version.Lanes()
	ids := make([]string, len(known))
	for i, l := range known {
		ids[i] = l.ID
	}
	var findings []finding.Finding
	for _, person := range p.People {
		if person.Lane == "" || slices.Contains(ids, person.Lane) {
			continue
		}
		findings = append(findings, finding.Finding{Rule: "lane-unknown", Position: person.pos,
			Message: p.Version.Words.Say("people names the lane {1}, which version {2} does not have",
				strconv.Quote(person.Lane), p.Version.Name),
			Help: source.DidYouMean(person.Lane, ids, "", "the lanes are "+strings.Join(ids, ", "))})
	}
	return findings
}

// number splits the id of an occurrence: monthly-meeting.3 is the third monthly-meeting. Without a number it gives 0.
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

// occurrences gives the number of the last occurrence of a milestone that repeats; 0 of one that does not, or does
// not apply to this preceptee. Occurrences that a pause takes away are counted where others follow them.
func (p *Portfolio) occurrences(m *programme.Milestone) int {
	if m.Repeat == programme.Once {
		return 0
	}
	c := p.Calendar
	c.Ended, c.Overrides = civil.Date{}, nil
	last := 0
	one := *p.Version.Programme
	one.Milestones = []programme.Milestone{*m}
	for _, without := range []bool{false, true} {
		if without { // one that a pause took from the end is known anyway
			c.Pauses = nil
		}
		for _, o := range one.Occurrences(c) {
			last = max(last, o.N)
		}
	}
	return last
}
