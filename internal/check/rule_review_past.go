package check

import (
	"slices"

	"precept/internal/portfolio"
	"precept/internal/toolkit"
)

// reviewPast finds pages that were due for review, in the versions that are still edited. Who releases a version also
// hears of earlier ones that somebody still follows: once for each.
func reviewPast(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		var due []*toolkit.Page
		for _, page := range v.Pages {
			if !page.ReviewBy.IsZero() && page.ReviewBy.Before(p.AsOf) {
				due = append(due, page)
			}
		}
		const help = "review the page, then write new dates for reviewed and review_by"
		switch {
		case p.Toolkit.Newest(v):
			for _, page := range due {
				p.Report(page.Pos("review_by"), help, "the page was due for review on %s", page.ReviewBy.Words())
			}
		case p.Release != nil && len(due) > 0 && followed(p, v):
			p.Report(due[0].Pos("review_by"), help+", or write a notice about what has changed",
				"somebody still follows version %s, and %d of its pages were due for review; this is the first",
				v.Name, len(due))
		}
	}
}

// followed reports whether anybody's year still goes by a version.
func followed(p *Pass, v *toolkit.Version) bool {
	return slices.ContainsFunc(p.Portfolios, func(who *portfolio.Portfolio) bool {
		ended := who.Calendar.Ended
		return who.Version == v && (ended.IsZero() || !ended.Before(p.AsOf))
	})
}
