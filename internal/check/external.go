package check

import (
	"fmt"
	"strings"

	"precept/internal/finding"
	"precept/internal/linkcheck"
	"precept/internal/markdown"
	"precept/internal/toolkit"
)

// Outside is the place of an address of another site.
type Outside struct {
	URL string
	Pos finding.Position
}

// External lists the addresses of other sites in sources and links, in drafts and in the version that is about to be
// released.
func External(tk *toolkit.Toolkit, release string) []Outside {
	var list []Outside
	for _, v := range tk.Versions {
		if !tk.Newest(v) && v.Name != release {
			continue
		}
		for _, page := range v.Pages {
			for _, s := range page.Sources {
				list = append(list, Outside{s.URL, s.Pos})
			}
			for _, l := range page.Facts.Links {
				if l.Kind == markdown.LinkWeb && strings.HasPrefix(l.Raw, "http") {
					list = append(list, Outside{l.Raw, l.Pos})
				}
			}
		}
	}
	return list
}

// Answers gives the findings about addresses that do not work, or that a program cannot judge.
func Answers(list []Outside, results map[string]linkcheck.Result) []finding.Finding {
	var findings []finding.Finding
	for _, o := range list {
		r, asked := results[o.URL]
		if !asked || r.State == linkcheck.Works {
			continue
		}
		f := finding.Finding{Rule: "link-dead", Position: o.Pos, Severity: finding.Warning,
			Message: fmt.Sprintf("the address does not work: %s (%s)", o.URL, r.Why),
			Help:    "look where the page is now, and write that address"}
		if r.State == linkcheck.Unclear {
			f.Severity = finding.Note
			f.Message = fmt.Sprintf("the site does not say whether it works: %s (%s)", o.URL, r.Why)
			f.Help = "open it in a browser; if it works there, write checked: with the day beside a source"
		}
		findings = append(findings, f)
	}
	return findings
}
