package check

import (
	"slices"

	"precept/internal/markdown"
	"precept/internal/source"
)

// localUnknown finds local words that version.md does not list, so that no practice will fill them in.
func localUnknown(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		for _, page := range v.Pages {
			for _, l := range page.Facts.Links {
				if l.Kind != markdown.LinkLocal || slices.Contains(v.Local, l.Slug) {
					continue
				}
				help := "add " + l.Slug + " to local in " + v.File
				if near := source.Suggest(l.Slug, v.Local); near != "" {
					help = "did you mean local:" + near + "? Or add it to local in " + v.File
				}
				p.Report(l.Pos, help, "the version lists no local word %q", l.Slug)
			}
		}
	}
}
