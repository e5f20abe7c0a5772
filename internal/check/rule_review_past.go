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
			p.reviewDue(v, due, help)
		case p.Release != nil && len(due) > 0 && followed(p, v):
			p.Report(due[0].Pos("review_by"), help+", or write a notice about what has changed",
				"somebody still follows version %s, and %d of its pages were due for review; this is the first",
				v.Name, len(due))
		}
	}
}

// reviewDue names each page that was due and may be changed. Those of a locked version, which nobody changes any more,
// have one finding.
func (p *Pass) reviewDue(v *toolkit.Version, due []*toolkit.Page, help string) {
	var fixed []*toolkit.Page
	for _, page := range due {
		if page.Base == v.LockedBase && (v.Locked || page.Base != "") {
			fixed = append(fixed, page)
			continue
		}
		p.Report(page.Pos("review_by"), help, "the page was due for review on %s", page.ReviewBy.Words())
	}
	switch n := len(fixed); {
	case n == 1:
		p.Report(fixed[0].Pos("review_by"), help, "the page was due for review on %s", fixed[0].ReviewBy.Words())
	case n > 1:
		p.Report(fixed[0].Pos("review_by"), help, "%d pages of version %s were due for review; this is the first", n,
			v.Name)
	}
}

// followed reports whether anybody's year still goes by a version.
func followed(p *Pass, v *toolkit.Version) bool {
	return slices.ContainsFunc(p.Portfolios, func(who *portfolio.Portfolio) bool {
		ended := who.Calendar.Ended
		return who.Version == v && (ended.IsZero() || !ended.Before(p.AsOf))
	})
}
