package check

import (
	"path"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/media"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// downloadUnused finds files that readers could save, and to which no page of any version links. A version with pages
// that could not be read may link to them there, and a page that misspells a name has its finding.
func downloadUnused(p *Pass) {
	used := map[string]bool{}
	for _, v := range p.Toolkit.Versions {
		unsure, meant := p.anyUnreadable(v), misspeltFiles(v)
		for i := range v.Downloads {
			if d := &v.Downloads[i]; d.Used || unsure || meant[d.Path] {
				used[d.File] = true
			}
		}
	}
	for _, v := range p.Toolkit.Versions {
		for i := range v.Downloads {
			d := &v.Downloads[i]
			own := strings.HasPrefix(d.File, toolkit.Folder+"/"+v.Name+"/")
			if own && !used[d.File] {
				p.Report(finding.Position{File: d.File}, "link to it from a page, or delete the file",
					"no page links to this file, so that it is not published")
			}
		}
	}
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
