package check

import (
	"slices"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// formUnlinked finds forms that nobody is led to.
func formUnlinked(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if p.lostAny(v) {
			continue // what leads to it may stand on a page that could not be read
		}
		linked := map[string]bool{}
		for _, page := range v.Pages {
			own := ""
			if page.Kind == item.Form {
				own = form.FromPage(page.Slug)
			}
			for i := range page.Facts.Links {
				if slug := page.Facts.Links[i].FormSlug(); slug != own {
					linked[slug] = true
				}
			}
			linked[page.About] = true
		}
		if v.Programme != nil {
			for _, m := range v.Programme.Milestones {
				for _, slug := range m.Forms {
					linked[slug] = true
				}
			}
		}
		for _, f := range v.Forms {
			if !linked[f.Slug] && v.FormPage(f.Slug) != nil {
				p.Report(whole(f.File), "link to it where people need it with form:"+f.Slug+", or name it at a milestone with form="+f.Slug, "no page and no milestone leads to this form")
			}
		}
	}
}

// milestoneForm finds milestones that ask for forms, or fields, that do not exist.
func milestoneForm(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if v.Programme == nil {
			continue
		}
		slugs := formSlugs(v)
		for i := range v.Programme.Milestones {
			m := &v.Programme.Milestones[i]
			missing := false
			for _, slug := range m.Forms {
				if v.Form(slug) != nil {
					continue
				}
				missing = true
				if p.lost(v, "forms/"+slug) {
					continue
				}
				help := "name the form by its file's name in forms/, without .md"
				if near := source.Suggest(slug, slugs); near != "" {
					help = "did you mean form=" + near + "?"
				}
				p.Report(attributePos(v.Timeline, m.Pos, "form"), help, "%q asks for a form that does not exist: %s", m.Label, slug)
			}
			if m.Field == "" || missing || len(m.Forms) != 1 || p.lost(v, "forms/"+m.Forms[0]) {
				continue
			}
			f := v.Form(m.Forms[0])
			if f.Field(m.Field) == nil {
				var ids []string
				for _, field := range f.Fields {
					ids = append(ids, field.ID)
				}
				help := "write the id of a field of that form"
				if near := source.Suggest(m.Field, ids); near != "" {
					help = "did you mean field=" + near + "?"
				}
				p.Report(attributePos(v.Timeline, m.Pos, "field"), help, "%q asks for a field that the form %s does not have: %s", m.Label, f.Slug, m.Field)
			}
		}
	}
}

// milestoneUnconfirmed notes milestones whose owner or date the source leaves open.
func milestoneUnconfirmed(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if v.Programme == nil {
			continue
		}
		for _, m := range v.Programme.Milestones {
			if m.Unconfirmed {
				p.Report(m.Pos, "settle it, then take .unconfirmed out", "the owner or the date of %q is still to be confirmed", m.Label)
			}
		}
	}
}

// competencyForm finds competencies pages without a form that could show a competency achieved.
func competencyForm(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		for _, page := range v.Pages {
			if page.Kind != item.Competencies || page.About == "" {
				continue
			}
			f := v.Form(page.About)
			switch {
			case f == nil && p.lost(v, "forms/"+page.About):
			case f == nil:
				help := "name the form by its file's name in forms/, without .md"
				if near := source.Suggest(page.About, formSlugs(v)); near != "" {
					help = "did you mean " + near + "?"
				}
				p.Report(page.Pos("form"), help, "there is no form %q", page.About)
			case f.Repeats != "each-competency":
				p.Report(page.Pos("form"), "write repeats: each-competency in "+f.File, "the form %q is not filled in about each competency", page.About)
			case !slices.ContainsFunc(f.Fields, func(field form.Field) bool { return field.Level }):
				p.Report(page.Pos("form"), "mark the scale that says how far somebody has come with .level", "the form %q has no field that shows a competency achieved", page.About)
			}
		}
	}
}

func formSlugs(v *toolkit.Version) []string {
	var slugs []string
	for _, f := range v.Forms {
		slugs = append(slugs, f.Slug)
	}
	return slugs
}

// attributePos is where an item of the page bears the attribute, or else the item.
func attributePos(page *toolkit.Page, at finding.Position, key string) finding.Position {
	if page == nil {
		return at
	}
	pos := at
	eachItem(page.Facts.Items, func(it *item.Item) {
		if it.Start.Line != at.Line || it.Start.Column != at.Column {
			return
		}
		for _, a := range it.Pairs {
			if a.Key == key {
				pos.Line, pos.Column, pos.End = a.Pos.Line, a.Pos.Column, a.Pos.End
			}
		}
	})
	return pos
}
