package check

import (
	"slices"

	"precept/internal/portfolio"
	"precept/internal/toolkit"
)

// reviewPast finds pages that were due for review, in the versions that are still edited or somebody still follows.
func reviewPast(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if !p.Toolkit.Newest(v) && !followed(p, v) {
			continue
		}
		for _, page := range v.Pages {
			if page.ReviewBy.IsZero() || !page.ReviewBy.Before(p.AsOf) {
				continue
			}
			p.Report(page.Pos("review_by"), "review the page, then write new dates for reviewed and review_by",
				"the page was due for review on %s", page.ReviewBy.Words())
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
