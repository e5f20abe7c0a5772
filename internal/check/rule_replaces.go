package check

import (
	"strings"

	"precept/internal/finding"
	"precept/internal/toolkit"
)

// replacesMissing finds pages that take the place of one in a base without saying which text that was.
func replacesMissing(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		for _, page := range v.Pages {
			if page.Base != "" || page.Under == nil || page.Replaces != "" || page.Inherited != "" {
				continue
			}
			line := "replaces: " + page.Under.Sum
			p.Report(page.Pos("replaces"), "add to its front matter: "+line,
				"the page replaces %s and does not say which text that was, so nobody will hear when it "+
					"changes", page.Under.File)
			if at := page.HeadEnd(); at.Line > 1 {
				p.findings[len(p.findings)-1].Fix = finding.ReplaceAt(at, line+"\n")
			}
		}
	}
}

// replacesStale finds pages whose base has changed since they took its place.
func replacesStale(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		for _, page := range v.Pages {
			if page.Base != "" || page.Replaces == "" || page.Unread {
				continue
			}
			adapt := "precept adapt " + toolkit.NameOf(page) + " --version " + v.Name
			at := page.Pos("replaces")
			switch {
			case page.Under == nil && v.Based:
				p.Report(at,
					"keep it as a page of your own with "+adapt+" --keep, or take it out with "+adapt+" --drop",
					"the page that this one replaced is no longer in any base of version %s", v.Name)
			case page.Under == nil || page.Under.Sum == page.Replaces:
			case page.Under.Same:
				p.Report(at, "nothing is lost if you run "+adapt+" --drop",
					"%s now says the same as this page, which replaced it", page.Under.File)
			default:
				p.Report(at, "compare the two, then keep yours with "+adapt+" --keep, or take theirs with "+adapt+
					" --drop", "%s has changed since this page replaced it%s", page.Under.File,
					changed(page.Under.Changed))
			}
		}
	}
}

// changed names the sections that have changed.
func changed(headings []string) string {
	if len(headings) == 0 {
		return ""
	}
	return ": " + strings.Join(headings, "; ")
}
