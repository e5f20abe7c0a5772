package plan

import (
	"precept/internal/toolkit"
	"precept/internal/view"
)

// plain is a page of the tree that is not made from a source page.
func (t *edition) plain(path, title, summary string) view.Page {
	return view.Page{Frame: t.frameAt(path, nil, title, summary), Kind: "page", Title: title, Summary: summary,
		Crumbs: []view.Link{{Text: t.Say("Home"), Href: t.root(path) + "index.html"}}}
}

// lost is the page for an address that does not exist.
const lost = "404.html"

func (t *edition) notFound() Output {
	return t.render(lost, "", "notfound", func() (any, error) {
		v := t.plain(lost, t.Say("Page not found"), t.Say("This address leads to no page of the toolkit."))
		v.NoIndex = true
		v.Children = append(v.Children, t.topSections(t.Say("Where to go from here"), "from-here", v.Root))
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

// aliases plans a small page at each former address, which leads to the new one.
func (t *edition) aliases() []Alias {
	var list []Alias
	for _, p := range t.v.Pages {
		for _, word := range p.Aliases {
			a := Alias{From: t.prefix + word.Text + ".html", To: t.path(p), Page: p, Word: word}
			a.output = t.render(a.From, p.File, "moved", func() (any, error) {
				f := t.frameAt(a.From, nil, p.Title, p.Summary)
				f.NoIndex, f.Script = true, up(a.From)+t.Theme.Moved().Path
				return &view.Moved{Frame: f, To: view.Link{Text: p.Title, Href: up(a.From) + a.To}}, nil
			})
			list = append(list, a)
		}
	}
	return list
}
