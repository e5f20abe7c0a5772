package plan

import (
	"cmp"
	"html/template"
	"path"
	"slices"
	"strings"
	"sync"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/programme"
	"precept/internal/toolkit"
	"precept/internal/view"
	"precept/internal/wording"
)

// frameAt is what surrounds a page at a path of the public tree. p is nil where the page is not one of the toolkit's.
func (t *edition) frameAt(at string, p *toolkit.Page, title, description string) view.Frame {
	root := t.root(at)
	f := view.Frame{
		Site: t.frame, Description: description, Root: root, Home: root + t.prefix + "index.html",
		Icon: root + t.Theme.Favicon(), Style: root + t.Theme.Styles().All.Path, Script: root + t.Theme.Script(),
		CSP: policy, Search: root + t.searchPath(),
	}
	common := t.around(root, p)
	f.Shared, f.Nav, f.Help, f.Footer = common.shared, common.nav, common.help, common.footer
	f.PageTitle = strings.Join(distinct(title, t.v.Title, t.Site.Title), " – ")
	if t.Site.URL != "" && p != nil {
		f.Canonical = t.Site.URL + "/" + t.canonical(p)
	}
	f.Version = t.version(root, p)
	f.Notices = withdrawn(t.Words, t.v)
	if p != nil {
		f.Notices = append(f.Notices, t.notices(p, at)...)
	}
	return f
}

// root leads from a page to the tree's root. A host shows lost at whatever address leads nowhere, however deep: its
// links start from the root of the host, with the path of the site's own address.
func (t *edition) root(path string) string {
	if path == lost {
		return t.Site.Path() + "/"
	}
	return up(path)
}

// place is a page's place as its frame shows it: how deep, and at or below which top section.
type place struct {
	root, section string
	landing       bool
}

// around is what the frames at one place have in common. Parts of them that say nothing of the page itself are drawn
// once.
type around struct {
	nav, footer []view.Link
	help        view.Link

	mu    sync.Mutex // guards drawn
	drawn map[string]template.HTML
}

// shared gives a part of the frame as it was drawn for a neighbour, or as draw gives it.
func (a *around) shared(part string, draw func() (template.HTML, error)) (template.HTML, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if text, ok := a.drawn[part]; ok {
		return text, nil
	}
	text, err := draw()
	if err == nil {
		a.drawn[part] = text
	}
	return text, err
}

