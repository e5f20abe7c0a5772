package desk

import (
	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/source"
)

// doneSheet dates what is done without a form: an appraisal, a career conversation.
func doneSheet() sheet {
	return sheet{
		name: "done", title: "Done without a form", keys: []string{"done"}, toward: civil.Past,
		lead:  "Things that have no form to show that they took place. Write the date on which each was done.",
		empty: "Every milestone of this version of the toolkit has a form, which shows when it is done.",
		facts: doneFacts,
		controls: func(e *editing) []group {
			g := group{}
			for _, o := range formless(e.person) {
				c := e.control(asDay, "done."+o.ID, "", "", e.stored("done", o.ID))
				c.Label, c.Hint = o.Occurrence.Milestone.Label, e.w.Say("Due {1}.", e.w.Date(o.Due))
				g.Controls = append(g.Controls, c)
			}
			return []group{g}
		},
		apply: func(e *editing) {
			done := e.was.Get("done")
			for _, o := range formless(e.person) {
				done = done.With(o.ID, source.Bare(e.date("done."+o.ID)))
			}
			e.set("done", done)
		},
	}
}

// formless are the milestones that no form shows to be done.
func formless(p *portfolio.Portfolio) (list []portfolio.Milestone) {
	for _, m := range p.Milestones {
		if len(m.Occurrence.Milestone.Forms) == 0 && m.NotApplicable == "" {
			list = append(list, m)
		}
	}
	return list
}

func doneFacts(p *portfolio.Portfolio) (lines []string) {
	for _, m := range formless(p) {
		if on := p.Done[m.ID]; on != (civil.Date{}) {
			lines = append(lines, m.Occurrence.Milestone.Label+": "+p.Version.Words.Date(on))
		}
	}
	return lines
}
