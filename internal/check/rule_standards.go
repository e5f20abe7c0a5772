package check

import (
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// standardUnmet finds standards that nothing in the toolkit serves.
func standardUnmet(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if p.lostAny(v) {
			continue // a page that could not be read may serve it
		}
		served := map[string]bool{}
		eachMeets(v, func(id string, _ finding.Position) { served[id] = true })
		for _, s := range v.Standards {
			if s.ID != "" && !served[s.ID] {
				p.Report(s.Pos, "add meets="+s.ID+" to a field, milestone or competency that serves it, or meets: ["+s.ID+"] to a page", "nothing in the toolkit serves the standard: %s", s.Label)
			}
		}
	}
}

// standardUnknown finds standards that are named and do not exist.
func standardUnknown(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		known := map[string]bool{}
		var ids []string
		for _, s := range v.Standards {
			known[s.ID] = true
			ids = append(ids, s.ID)
		}
		eachMeets(v, func(id string, pos finding.Position) {
			if known[id] || len(ids) == 0 && p.lostAny(v) {
				return
			}
			p.Report(pos, source.DidYouMean(id, ids, "", "write the id of an item of a standards page"), "there is no standard %s", id)
		})
	}
}

// eachMeets visits every standard that a page, or an item of one, says it serves.
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
