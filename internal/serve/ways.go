package serve

import (
	"net/url"
	"path"
	"strings"

	"precept/internal/build"
	"precept/internal/form"
	"precept/internal/portfolio"
)

// ways leads from the desk to where a thing is done: a form's page with the preceptee chosen, and the record that is there opened.
type ways struct {
	state *state
	build *build.Snapshot
}

// milestone leads to the first of its forms that is not filled in yet; of one without a form, to its place in the portfolio.
func (w ways) milestone(p *portfolio.Portfolio, m *portfolio.Milestone) string {
	ms := m.Occurrence.Milestone
	for _, slug := range ms.Forms {
		begun := false
		for _, r := range m.Records {
			if r.Form != slug {
				continue
			}
			if begun = true; !r.Done() {
				return w.record(p, r)
			}
		}
		if !begun {
			return w.form(p, p.Version.Form(slug), "")
		}
	}
	at := "/" + portfolios + p.ID + "/timeline.html"
	if prog := p.Version.Programme; prog != nil && ms.Phase < len(prog.Phases) {
		at += "#s-" + prog.Phases[ms.Phase].ID
	}
	return at
}

// record leads to the form's page with a record opened in it; where there is no such page, to the portfolio.
func (w ways) record(p *portfolio.Portfolio, r *portfolio.Record) string {
	at, ok := strings.CutPrefix(r.File, path.Dir(p.File)+"/")
	if r.Shared {
		at, ok = strings.CutPrefix(r.File, organisation+"/")
	}
	if !ok {
		at = ""
	}
	return w.form(p, r.Template, at)
}

// form leads to a form's page as it is served, for one preceptee; the practice's own forms are nobody's. at is the file of the record
// to open there.
func (w ways) form(p *portfolio.Portfolio, f *form.Form, at string) string {
	if f == nil || w.state.public == nil {
		return "/" + portfolios + p.ID + "/"
	}
	page := "forms/" + f.Slug + ".html"
	if current := w.build.Toolkit.Current(); current == nil || f.Version != current.Name {
		page = "v/" + f.Version + "/" + page
	}
	if w.state.public.output(page) == nil {
		return "/" + portfolios + p.ID + "/"
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
