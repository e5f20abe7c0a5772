package desk

import (
	"slices"

	"precept/internal/portfolio"
	"precept/internal/source"
)

// notApplicableSheet records which items do not apply to this person.
func notApplicableSheet() sheet {
	const key = "not_applicable"
	return sheet{
		name: "not-applicable", title: "Does not apply", keys: []string{key},
		lead: "What does not apply to this person. They are not asked for it, and the portfolio says why.",
		facts: func(p *portfolio.Portfolio) (lines []string) {
			for id, why := range p.Calendar.NotApplicable {
				lines = append(lines, itemTitle(p, id)+": "+why)
			}
			slices.Sort(lines)
			return lines
		},
		controls: func(e *editing) []group {
			return e.itemGroups(key, "Something else", func(name, id string) []control {
				return []control{e.control(asText, whyName(name), "Why does it not apply?", "", e.stored(key, id))}
			})
		},
		apply: func(e *editing) {
			e.readItems(key, func(name string, _ source.Content) source.Content {
				return source.Quoted(e.text(whyName(name)))
			}, func(name string, c source.Content) {
				e.need(whyName(name), c.Text, "Write why it does not apply.")
			})
		},
	}
}

// whyName is the control of an item's reason.
func whyName(name string) string { return name + ".why" }
