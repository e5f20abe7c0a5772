package desk

import (
	"precept/internal/portfolio"
	"precept/internal/source"
)

// keeperSheet hands the records over to a new keeper.
func keeperSheet() sheet {
	return sheet{
		name: "keeper", title: "Keeper of the records", keys: []string{"keeper"},
		lead: "Who keeps the records. Agree it with the {person}. The new keeper also needs the folder of records " +
			"itself: writing the name here does not move it.",
		facts: func(p *portfolio.Portfolio) []string { return filled(p.Keeper) },
		controls: func(e *editing) []group {
			return []group{{Controls: []control{
				e.who("keeper", "Keeper", "For example, Sam Example, {place} manager.", e.stored("keeper"))}}}
		},
		apply: func(e *editing) {
			keeper := e.text("keeper")
			e.need("keeper", keeper, "Write who keeps the records.")
			e.set("keeper", source.Quoted(keeper))
		},
	}
}
