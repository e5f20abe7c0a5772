package check

import (
	"slices"
	"strings"

	"precept/internal/markdown"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// saysUnknown finds marks that name no requirement, or one about other pages.
func saysUnknown(p *Pass) {
	eachSays(p, func(v *toolkit.Version, page *toolkit.Page, s markdown.Says, r *toolkit.Requirement) {
		switch {
		case r == nil:
			var ids []string
			for _, r := range v.Requirements {
				ids = append(ids, r.ID)
			}
			p.Report(s.Pos, source.DidYouMean(s.ID, ids, "says=", "write the id of an item of a requirements page, or take the mark out"), "there is no requirement %s", s.ID)
		case !on(page, r):
			p.Report(s.Pos, "add "+named(page)+" to its on= in "+r.Page.File+", or take the mark out", "the requirement %s is about other pages: %s", s.ID, strings.Join(r.On, ", "))
		}
	})
}

// saysStale finds marked words that were changed after they were marked.
func saysStale(p *Pass) {
	eachSays(p, func(_ *toolkit.Version, page *toolkit.Page, s markdown.Says, r *toolkit.Requirement) {
		if r != nil && on(page, r) && s.Digest != "" && s.Digest != s.Actual {
			p.Report(s.Pos, "read both again; if it still says so, write says="+s.ID+":"+s.Actual, "these words were changed after they were marked as saying: %s", r.Label)
		}
	})
}

// saysOpen finds marks whose digest is still to be written.
func saysOpen(p *Pass) {
	eachSays(p, func(_ *toolkit.Version, page *toolkit.Page, s markdown.Says, r *toolkit.Requirement) {
		if r != nil && on(page, r) && s.Digest == "" {
			p.Report(s.Pos, "precept check --fix writes says="+s.ID+":"+s.Actual, "the mark does not hold the digest of its words yet")
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

func on(page *toolkit.Page, r *toolkit.Requirement) bool { return slices.Contains(r.On, named(page)) }

// named is how a requirement names a page.
func named(page *toolkit.Page) string {
	if page.Slug == "" {
		return "index"
	}
	return page.Slug
}
