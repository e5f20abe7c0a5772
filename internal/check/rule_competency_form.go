package check

import (
	"slices"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/source"
)

// competencyForm finds competencies pages without a form that can show that a competency is achieved.
func competencyForm(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		for _, page := range v.Pages {
			if page.Kind != item.Competencies || p.heads[page.File] {
				continue
			}
			if page.About == "" {
				p.ReportAs(finding.Warning, page.Pos("kind"),
					"write form: in its front matter, with the form that is filled in for each competency",
					"the competencies on this page have no form, so that none can ever be achieved")
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
