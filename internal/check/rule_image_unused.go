package check

import (
	"precept/internal/source"
	"precept/internal/toolkit"
)

// imageUnused finds pictures that no page of any version shows. One that cannot be read has its own finding.
func imageUnused(p *Pass) {
	p.unused(func(v *toolkit.Version) []beside {
		var list []beside
		for i := range v.Images {
			im := &v.Images[i]
			list = append(list, beside{im.Path, im.File, im.Used || im.Width == 0})
		}
		return list
	}, misspelt, "show it on a page, or delete the file", "no page shows this picture, so it is not published")
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
