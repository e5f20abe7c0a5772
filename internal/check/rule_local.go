package check

import (
	"slices"
	"strings"

	"precept/internal/markdown"
	"precept/internal/source"
)

// localUnknown finds local words that version.md does not list, so that no practice would fill them in.
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

// localEmpty notes the local words of the version that readers meet which the site has not filled in.
func localEmpty(p *Pass) {
	v := p.Toolkit.Current()
	if v == nil {
		return
	}
	var empty []string
	for _, word := range v.Local {
		if strings.TrimSpace(p.Site.Local[word]) == "" && !slices.Contains(empty, word) {
			empty = append(empty, word)
		}
	}
	if len(empty) > 0 {
		p.Report(whole(v.File), "add them under local in data/site.yaml, such as "+empty[0]+`: "…"; until then the general words are shown`,
			"local words that are not filled in yet: %s", strings.Join(empty, ", "))
	}
}
