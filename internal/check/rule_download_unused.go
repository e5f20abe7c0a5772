package check

import (
	"path"
	"slices"

	"precept/internal/media"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// downloadUnused finds files that readers could save, and to which no page of any version links.
func downloadUnused(p *Pass) {
	p.unused(func(v *toolkit.Version) []beside {
		var list []beside
		for i := range v.Downloads {
			list = append(list, beside{v.Downloads[i].Path, v.Downloads[i].File, v.Downloads[i].Used})
		}
		return list
	}, misspeltFiles, "link to it from a page, or delete the file",
		"no page links to this file, so it is not published")
}

// misspeltFiles lists the files that links seem to mean by names that no file has.
func misspeltFiles(v *toolkit.Version) map[string]bool {
	var names []string
	for i := range v.Downloads {
		names = append(names, v.Downloads[i].Path)
	}
	meant := map[string]bool{}
	for _, page := range v.Texts() {
		for i := range page.Facts.Links {
			if l := &page.Facts.Links[i]; len(names) > 0 && slices.Contains(media.Saved(), path.Ext(l.Slug)) {
				meant[source.Suggest(l.Slug, names)] = true
			}
		}
	}
	return meant
}
