package desk

import (
	"fmt"

	"precept/internal/portfolio"
	"precept/internal/source"
	"precept/internal/wording"
)

// pausesSheet changes when the programme is paused.
func pausesSheet() sheet {
	return sheet{
		name: "pauses", title: "Pauses", keys: []string{"pauses"},
		lead: "Times when the programme is paused, including both days. There is no box for the reason, because " +
			"it could be about somebody’s health. Dates after a pause move.",
		facts: func(p *portfolio.Portfolio) (lines []string) {
			w := p.Version.Words
			for _, s := range p.Calendar.Pauses {
				lines = append(lines, w.Say("{1} to {2}", w.Date(s.From), w.Date(s.To)))
			}
			return lines
		},
		controls: pausesControls,
		apply: func(e *editing) {
			list := e.readRows("pauses", e.was.List("pauses", ""), func(row string) []source.Keyed {
				return spanKeys(e, row)
			})
			for i, item := range list {
				row := e.moved[fmt.Sprintf("pauses.%d", i)]
				e.need(row+".from", item.Get("from").Text, "Write the first day of the pause.")
				e.need(row+".to", item.Get("to").Text, "Write the last day of the pause.")
			}
			e.set("pauses", source.List(list...))
		},
	}
}

func pausesControls(e *editing) (groups []group) {
	stored := e.was.List("pauses", "")
	for i := range e.rows(len(stored)) {
		row := fmt.Sprintf("pauses.%d", i)
		g := e.row(i, len(stored), "Pause", "Another pause")
		var from, to string
		if i < len(stored) {
			from, to = stored[i].Get("from").Text, stored[i].Get("to").Text
		}
		g.Controls = append(spanControls(e, row, once(i, dayHint), "First day", "Last day", from, to),
			e.drop(row, i, len(stored))...)
		groups = append(groups, g)
	}
	return groups
}

// spanControls ask for two days.
func spanControls(e *editing, row string, hint, first, last wording.Phrase, from, to string) []control {
	return []control{
		e.control(asDay, row+".from", first, hint, from),
		e.control(asDay, row+".to", last, hint, to),
	}
}

// spanKeys are the two days as the file has them.
func spanKeys(e *editing, row string) []source.Keyed {
	return []source.Keyed{
		{Key: "from", Value: source.Bare(e.date(row + ".from"))},
		{Key: "to", Value: source.Bare(e.date(row + ".to"))},
	}
}
