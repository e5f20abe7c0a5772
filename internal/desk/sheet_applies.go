package desk

import (
	"slices"
	"strings"

	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/source"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// appliesSheet changes where somebody comes from, what applies only to them, and their group.
func appliesSheet() sheet {
	return sheet{
		name: "applies", title: "What applies to them", keys: []string{"cohort", "transition", "tags"},
		lead: "Some of the toolkit is only for some people, such as those who prescribe.",
		facts: func(p *portfolio.Portfolio) []string {
			words := make([]string, len(p.Calendar.Tags))
			for i, tag := range p.Calendar.Tags {
				words[i] = tagWords(p.Version.Words, tag)
			}
			return filled(append([]string{p.Cohort}, words...)...)
		},
		controls: func(e *editing) []group {
			known, others := toolkitTags(e.person.Version), otherTags(e)
			list := []control{e.control(asLine, "cohort", "Group",
				"The people they are doing the year with. For example, Second cohort, March 2026.",
				e.stored("cohort"))}
			return []group{
				{Controls: list},
				{Legend: e.w.Say("How they are joining"), Controls: e.ticks("transition", portfolio.Transitions())},
				{Legend: e.w.Say("What applies only to them"), Controls: append(e.ticks("tags", known),
					e.control(asLine, "others", "Something else",
						"Put commas between the words. The toolkit uses them to choose what to ask.", others))},
			}
		},
		apply: func(e *editing) {
			e.set("cohort", source.Quoted(e.text("cohort")))
			e.set("transition", source.List(e.chosen("transition", portfolio.Transitions())...))
			tags := e.chosen("tags", toolkitTags(e.person.Version))
			for word := range strings.SplitSeq(e.text("others"), ",") {
				if word = strings.TrimSpace(word); word != "" {
					tags = append(tags, source.Bare(word))
				}
			}
			e.set("tags", source.List(tags...))
		},
	}
}

// ticks are a control for each word that a list of the file may have.
func (e *editing) ticks(key string, words []string) (list []control) {
	for _, word := range words {
		stored := ""
		if slices.Contains(e.listed(key), word) {
			stored = "yes"
		}
		c := e.control(asTick, key+"."+word, "", "", stored)
		c.Label = tagWords(e.w, word)
		list = append(list, c)
	}
	return list
}

// transitions are the words of portfolio.Transitions.
var transitions = map[string]wording.Phrase{"newly-qualified": "Newly qualified",
	"new-to-general-practice": "New to general practice", "returning": "Returning",
	"changing-specialty": "Changing specialty", "relocating": "Relocating", "international": "International",
	"rotational": "Rotational"}

// tagWords says a tag as people read it: "New to general practice".
func tagWords(w *wording.Words, tag string) string {
	if phrase, ok := transitions[tag]; ok {
		return w.Say(phrase)
	}
	return strings.TrimSuffix(sentence(strings.ReplaceAll(tag, "-", " ")), ".")
}

// chosen are those that are ticked: first what the file has, in its order.
func (e *editing) chosen(key string, words []string) (list []source.Content) {
	in := e.listed(key)
	for _, word := range words {
		if !slices.Contains(in, word) {
			in = append(in, word)
		}
	}
	for _, word := range in {
		if slices.Contains(words, word) && e.ticked(key+"."+word) {
			list = append(list, source.Bare(word))
		}
	}
	return list
}

// listed are the words of a list of the file.
func (e *editing) listed(key string) (list []string) {
	for _, item := range e.was.Get(key).Items {
		list = append(list, item.Text)
	}
	return list
}

// otherTags are those of the file that the toolkit does not ask by.
func otherTags(e *editing) string {
	known := toolkitTags(e.person.Version)
	others := slices.DeleteFunc(e.listed("tags"), func(s string) bool { return slices.Contains(known, s) })
	return strings.Join(others, ", ")
}

// toolkitTags are the tags by which a version of the toolkit asks only some people, other than transitions.
func toolkitTags(v *toolkit.Version) (list []string) {
	add := func(when string) {
		if when != "" && !slices.Contains(list, when) && !slices.Contains(portfolio.Transitions(), when) {
			list = append(list, when)
		}
	}
	if v.Programme != nil {
		for i := range v.Programme.Milestones {
			add(v.Programme.Milestones[i].When)
		}
	}
	for _, c := range v.Competencies {
		add(c.When)
	}
	for _, f := range v.Forms {
		addFields(f.Fields, add)
	}
	slices.Sort(list)
	return list
}

func addFields(fields []form.Field, add func(string)) {
	for i := range fields {
		f := &fields[i]
		add(f.When)
		for _, r := range f.Rows {
			add(r.When)
		}
		addFields(f.Columns, add)
	}
}
