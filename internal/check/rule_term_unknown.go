package check

import (
	"strings"

	"precept/internal/markdown"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// termUnknown finds links to terms that no glossary of the version has.
func termUnknown(p *Pass) {
	asked := 0
	for _, v := range p.Toolkit.Versions {
		if len(v.Terms) == 0 && p.anyUnreadable(v) {
			continue // the glossary may be the page that could not be read
		}
		known := termWords(v)
		var words, keys []string
		for _, t := range v.Terms {
			words, keys = append(words, t.Words), append(keys, t.Key)
		}
		for _, page := range v.Texts() {
			for _, l := range page.Facts.Links {
				if l.Kind != markdown.LinkTerm || known[strings.ToLower(l.Slug)] != "" {
					continue
				}
				help := "add the term to the glossary, or write the words without a link"
				if asked++; asked <= mostSuggestions {
					if near := source.Suggest(l.Slug, words); near != "" {
						help = "did you mean term:" + known[strings.ToLower(near)] + "?"
					} else if near := source.Suggest(l.Slug, keys); near != "" {
						help = "did you mean term:" + near + "?"
					}
				}
				p.Report(l.Pos, help, "the glossary has no term %q", l.Slug)
			}
		}
	}
}

// termWords maps each term's key and words, in small letters, to its key.
func termWords(v *toolkit.Version) map[string]string {
	known := map[string]string{}
	for _, t := range v.Terms {
		known[strings.ToLower(t.Words)] = t.Key
		known[strings.ToLower(t.Key)] = t.Key
	}
	return known
}
