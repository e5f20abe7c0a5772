package plan

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"precept/internal/wording"

	"precept/internal/item"
	"precept/internal/programme"
	"precept/internal/timeline"
	"precept/internal/toolkit"
	"precept/internal/view"
)

// page plans one page of the toolkit by its kind: its HTML and, of a form, its definition for machines.
func (t *edition) page(p *toolkit.Page) []Output {
	layout, show := "page", t.guidance
	switch {
	case p.Slug == "":
		layout, show = "home", t.home
	case p.Kind == item.Form:
		layout, show = "form", t.form
	case p.Kind == item.Timeline && p.Slug != formsIndex:
		layout, show = "timeline", t.timeline
	}
	out := []Output{t.render(t.path(p), p.File, layout, func() (any, error) { return show(p) })}
	if t.defines(p) {
		out = append(out, t.definition(p))
	}
	if since, ok := t.sincePage(p); ok {
		out = append(out, since)
	}
	return out
}

func (t *edition) guidance(p *toolkit.Page) (any, error) {
	body, err := p.Body.Bytes()
	if err != nil {
		return nil, err
	}
	v := t.base(p)
	v.Body = html(body)
	v.Statement = t.statement(p)
	if p.Slug == "about/coverage" {
		v.Paperwork = t.paperwork(v.Root)
	}
	if p.Slug == formsIndex && len(t.v.Forms) > 0 {
		v.Shelf = t.shelf(t.path(p))
		v.PageScripts, v.PageStyle = []string{v.Root + t.FormScripts.Shelf.Path}, v.Root+t.Theme.Styles().Fill.Path
	}
	return &v, nil
}

// The pages that show the site's own statements.
const (
	AccessibilityPage = "about/accessibility"
	PrivacyPage       = "about/privacy"
)

// statement is the site's own word on the pages that speak of accessibility and privacy in general.
func (t *edition) statement(p *toolkit.Page) *view.Statement {
	s := &view.Statement{}
	add := func(name, value string) {
		if value != "" {
			s.Facts = append(s.Facts, view.Fact{Name: name, Value: value})
		}
	}
	switch p.Slug {
	case AccessibilityPage:
		s.Title = t.Say("This site")
		a := t.Site.Accessibility
		add(t.Say("Published by"), t.Site.Publisher)
		add(t.Say("Tested"), a.Tested)
		add(t.Say("Known not to be accessible"), a.NotAccessible)
		add(t.Say("Tell us about a problem"), a.Contact)
	case PrivacyPage:
		s.Title = t.Say("Who is responsible here")
		pr := t.Site.Privacy
		add(t.Say("Responsible in law"), pr.Controller)
		add(t.Say("Who to ask"), pr.Contact)
		if pr.KeepMonths > 0 {
			add(t.Say("Kept after the year"), t.Say("{1} months", pr.KeepMonths))
		}
	}
	if len(s.Facts) == 0 {
		return nil
	}
	return s
}

func (t *edition) home(p *toolkit.Page) (any, error) {
	body, err := p.Body.Bytes()
	if err != nil {
		return nil, err
	}
	v := &view.Home{Page: t.base(p)}
	v.Body, v.Crumbs, v.Contents, v.Forms = html(body), nil, nil, nil
	root := up(t.path(p))
	v.PageStyle = root + t.Theme.Styles().Year.Path
	for _, lane := range t.waysIn() {
		v.Ways = append(v.Ways, t.way(lane, root))
	}
	v.Ways = leading(v.Ways)
	if tl := t.v.Timeline; tl != nil && t.v.Programme != nil {
		v.TimelineHref = root + t.path(tl)
		v.Timeline, v.Numbers = t.glance(v.TimelineHref, root)
		if all := len(t.numbered()); len(v.Numbers) < all {
			v.Part = t.Say("Here are the steps that a review asks for and what comes each month. "+
				"The timeline has all {1}.", all)
		}
	}
	for _, version := range t.Toolkit.Published() {
		if len(v.News) == 3 {
			break
		}
		link := view.Link{Text: version.Title, Href: root + "versions.html#v-" + version.Name,
			Note: released(t.Words, version)}
		v.News = append(v.News, view.Card{Link: link, Summary: version.Summary})
	}
	v.Changes = t.changesLink(t.v, root)
	var rest view.Group
	rest.Title, rest.ID = t.Say("Everything in this toolkit"), "everything"
	for _, s := range t.nav {
		rest.Cards = append(rest.Cards, t.card(s, root))
	}
	if len(rest.Cards) > 0 {
		v.Sections = append(v.Sections, rest)
	}
	v.Children = nil
	return v, nil
}

