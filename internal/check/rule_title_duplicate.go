package check

import (
	"strings"

	"precept/internal/toolkit"
)

// titleDuplicate finds pages of a version that have the same title.
func titleDuplicate(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		first := make(map[string]*toolkit.Page, len(v.Pages))
		for _, page := range v.Pages {
			title := strings.ToLower(strings.Join(strings.Fields(page.Title), " "))
			if other := first[title]; other != nil {
				p.Report(page.Pos("title"), "say in one of the titles who the page is for, or how it differs",
					"the page has the same title as %s", other.File)
				continue
			}
			first[title] = page
		}
	}
}
