package desk

import (
	"slices"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/source"
)

// acceptedSheet records what was agreed to wait, with a plan.
func acceptedSheet() sheet {
	const key = "accepted"
	return sheet{
		name: "accepted", title: "Accepted with a plan", keys: []string{key}, toward: civil.Past,
		lead: "Things that are not done, where it was agreed that they can wait. A review counts them as settled.",
		facts: func(p *portfolio.Portfolio) (lines []string) {
			for id, a := range p.Accepted {
				lines = append(lines, itemTitle(p, id)+": "+a.Plan)
			}
			slices.Sort(lines)
			return lines
		},
		controls: func(e *editing) []group {
			return e.itemGroups(key, "Something else", func(name, id string) []control {
				return []control{
					e.control(asText, name+".why", "Why is it not done?", "Do not write anything about anybody’s "+
						"health.",
						e.stored(key, id, "why")),
					e.control(asText, name+".plan", "What will be done instead, and when?",
						"", e.stored(key, id, "plan")),
					e.who(name+".agreed", "Agreed by", "", e.stored(key, id, "agreed")),
					e.control(asDay, name+".date", "Agreed on", dayHint, e.stored(key, id, "date")),
				}
			})
		},
		apply: func(e *editing) {
			e.readItems(key, func(name string, old source.Content) source.Content {
				return old.With("why", source.Quoted(e.text(name+".why"))).
					With("plan", source.Quoted(e.text(name+".plan"))).
					With("agreed", source.Quoted(e.text(name+".agreed"))).
					With("date", source.Bare(e.date(name+".date")))
			}, func(name string, c source.Content) {
				e.need(name+".why", c.Get("why").Text, "Write why it is not done.")
				e.need(name+".plan", c.Get("plan").Text, "Write what will be done instead, and when.")
			})
		},
	}
}
