package build

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// insertIDs notes the ids and digests that pages lack. An item at a line with a fault of its own gets no id: its author
// may have written one, and what is written into a source stays.
func (f *fixer) insertIDs() {
	faulty := map[string][]int{}
	for name, list := range f.findings {
		for _, x := range list {
			switch x.Rule {
			case item.RuleAttribute, item.RuleIDBad, item.RuleSyntax, "item-text":
				faulty[name] = append(faulty[name], x.Line)
			}
		}
	}
	shared := map[*toolkit.Version]map[string]bool{} // ids that are unique in the whole version
	shows := map[string][]*toolkit.Version{}         // the versions that show a file
	for _, v := range f.snapshot.Toolkit.Versions {
		shared[v] = map[string]bool{}
		for _, p := range v.Pages {
			shows[p.File] = append(shows[p.File], v)
			if p.Kind.VersionIDs() {
				written(p, shared[v])
			}
		}
	}
	seen := map[string]bool{}
	for _, v := range f.snapshot.Toolkit.Versions {
		for _, p := range v.Pages {
			if seen[p.File+p.Digest] || p.Unread { // the same with other sections is another page
				continue
			}
			seen[p.File+p.Digest] = true
			taken := []map[string]bool{{}}
			written(p, taken[0])
			if p.Kind.VersionIDs() {
				for _, v := range shows[p.File] {
					taken = append(taken, shared[v])
				}
			}
			f.insertions(p, faulty, taken)
		}
	}
}

// written notes the ids that a page's author wrote.
func written(p *toolkit.Page, taken map[string]bool) {
	eachItem(p.Facts.Items, func(it *item.Item) { taken[it.ID] = true })
	for _, h := range p.Facts.Headings {
		taken[h.Attributes.ID] = true
	}
}

// eachItem visits items and what is nested in them, in page order.
func eachItem(list []*item.Item, visit func(*item.Item)) {
	for _, it := range list {
		visit(it)
		eachItem(it.Children, visit)
	}
}

// insertions notes the ids and digests that a page lacks. An id is in none of the sets that are taken.
func (f *fixer) insertions(p *toolkit.Page, faulty map[string][]int, taken []map[string]bool) {
	add := func(at finding.Position, offset int, text string) {
		f.changes[at.File] = append(f.changes[at.File], source.Change{From: offset, To: offset, Text: text})
	}
	eachItem(p.Facts.Items, func(it *item.Item) {
		at := f.snapshot.Toolkit.Place(finding.Position{File: p.File, Line: it.Start.Line})
		if it.Marker == item.Plain || it.ID != "" || it.IDPos != (item.Pos{}) || it.Label == "" ||
			slices.Contains(faulty[at.File], at.Line) {
			return
		}
		id := unused(shortID(it.Label), taken)
		text := " {#" + id + "}"
		if it.Attributes.Pos != (item.Pos{}) {
			text = "#" + id + " "
		}
		add(at, it.Offset, text)
	})
	for _, says := range p.Facts.Says {
		if says.Digest == "" && says.To > 0 {
			add(f.snapshot.Toolkit.Place(says.Pos), says.To, ":"+says.Actual)
		}
	}
}

// shortID makes an id of a label's first words.
func shortID(label string) string {
	id := item.PlainID(label)
	if len(id) > 32 {
		id = id[:32]
		if i := strings.LastIndexByte(id, '-'); i > 8 {
			id = id[:i]
		}
	}
	id = strings.Trim(id, "-")
	if id == "" || id[0] < 'a' || id[0] > 'z' {
		id = "item-" + id
	}
	return strings.Trim(id, "-")
}

// unused gives the id, or the id with a number, that no set has yet, and adds it to all of them.
func unused(id string, taken []map[string]bool) string {
	name := id
	in := func(set map[string]bool) bool { return set[name] }
	for n := 2; slices.ContainsFunc(taken, in); n++ {
		name = fmt.Sprintf("%s-%d", id, n)
	}
	for _, set := range taken {
		set[name] = true
	}
	return name
}
