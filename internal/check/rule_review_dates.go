package check

import "precept/internal/toolkit"

// reviewDates finds dates of review that cannot be right: a review that is still to come, or one that was due before
// the last.
func reviewDates(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if !p.Toolkit.Newest(v) {
			continue
		}
		for _, page := range v.Pages {
			switch {
			case page.Reviewed.After(p.AsOf):
				p.Report(page.Pos("reviewed"), "write the day on which the page was last reviewed",
					"the page was reviewed on %s, which is still to come", page.Reviewed.Words())
			case dueBeforeReview(page):
				p.Report(page.Pos("review_by"), "write the day on which it is due again, after the last review",
					"the page is due for review on %s, before the last review on %s", page.ReviewBy.Words(),
					page.Reviewed.Words())
			}
		}
	}
}

// dueBeforeReview reports whether a page is due for review on a day before the last review.
func dueBeforeReview(page *toolkit.Page) bool {
	return !page.ReviewBy.IsZero() && page.ReviewBy.Before(page.Reviewed)
}
