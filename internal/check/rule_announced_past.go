package check

// announcedPast finds pages that stand for something that was to be here by now, where today's writers can do something about it.
func announcedPast(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if !p.Toolkit.Newest(v) {
			continue
		}
		for _, page := range v.Pages {
			if !page.Announced.IsZero() && page.Announced.Before(p.AsOf) {
				p.Report(page.Pos("announced"), "write the page and take announced: out, or say when it is expected now",
					"the page was announced for %s and is not here yet", page.Announced.Words())
			}
		}
	}
}
