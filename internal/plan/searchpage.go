package plan

import (
	"precept/internal/wording"

	"slices"
	"strings"

	"precept/internal/item"
	"precept/internal/search"
	"precept/internal/toolkit"
	"precept/internal/view"
)

// searchable reports whether the edition has a search of its own: the current version has it only at the root.
func (t *edition) searchable() bool { return !t.current || t.prefix == "" }

// searchPath is where the version is searched, from the tree's root.
func (t *edition) searchPath() string {
	if t.searchable() {
		return t.prefix + "search.html"
	}
	return "search.html"
}

// search is the page to search the version from.
func (t *edition) search() Output {
	at := t.searchPath()
	return t.render(at, "", "search", func() (any, error) {
		v := &view.Search{Page: t.plain(at, t.Say("Search"), t.Say("Find guidance, forms and words of this toolkit."))}
		v.PageScripts, v.PageStyle = []string{v.Root + t.Theme.SearchScript()}, v.Root+t.Theme.Styles().Fill.Path
		v.Sections = append(v.Sections, t.topSections(t.Say("Or start from a section"), "sections", v.Root))
		return v, nil
	})
}

// topSections shows the sections of the toolkit as a group of cards.
func (t *edition) topSections(title, id, root string) view.Group {
	g := view.Group{Title: title, ID: id}
	for _, s := range t.nav {
		g.Cards = append(g.Cards, t.card(s, root))
	}
	return g
}

// index is what the search page's script loads: the version's pages and words. A page of requirements is left
// out: it repeats what other pages say.
func (t *edition) index() []Output {
	docs := make([]search.Doc, 0, len(t.v.Pages))
	names := t.otherNames()
	for _, p := range t.v.Pages {
		if p.Kind == item.Requirements {
			continue
		}
		d := search.Doc{Title: p.Title, Summary: p.Summary, Href: p.Address, Group: group(t.Words, p), Also: p.Search,
			Words: p.Facts.Vocabulary}
		for _, h := range p.Facts.Headings {
			d.Heads = append(d.Heads, search.Head{Text: h.Text, Fragment: "#s-" + h.ID})
		}
		for _, term := range p.Facts.Terms {
			d.Terms = append(d.Terms, search.Head{Text: term.Term, Fragment: "#s-" + term.ID})
		}
		for _, key := range p.Facts.Used {
			d.Names = append(d.Names, names[key]...)
		}
		docs = append(docs, d)
	}
	// of pages that are as good as one another the first is found first: guidance, then forms
	slices.SortStableFunc(docs, func(a, b search.Doc) int { return strings.Compare(b.Group, a.Group) })
	var out []Output
	for _, s := range search.Shards(docs) {
		out = append(out, fixed(t.prefix+"search/"+s.Name, s.Bytes))
	}
	return out
}

// otherNames are the other names of the glossary's terms, by the key of the term.
func (t *edition) otherNames() map[string][]string {
	names := map[string][]string{}
	for _, p := range t.v.Pages {
		for _, term := range p.Facts.Terms {
			if len(term.Also) > 0 {
				names[term.ID] = term.Also
			}
		}
	}
	return names
}

// group is the label of a page among what is found.
func group(w *wording.Words, p *toolkit.Page) string {
	switch p.Kind {
	case item.Form:
		return w.Say("Form")
	case item.Glossary:
		return w.Say("Glossary")
	}
	return w.Say("Guidance")
}
