package check

import (
	"slices"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// competencyForm finds competencies pages without a form that can show that a competency is achieved, and tables of
// competencies where there are none.
func competencyForm(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		noCompetencies(p, v)
		for _, page := range v.Pages {
			if page.Kind != item.Competencies || p.heads[page.File] {
				continue
			}
			if page.About == "" {
				p.ReportAs(finding.Warning, page.Pos("kind"),
					"write form: in its front matter, with the form that is filled in for each competency",
					"the competencies on this page have no form, so none of them can ever be achieved")
				continue
			}
			f := v.Form(page.About)
			switch {
			case f == nil && p.unreadable(v, "forms/"+page.About):
			case f == nil:
				p.Report(page.Pos("form"), source.DidYouMean(page.About, formSlugs(v), "", nameForm),
					"there is no form %q", page.About)
			case slices.ContainsFunc(f.Fields, levelsInTable):
			case f.Repeats != "each-competency":
				p.Report(page.Pos("form"), "write repeats: each-competency in "+f.File+
					", or give it a table with rows=competencies and a column with .level",
					"the form %q is not filled in for each competency", page.About)
			case !slices.ContainsFunc(f.Fields, func(field form.Field) bool { return field.Level }):
				p.Report(page.Pos("form"), "mark the scale that says how far somebody has come with .level",
					"the form %q has no field that shows that a competency is achieved", page.About)
			}
		}
	}
}

// levelsInTable reports whether a field is a table that says a level for each competency.
func levelsInTable(f form.Field) bool {
	return f.RowsOf == form.Competencies && slices.ContainsFunc(f.Columns, func(c form.Field) bool { return c.Level })
}

// noCompetencies finds tables with a row for each competency in a version that has none.
func noCompetencies(p *Pass, v *toolkit.Version) {
	for _, f := range v.Forms {
		for _, field := range f.Fields {
			if field.RowsOf != form.Competencies || len(field.Rows) > 0 {
				continue
			}
			p.Report(field.Pos, "add a page of kind competencies, or give the table rows of its own",
				"the table %q has a row for each competency, and version %s has no competencies", field.Label, v.Name)
		}
	}
}
