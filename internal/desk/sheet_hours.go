package desk

import (
	"fmt"
	"strings"

	"precept/internal/portfolio"
	"precept/internal/source"
	"precept/internal/wording"
)

// hoursSheet changes how much of full time is worked, and from when.
func hoursSheet() sheet {
	return sheet{
		name: "hours", title: "Hours of work", keys: []string{"wte"},
		lead: "The share of full time (WTE): 1 is full time, 0.6 is three days of five. Leave the day empty" +
			" for the share from the start; add a row for each change. Dates that follow the hours worked move.",
		facts:    hoursFacts,
		controls: hoursControls,
		apply: func(e *editing) {
			stored := e.was.List("wte", "value")
			list := e.readRows("wte", stored, func(row string) []source.Keyed {
				return []source.Keyed{
					{Key: "from", Value: source.Bare(e.date(row + ".from"))},
					{Key: "value", Value: source.Bare(share(e.text(row + ".value")))},
				}
			})
			for i, item := range list {
				e.need(e.moved[fmt.Sprintf("wte.%d", i)]+".value", item.Get("value").Text,
					"Write the share of full time, such as 0.6.")
			}
			e.set("wte", hoursContent(list))
		},
	}
}

// hoursContent is one number where that is all there is to say.
func hoursContent(list []source.Content) source.Content {
	if len(list) == 1 && len(list[0].Keys) == 1 {
		return list[0].Get("value")
	}
	return source.List(list...)
}

func hoursFacts(p *portfolio.Portfolio) (lines []string) {
	say := p.Version.Words
	for _, w := range p.Calendar.WTE {
		share := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", float64(w.Hundredths)/100), "0"), ".")
		text := say.Say("{1} WTE", share)
		if w.From != p.Calendar.Start {
			text = say.Say("{1} from {2}", text, say.Date(w.From))
		}
		lines = append(lines, text)
	}
	if lines == nil {
		return []string{say.Say("Full time")}
	}
	return lines
}

func hoursControls(e *editing) (groups []group) {
	stored := e.was.List("wte", "value")
	for i := range e.rows(len(stored)) {
		row := fmt.Sprintf("wte.%d", i)
		g := e.row(i, len(stored), "Share", "Another change")
		var from, value string
		if i < len(stored) {
			from, value = stored[i].Get("from").Text, stored[i].Get("value").Text
		}
		g.Controls = append([]control{
			e.control(asDay, row+".from", "From", once(i, dayHint), from),
			e.control(asNumber, row+".value", "Share of full time", once(i, "For example, 0.6."), value),
		}, e.drop(row, i, len(stored))...)
		groups = append(groups, g)
	}
	return groups
}

// row begins the group of one row of a list; those behind the stored ones are new.
func (e *editing) row(i, stored int, title, another wording.Phrase) group {
	switch {
	case stored == 0 && i == 0:
		return group{Legend: e.w.Say(title), Row: true}
	case i >= stored:
		return group{Legend: e.w.Say(another), Row: true}
	}
	return group{Legend: fmt.Sprintf("%s %d", e.w.Say(title), i+1), Row: true}
}

// once is a hint that only the first row of a list needs.
func once(i int, hint wording.Phrase) wording.Phrase {
	if i > 0 {
		return ""
	}
	return hint
}

// drop is the tick that takes a stored row out.
func (e *editing) drop(row string, i, stored int) []control {
	if i >= stored {
		return nil
	}
	return []control{e.control(asTick, row+".drop", "Remove this one", "", "")}
}
