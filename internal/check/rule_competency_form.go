package check

import (
	"slices"

	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/source"
)

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
				p.Report(page.Pos("form"), source.DidYouMean(page.About, formSlugs(v), "", "name the form by its file's name in forms/, without .md"), "there is no form %q", page.About)
			case f.Repeats != "each-competency":
				p.Report(page.Pos("form"), "write repeats: each-competency in "+f.File, "the form %q is not filled in about each competency", page.About)
			case !slices.ContainsFunc(f.Fields, func(field form.Field) bool { return field.Level }):
				p.Report(page.Pos("form"), "mark the scale that says how far somebody has come with .level", "the form %q has no field that shows a competency achieved", page.About)
			}
		}
	}
}
