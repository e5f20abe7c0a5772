package check

import (
	"slices"

	"precept/internal/finding"
	"precept/internal/markdown"
	"precept/internal/source"
)

// localUnknown finds local words that version.md does not list, so that no practice will fill them in; and words that a
// site fills in and no version lists.
func localUnknown(p *Pass) {
	localsOfNone(p)
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

// localsOfNone finds the words in site.yaml that no version lists: most often one is misspelt.
func localsOfNone(p *Pass) {
	var known []string
	for _, v := range p.Toolkit.Versions {
		if known = append(known, v.Local...); p.heads[v.File] {
			return // what it lists could not be read
		}
	}
	for _, c := range p.Site.Contacts {
		if _, local := p.Site.Local[c.Key]; !local || slices.Contains(known, c.Key) || len(known) == 0 {
			continue
		}
		help := source.DidYouMean(c.Key, known, "", "delete it, or add it to local in the version.md that it is for")
		p.ReportAs(finding.Warning, c.Pos, help, "no version lists the local word %q", c.Key)
	}
}
