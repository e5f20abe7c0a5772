package desk

import (
	"maps"
	"slices"

	"precept/internal/portfolio"
	"precept/internal/source"
)

// overrides is the key of milestones with a day of their own. A competency has none.
const overrides = "overrides"

// overridesSheet gives a milestone a day of its own.
func overridesSheet() sheet {
	return sheet{
		name: overrides, title: "A different date", keys: []string{overrides},
		lead: "A milestone that is due on a different day from the one in the programme, because that was agreed.",
		facts: func(p *portfolio.Portfolio) (lines []string) {
			for _, id := range slices.Sorted(maps.Keys(p.Calendar.Overrides)) {
				lines = append(lines, p.Version.Words.Say("{1}, as agreed", itemTitle(p, id)))
			}
			return lines
		},
		controls: func(e *editing) []group {
			return e.itemGroups(overrides, "Another milestone", func(name, id string) []control {
				return []control{
					e.control(asDay, name+".date", "Due on", dayHint, e.stored(overrides, id, "date")),
					e.control(asText, name+".why", "Why?", "Do not write anything about anybody’s health.",
						e.stored(overrides, id, "why")),
				}
			})
		},
		apply: func(e *editing) {
			e.readItems(overrides, func(name string, old source.Content) source.Content {
				return old.With("date", source.Bare(e.date(name+".date"))).
					With("why", source.Quoted(e.text(name+".why")))
			}, func(name string, c source.Content) {
				e.need(name+".date", c.Get("date").Text, "Write the day on which it is due.")
			})
		},
	}
}
