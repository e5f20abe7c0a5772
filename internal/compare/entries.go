package compare

import (
	"slices"
	"strconv"
	"strings"

	"precept/internal/item"
	"precept/internal/toolkit"
)

// entry is an item as one version has it.
type entry struct {
	kind, id, was string
	label, help   string // help is HTML
	under         string // the headings above it
	facts         []fact // what it asks, and when
	above         []fact // what the headings above a field say about it
	page          *toolkit.Page
	item          *item.Item // nil of a term, a source and a heading
	place         int        // among those of its page, or of its table
	children      []*entry   // a table's columns and rows
}

// fact is one thing that an item or a page says by its marker, an attribute or front matter.
type fact struct {
	key    string
	values []string
}

// lister lists the entries of pages.
type lister struct{ grammar *item.Grammar }

// entries lists the items of a page, its terms, its sources, and its headings where their attributes mean something.
func (l lister) entries(p *toolkit.Page) []*entry {
	var list []*entry
	for _, it := range p.Facts.Items {
		list = append(list, l.entry(p, it, kinds[p.Kind]))
	}
	for _, t := range p.Facts.Terms {
		e := &entry{kind: Term, id: t.ID, label: t.Term, help: t.HTML, page: p}
		if len(t.Also) > 0 {
			e.facts = []fact{{"also", t.Also}}
		}
		list = append(list, e)
	}
	for _, s := range p.Sources {
		list = append(list, &entry{kind: Source, id: s.URL, label: s.Title, page: p})
	}
	if keys := l.grammar.HeadingAttributes(p.Kind).Keys; len(keys) > 0 {
		for _, h := range p.Facts.Headings {
			list = append(list, &entry{kind: Heading, id: h.ID, label: h.Text, page: p, facts: pairs(h.Pairs, keys)})
		}
	}
	for i, e := range list {
		e.place = i
	}
	return list
}

func (l lister) entry(p *toolkit.Page, it *item.Item, kind string) *entry {
	e := &entry{kind: kind, id: it.ID, was: it.Get("was"), label: it.Label, help: it.HelpHTML, page: p, item: it}
	var above []string
	for _, i := range it.Heads {
		h := p.Facts.Headings[i]
		above = append(above, h.Text)
		if kind == Field {
			e.above = append(e.above, pairs(h.Pairs, l.grammar.HeadingAttributes(p.Kind).Keys)...)
		}
	}
	e.under = strings.Join(above, ": ")
	e.facts = l.facts(p.Kind, it)
	for _, c := range it.Children {
		if c.Marker == item.Plain {
			continue
		}
		child := Field
		if c.Marker == Row {
			child = Row
		}
		column := l.entry(p, c, child)
		column.under, column.above, column.place = "", nil, len(e.children) // they move with their table
		e.children = append(e.children, column)
	}
	return e
}

// facts are what an item asks, and when: its marker with what follows it, and each attribute that the grammar does not
// keep for its name or its looks.
func (l lister) facts(kind item.Kind, it *item.Item) []fact {
	list := []fact{{"type", []string{marker(it)}}}
	if len(it.Options) > 0 {
		list = append(list, fact{"options", it.Options})
	}
	for _, f := range it.Flags {
		if l.grammar.Asks(kind, it.Marker, f.Key) {
			list = append(list, fact{"." + f.Key, []string{"yes"}})
		}
	}
	for _, a := range it.Pairs {
		if l.grammar.Asks(kind, it.Marker, a.Key) {
			list = append(list, fact{a.Key, []string{a.Value}})
		}
	}
	if len(it.Patterns) > 0 {
		list = append(list, fact{"patterns", it.Patterns})
	}
	return list
}

// marker is an item's marker with what follows it, except for its options.
func marker(it *item.Item) string {
	if len(it.Options) > 0 || it.Args == "" {
		return it.Marker
	}
	return it.Marker + " " + it.Args
}

// pairs are the attributes among some keys.
func pairs(attributes []item.Attr, keys []string) []fact {
	var list []fact
	for _, a := range attributes {
		if slices.Contains(keys, a.Key) {
			list = append(list, fact{a.Key, []string{a.Value}})
		}
	}
	return list
}

// Change is one thing that an item or a page means otherwise than before. Was is empty where it is new, Now where it is
// no longer so.
type Change struct {
	Key string   `json:"key"`
	Was []string `json:"was"`
	Now []string `json:"now"`
}

// changes compares two lists of facts, whose later ones hold.
func changes(before, after []fact) []Change {
	value := func(list []fact, key string) []string {
		for i := len(list) - 1; i >= 0; i-- {
			if list[i].key == key {
				return list[i].values
			}
		}
		return []string{}
	}
	var list []Change
	seen := map[string]bool{}
	for _, f := range slices.Concat(before, after) {
		if seen[f.key] {
			continue
		}
		seen[f.key] = true
		if was, now := value(before, f.key), value(after, f.key); !slices.Equal(was, now) {
			list = append(list, Change{f.key, was, now})
		}
	}
	return list
}

// pageMeaning compares what front matter says about a page apart from its words: who it is for and, for a form, who
// fills it in, how often, and who reads it.
func pageMeaning(before, after *toolkit.Page) []Change {
	return changes(pageFacts(before), pageFacts(after))
}

func pageFacts(p *toolkit.Page) []fact {
	var list []fact
	add := func(key string, values ...string) {
		if len(values) > 0 && values[0] != "" {
			list = append(list, fact{key, values})
		}
	}
	add("kind", string(p.Kind))
	audience := slices.Sorted(slices.Values(p.Audience))
	if audience == nil {
		audience = []string{toolkit.Everyone}
	}
	add("audience", audience...)
	var meets []string
	for _, m := range p.Meets {
		meets = append(meets, m.Text)
	}
	add("meets", slices.Sorted(slices.Values(meets))...)
	add("form", p.About)
	if n := p.Months(); n > 0 {
		add("months", strconv.Itoa(n))
	}
	if f := p.Form; f != nil {
		add("completed_by", slices.Sorted(slices.Values(f.CompletedBy))...)
		add("subject", f.Subject)
		add("repeats", f.Repeats)
		add("visibility", f.Visibility)
	}
	return list
}

// texts are the paragraphs of some HTML that was made from Markdown.
func texts(html string) []string {
	list, _ := blocks([]byte(html), nil) // reading a text from memory cannot fail
	var out []string
	for _, b := range list {
		out = append(out, b.text)
	}
	return out
}
