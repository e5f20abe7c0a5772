package check

// announcedPast finds announced pages that should be there by now, in the versions that are still edited.
func announcedPast(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if !p.Toolkit.Newest(v) {
			continue
		}
		for _, page := range v.Pages {
			if !page.Announced.IsZero() && page.Announced.Before(p.AsOf) {
				p.Report(page.Pos("announced"), "write the page and delete announced:, or give it a new date",
					"the page was announced for %s and is not there yet", page.Announced.Words())
			}
		}
	}
}
