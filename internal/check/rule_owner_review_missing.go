package check

import (
	"precept/internal/toolkit"
)

// ownerMissing finds pages without an owner, and reports their number once per version.
func ownerMissing(p *Pass) {
	lacking(p, func(page *toolkit.Page) bool { return page.Owner == "" },
		"do not say who is responsible for them", "does not say who is responsible for it",
		"add owner: with a role, such as owner: Clinical lead")
}

// reviewMissing finds pages without a date for their next review, and reports their number once per version.
func reviewMissing(p *Pass) {
	lacking(p, func(page *toolkit.Page) bool { return page.ReviewBy.IsZero() },
		"have no date for their next review", "has no date for its next review",
		"add review_by: with the date of the next review, such as review_by: 2027-09-01")
}

// lacking reports pages of the newest version and of drafts as one finding, at the first of them.
func lacking(p *Pass, lacks func(*toolkit.Page) bool, many, one, help string) {
	for _, v := range p.Toolkit.Versions {
		if !p.Toolkit.Newest(v) {
			continue
		}
		var first *toolkit.Page
		n := 0
		for _, page := range v.Pages {
			// The front matter of a page without a summary could not be read.
			if page.Summary != "" && !p.heads[page.File] && lacks(page) {
				if first == nil {
					first = page
				}
				n++
			}
		}
		switch {
		case n == 1:
			p.Report(wholeFile(first.File), help, "the page %s", one)
		case n > 1:
			p.Report(wholeFile(first.File), help, "%d pages of version %s %s; this is the first", n, v.Name, many)
		}
	}
}
