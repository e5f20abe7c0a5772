package plan

import (
	"fmt"

	"precept/internal/item"
	"precept/internal/search"
	"precept/internal/toolkit"
	"precept/internal/view"
)

// plain is a page of the tree that no source page is made into.
func (t *edition) plain(path, title, summary string) view.Page {
	return view.Page{Frame: t.frameAt(path, nil, title, summary), Kind: "page", Title: title, Summary: summary,
		Crumbs: []view.Link{{Text: "Home", Href: t.root(path) + "index.html"}}}
}

// versions lists all versions with their release notes.
func (t *edition) versions() Output {
	return t.render("versions.html", "", "versions", func() (any, error) {
		page := &view.Versions{Page: t.plain("versions.html", "Versions of this toolkit",
			"Every released version, what is new in it, and where to find it.")}
		for i, v := range t.published {
			notes, err := v.Notes.Bytes()
			if err != nil {
				return nil, err
			}
			href := "v/" + v.Name + "/index.html"
			if v.Draft() {
				href = "index.html"
			}
			page.List = append(page.List, view.VersionNote{
				Name: v.Name, Title: v.Title, Summary: v.Summary, Href: href, Released: date(v.Released),
				Current: v == t.Toolkit.Current() && !v.Draft(), Draft: v.Draft(), Withdrawn: v.WithdrawnWhy,
				Notes: html(partOf(notes, fmt.Sprintf("v%d", i+1), "Version "+v.Name)),
			})
		}
		return page, nil
	})
}

func (t *edition) search() Output {
	return t.render("search.html", "", "search", func() (any, error) {
		v := &view.Search{Page: t.plain("search.html", "Search", "Find guidance, forms and words of this toolkit.")}
		v.PageScripts, v.PageStyle = []string{t.Theme.SearchScript()}, t.Theme.Styles().Fill.Path
		g := view.Group{Title: "Or start from a section", ID: "sections"}
		for _, s := range t.nav {
			g.Cards = append(g.Cards, t.card(s, ""))
		}
		v.Sections = append(v.Sections, g)
		return v, nil
	})
}

// index is what the search page's script loads: the current version's pages and words.
func (t *edition) index() []Output {
	docs := make([]search.Doc, 0, len(t.v.Pages))
	for _, p := range t.v.Pages {
		d := search.Doc{Title: p.Title, Summary: p.Summary, Href: p.Address, Group: group(p), Words: p.Facts.Vocabulary}
		for _, h := range p.Facts.Headings {
			d.Heads = append(d.Heads, search.Head{Text: h.Text, Fragment: "#s-" + h.ID})
		}
		docs = append(docs, d)
	}
	var out []Output
	for _, s := range search.Shards(docs) {
		out = append(out, fixed("search/"+s.Name, s.Bytes))
	}
	return out
}

func group(p *toolkit.Page) string {
	switch p.Kind {
	case item.Form:
		return "Forms"
	case item.Glossary:
		return "Glossary"
	}
	return "Guidance"
}

// lost is the page for an address that leads to none.
const lost = "404.html"

func (t *edition) notFound() Output {
	return t.render(lost, "", "notfound", func() (any, error) {
		v := t.plain(lost, "Page not found", "This address leads to no page of the toolkit.")
		v.NoIndex = true
		g := view.Group{Title: "Where to go from here", ID: "from-here"}
		for _, s := range t.nav {
			g.Cards = append(g.Cards, t.card(s, v.Root))
		}
		v.Children = append(v.Children, g)
		return &v, nil
	})
}

// Alias is an address that a page had before.
type Alias struct {
	From, To string // paths in the tree
	Page     *toolkit.Page
	Word     toolkit.Word
	output   Output
}

// aliases plans a small page that leads on from each former address.
func (t *edition) aliases() []Alias {
	var list []Alias
	for _, p := range t.v.Pages {
		for _, word := range p.Aliases {
			from := t.prefix + word.Text + ".html"
			to := t.path(p)
			list = append(list, Alias{From: from, To: to, Page: p, Word: word,
				output: t.render(from, p.File, "moved", func() (any, error) {
					f := t.frameAt(from, nil, p.Title, p.Summary)
					f.NoIndex = true
					return &view.Moved{Frame: f, To: view.Link{Text: p.Title, Href: up(from) + to}}, nil
				})})
		}
	}
	return list
}
