package desk

import (
	"fmt"

	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/source"
)

// peopleSheet changes who supports the preceptee, and when.
func peopleSheet() sheet {
	return sheet{
		name: "people", title: "{Helper} and others", keys: []string{"people"},
		lead: "Who supports them, and until when. For a new {helper}, write the last day of the one before and " +
			"add the new one below. Signatures are checked against this list: it says who had which part on that day.",
		facts:    peopleFacts,
		controls: peopleControls,
		apply: func(e *editing) {
			list := e.readRows("people", e.was.List("people", ""), func(row string) []source.Keyed {
				name := e.text(row + ".name")
				lane := e.text(row + ".lane")
				if name == "" && e.text(row+".from")+e.text(row+".to") == "" {
					lane = "" // an empty row has a lane chosen
				}
				return append([]source.Keyed{
					{Key: "lane", Value: source.Bare(lane)}, {Key: "name", Value: source.Quoted(name)},
				}, spanKeys(e, row)...)
			})
			for i, item := range list {
				row := e.moved[fmt.Sprintf("people.%d", i)]
				e.need(row+".lane", item.Get("lane").Text, "Choose which part they have.")
				e.need(row+".name", item.Get("name").Text, "Write their name, or tick the box to remove the row.")
			}
			e.set("people", source.List(list...))
		},
	}
}

func peopleFacts(p *portfolio.Portfolio) (lines []string) {
	w := p.Version.Words
	for _, who := range p.People {
		text := p.Version.LaneTitle(who.Lane) + ": " + who.Name
		if !who.From.IsZero() {
			text = w.Say("{1}, from {2}", text, w.Date(who.From))
		}
		if !who.To.IsZero() {
			text = w.Say("{1}, until {2}", text, w.Date(who.To))
		}
		lines = append(lines, text)
	}
	return lines
}

func peopleControls(e *editing) (groups []group) {
	stored := e.was.List("people", "")
	lanes := laneOptions(e)
	for i := range e.rows(len(stored)) {
		row := fmt.Sprintf("people.%d", i)
		g := e.row(i, len(stored), "Person", "Somebody else")
		var one source.Content
		if i < len(stored) {
			one = stored[i]
		}
		g.Controls = append([]control{
			e.chooser(asChoice, row+".lane", "Part", "", one.Get("lane").Text, lanes),
			e.who(row+".name", "Name", "", one.Get("name").Text),
		}, spanControls(e, row, once(i, dayHint), "From", "Until", one.Get("from").Text, one.Get("to").Text)...)
		g.Controls = append(g.Controls, e.drop(row, i, len(stored))...)
		groups = append(groups, g)
	}
	return groups
}

// laneOptions are the parts that somebody may have beside the preceptee's own.
func laneOptions(e *editing) (list []option) {
	lanes := e.person.Version.Lanes()
	for _, l := range lanes {
		if l.ID != programme.Person(lanes).ID {
			list = append(list, option{Value: l.ID, Title: l.Title})
		}
	}
	return list
}
