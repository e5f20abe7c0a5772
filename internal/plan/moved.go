package plan

import (
	"path"

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

// leftOut plans a page at each address of an older version that has none in this one and whose page has no new one: it
// says so, and leads to the version that has it and to what is near. Links that people kept go on leading somewhere, on
// every host.
func (t *edition) leftOut() []Output {
	var out []Output
	seen := map[string]bool{}
	for _, older := range t.published {
		if older == t.v || older.Draft() || !older.Withdrawn.IsZero() {
			continue
		}
		for _, p := range older.Pages {
			if seen[p.Slug] || t.v.Page(p.Slug) != nil || t.v.Formerly(p.Slug) != nil {
				continue
			}
			seen[p.Slug] = true
			out = append(out, t.render(p.Address, "", "notfound", func() (any, error) {
				return t.withdrawn(older, p), nil
			}))
		}
	}
	return out
}

// withdrawn is the page at the address of a page that an older version has.
func (t *edition) withdrawn(older *toolkit.Version, p *toolkit.Page) *view.Page {
	v := t.plain(p.Address, p.Title, t.Say("This page is not in version {1} any more.", t.v.Name))
	v.NoIndex = true
	v.Body = "<p>" + escaped(t.Say("Version {1} has it:", older.Name)) + ` <a href="` +
		escaped(v.Root+"v/"+older.Name+"/"+p.Address) + `">` + escaped(p.Title) + "</a></p>"
	for near := path.Dir(p.Slug); near != "."; near = path.Dir(near) {
		if section := t.v.Page(near); section != nil {
			v.Children = append(v.Children, view.Group{Title: t.Say("What is near it now"), ID: "near",
				Cards: []view.Card{t.card(section, v.Root)}})
			break
		}
	}
	v.Children = append(v.Children, t.topSections(t.Say("Where to go from here"), "from-here", v.Root))
	return &v
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
