package compare

import (
	"cmp"
	"slices"

	"github.com/aymanbagabas/go-udiff/lcs"

	"precept/internal/item"
	"precept/internal/toolkit"
)

// What an item is.
const (
	Field       = "field"
	Row         = "row"
	Milestone   = "milestone"
	Competency  = "competency"
	Standard    = "standard"
	Requirement = "requirement"
	Term        = "term"
	Source      = "source"
	Heading     = "heading" // whose attributes say something of what is below it
)

// kinds names the items of each kind of page.
var kinds = map[item.Kind]string{item.Form: Field, item.Timeline: Milestone, item.Competencies: Competency,
	item.Standards: Standard, item.Requirements: Requirement}

// Item is an item that was added, removed or changed: as it is now, or as it was where it was removed.
type Item struct {
	State   State       `json:"state"`
	Kind    string      `json:"kind"`
	ID      string      `json:"id"`
	Was     string      `json:"was,omitempty"`      // its former id
	Label   string      `json:"label"`              // of a term, the term; of a source, its title
	Under   string      `json:"under,omitempty"`    // the headings above it
	From    *Place      `json:"from,omitempty"`     // where it was, if it moved
	Renamed Text        `json:"reworded,omitempty"` // its label, where its words changed
	Help    []Paragraph `json:"help,omitempty"`     // what is said about it, where that changed
	Meaning []Change    `json:"meaning,omitempty"`  // what it asks, or when, where that changed
	Items   []Item      `json:"items,omitempty"`    // of a table: columns and rows that differ

	Old *item.Item `json:"-"` // nil where it was added, and of a term, a source and a heading
	New *item.Item `json:"-"` // nil where it was removed, and of the same
}

// Place is where an item was. Page is "" where it is the same, and both are where only the order changed.
type Place struct {
	Page  string `json:"page,omitempty"`
	Under string `json:"under,omitempty"`
}

// Asks reports whether the change is in what is asked, or when, and not only in words or in order.
func (it *Item) Asks() bool {
	if it.State != Changed || len(it.Meaning) > 0 {
		return true
	}
	for i := range it.Items {
		if it.Items[i].Asks() {
			return true
		}
	}
	return false
}

// items gives the items that differ, by the page that shows them: the new one, or the old one where it was removed.
// An item is known by its kind and id. The ids of some kinds are unique in a version, so that the item is found on
// whichever page it is now; those of others on the page that their own has become. The items of a page that was added
// or removed are not listed one by one.
func items(m matched, before, after []*toolkit.Page) map[*toolkit.Page][]Item {
	l := lister{toolkit.Grammar()}
	old := map[string]*entry{}
	was := map[*toolkit.Page][]*entry{}
	for _, p := range before {
		if l.alike(p, m.to[p]) {
			continue
		}
		was[p] = l.entries(p)
		for _, e := range was[p] {
			old[e.key(m.to[p])] = e
		}
	}
	list := map[*toolkit.Page][]Item{}
	kept := map[*entry]bool{}
	for _, p := range after {
		if l.alike(m.from[p], p) {
			continue
		}
		list[p] = differences(l.entries(p), old, kept, p, m)
	}
	for _, p := range before {
		for _, e := range was[p] {
			if now := m.to[p]; now != nil && !kept[e] && e.kind != Heading {
				list[now] = append(list[now], e.lone(Removed))
			}
		}
	}
	return list
}

// alike reports whether two pages need not be looked at: their files are the same, and so is where their items are.
func (lister) alike(old, now *toolkit.Page) bool {
	return old != nil && now != nil && old.Digest == now.Digest
}

// key names an entry. on is the page that its own is or has become, nil where there is none.
func (e *entry) key(on *toolkit.Page) string { return e.named(e.id, on) }

func (e *entry) named(id string, on *toolkit.Page) string {
	scope := ""
	switch {
	case e.item != nil && e.page.Kind.VersionIDs():
	case on != nil:
		scope = on.Slug
	default:
		scope = "? " + e.page.Slug // no slug has a space
	}
	return e.kind + " " + id + " " + scope
}

