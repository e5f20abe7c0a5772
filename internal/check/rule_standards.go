package check

import (
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// standardUnmet finds standards for which the toolkit has nothing.
func standardUnmet(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if p.anyUnreadable(v) {
			continue // a page that could not be read may be for it
		}
		met := map[string]bool{}
		eachMeets(v, func(id string, _ finding.Position) { met[id] = true })
		for _, s := range v.Standards {
			if s.ID != "" && !met[s.ID] {
				help := "add meets=" + s.ID + " to a field, milestone or competency, or meets: [" + s.ID + "] to a page"
				p.Report(s.Pos, help, "nothing in the toolkit meets the standard: %s", s.Label)
			}
		}
	}
}

// standardUnknown finds names of standards that do not exist.
func standardUnknown(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		known := map[string]bool{}
		var ids []string
		for _, s := range v.Standards {
			known[s.ID] = true
			ids = append(ids, s.ID)
		}
		eachMeets(v, func(id string, pos finding.Position) {
			if known[id] || len(ids) == 0 && p.anyUnreadable(v) {
				return
			}
			p.Report(pos, source.DidYouMean(id, ids, "", "write the id of an item of a standards page"),
				"there is no standard %s", id)
		})
	}
}

// eachMeets visits every standard that a page, or an item of one, names with meets.
func eachMeets(v *toolkit.Version, visit func(id string, pos finding.Position)) {
	for _, page := range v.Pages {
		for _, w := range page.Meets {
			visit(w.Text, w.Pos)
		}
		eachItem(page.Facts.Items, func(it *item.Item) {
			for _, a := range it.Pairs {
				if a.Key != "meets" {
					continue
				}
				pos := finding.Position{File: page.File, Line: a.Pos.Line, Column: a.Pos.Column, End: a.Pos.End}
				for _, id := range strings.Fields(a.Value) {
					visit(id, pos)
				}
			}
		})
	}
}
