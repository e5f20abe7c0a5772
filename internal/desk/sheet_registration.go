package desk

import (
	"strings"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/source"
)

// registrationSheet changes the entry with a regulator.
func registrationSheet() sheet {
	const key = "registration"
	return sheet{
		name: key, title: "Registration", keys: []string{key},
		lead: "Their registration with a regulator. The portfolio says so once the renewal date has passed.",
		facts: func(p *portfolio.Portfolio) []string {
			r, w := p.Registration, p.Version.Words
			lines := filled(strings.TrimSpace(r.Body + " " + r.Number))
			if !r.Renews.IsZero() {
				lines = append(lines, w.Say("Renews on {1}", w.Date(r.Renews)))
			}
			if !r.Checked.IsZero() {
				lines = append(lines, w.Say("Last checked on {1}", w.Date(r.Checked)))
			}
			return lines
		},
		controls: func(e *editing) []group {
			list := []control{
				e.control(asLine, key+".body", "Regulator", "For example, HCPC.", e.stored(key, "body")),
				e.control(asLine, key+".number", "Number", "", e.stored(key, "number")),
			}
			e.toward = civil.Future
			list = append(list, e.control(asDay, key+".renews", "Must be renewed on", dayHint, e.stored(key, "renews")))
			e.toward = civil.Past
			list = append(list, e.control(asDay, key+".checked", "Last checked on", "", e.stored(key, "checked")))
			return []group{{Controls: list}}
		},
		apply: func(e *editing) {
			e.toward = civil.Future
			renews := e.date(key + ".renews")
			e.toward = civil.Past
			e.setKeys(key, source.Keyed{Key: "body", Value: source.Quoted(e.text(key + ".body"))},
				source.Keyed{Key: "number", Value: source.Quoted(e.text(key + ".number"))},
				source.Keyed{Key: "renews", Value: source.Bare(renews)},
				source.Keyed{Key: "checked", Value: source.Bare(e.date(key + ".checked"))})
		},
	}
}
