package check

import (
	"slices"

	"precept/internal/finding"
	"precept/internal/plan"
	"precept/internal/portfolio"
	"precept/internal/site"
	"precept/internal/toolkit"
)

// accessibilityMissing finds sites without an accessibility statement.
func accessibilityMissing(p *Pass) {
	if p.Site.Accessibility.Contact == "" && p.Site.Title != "" { // without a title, the file could not be read
		p.Report(wholeFile(site.File), "add accessibility with contact, tested and not_accessible",
			"the site has no accessibility statement")
	}
}

// privacyMissing finds a real preceptee on a site that does not say who is responsible for their records.
func privacyMissing(p *Pass, who *portfolio.Portfolio) {
	if who.Example || p.Site.Privacy.Controller != "" || p.Site.Title == "" {
		return
	}
	p.Report(wholeFile(site.File), "add privacy with controller, contact and keep_months",
		"there is a preceptee who is not an example, and the site does not say who is responsible for their records")
	p.findings[len(p.findings)-1].Preceptee = who.ID
}

// statementPage finds statements of the site that no page shows: readers would look for them in vain.
func statementPage(p *Pass) {
	v := p.Toolkit.Current()
	if v == nil {
		return
	}
	for _, s := range [...]struct {
		key, slug string
		pos       finding.Position
	}{
		{"accessibility", plan.AccessibilityPage, p.Site.Accessibility.Pos},
		{"privacy", plan.PrivacyPage, p.Site.Privacy.Pos},
	} {
		has := func(v *toolkit.Version) bool { return v.Page(s.slug) != nil || p.unreadable(v, s.slug) }
		if s.pos.Line == 0 || has(v) || v.Draft() && slices.ContainsFunc(p.Toolkit.Versions, has) {
			continue // a draft that is only begun may still get the page
		}
		p.Report(s.pos,
			"write content/"+v.Name+"/"+s.slug+".md with a title and a summary; the statement is shown on it",
			"nobody can read what %s says: version %s has no page %s", s.key, v.Name, s.slug)
	}
}
