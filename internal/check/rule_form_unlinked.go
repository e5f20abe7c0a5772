package check

import (
	"strings"

	"precept/internal/form"
	"precept/internal/item"
)

// formUnlinked finds forms that no page and no milestone leads to.
func formUnlinked(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if p.anyUnreadable(v) || v.Timeline != nil && v.Timeline.Facts.ItemFault {
			continue // a page, or a milestone, that could not be read may link to it
		}
		linked := map[string]bool{}
		for _, page := range v.Pages {
			own := ""
			if page.Kind == item.Form {
				own = form.FromPage(page.Slug)
			}
			for i := range page.Facts.Links {
				if slug := page.Facts.Links[i].FormSlug(); slug != own {
					linked[slug] = true
				}
			}
			linked[page.About] = true
		}
		if v.Timeline != nil { // a milestone that is at fault in something else leads to its form anyway
			eachItem(v.Timeline.Facts.Items, func(it *item.Item) {
				for _, slug := range strings.Fields(it.Get("form")) {
					linked[slug] = true
				}
			})
		}
		for _, f := range v.Forms {
			if !linked[f.Slug] && v.FormPage(f.Slug) != nil {
				help := "link to it where people need it with form:" + f.Slug + ", or name it at a milestone with " +
					"form=" + f.Slug
				p.Report(wholeFile(f.File), help, "no page and no milestone leads to this form")
			}
		}
	}
}
