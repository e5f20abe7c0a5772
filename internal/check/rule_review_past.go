package check

// reviewPast finds pages that were due for review, where today's writers can do something about it.
func reviewPast(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if !p.Toolkit.Newest(v) {
			continue
		}
		for _, page := range v.Pages {
			if page.ReviewBy.IsZero() || !page.ReviewBy.Before(p.AsOf) {
				continue
			}
			p.Report(page.Pos("review_by"), "look at the page again, then set reviewed and review_by anew", "the page was due for review on %s", page.ReviewBy.Words())
		}
	}
}