// waysIn lists the lanes that have a way in: those of the timeline, the three that every programme has first,
// and any other that has a guide of its own.
func (t *edition) waysIn() []programme.Lane {
	place := func(l programme.Lane) int {
		if l.Look <= 3 {
			return -l.Look
		}
		return 0
	}
	var list []programme.Lane
	for _, l := range t.v.Lanes() {
		if !l.OffTimeline || t.v.GuidePage(l.ID, "") != nil {
			list = append(list, l)
		}
	}
	slices.SortStableFunc(list, func(a, b programme.Lane) int { return cmp.Compare(place(a), place(b)) })
	return list
}

// way is one of the ways in: a lane's guide or, where it has none yet, its duties.
func (t *edition) way(lane programme.Lane, root string) view.Card {
	words := cmp.Or(lane.Way, map[int]string{
		1: t.Say("I am starting my year"),
		2: t.Say("I support {a person}"),
		3: t.Say("I run or manage the {place}"),
	}[lane.Look], lane.Title)
	c := view.Card{Look: lane.Class(), Link: view.Link{Text: words}, Tags: []string{lane.Title}}
	p := cmp.Or(t.v.GuidePage(lane.ID, ""), t.v.Page("programme/roles"), t.v.Page("programme"))
	if p == nil {
		return view.Card{}
	}
	c.Href, c.Summary = root+t.path(p), p.Summary
	return c
}

// leading leaves out cards that lead nowhere.
func leading(cards []view.Card) []view.Card {
	var list []view.Card
	for _, c := range cards {
		if c.Href != "" {
			list = append(list, c)
		}
	}
	return list
}

// chart draws the undated timeline; page is the timeline page's address.
func (t *edition) chart(page, root string) view.Chart { return t.drawn(t.undated(page), root) }

func (t *edition) undated(page string) timeline.Chart {
	return timeline.Undated(t.Words, t.v.Programme, func(m *programme.Milestone) string { return page + "#s-" + m.ID })
}

func (t *edition) drawn(c timeline.Chart, root string) view.Chart {
	return view.Chart{Wide: drawing(c, timeline.Wide, "w"), Tall: drawing(c, timeline.Tall, "t"),
		File: root + t.prefix + strings.TrimSuffix(t.v.Timeline.Address, ".html") + ".svg"}
}

// glance is the year in few marks, for a page without the timeline's list: what a review asks for and what comes each
// month, with the name of each. A programme that asks for little is shown whole. page is the timeline page's address.
func (t *edition) glance(page, root string) (view.Chart, []view.Numbered) {
	steps := t.numbered()
	main := slices.DeleteFunc(slices.Clone(steps), func(m *programme.Milestone) bool {
		return !m.Required && m.Gate == "" && m.Repeat != programme.Monthly
	})
	if len(main) < fewMarks {
		main = steps
	}
	var list []view.Numbered
	shown := map[string]bool{}
	for _, m := range main {
		shown[m.ID] = true
		list = append(list, view.Numbered{Link: view.Link{Text: m.Label, Href: page + "#s-" + m.ID},
			Number: t.v.Programme.Number(m)})
	}
	return t.drawn(t.undated(page).Only(func(id string) bool { return shown[id] }), root), list
}

// fewMarks is how many a picture of the year needs to show a year.
const fewMarks = 6

// numbered lists the milestones that the picture has a number for.
func (t *edition) numbered() []*programme.Milestone {
	var list []*programme.Milestone
	lanes := t.v.Programme.TimelineLanes()
	for i := range t.v.Programme.Milestones {
		m := &t.v.Programme.Milestones[i]
		if slices.ContainsFunc(lanes, func(l programme.Lane) bool { return l.ID == m.Lane }) {
			list = append(list, m)
		}
	}
	return list
}

func drawing(c timeline.Chart, o timeline.Orientation, prefix string) template.HTML {
	var b bytes.Buffer
	c.WriteSVG(&b, timeline.SVGOptions{Orientation: o, IDPrefix: "tl-" + prefix})
	return template.HTML(b.String())
}

