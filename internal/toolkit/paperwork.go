package toolkit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/programme"
	"precept/internal/source"
)

// Budget is the most that the forms of a programme may ask of one lane.
type Budget struct {
	Lane    string
	Minutes int
	Pos     finding.Position
}

// Paperwork is what the forms of a whole programme ask of one lane, for somebody who works full time and to whom
// nothing special applies.
type Paperwork struct {
	Lane    programme.Lane
	Minutes int // in all
	Budget  int // minutes; 0 where the version sets none
	Forms   []Share
}

// Share is one form's part of it.
type Share struct {
	Form    *form.Form
	Times   int // how often it is filled in
	Minutes int // each time
}

// Paperwork adds up the minutes of all forms for each lane that has any, in the order of the lanes.
func (v *Version) Paperwork() []Paperwork {
	var list []Paperwork
	times := v.times()
	for _, lane := range v.Lanes() {
		p := Paperwork{Lane: lane}
		for _, f := range v.Forms {
			if n, minutes := times[f.Slug], f.Minutes[lane.ID]; n > 0 && minutes > 0 {
				p.Forms = append(p.Forms, Share{f, n, minutes})
				p.Minutes += n * minutes
			}
		}
		for _, b := range v.Budgets {
			if b.Lane == lane.ID {
				p.Budget = b.Minutes
			}
		}
		if p.Minutes > 0 || p.Budget > 0 {
			list = append(list, p)
		}
	}
	return list
}

// Core reports whether everybody fills in the form: a milestone asks for it, and not only of people with a tag.
func (v *Version) Core(f *form.Form) bool {
	return v.Programme != nil && slices.ContainsFunc(v.Programme.Milestones, func(m programme.Milestone) bool {
		return m.When == "" && slices.Contains(m.Forms, f.Slug)
	})
}

// times counts how often each form is filled in. Milestones that are shared take one record between them, a form that
// is filled in once has one whatever asks for it, and what the form itself expects counts where that is more.
func (v *Version) times() map[string]int {
	asked, shared := map[string]int{}, map[string]bool{}
	months := 12
	if p := v.Programme; p != nil {
		months = p.Months
		for _, o := range p.Occurrences(programme.Calendar{Start: civil.Date{Year: 2025, Month: 1, Day: 1}}) {
			for _, slug := range o.Milestone.Forms {
				if o.Milestone.Shared {
					shared[slug] = true
				} else {
					asked[slug]++
				}
			}
		}
	}
	for slug := range shared {
		asked[slug] = max(asked[slug], 1)
	}
	for _, f := range v.Forms {
		if f.Repeats == "once" {
			asked[f.Slug] = min(asked[f.Slug], 1)
		}
		asked[f.Slug] = max(asked[f.Slug], (f.Expected*months+11)/12)
	}
	return asked
}

// minutes reads how long a form takes: a number for each lane that fills it in, or a group of numbers by lane.
func (l *load) minutes(f *form.Form, n *source.Node) {
	wrong := func(n *source.Node) {
		l.addAt("key-type", n.Pos, "minutes is not a number of minutes",
			"write how long it takes to fill in, such as minutes: 10, or minutes: {preceptee: 20, preceptor: 5}")
	}
	if n == nil || n.Empty() {
		return
	}
	f.Minutes = map[string]int{}
	switch n.Kind {
	case source.ScalarNode:
		for _, lane := range f.CompletedBy {
			f.Minutes[lane] = minutesOf(n, wrong)
		}
	case source.MapNode:
		for _, pair := range n.Pairs {
			f.Minutes[pair.Key.Value] = minutesOf(pair.Value, wrong)
		}
	default:
		wrong(n)
	}
}

// minutesOf gives the minutes of a value, and 0 where it is none, which is wrong.
func minutesOf(n *source.Node, wrong func(*source.Node)) int {
	if n.Kind == source.ScalarNode {
		if m, err := strconv.Atoi(n.Value); err == nil && m > 0 && m <= 24*60 {
			return m
		}
	}
	wrong(n)
	return 0
}

// budgets reads what version.md allows each lane: hours, such as 15h or 7.5.
func (l *load) budgets(v *Version, entries []source.Entry) {
	for _, e := range entries {
		hours, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(e.Text, "h")), 64)
		if err != nil || hours <= 0 || hours > 10000 {
			l.addAt("key-type", e.KeyPos, fmt.Sprintf("%q is not a number of hours", e.Text),
				"write the hours of the whole programme, such as 15h")
			continue
		}
		v.Budgets = append(v.Budgets, Budget{Lane: e.Key, Minutes: int(hours*60 + 0.5), Pos: e.KeyPos})
	}
}

// Hours writes minutes for a reader: "45 minutes", "1 hour", "15 h 20 min".
func Hours(minutes int) string {
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return fmt.Sprintf("%d minutes", m)
	case m == 0 && h == 1:
		return "1 hour"
	case m == 0:
		return fmt.Sprintf("%d hours", h)
	}
	return fmt.Sprintf("%d h %d min", h, m)
}
