package desk

import (
	"precept/internal/portfolio"
	"precept/internal/source"
	"precept/internal/wording"
)

// startSheet changes the first day and the version of the toolkit.
func startSheet() sheet {
	return sheet{
		name: "start", title: "Start and toolkit", keys: []string{"start", "toolkit"},
		lead: "Their whole year is counted from the first day, and follows the version that they started on.",
		facts: func(p *portfolio.Portfolio) []string {
			w := p.Version.Words
			return []string{w.Date(p.Calendar.Start), w.Say("Toolkit {1}", p.Version.Name)}
		},
		controls: func(e *editing) []group {
			return []group{{Controls: startControls(e, e.stored("start"), e.stored("toolkit"))}}
		},
		apply: func(e *editing) {
			start, version := e.readStart()
			e.set("start", source.Bare(start))
			e.set("toolkit", source.Quoted(version))
			if was := e.stored("toolkit"); version != was && len(e.person.Records) > 0 {
				e.notes = append(e.notes, e.w.Say("There are {records} already. Use “Move to another version” on "+
					"the page of {1}: it first shows what happens to them.", e.person.Name))
			}
		},
	}
}

const dayHint wording.Phrase = "For example, 27 March 2026."

// startControls ask for the first day and the version.
func startControls(e *editing, start, version string) []control {
	var versions []option
	for _, v := range e.site.Snapshot.Toolkit.Versions {
		versions = append(versions, option{Value: v.Name, Title: v.Name})
	}
	return []control{
		e.control(asDay, "start", "First day of the programme", dayHint, start),
		e.chooser(asChoice, "toolkit", "Version of the toolkit", "", version, versions),
	}
}

func (e *editing) readStart() (start, version string) {
	start, version = e.date("start"), e.text("toolkit")
	e.need("start", start, "Write the first day of the programme.")
	e.need("toolkit", version, "Choose the version of the toolkit that they start on.")
	return start, version
}