// picture is the timeline's drawing on its own.
func (t *edition) picture() Output {
	path := strings.TrimSuffix(t.path(t.v.Timeline), ".html") + ".svg"
	return Output{Path: path, Source: t.v.Timeline.File, Write: func(w io.Writer) error {
		c := timeline.Undated(t.Words, t.v.Programme, func(*programme.Milestone) string { return "" })
		return c.WriteSVG(w, timeline.SVGOptions{Orientation: timeline.Wide, Standalone: true})
	}}
}

func (t *edition) timeline(p *toolkit.Page) (any, error) {
	body, err := p.Body.Bytes()
	if err != nil {
		return nil, err
	}
	v := &view.Timeline{Page: t.base(p)}
	v.PageStyle = v.Root + t.Theme.Styles().Year.Path
	lead, rest := body, []byte(nil)
	if i := bytes.Index(body, []byte("<h2")); i >= 0 {
		lead, rest = body[:i], body[i:]
	}
	v.Lead, v.Body = html(lead), html(rest)
	if p == t.v.Timeline && t.v.Programme != nil {
		v.Chart = t.chart("", up(t.path(p)))
	}
	for _, l := range t.v.Lanes() {
		if !l.OffTimeline {
			v.Key = append(v.Key, t.tag(l.ID))
		}
	}
	return v, nil
}

// upper begins words with a capital letter.
func upper(s string) string { return wording.Upper(s) }

// lower begins words without a capital letter, but leaves initials as they are: AHP.
func lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// guide is a whole guide as one document to print.
func (t *edition) guide(pages []*toolkit.Page) Output {
	path, folder := t.wholeGuide(pages), toolkit.TopSection(pages[0].Slug)
	return t.render(path, "", "guide", func() (any, error) {
		landing := pages[0]
		v := &view.Guide{Page: t.base(landing)}
		v.Frame = t.frameAt(path, nil, t.Say("{1}, to print", landing.Title), landing.Summary)
		v.Title, v.Children, v.Contents, v.Prev, v.Next, v.Print = landing.Title, nil, nil, nil, nil, ""
		v.NoIndex = true
		for i, p := range pages {
			body, err := p.Body.Bytes()
			if err != nil {
				return nil, err
			}
			id := fmt.Sprintf("p%d", i+1)
			v.Parts = append(v.Parts, view.GuidePart{Title: p.Title, Summary: p.Summary, ID: id,
				Notices: t.notices(p, path), Body: html(partOf(rebased(body, p.Address, folder), id, p.Title))})
			v.Contents = append(v.Contents, view.Entry{Text: p.Title, Href: "#" + id})
		}
		t.gather(v, pages)
		return v, nil
	})
}

// wholeGuide is the address of a whole guide: below its landing page, whose folder may have the former id of its lane.
func (t *edition) wholeGuide(pages []*toolkit.Page) string {
	return t.prefix + toolkit.TopSection(pages[0].Slug) + "/print.html"
}

// gather gives a whole guide what its pages have at their feet, each once: forms, sources, standards and the words that
// they explain.
func (t *edition) gather(v *view.Guide, pages []*toolkit.Page) {
	v.Forms, v.Sources, v.Standards, v.Terms = nil, nil, nil, nil
	seen := map[string]bool{}
	first := func(kind, name string) bool {
		known := seen[kind+" "+name]
		seen[kind+" "+name] = true
		return !known
	}
	for _, p := range pages {
		for _, c := range t.forms(p, v.Root) {
			if first("form", c.Href) {
				v.Forms = append(v.Forms, c)
			}
		}
		for _, s := range sources(p) {
			if first("source", s.Href+" "+s.Text) {
				v.Sources = append(v.Sources, s)
			}
		}
		for _, s := range t.standards(p, v.Root) {
			if first("standard", s.Href) {
				v.Standards = append(v.Standards, s)
			}
		}
		for _, word := range t.terms(p, v.Root) {
			if first("term", word.ID) {
				v.Terms = append(v.Terms, word)
			}
		}
	}
	slices.SortStableFunc(v.Terms, func(a, b view.Term) int {
		return strings.Compare(strings.ToLower(a.Words), strings.ToLower(b.Words))
	})
}
