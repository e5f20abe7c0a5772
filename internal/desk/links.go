package desk

import (
	"net/url"
	"path"
	"strings"

	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/record"
)

// links gives the addresses where a thing is done: a form's page with the preceptee chosen, and the record that is
// there opened.
type links struct{ site Site }

// milestone leads to the first of its forms that is not filled in yet; of one without a form, to its place in the
// portfolio.
func (l links) milestone(p *portfolio.Portfolio, m *portfolio.Milestone) string {
	ms := m.Occurrence.Milestone
	for _, slug := range ms.Forms {
		begun := false
		for _, r := range m.Records {
			if r.Form != slug {
				continue
			}
			if begun = true; !r.Done() {
				return l.record(p, r)
			}
		}
		if !begun {
			return l.form(p, p.Version.Form(slug), "")
		}
	}
	at := portfoliosPath + p.ID + "/timeline.html"
	if prog := p.Version.Programme; prog != nil && ms.Phase < len(prog.Phases) {
		at += "#s-" + prog.Phases[ms.Phase].ID
	}
	return at
}

// record leads to the form's page with a record opened in it; where there is no such page, to the portfolio.
func (l links) record(p *portfolio.Portfolio, r *portfolio.Record) string {
	at, ok := strings.CutPrefix(r.File, path.Dir(p.File)+"/")
	if r.FromPractice {
		at, ok = strings.CutPrefix(r.File, record.Organisation+"/")
	}
	if !ok {
		at = ""
	}
	return l.form(p, r.Template, at)
}

// form leads to a form's page as it is served, for one preceptee; the practice's own forms belong to nobody. at is
// the file of the record to open there.
func (l links) form(p *portfolio.Portfolio, f *form.Form, at string) string {
	elsewhere := portfoliosPath + p.ID + "/"
	if f == nil {
		return elsewhere
	}
	page := "forms/" + f.Slug + ".html"
	if current := l.site.Snapshot.Toolkit.Current(); current == nil || f.Version != current.Name {
		page = "v/" + f.Version + "/" + page
	}
	if !l.site.HasPage(page) {
		return elsewhere
	}
	var hash []string
	if f.Subject != "organisation" {
		hash = append(hash, "for="+url.QueryEscape(p.ID))
	}
	if at != "" {
		hash = append(hash, "at="+url.QueryEscape(at))
	}
	if len(hash) > 0 {
		page += "#" + strings.Join(hash, "&")
	}
	return "/" + page
}
