package check

import (
	"slices"
	"strings"

	"precept/internal/site"
	"precept/internal/source"
)

// localEmpty finds the local words of the current version that the site has not filled in.
func localEmpty(p *Pass) {
	v := p.Toolkit.Current()
	if v == nil || p.heads[site.File] {
		return // what cannot be read may fill them in
	}
	var empty []string
	for _, word := range v.Local {
		misspelt := slices.ContainsFunc(p.Site.Contacts, func(c site.Contact) bool { // local-unknown says so
			return !slices.Contains(v.Local, c.Key) && source.Suggest(c.Key, v.Local) == word
		})
		if strings.TrimSpace(p.Site.Local[word]) == "" && !slices.Contains(empty, word) && !misspelt {
			empty = append(empty, word)
		}
	}
	if len(empty) > 0 {
		help := "add them under local in data/site.yaml, such as " + empty[0] +
			`: "…"; until then the general words are shown`
		at := v.File
		if v.Based {
			at = site.File // the version's own file is not the practice's
		}
		p.Report(wholeFile(at), help,
			"local words that are not filled in yet: %s", strings.Join(empty, ", "))
	}
}
