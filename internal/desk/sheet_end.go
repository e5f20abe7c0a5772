package desk

import (
	"precept/internal/portfolio"
	"precept/internal/source"
	"precept/internal/wording"
)

// endings are the ways in which a year ends.
func endings(w *wording.Words) []option {
	return []option{
		{Value: "completed", Title: w.Say("They completed it")}, {Value: "left", Title: w.Say("They left")},
		{Value: "stopped", Title: w.Say("It was stopped")},
	}
}

// endSheet closes the year, or opens it again.
func endSheet() sheet {
	return sheet{
		name: "end", title: "End of the year", keys: []string{"ended"},
		lead: "Nothing is due after this day.",
		facts: func(p *portfolio.Portfolio) []string {
			if p.Calendar.Ended.IsZero() {
				return nil
			}
			text := p.Version.Words.Date(p.Calendar.Ended)
			for _, o := range endings(p.Version.Words) {
				if o.Value == p.EndedHow {
					text += ": " + o.Title
				}
			}
			return []string{text}
		},
		controls: func(e *editing) []group {
			list := []control{
				e.control(asDay, "ended.date", "Last day", dayHint, e.stored("ended", "date")),
				e.chooser(asOneOf, "ended.how", "How did it end?", "", e.stored("ended", "how"), endings(e.w)),
			}
			if e.stored("ended", "date") != "" {
				list = append(list, e.control(asTick, "drop", "It has not ended: the year goes on", "", ""))
			}
			return []group{{Controls: list}}
		},
		apply: func(e *editing) {
			if e.ticked("drop") {
				e.set("ended", source.Content{})
				return
			}
			on, how := e.date("ended.date"), e.text("ended.how")
			e.need("ended.date", on, "Write the last day.")
			e.need("ended.how", how, "Choose how it ended.")
			e.setKeys("ended", source.Keyed{Key: "date", Value: source.Bare(on)},
				source.Keyed{Key: "how", Value: source.Bare(how)})
		},
	}
}
