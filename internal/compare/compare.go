// Package compare says what differs between two versions of a toolkit: their pages, the items on them, and the words.
// It compares data and gives data; Sentences of package compare say a change in the words of a site, for pages and for
// a terminal alike. It reads nothing from disk and never judges whether a change is right. Package toolkit comes before
// it; plan makes a page of it, and cli the command diff.
package compare

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"precept/internal/toolkit"
)

// Changes are what differs between two versions.
type Changes struct {
	Old, New *toolkit.Version
	Pages    []Page // those that differ, by their slugs
}

// Page is a page that was added, removed or changed.
type Page struct {
	State    State
	Old, New *toolkit.Page // Old is nil where it was added, New where it was removed
	Into     *toolkit.Page // of one that was removed: the page that took its place; or nil

	Title, Summary Text // where their words changed
	Meaning        []Change
	Items          []Item
	Sections       []Section
}

// Page gives the page as it is, or as it was where it was removed.
func (p *Page) Page() *toolkit.Page { return cmp.Or(p.New, p.Old) }

// Renamed reports whether the page has another address than it had.
func (p *Page) Renamed() bool { return p.Old != nil && p.New != nil && p.Old.Slug != p.New.Slug }

// Moved reports whether the page is in another section under the same name.
func (p *Page) Moved() bool { return p.Renamed() && path.Base(p.Old.Slug) == path.Base(p.New.Slug) }

// Reworded reports whether the words of a page that stayed are others.
func (p *Page) Reworded() bool {
	return p.State == Changed && (p.Title != nil || p.Summary != nil || len(p.Sections) > 0)
}

// short is how many words a page may have for its own words to be shown, however many are others.
const short = 60

// Rewritten reports whether hardly a third of the page's words stayed, so that it is read better as it is now.
func (p *Page) Rewritten() bool {
	gone := 0
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			for _, r := range b.Text {
				if r.Op == Deleted {
					gone += len(strings.Fields(r.Text))
				}
			}
		}
	}
	return gone > short && 3*gone > 2*p.Old.Facts.Words
}

// Volume is how many words there are to compare, per top section: those of all pages that are in both versions and
// whose files differ. It reads no page.
func Volume(t *toolkit.Toolkit, before, after *toolkit.Version) map[string]int {
	volume := map[string]int{}
	for now, old := range match(t, before, after).from {
		if old.Digest != now.Digest {
			volume[toolkit.TopSection(now.Slug)] += old.Facts.Words + now.Facts.Words
		}
	}
	return volume
}

// Versions compares two versions of a toolkit. Pages whose files are the same cost next to nothing.
func Versions(t *toolkit.Toolkit, before, after *toolkit.Version) (*Changes, error) {
	c := &Changes{Old: before, New: after}
	m := match(t, before, after)
	items := items(m, before.Pages, after.Pages)
	for _, p := range after.Pages {
		one := Page{State: Added, New: p}
		if old := m.from[p]; old != nil {
			one = Page{State: Changed, Old: old, New: p}
		}
		if err := one.compare(items); err != nil {
			return nil, err
		}
		if one.differs() {
			c.Pages = append(c.Pages, one)
		}
	}
	for _, p := range before.Pages {
		if m.to[p] != nil {
			continue
		}
		one := Page{State: Removed, Old: p, Into: t.Follow(p, after)}
		if err := one.compare(items); err != nil {
			return nil, err
		}
		c.Pages = append(c.Pages, one)
	}
	slices.SortFunc(c.Pages, func(a, b Page) int {
		return cmp.Or(strings.Compare(a.Page().Slug, b.Page().Slug), strings.Compare(string(a.State), string(b.State)))
	})
	return c, nil
}

// Pages compares two states of one page, by themselves.
func Pages(before, after *toolkit.Page) (Page, error) {
	p := Page{State: Changed, Old: before, New: after}
	m := matched{map[*toolkit.Page]*toolkit.Page{after: before}, map[*toolkit.Page]*toolkit.Page{before: after}}
	err := p.compare(items(m, []*toolkit.Page{before}, []*toolkit.Page{after}))
	return p, err
}

// differs reports whether anything is other than it was.
func (p *Page) differs() bool {
	return p.State != Changed || p.Renamed() || p.Title != nil || p.Summary != nil || len(p.Meaning) > 0 ||
		len(p.Items) > 0 || len(p.Sections) > 0
}

// compare fills what differs within a page.
func (p *Page) compare(items map[*toolkit.Page][]Item) error {
	p.Items = items[p.Page()]
	if p.State != Changed || p.Old.Digest == p.New.Digest {
		return nil
	}
	p.Title, p.Summary = Words(p.Old.Title, p.New.Title), Words(p.Old.Summary, p.New.Summary)
	p.Meaning = pageMeaning(p.Old, p.New)
	before, err := p.Old.Body.Bytes()
	if err != nil {
		return err
	}
	after, err := p.New.Body.Bytes()
	if err != nil {
		return err
	}
	own := map[string]bool{}
	for _, page := range [...]*toolkit.Page{p.Old, p.New} {
		for _, it := range page.Facts.Items {
			own["s-"+it.ID] = true // as the writers of items name their elements
		}
		for _, term := range page.Facts.Terms {
			own["s-"+term.ID] = true
		}
	}
	p.Sections, err = Bodies(before, after, func(id string) bool { return own[id] })
	return err
}

// matched says which page has become which.
type matched struct {
	from, to map[*toolkit.Page]*toolkit.Page // by the new page, by the old page
}

// match finds for each page of a version the one that it has become. Pages at the same address come first; where
// several became one, the others were removed and lead into it.
func match(t *toolkit.Toolkit, before, after *toolkit.Version) matched {
	m := matched{map[*toolkit.Page]*toolkit.Page{}, map[*toolkit.Page]*toolkit.Page{}}
	take := func(old, now *toolkit.Page) {
		if now != nil && m.from[now] == nil && m.to[old] == nil {
			m.from[now], m.to[old] = old, now
		}
	}
	for _, p := range before.Pages {
		take(p, after.Page(p.Slug))
	}
	for _, now := range after.Pages { // of several, the one that is named first
		for _, a := range now.Aliases {
			if old := before.Page(a.Text); old != nil {
				take(old, now)
			}
		}
	}
	for _, p := range before.Pages {
		take(p, t.Follow(p, after))
	}
	return m
}
