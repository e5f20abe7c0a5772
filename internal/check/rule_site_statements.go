package check

import "precept/internal/site"

// accessibilityMissing finds sites without an accessibility statement.
func accessibilityMissing(p *Pass) {
	if p.Site.Accessibility.Contact == "" && p.Site.Title != "" { // without a title, the file could not be read
		p.Report(wholeFile(site.File), "add accessibility with contact, tested and not_accessible",
			"the site has no accessibility statement")
	}
}

// privacyMissing finds real preceptees on a site that does not say who is responsible for their records.
func privacyMissing(p *Pass) {
	if p.Site.Privacy.Controller != "" || p.Site.Title == "" {
		return
	}
	for _, who := range p.Portfolios {
		if !who.Example {
			p.Report(
				wholeFile(site.File),
				"add privacy with controller, contact and keep_months",
				"there is a preceptee who is not an example, and the site does not say who is responsible for their "+
					"records",
			)
			p.findings[len(p.findings)-1].Preceptee = who.ID
		}
	}
}
