package check

import (
	"sort"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// linkFragment finds links to a heading or item that its page does not have.
func linkFragment(p *Pass) {
	asked := 0
	for _, v := range p.Toolkit.Versions {
		places, told := anchors{}, map[string]bool{}
		for _, page := range v.Texts() {
			for i := range page.Facts.Links {
				l := &page.Facts.Links[i]
				if l.Fragment == "" || l.Kind != markdown.LinkPage && l.Kind != markdown.LinkFragment {
					continue
				}
				target := v.Page(slugOf(l))
				if target == nil || p.unreadable(v, target.Slug) || places.on(target)[l.Fragment] ||
					l.Kind == markdown.LinkPage && !sameFile(target, l) {
					continue
				}
				if page.Base != "" && target.Base == "" {
					if lost := target.File + "#" + l.Fragment; !told[lost] {
						told[lost] = true
						p.ReportAs(finding.Warning, wholeFile(target.File),
							"write {#"+l.Fragment+"} behind the heading that they mean",
							"other pages lead to a place that this page does not have: #%s", l.Fragment)
					}
					continue
				}
				help, fix := "write the id of a heading or an item of that page after the #", ""
				if asked++; asked <= mostSuggestions {
					names := places.names(target)
					help = source.DidYouMean(l.Fragment, names, "#", help)
					if near := source.Alone(l.Fragment, names); near != "" {
						fix = l.Raw[:strings.IndexByte(l.Raw, '#')+1] + near
					}
				}
				if target == page {
					p.ReportFix(l.Pos, help, fix, "this page has no place named %s", l.Fragment)
				} else {
					p.ReportFix(l.Pos, help, fix, "link goes to a place that %s does not have: #%s", target.File,
						l.Fragment)
				}
			}
		}
	}
}

// anchors has the ids of the pages that links have led to so far.
type anchors map[*toolkit.Page]map[string]bool

// on gives the ids of a page's headings, items and terms.
func (a anchors) on(p *toolkit.Page) map[string]bool {
	if ids, known := a[p]; known {
		return ids
	}
	ids := map[string]bool{}
	for _, h := range p.Facts.Headings {
		ids[h.ID], ids[h.Also] = true, true
	}
	eachItem(p.Facts.Items, func(it *item.Item) { ids[it.ID] = true })
	for _, t := range p.Facts.Terms {
		ids[t.ID] = true
	}
	delete(ids, "")
	a[p] = ids
	return ids
}

func (a anchors) names(p *toolkit.Page) []string {
	var list []string
	for id := range a.on(p) {
		list = append(list, id)
	}
	sort.Strings(list)
	return list
}

// eachItem visits items and what is nested in them, in page order.
func eachItem(list []*item.Item, visit func(*item.Item)) {
	for _, it := range list {
		visit(it)
		eachItem(it.Children, visit)
	}
}
