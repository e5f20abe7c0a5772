package check

import (
	"slices"

	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/source"
)

// competencyForm finds competencies pages without a form that can show that a competency is achieved.
func competencyForm(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		for _, page := range v.Pages {
			if page.Kind != item.Competencies || page.About == "" {
				continue
			}
			f := v.Form(page.About)
			switch {
			case f == nil && p.unreadable(v, "forms/"+page.About):
			case f == nil:
				p.Report(page.Pos("form"), source.DidYouMean(page.About, formSlugs(v), "", nameForm),
					"there is no form %q", page.About)
			case f.Repeats != "each-competency":
				p.Report(page.Pos("form"), "write repeats: each-competency in "+f.File,
					"the form %q is not filled in for each competency", page.About)
			case !slices.ContainsFunc(f.Fields, func(field form.Field) bool { return field.Level }):
				p.Report(page.Pos("form"), "mark the scale that says how far somebody has come with .level",
					"the form %q has no field that shows that a competency is achieved", page.About)
			}
		}
	}
}
