package desk

import (
	"precept/internal/plan"
	"precept/internal/portfolio"
)

// links gives the addresses where a thing is done: a form's page with the preceptee chosen, and the record that is
// there opened.
type links struct{ site Site }

// milestone leads to the first of its forms that is not filled in yet; of one without a form, to its place in the
// portfolio.
func (l links) milestone(p *portfolio.Portfolio, m *portfolio.Milestone) string {
	for _, step := range p.Steps(m) {
		return l.step(p, step)
	}
	ms := m.Occurrence.Milestone
	at := portfoliosPath + p.ID + "/timeline.html"
	if prog := p.Version.Programme; prog != nil && ms.Phase < len(prog.Phases) {
		at += "#s-" + prog.Phases[ms.Phase].ID
	}
	return at
}

// record leads to the form's page with a record opened in it; where there is no such page, to the portfolio.
func (l links) record(p *portfolio.Portfolio, r *portfolio.Record) string {
	return l.step(p, portfolio.Step{Form: r.Template, Record: r})
}

// step leads to a form's page as it is served, for one preceptee, and opens the record of the step in it. Where that
// page does not exist, it leads to the portfolio.
func (l links) step(p *portfolio.Portfolio, s portfolio.Step) string {
	page, opens := plan.FormAddress(l.site.Snapshot.Toolkit, p, s)
	if page == "" || !l.site.HasPage(page) {
		return portfoliosPath + p.ID + "/"
	}
	return "/" + page + opens
}
