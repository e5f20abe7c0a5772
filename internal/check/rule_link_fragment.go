package check

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// linkFragment finds links to a heading or item that its page does not have, or that could be either of two headings.
func linkFragment(p *Pass) {
	asked := 0
	for _, v := range p.Toolkit.Versions {
		known, told := anchors{}, map[string]bool{}
		for _, page := range v.Texts() {
			for i := range page.Facts.Links {
				l := &page.Facts.Links[i]
				if l.Fragment == "" || l.Kind != markdown.LinkPage && l.Kind != markdown.LinkFragment {
					continue
				}
				target := v.Page(slugOf(l))
				if target == nil || p.unreadable(v, target.Slug) ||
					l.Kind == markdown.LinkPage && !sameFile(target, l) {
					continue
				}
				places := known.on(target)
				clear, there := places.clear[l.Fragment]
				if clear {
					continue
				}
				if page.Base != "" && target.Base == "" {
					if lost := target.File + "#" + l.Fragment; !told[lost] {
						told[lost] = true
						p.ReportAs(finding.Warning, wholeFile(target.File),
							"write {#"+l.Fragment+"} after the heading that they mean",
							"other pages lead to a place that this page does not have: #%s", l.Fragment)
					}
					continue
				}
				if there {
					p.Report(l.Pos, clearPlaces(target, l.Fragment), "the place #%s could be either of two headings",
						l.Fragment)
					continue
				}
				help, fix := "write the id of a heading or an item of that page after the #", ""
				if asked++; asked <= mostSuggestions {
					help = source.DidYouMean(l.Fragment, places.names, "#", help)
					if near := source.Alone(l.Fragment, places.names); near != "" {
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

// clearPlaces says what to write instead of an id that could be either of two headings.
func clearPlaces(target *toolkit.Page, id string) string {
	var one, other markdown.Heading
	for _, h := range target.Facts.Headings {
		switch {
		case h.Also == id:
			one = h
		case h.Contested == id:
			other = h
		}
	}
	if one.ID == "" || slices.ContainsFunc(target.Facts.Headings, func(h markdown.Heading) bool {
		return h.Contested == other.ID
	}) {
		return "end the heading that is meant with an id of its own, {#id}, and write that after the #"
	}
	return fmt.Sprintf("write #%s for the heading on line %d, or #%s for the one on line %d",
		one.ID, one.Pos.Line, other.ID, other.Pos.Line)
}

// places are the ids that a link to a page may lead to.
type places struct {
	clear map[string]bool // false for an id that could be either of two headings
	names []string        // those to suggest, sorted: without older ids of headings
}

// anchors has the places of the pages that links have led to so far.
type anchors map[*toolkit.Page]*places

// on gives the ids of a page's headings, items and terms.
func (a anchors) on(p *toolkit.Page) *places {
	if at, known := a[p]; known {
		return at
	}
	at := &places{clear: map[string]bool{}}
	a[p] = at
	for _, h := range p.Facts.Headings {
		at.names = append(at.names, h.ID)
		at.clear[h.Also] = true
	}
	eachItem(p.Facts.Items, func(it *item.Item) { at.names = append(at.names, it.ID) })
	for _, t := range p.Facts.Terms {
		at.names = append(at.names, t.ID)
	}
	for _, id := range at.names {
		at.clear[id] = true
	}
	delete(at.clear, "")
	for _, h := range p.Facts.Headings {
		if h.Contested != "" {
			at.clear[h.Contested] = false
		}
	}
	at.names = slices.DeleteFunc(at.names, func(id string) bool { return !at.clear[id] })
	slices.Sort(at.names)
	return at
}

// eachItem visits items and what is nested in them, in page order.
func eachItem(list []*item.Item, visit func(*item.Item)) {
	for _, it := range list {
		visit(it)
		eachItem(it.Children, visit)
	}
}
