package check

import (
	"strings"

	"precept/internal/toolkit"
)

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
