package check

// reviewPast finds pages that were due for review, in the versions that are still edited.
func reviewPast(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if !p.Toolkit.Newest(v) {
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