// around gives what a page's frame shares with its neighbours'.
func (t *edition) around(root string, p *toolkit.Page) *around {
	at := place{root: root}
	if p != nil {
		for i := range len(p.Slug) + 1 {
			if (i == len(p.Slug) || p.Slug[i] == '/') && t.sections[p.Slug[:i]] {
				at.section, at.landing = p.Slug[:i], i == len(p.Slug)
				break
			}
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	a := t.places[at]
	if a == nil {
		a = t.look(at)
		t.places[at] = a
	}
	return a
}

// look makes what the frames at a place share.
func (t *edition) look(at place) *around {
	a := &around{drawn: map[string]template.HTML{}, help: t.help(at.root),
		footer: []view.Link{{Text: t.Say("All versions"), Href: at.root + "versions.html"}}}
	for _, s := range t.nav {
		here := s.Slug == at.section
		a.nav = append(a.nav, view.Link{Text: s.Title, Href: at.root + t.path(s), Current: here && at.landing,
			Inside: here && !at.landing})
	}
	for _, slug := range [...]string{"about", AccessibilityPage, PrivacyPage} {
		if about := t.v.Page(slug); about != nil {
			a.footer = append(a.footer, view.Link{Text: about.Title, Href: at.root + t.path(about)})
		}
	}
	return a
}

func distinct(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// notices are the corrections to a page, as they are shown at a path of the public tree. Urgent ones head the home page
// too.
func (t *edition) notices(p *toolkit.Page, at string) []view.Notice {
	var list []view.Notice
	for i := range t.v.Notices {
		n := &t.v.Notices[i]
		if n.Heads(p.Slug) || n.Urgent && p.Slug == "" {
			text := rebased([]byte(n.HTML), "index.html", path.Dir(strings.TrimPrefix(at, t.prefix)))
			list = append(list, notice(t.Words, n, text))
		}
	}
	return list
}

func notice(w *wording.Words, n *toolkit.Notice, text []byte) view.Notice {
	return view.Notice{HTML: html(text), Date: date(w, n.Date), Urgent: n.Urgent}
}

// withdrawn is the notice that heads every page of a version that was withdrawn.
func withdrawn(w *wording.Words, v *toolkit.Version) []view.Notice {
	if v.Withdrawn.IsZero() {
		return nil
	}
	return []view.Notice{{HTML: escaped(w.Say("This version has been withdrawn: {1}", v.WithdrawnWhy)),
		Date:   date(w, v.Withdrawn),
		Urgent: true}}
}

// help finds the page to go to for help: in the preceptee's guide, or else the questions, or else the page that says
// who to ask. A version without these pages offers none.
func (t *edition) help(root string) view.Link {
	page := t.v.GuidePage(programme.Person(t.v.Lanes()).ID, "asking-for-help")
	for _, slug := range [...]string{"reference/faq", "faq", "help", "contact", "about/contact", "about"} {
		page = cmp.Or(page, t.v.Page(slug))
	}
	if page == nil {
		return view.Link{}
	}
	return view.Link{Text: t.Say("Help"), Href: root + t.path(page)}
}

// base fills what every page of the toolkit shows but its body.
func (t *edition) base(p *toolkit.Page) view.Page {
	path := t.path(p)
	root := up(path)
	v := view.Page{
		Frame: t.frameAt(path, p, p.Title, p.Summary), Kind: string(p.Kind),
		Title: p.Title, Summary: p.Summary, Owner: p.Owner,
		Reviewed: date(t.Words, p.Reviewed), ReviewBy: date(t.Words, p.ReviewBy), Overdue: past(p.ReviewBy, t.AsOf),
		Announced: date(t.Words, p.Announced), Late: past(p.Announced, t.AsOf), Origin: t.origin(p),
	}
	for _, lane := range p.Audience {
		v.Audience = append(v.Audience, t.tag(lane))
	}
	v.Crumbs = t.crumbs(p, root)
	v.Contents = contents(p)
	v.Sources = sources(p)
	if place, ok := t.guides[p.Slug]; ok {
		if place.prev != nil {
			v.Prev = &view.Link{Text: place.prev.Title, Href: root + t.path(place.prev)}
		}
		if place.next != nil {
			v.Next = &view.Link{Text: place.next.Title, Href: root + t.path(place.next)}
		}
		if place.prev != nil || place.next != nil {
			v.Print = root + t.wholeGuide(place.pages)
		}
		if place.prev != nil { // the landing page lists them itself
			for _, other := range place.pages {
				v.Guide = append(v.Guide,
					view.Link{Text: other.Title, Href: root + t.path(other), Current: other == p})
			}
		}
	}
	v.Children = append(v.Children, t.below(p, root)...)
	v.Forms = t.forms(p, root)
	v.Terms = t.terms(p, root)
	v.Standards = t.standards(p, root)
	return v
}

// origin says whose a page is, in a copy of a toolkit: its publisher's, or that of the practice with the copy.
func (t *edition) origin(p *toolkit.Page) string {
	if !t.v.Based {
		return ""
	}
	from := cmp.Or(t.Toolkit.PublisherOf(p.File), t.Say("the training hub"))
	switch {
	case p.Base != "" && len(p.Sections) > 0:
		return t.Say("From {1}, with a section added by {2}", from, p.Sections[len(p.Sections)-1].By)
	case p.Base != "":
		return t.Say("From {1}, unchanged", from)
	case p.Under != nil:
		return t.Say("Adapted by {1}", t.Site.Publisher)
	}
	return t.Say("Added by {1}", t.Site.Publisher)
}

func sources(p *toolkit.Page) []view.Link {
	var list []view.Link
	for _, s := range p.Sources {
		list = append(list, view.Link{Text: s.Title, Href: s.URL})
	}
	return list
}

// standards lists those that the page serves.
func (t *edition) standards(p *toolkit.Page, root string) []view.Link {
	var list []view.Link
	for _, s := range t.v.Standards {
		for _, m := range p.Meets {
			if m.Text == s.ID {
				list = append(list, view.Link{Text: s.Label, Href: root + t.path(s.Page) + "#s-" + s.ID})
				break
			}
		}
	}
	return list
}

func past(d, asOf civil.Date) bool { return !d.IsZero() && d.Before(asOf) }

func (t *edition) tag(lane string) view.Tag { return laneTag(t.v, lane) }

// laneTag shows a lane by its title, with its look.
func laneTag(v *toolkit.Version, lane string) view.Tag {
	return view.Tag{Text: v.LaneTitle(lane), Look: v.Lane(lane).Class()}
}

// crumbs lead from the home page down to the page's own section.
func (t *edition) crumbs(p *toolkit.Page, root string) []view.Link {
	if p.Slug == "" {
		return nil
	}
	crumbs := []view.Link{{Text: t.Say("Home"), Href: root + t.prefix + "index.html"}}
	for i, c := range p.Slug {
		if c != '/' {
			continue
		}
		if above := t.v.Page(p.Slug[:i]); above != nil {
			crumbs = append(crumbs, view.Link{Text: above.Title, Href: root + t.path(above)})
		}
	}
	return crumbs
}

// contents lists the headings of the second and third level; a page with fewer than three has no list.
func contents(p *toolkit.Page) []view.Entry {
	var list []view.Entry
	for _, h := range p.Facts.Headings {
		e := view.Entry{Text: h.Text, Href: "#s-" + h.ID}
		switch {
		case h.Level == 2:
			list = append(list, e)
		case h.Level == 3 && len(list) > 0 && p.Kind != item.Timeline:
			last := &list[len(list)-1]
			last.Children = append(last.Children, e)
		}
	}
	if len(list) < 3 {
		return nil
	}
	return list
}

// below lists what a section's landing page leads to. Where the forms' page lists all of them itself, under headings of
// its own, nothing is left for it to say.
func (t *edition) below(p *toolkit.Page, root string) []view.Group {
	if p.Slug == "" {
		return nil
	}
	if p.Slug == formsIndex {
		return t.formGroups(p, root)
	}
	g := view.Group{Title: t.Say("In this section"), ID: "in-this-section"}
	for _, c := range t.children[p.Slug] {
		g.Cards = append(g.Cards, t.card(c, root))
	}
	return present(g)
}

// formGroups lists the forms for their page: those that everybody fills in, then the others.
func (t *edition) formGroups(p *toolkit.Page, root string) []view.Group {
	unlisted := func(c *toolkit.Page) bool { return !leadsTo(p, c) }
	if !slices.ContainsFunc(t.children[p.Slug], unlisted) {
		return nil
	}
	core := view.Group{Title: t.Say("Forms of the year"), ID: "forms-of-the-year"}
	rest := view.Group{Title: t.Say("Forms for when you need them"), ID: "forms-when-needed"}
	for _, c := range t.children[p.Slug] {
		if f := t.v.Form(form.FromPage(c.Slug)); f != nil && t.v.Core(f) {
			core.Cards = append(core.Cards, t.card(c, root))
		} else {
			rest.Cards = append(rest.Cards, t.card(c, root))
		}
	}
	if len(core.Cards) == 0 || len(rest.Cards) == 0 {
		all := append(core.Cards, rest.Cards...)
		return present(view.Group{Title: t.Say("All forms"), ID: "all-forms", Cards: all})
	}
	return present(core, rest)
}

// present leaves out groups without a card.
func present(groups ...view.Group) []view.Group {
	return slices.DeleteFunc(groups, func(g view.Group) bool { return len(g.Cards) == 0 })
}

// leadsTo reports whether a page's own text links to a form's page.
func leadsTo(p, to *toolkit.Page) bool {
	for i := range p.Facts.Links {
		if p.Facts.Links[i].FormSlug() == form.FromPage(to.Slug) {
			return true
		}
	}
	return false
}

func (t *edition) card(p *toolkit.Page, root string) view.Card {
	c := view.Card{Link: view.Link{Text: p.Title, Href: root + t.path(p)}, Summary: p.Summary}
	if f := t.v.Form(strings.TrimPrefix(p.Slug, "forms/")); f != nil && p.Kind == item.Form {
		c.Tags = append(c.Tags, form.Often(t.Words, f.Repeats))
		if f.Minutes != nil {
			c.Tags = append(c.Tags, minutes(t.Words, f, t.v))
		}
	}
	if !p.Announced.IsZero() {
		c.Tags = append(c.Tags, t.Say("announced, but not here yet"))
	}
	return c
}

// forms lists the forms that a page links to, each once, in the order of the links.
func (t *edition) forms(p *toolkit.Page, root string) []view.Card {
	if p.Kind == item.Form || p.Kind == item.Timeline || p.Slug == formsIndex {
		return nil
	}
	var cards []view.Card
	seen := map[string]bool{}
	for _, l := range p.Facts.Links {
		slug := l.FormSlug()
		if slug == "" || seen[slug] {
			continue
		}
		seen[slug] = true
		if page := t.v.FormPage(slug); page != nil {
			cards = append(cards, t.card(page, root))
		}
	}
	return cards
}

// terms lists the glossary terms that the body links to.
func (t *edition) terms(p *toolkit.Page, root string) []view.Term {
	var list []view.Term
	for _, name := range p.Facts.Used {
		if i, ok := t.byTerm[name]; ok {
			term := &t.v.Terms[i]
			list = append(list, view.Term{Words: term.Words, ID: term.Key,
				Href: root + t.prefix + term.Page + "#s-" + term.Anchor, Definition: escaped(term.Definition)})
		}
	}
	return list
}

// escaped makes plain text safe in a page.
func escaped(s string) template.HTML { return template.HTML(template.HTMLEscapeString(s)) }
