package desk

import (
	"strings"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/source"
)

// extensionSheet makes the last phase longer or shorter.
func extensionSheet() sheet {
	return sheet{
		name: "extension", title: "Longer or shorter programme", keys: []string{"extension"}, toward: civil.Past,
		lead: "How many months longer the last phase is. Write a minus to make it shorter.",
		facts: func(p *portfolio.Portfolio) []string {
			w := p.Version.Words
			switch n := p.Calendar.ExtensionMonths; {
			case n > 0:
				return []string{w.Several(n, "{1} month longer", "{1} months longer")}
			case n < 0:
				return []string{w.Several(-n, "{1} month shorter", "{1} months shorter")}
			}
			return nil
		},
		controls: func(e *editing) []group {
			list := []control{
				e.control(asNumber, "extension.months", "Months longer",
					"For example, 3; or -2 for two months shorter.",
					e.stored("extension", "months")),
				e.control(asText, "extension.why", "Why",
					"Do not write anything about anybody’s health.", e.stored("extension", "why")),
				e.who("extension.agreed", "Agreed by", "", e.stored("extension", "agreed")),
				e.control(asDay, "extension.date", "Agreed on", dayHint, e.stored("extension", "date")),
			}
			if e.stored("extension", "months") != "" {
				list = append(list, e.control(asTick, "drop",
					"It is not longer or shorter after all: remove this", "", ""))
			}
			return []group{{Controls: list}}
		},
		apply: func(e *editing) {
			if e.ticked("drop") {
				e.set("extension", source.Content{})
				return
			}
			months := strings.NewReplacer("−", "-", "+", "").Replace(e.text("extension.months"))
			e.need("extension.months", months, "Write how many months.")
			e.setKeys("extension", source.Keyed{Key: "months", Value: source.Bare(months)},
				source.Keyed{Key: "why", Value: source.Quoted(e.text("extension.why"))},
				source.Keyed{Key: "agreed", Value: source.Quoted(e.text("extension.agreed"))},
				source.Keyed{Key: "date", Value: source.Bare(e.date("extension.date"))})
			if months == "0" {
				e.fault("extension.months", "0 months changes nothing. Write another number, or tick the box to "+
					"remove it.")
			}
		},
	}
}

// setKeys changes keys of a group of the file; others of the group stay.
func (e *editing) setKeys(key string, keys ...source.Keyed) {
	c := e.was.Get(key)
	for _, k := range keys {
		c = c.With(k.Key, k.Value)
	}
	e.set(key, c)
}
