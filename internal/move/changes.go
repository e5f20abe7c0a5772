package move

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"precept/internal/compare"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/programme"
)

// changes says what a form asks in another way than a record answers it: what is answered and means something else now,
// and what must be answered or signed now and is not. What a question means is compared as between any two versions.
func (m *Move) changes(r *portfolio.Record, now *form.Form) ([]string, error) {
	page := m.To.FormPage(now.Slug)
	if r.Page == nil || page == nil {
		return nil, nil
	}
	differ, err := compare.Pages(r.Page, page)
	if err != nil {
		return nil, fmt.Errorf("comparing the form %q: %w", now.Title, err)
	}
	w := m.words
	var list []string
	for i := range now.Fields {
		f := &now.Fields[i]
		label, was := strconv.Quote(f.Label), r.Template.Field(f.ID)
		if was == nil {
			was = r.Template.Field(f.Was)
		}
		switch {
		case was == nil && f.Required && f.Type == form.Sign:
			list = append(list, w.Say("{1} must also be signed", label))
		case was == nil && f.Required:
			list = append(list, w.Say("{1} is also asked", label))
		case was == nil:
		case f.Type == form.Sign && (was.Lane != f.Lane || was.Label != f.Label):
			list = append(list, w.Say("what is signed is now {1}, and was {2}", label, strconv.Quote(was.Label)))
		case f.Required && !was.Required && r.Answer(was.ID) == nil:
			list = append(list, w.Say("{1} must now be answered", label))
		case r.Answer(was.ID) != nil && asksOtherwise(differ.Items, f.ID):
			list = append(list, w.Say("{1} now takes different answers", label))
		}
	}
	return list, nil
}

// answerKeys are what decides which answers a field takes. What else it means, such as the standards that it meets, is
// nothing to an answer that is there already.
var answerKeys = []string{"type", "options", "unit", "min", "max", "for"}

// asksOtherwise reports whether a field that was there before takes other answers now.
func asksOtherwise(items []compare.Item, id string) bool {
	i := slices.IndexFunc(items, func(it compare.Item) bool { return it.Kind == compare.Field && it.ID == id })
	if i < 0 {
		return false
	}
	other := func(c compare.Change) bool { return slices.Contains(answerKeys, c.Key) }
	return slices.ContainsFunc(items[i].Meaning, other) ||
		slices.ContainsFunc(items[i].Items, func(it compare.Item) bool {
			return it.State == compare.Changed && slices.ContainsFunc(it.Meaning, other)
		})
}

// asked says what a milestone asks in another way.
func (m *Move) asked(was, now *programme.Milestone) []string {
	var list []string
	switch {
	case now.Required && !was.Required:
		list = append(list, m.words.Say("now required"))
	case was.Required && !now.Required:
		list = append(list, m.words.Say("no longer required"))
	}
	if !slices.Equal(was.Forms, now.Forms) || was.Field != now.Field {
		switch {
		case len(now.Forms) == 0:
			list = append(list, m.words.Say("no longer done by a form"))
		default:
			list = append(list, m.words.Say("done by the form {1}", m.titles(now.Forms)))
		}
	}
	return list
}

// titles names forms of the version as readers know them.
func (m *Move) titles(slugs []string) string {
	var list []string
	for _, slug := range slugs {
		if f := m.To.Form(slug); f != nil {
			slug = strconv.Quote(f.Title)
		}
		list = append(list, slug)
	}
	return strings.Join(list, ", ")
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
