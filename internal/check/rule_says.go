package check

import (
	"slices"
	"strings"

	"precept/internal/markdown"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// saysUnknown finds marks whose requirement does not exist, or is about other pages.
func saysUnknown(p *Pass) {
	eachSays(p, func(v *toolkit.Version, page *toolkit.Page, s markdown.Says, r *toolkit.Requirement) {
		switch {
		case r == nil:
			var ids []string
			for _, r := range v.Requirements {
				ids = append(ids, r.ID)
			}
			help := source.DidYouMean(
				s.ID,
				ids,
				"says=",
				"write the id of an item of a requirements page, or delete the mark",
			)
			p.Report(s.Pos, help, "there is no requirement %s", s.ID)
		case !on(page, r):
			p.Report(s.Pos, "add "+requirementName(page)+" to its on= in "+r.Page.File+", or delete the mark",
				"the requirement %s is about other pages: %s", s.ID, strings.Join(r.On, ", "))
		}
	})
}

// saysStale finds words that have changed since they were marked.
func saysStale(p *Pass) {
	eachSays(p, func(_ *toolkit.Version, page *toolkit.Page, s markdown.Says, r *toolkit.Requirement) {
		if r != nil && on(page, r) && s.Digest != "" && s.Digest != s.Actual {
			p.Report(s.Pos, "read both again; if the words still say it, write says="+s.ID+":"+s.Actual,
				"these words have changed since they were marked as saying: %s", r.Label)
		}
	})
}

// saysOpen finds marks that have no digest yet.
func saysOpen(p *Pass) {
	eachSays(p, func(_ *toolkit.Version, page *toolkit.Page, s markdown.Says, r *toolkit.Requirement) {
		if r != nil && on(page, r) && s.Digest == "" {
			p.Report(s.Pos, "precept check --fix writes says="+s.ID+":"+s.Actual,
				"the mark does not have the digest of its words yet")
		}
	})
}

func eachSays(p *Pass, visit func(*toolkit.Version, *toolkit.Page, markdown.Says, *toolkit.Requirement)) {
	for _, v := range p.Toolkit.Versions {
		byID := map[string]*toolkit.Requirement{}
		for i := range v.Requirements {
			byID[v.Requirements[i].ID] = &v.Requirements[i]
		}
		for _, page := range v.Pages {
			for _, s := range page.Facts.Says {
				visit(v, page, s, byID[s.ID])
			}
		}
	}
}

func on(page *toolkit.Page, r *toolkit.Requirement) bool {
	return slices.Contains(r.On, requirementName(page))
}

// requirementName is the name of a page in on=.
func requirementName(page *toolkit.Page) string {
	if page.Slug == "" {
		return "index"
	}
	return page.Slug
}