// among finds what the entry was, by its id or its former one.
func (e *entry) among(old map[string]*entry, on *toolkit.Page) *entry {
	if from := old[e.named(e.id, on)]; from != nil && e.id != "" {
		return from
	}
	if e.was == "" {
		return nil
	}
	return old[e.named(e.was, on)]
}

// lone is an entry that was added or removed.
func (e *entry) lone(s State) Item {
	it := Item{State: s, Kind: e.kind, ID: e.id, Label: e.label, Under: e.under}
	if s == Added {
		it.New = e.item
	} else {
		it.Old = e.item
	}
	return it
}

// differences lists the entries of one page, or of one table, that were added or are not what they were. The old ones
// that are somewhere now are noted in kept.
func differences(list []*entry, old map[string]*entry, kept map[*entry]bool, on *toolkit.Page, m matched) []Item {
	var pairs []pairing
	for _, e := range list {
		p := pairing{now: e}
		if from := e.among(old, on); from != nil && !kept[from] {
			p.old, kept[from] = from, true
		}
		pairs = append(pairs, p)
	}
	late := outOfOrder(pairs, m)
	var out []Item
	for _, p := range pairs {
		if p.old != nil {
			if it, ok := p.compare(m, late[p.old]); ok {
				out = append(out, it)
			}
		} else if m.from[on] != nil && p.now.kind != Heading {
			out = append(out, p.now.lone(Added))
		}
	}
	return out
}

// outOfOrder finds those that are where they were, on the page and below the headings, but not in the same order.
func outOfOrder(pairs []pairing, m matched) map[*entry]bool {
	var now []*entry
	for _, p := range pairs {
		if p.old != nil && p.stayed(m) {
			now = append(now, p.old)
		}
	}
	before := slices.Clone(now)
	slices.SortStableFunc(before, func(a, b *entry) int { return cmp.Compare(a.place, b.place) })
	names := func(list []*entry) []string {
		out := make([]string, len(list))
		for i, e := range list {
			out[i] = e.kind + " " + e.id
		}
		return out
	}
	late := map[*entry]bool{}
	for _, h := range lcs.DiffLines(names(before), names(now)) {
		for _, e := range now[h.ReplStart:h.ReplEnd] {
			late[e] = true
		}
	}
	return late
}

// pairing is an entry as it was, nil where it was not there, and as it is.
type pairing struct{ old, now *entry }

// stayed reports whether an entry is on the page, and below the headings, where it was.
func (p pairing) stayed(m matched) bool {
	return p.old.page == m.from[p.now.page] && p.old.under == p.now.under
}

// compare gives what is other about an entry; it is not ok where nothing is.
func (p pairing) compare(m matched, late bool) (it Item, ok bool) {
	it = Item{State: Changed, Kind: p.now.kind, ID: p.now.id, Label: p.now.label, Under: p.now.under, Old: p.old.item,
		New: p.now.item, Renamed: Words(p.old.label, p.now.label)}
	if p.old.id != p.now.id {
		it.Was = p.old.id
	}
	was, now := p.old.facts, p.now.facts
	switch {
	case !p.stayed(m) && p.now.kind != Heading:
		it.From = &Place{Under: p.old.under}
		if p.old.page != m.from[p.now.page] {
			it.From.Page = p.old.page.Slug
		}
		was, now = append(p.old.above, was...), append(p.now.above, now...)
	case late:
		it.From = &Place{}
	}
	it.Meaning = changes(was, now)
	if p.old.help != p.now.help {
		it.Help = paragraphs(texts(p.old.help), texts(p.now.help))
	}
	it.Items = p.children(m)
	if p.now.kind == Heading { // its words are compared with the page's
		return it, len(it.Meaning) > 0
	}
	return it, it.Was != "" || it.From != nil || it.Renamed != nil || it.Help != nil || it.Meaning != nil ||
		it.Items != nil
}

// children compares the columns and rows of a table.
func (p pairing) children(m matched) []Item {
	old := map[string]*entry{}
	for _, e := range p.old.children {
		old[e.key(p.now.page)] = e
	}
	kept := map[*entry]bool{}
	list := differences(p.now.children, old, kept, p.now.page, m)
	for _, e := range p.old.children {
		if !kept[e] {
			list = append(list, e.lone(Removed))
		}
	}
	return list
}
