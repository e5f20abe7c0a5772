package check

import (
	"path"
	"slices"
	"strings"

	"precept/internal/source"
	"precept/internal/toolkit"
)

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

// ownerMissing says once a version how many pages do not say who answers for them.
func ownerMissing(p *Pass) {
	lacking(p, func(page *toolkit.Page) bool { return page.Owner == "" }, "do not say who answers for them", "does not say who answers for it",
		"add owner: with a role, such as owner: Advanced practice lead")
}

// reviewMissing says once a version how many pages have no date for their next review.
func reviewMissing(p *Pass) {
	lacking(p, func(page *toolkit.Page) bool { return page.ReviewBy.IsZero() }, "have no date for their next review", "has no date for its next review",
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
			if page.Summary != "" && lacks(page) { // a page without one has front matter that could not be read
				if first == nil {
					first = page
				}
				n++
			}
		}
		switch {
		case n == 1:
			p.Report(whole(first.File), help, "the page %s", one)
		case n > 1:
			p.Report(whole(first.File), help, "%d pages of version %s %s; this is the first", n, v.Name, many)
		}
	}
}

// titleDuplicate finds pages of a version that nobody could tell apart in a list.
func titleDuplicate(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		first := make(map[string]*toolkit.Page, len(v.Pages))
		for _, page := range v.Pages {
			title := strings.ToLower(strings.Join(strings.Fields(page.Title), " "))
			if other := first[title]; other != nil {
				p.Report(page.Pos("title"), "say in one of the titles whom the page is for, or what sets it apart", "the page has the same title as %s", other.File)
				continue
			}
			first[title] = page
		}
	}
}

// imageMissing finds pictures whose file is not there.
func imageMissing(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		there := make(map[string]bool, len(v.Images))
		var names []string
		for _, im := range v.Images {
			there[im.Path] = true
			names = append(names, im.Path)
		}
		slices.Sort(names)
		for _, page := range v.Pages {
			for _, im := range page.Facts.Images {
				if im.Path == "" || there[im.Path] {
					continue
				}
				help := "put the picture beside the page; its name may have small letters, figures, dots and hyphens, and ends in .png, .jpg, .gif, .webp or .avif"
				if near := source.Suggest(im.Path, names); near != "" {
					help = "did you mean " + relative(page, near) + "?"
				} else if path.Ext(im.Path) == ".svg" {
					help = "save the picture as .png or .webp: drawings in .svg can hold programs and are not published"
				}
				p.Report(im.Pos, help, "there is no picture %s", im.Raw)
			}
		}
	}
}
