package move

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/programme"
)

// changes says what a form asks in another way than a record answers it: what is answered and has another type, other
// options or another owner, and what must be answered or signed now and is not.
func changes(r *portfolio.Record, now *form.Form) []string {
	var list []string
	for i := range now.Fields {
		f := &now.Fields[i]
		was := r.Template.Field(f.ID)
		if was == nil {
			was = r.Template.Field(f.Was)
		}
		switch {
		case was == nil && f.Required && f.Type == form.Sign:
			list = append(list, fmt.Sprintf("%q is to be signed as well", f.Label))
		case was == nil && f.Required:
			list = append(list, fmt.Sprintf("%q is asked as well", f.Label))
		case was == nil:
		case f.Type == form.Sign && (was.Lane != f.Lane || was.Label != f.Label):
			list = append(list, fmt.Sprintf("what is signed is %q, and was %q", f.Label, was.Label))
		case f.Required && !was.Required && r.Answer(was.ID) == nil:
			list = append(list, fmt.Sprintf("%q must be answered now", f.Label))
		case r.Answer(was.ID) != nil && differs(was, f):
			list = append(list, fmt.Sprintf("%q takes other answers now", f.Label))
		}
	}
	return list
}

// differs reports whether a field takes other answers than it did.
func differs(was, now *form.Field) bool {
	if was.Type != now.Type || !slices.Equal(was.Options, now.Options) || was.Unit != now.Unit || was.For != now.For {
		return true
	}
	for i := range was.Columns {
		if c := now.Column(was.Columns[i].ID); c != nil && differs(&was.Columns[i], c) {
			return true
		}
	}
	return false
}

// asked says what a milestone asks in another way.
func asked(was, now *programme.Milestone) []string {
	var list []string
	switch {
	case now.Required && !was.Required:
		list = append(list, "required now")
	case was.Required && !now.Required:
		list = append(list, "no longer required")
	}
	if !slices.Equal(was.Forms, now.Forms) || was.Field != now.Field {
		switch {
		case len(now.Forms) == 0:
			list = append(list, "no longer done by a form")
		default:
			list = append(list, "done by the form "+strings.Join(now.Forms, ", "))
		}
	}
	return list
}

// former finds the milestone of the version that somebody is on that another version has under that name or a new one.
func former(p *portfolio.Portfolio, now *programme.Milestone) *programme.Milestone {
	if p.Version.Programme == nil {
		return nil
	}
	if old := p.Version.Programme.Milestone(now.ID); old != nil {
		return old
	}
	return p.Version.Programme.Milestone(now.Was)
}

// dated lists the milestones that fall due in a year, each once, in the order of their first days.
func dated(p *portfolio.Portfolio) []*programme.Milestone {
	var list []*programme.Milestone
	if p.Version.Programme == nil {
		return nil
	}
	for _, o := range p.Version.Programme.Occurrences(p.Calendar) {
		if o.NotApplicable == "" && !slices.Contains(list, o.Milestone) {
			list = append(list, o.Milestone)
		}
	}
	return list
}
