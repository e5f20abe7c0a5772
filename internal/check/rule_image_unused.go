package check

import (
	"strings"

	"precept/internal/finding"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// imageUnused finds pictures that no page of any version shows. A version with pages that could not be read may show
// them there.
func imageUnused(p *Pass) {
	used := map[string]bool{}
	for _, v := range p.Toolkit.Versions {
		unsure, meant := p.anyUnreadable(v), misspelt(v)
		for i := range v.Images {
			if im := &v.Images[i]; im.Used || unsure || meant[im.Path] {
				used[im.File] = true
			}
		}
	}
	for _, v := range p.Toolkit.Versions {
		for i := range v.Images {
			im := &v.Images[i]
			own := strings.HasPrefix(im.File, toolkit.Folder+"/"+v.Name+"/")
			if own && !used[im.File] && im.Width > 0 {
				p.Report(finding.Position{File: im.File}, "show it on a page, or delete the file",
					"no page shows this picture, so that it is not published")
			}
		}
	}
}

// misspelt lists the pictures that pages seem to mean by names that no picture has: those have their finding.
func misspelt(v *toolkit.Version) map[string]bool {
	var names []string
	there := map[string]bool{}
	for i := range v.Images {
		names = append(names, v.Images[i].Path)
		there[v.Images[i].Path] = true
	}
	meant := map[string]bool{}
	for _, page := range v.Pages {
		for i := range page.Facts.Images {
			if name := page.Facts.Images[i].Path; name != "" && !there[name] {
				meant[source.Suggest(name, names)] = true
			}
		}
	}
	return meant
}
