package plan

import (
	"strings"

	"precept/internal/toolkit"
	"precept/internal/view"
)

// plain is a page of the tree that is not made from a source page.
func (t *edition) plain(path, title, summary string) view.Page {
	return view.Page{Frame: t.frameAt(path, nil, title, summary), Kind: "page", Title: title, Summary: summary,
		Crumbs: []view.Link{{Text: t.Say("Home"), Href: t.root(path) + t.prefix + "index.html"}}}
}

// lost is the page for an address that does not exist.
const lost = "404.html"

func (t *edition) notFound() Output {
	return t.render(lost, "", "notfound", func() (any, error) {
		v := t.plain(lost, t.Say("Page not found"), t.Say("The toolkit has no page at this address."))
		v.NoIndex = true
		v.Children = append(v.Children, t.topSections(t.Say("Where to go from here"), "from-here", v.Root))
		return &v, nil
	})
}

// leftOut is the page at an address of a page that an older version has: it says so, and leads there and to what is
// near.
func (t *edition) leftOut(older *toolkit.Version, p *toolkit.Page, at string) *view.Page {
	v := t.plain(at, p.Title, t.Say("This page is not in version {1} any more.", t.v.Name))
	v.NoIndex = true
	says := t.Say("Version {1} has it:", older.Name)
	if !older.Withdrawn.IsZero() {
		says = t.Say("Version {1}, which was withdrawn, has it:", older.Name)
	}
	v.Body = "<p>" + escaped(says) + ` <a href="` +
		escaped(v.Root+"v/"+older.Name+"/"+p.Address) + `">` + escaped(p.Title) + "</a></p>"
	if section := nearest(p, t.v); section != nil {
		v.Children = append(v.Children, view.Group{Title: t.Say("Pages close to it now"), ID: "near",
			Cards: []view.Card{t.card(section, v.Root)}})
	}
	v.Children = append(v.Children, t.topSections(t.Say("Where to go from here"), "from-here", v.Root))
	return &v
}

// notTaken is the page at the address of a page of the base that this copy leaves out: the base's other pages link to
// it.
func (t *edition) notTaken(slug, at string) *view.Page {
	v := t.plain(at, t.Say("Not in this copy"), t.Say("{1} has left this page out.", t.Site.Publisher))
	v.NoIndex = true
	v.Body = "<p>" + escaped(t.Say("It is a page of the toolkit by {1}.", t.hub())) + "</p>"
	if all := t.adaptedLink(t.v); all != nil {
		v.Body += `<p><a href="` + escaped(v.Root+all.Href) + `">` + escaped(all.Text) + "</a></p>"
	}
	if section := nearest(&toolkit.Page{Slug: slug}, t.v); section != nil {
		v.Children = append(v.Children, view.Group{Title: t.Say("Pages close to it now"), ID: "near",
			Cards: []view.Card{t.card(section, v.Root)}})
	}
	v.Children = append(v.Children, t.topSections(t.Say("Where to go from here"), "from-here", v.Root))
	return &v
}

// Alias is an address that a page had before.
type Alias struct {
	From, To string // paths in the tree
	Page     *toolkit.Page
	Word     toolkit.Word // the slug, with its place where this version's page names it
	output   Output
}

// alias plans a small page at a former address, which leads to the new one.
func (t *edition) alias(from string, to *toolkit.Page, word toolkit.Word) Alias {
	a := Alias{From: from, To: t.path(to), Page: to, Word: word}
	a.output = t.render(a.From, to.File, "moved", func() (any, error) {
		f := t.frameAt(a.From, nil, to.Title, to.Summary)
		f.NoIndex, f.Script = true, up(a.From)+t.Theme.Moved().Path
		return &view.Moved{Frame: f, To: view.Link{Text: to.Title, Href: up(a.From) + a.To}}, nil
	})
	return a
}

// former plans what is at the addresses that pages had: those that they name as aliases, and those of older versions
// that this one has no page at. Links that people kept go on leading somewhere, on every host. Where a page took the
// place of the old one the address leads to it. Else the current version says that the page was left out, and each
// version of a copy says so of what it leaves out.
func (t *edition) former() (aliases []Alias, leftOut []Output) {
	taken := make(map[string]bool, len(t.v.Pages))
	for _, p := range t.v.Pages {
		taken[p.Address] = true
	}
	for _, p := range t.v.Pages {
		for _, word := range p.Aliases {
			from := word.Text + ".html"
			aliases = append(aliases, t.alias(t.prefix+from, p, word))
			taken[from] = true
		}
	}
	for _, older := range t.older() {
		for _, p := range older.Pages {
			for _, at := range addresses(p) {
				if taken[at] {
					continue
				}
				taken[at] = true
				if to := t.Toolkit.Follow(p, t.v); to != nil {
					word := toolkit.Word{Text: strings.TrimSuffix(at, ".html")}
					aliases = append(aliases, t.alias(t.prefix+at, to, word))
				} else if t.prefix == "" {
					leftOut = append(leftOut, t.render(at, "", "notfound", func() (any, error) {
						return t.leftOut(older, p, at), nil
					}))
				}
			}
		}
	}
	for _, below := range t.Toolkit.LeftOut(t.v) {
		slug := strings.TrimSuffix(below, ".md")
		if at := slug + ".html"; !taken[at] {
			leftOut = append(leftOut, t.render(t.prefix+at, "", "notfound", func() (any, error) {
				return t.notTaken(slug, t.prefix+at), nil
			}))
		}
	}
	return aliases, leftOut
}

// older lists the released versions before this one, newest first; those that were withdrawn come last.
func (t *edition) older() []*toolkit.Version {
	var list, withdrawn []*toolkit.Version
	for _, v := range t.published {
		switch {
		case v.Draft() || toolkit.CompareNames(v.Name, t.v.Name) >= 0:
		case v.Withdrawn.IsZero():
			list = append(list, v)
		default:
			withdrawn = append(withdrawn, v)
		}
	}
	return append(list, withdrawn...)
}

// addresses are where a page is, and where it was before.
func addresses(p *toolkit.Page) []string {
	list := []string{p.Address}
	for _, word := range p.Aliases {
		list = append(list, word.Text+".html")
	}
	return list
}
