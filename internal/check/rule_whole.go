package check

import (
	"strings"

	"precept/internal/site"
)

// homeMissing finds versions without a home page.
func homeMissing(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if v.Page("") == nil && !p.lost(v, "") {
			p.Report(whole(v.File), "write "+strings.TrimSuffix(v.File, "version.md")+"index.md with title and summary", "version %s has no home page", v.Name)
		}
	}
}

// timelineMissing finds versions without due dates.
func timelineMissing(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if v.Timeline == nil && v.Summary != "" && !p.lostAny(v) && !p.displaces(v) {
			p.Report(whole(v.File), "write a page with kind: timeline", "version %s has no timeline, so that a portfolio knows no due dates", v.Name)
		}
	}
}

// formsMissing finds versions in which there is nothing to fill in.
func formsMissing(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if len(v.Forms) == 0 && v.Summary != "" && !p.lostAny(v) && !p.displaces(v) {
			p.Report(whole(v.File), "write one with precept new form", "version %s has no form", v.Name)
		}
	}
}

// accessibilityMissing finds sites that do not say whom to tell about a page that cannot be used.
func accessibilityMissing(p *Pass) {
	if p.Site.Accessibility.Contact == "" && p.Site.Title != "" { // without a title the file itself could not be read
		p.Report(whole(site.File), "add accessibility with contact, tested and not_accessible", "the site has no accessibility statement")
	}
}

// privacyMissing holds back the portfolio of a real person where nobody has said who keeps the records.
func privacyMissing(p *Pass) {
	if p.Site.Privacy.Controller != "" || p.Site.Title == "" {
		return
	}
	for _, who := range p.Portfolios {
		if !who.Example {
			p.Report(whole(site.File), "add privacy with controller, contact and keep_months", "there is a preceptee who is no example, and the site does not say who holds their records")
			p.findings[len(p.findings)-1].Preceptee = who.ID
		}
	}
}
