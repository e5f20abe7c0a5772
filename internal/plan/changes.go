package plan

import (
	"cmp"
	"html/template"
	"maps"
	"slices"
	"strings"

	"precept/internal/compare"
	"precept/internal/toolkit"
	"precept/internal/view"
)

const (
	// mostWords is how many words the changes may be made from to be on one page.
	mostWords = 6000

	// mostShown is how many bytes of words one page shows. The rest is left out, and the page says so.
	mostShown = 40 << 10

	// folded is how many paragraphs of one page are folded away.
	folded = 6
)

// before is the released version that came before this one; nil where there is none.
func (t *edition) before() *toolkit.Version { return before(t.Toolkit, t.v) }

func before(kit *toolkit.Toolkit, v *toolkit.Version) *toolkit.Version {
	at := slices.Index(kit.Versions, v)
	for _, older := range kit.Versions[at+1:] {
		if !older.Draft() {
			return older
		}
	}
	return nil
}

// changesPath is where a version says what changed since the one before, from the tree's root.
func changesPath(v *toolkit.Version) string { return "v/" + v.Name + "/changes.html" }

// changesLink leads to what changed in a version; nil where there is none before it.
func (t *edition) changesLink(v *toolkit.Version, root string) *view.Link {
	old := before(t.Toolkit, v)
	if old == nil || v.Draft() && !t.Served {
		return nil
	}
	return &view.Link{Text: t.Say("What changed since version {1}", old.Name), Href: root + changesPath(v)}
}

// changes plans the pages that say what changed since the version before. Where it is much, items and words are on a
// page for each section.
func (t *edition) changes() []Output {
	old := t.before()
	if old == nil || t.prefix == "" {
		return nil
	}
	volume, all := compare.Volume(t.Toolkit, old, t.v), 0
	for _, words := range volume {
		all += words
	}
	var sections []string
	if all > mostWords {
		sections = slices.Sorted(maps.Keys(volume))
	}
	out := []Output{t.render(t.prefix+"changes.html", "", "changes", func() (any, error) {
		return t.changesPage(old, sections)
	})}
	for _, section := range sections {
		at := t.detailsPath(section)
		out = append(out, t.render(at, "", "changes", func() (any, error) { return t.details(old, at, section) }))
	}
	return out
}

// detailsPath is where the items and words of a section are.
func (t *edition) detailsPath(section string) string {
	return t.prefix + "changes/" + cmp.Or(section, "index") + ".html"
}

// changesPage is the whole, or what is left of it beside the pages of some sections.
func (t *edition) changesPage(old *toolkit.Version, sections []string) (any, error) {
	c, err := compare.Versions(t.Toolkit, old, t.v)
	if err != nil {
		return nil, err
	}
	r := changeReport{edition: t, c: c, s: c.Sentences(t.Words), at: t.prefix + "changes.html"}
	v := &view.Changes{Page: t.plain(r.at, t.Say("What changed from {1} to {2}", old.Name, t.v.Name),
		c.Headline(t.Words))}
	for _, party := range c.Parties() {
		v.Parties = append(v.Parties, r.party(&party))
	}
	left := mostShown
	for i, g := range c.Groups() {
		v.Sections = append(v.Sections, r.section(&g, i+1))
		switch {
		case len(sections) == 0:
			r.fill(v, g.Pages, &left)
		case slices.Contains(sections, g.Slug):
			v.Details = append(v.Details, view.Link{Text: g.Title, Href: up(r.at) + t.detailsPath(g.Slug)})
		}
	}
	r.frame(v)
	return v, nil
}

// details is the page of one section.
func (t *edition) details(old *toolkit.Version, at, section string) (any, error) {
	c, err := compare.Versions(t.Toolkit, old, t.v)
	if err != nil {
		return nil, err
	}
	r := changeReport{edition: t, c: c, s: c.Sentences(t.Words), at: at}
	v := &view.Changes{Page: t.plain(at, "", "")}
	left := mostShown
	for _, g := range c.Groups() {
		if g.Slug == section {
			v.Page = t.plain(at, t.Say("{1}: what changed from {2} to {3}", g.Title, old.Name, t.v.Name),
				t.Say("Its questions, milestones and other items, and the words of its pages."))
			r.fill(v, g.Pages, &left)
		}
	}
	r.frame(v)
	v.Crumbs = append(v.Crumbs, view.Link{Text: t.Say("What changed"), Href: up(at) + t.prefix + "changes.html"})
	return v, nil
}

// changeReport shows changes on one page of the tree.
type changeReport struct {
	*edition
	all bool // the words of a page that is rewritten are shown too
	c   *compare.Changes
	s   compare.Sentences
	at  string
}

// frame finishes what is around the report.
func (r changeReport) frame(v *view.Changes) {
	v.PageStyle = v.Root + r.Theme.Styles().Year.Path
	entry := func(text, id string, children []view.Entry) {
		if len(children) > 0 {
			v.Contents = append(v.Contents, view.Entry{Text: text, Href: "#" + id, Children: children})
		}
	}
	if len(v.Sections)+len(v.Items)+len(v.Wording) < 3 {
		return
	}
	var parties, pages, items, wording []view.Entry
	for _, p := range v.Parties {
		parties = append(parties, view.Entry{Text: p.Tag.Text, Href: "#" + p.ID})
	}
	for _, s := range v.Sections {
		pages = append(pages, view.Entry{Text: s.Title, Href: "#" + s.ID})
	}
	for _, p := range v.Items {
		items = append(items, view.Entry{Text: p.Text, Href: "#" + p.ID})
	}
	for _, p := range v.Wording {
		wording = append(wording, view.Entry{Text: p.Text, Href: "#" + p.ID})
	}
	entry(r.Say("What it means for you"), "for-whom", parties)
	entry(r.Say("Pages"), "pages", pages)
	if len(v.Details) > 0 {
		v.Contents = append(v.Contents, view.Entry{Text: r.Say("Item by item and word by word"), Href: "#details"})
	}
	entry(r.Say("Questions, milestones and other items"), "items", items)
	entry(r.Say("Wording"), "wording", wording)
}

// link leads to a page as it is now, or as it was where it was removed.
func (r changeReport) link(p *compare.Page) view.Link {
	if p.New != nil {
		return view.Link{Text: p.New.Title, Href: up(r.at) + r.path(p.New)}
	}
	return view.Link{Text: p.Old.Title, Href: r.was(p.Old)}
}

// was leads to a page as it was.
func (r changeReport) was(p *toolkit.Page) string {
	return up(r.at) + "v/" + r.c.Old.Name + "/" + p.Address
}

// party says what the changes mean for one lane.
func (r changeReport) party(p *compare.Party) view.ChangesFor {
	v := view.ChangesFor{Tag: r.tag(p.Lane.ID), ID: "for-" + p.Lane.ID}
	v.Lists = append(v.Lists, r.list(r.Say("Forms"), p.Forms), r.milestones(p.Milestones),
		r.list(r.Say("Pages"), p.Pages))
	v.Lists = slices.DeleteFunc(v.Lists, func(l view.ChangedList) bool {
		return len(l.New)+len(l.Gone)+len(l.Others) == 0
	})
	return v
}

func (r changeReport) list(title string, pages []*compare.Page) view.ChangedList {
	list := view.ChangedList{Title: title}
	for _, p := range pages {
		said := r.s.Meaning(p)
		switch {
		case p.State == compare.Added:
			list.New = append(list.New, r.link(p))
		case p.State == compare.Removed && p.Into == nil:
			list.Gone = append(list.Gone, r.link(p))
		case len(said) == 0:
			list.Others = append(list.Others, view.ChangedLine{Link: r.link(p), Said: []string{r.Say("reworded")}})
		default:
			list.Others = append(list.Others, view.ChangedLine{Link: r.link(p), Said: said})
		}
	}
	return list
}

func (r changeReport) milestones(items []*compare.Item) view.ChangedList {
	list := view.ChangedList{Title: r.Say("Milestones")}
	for _, it := range items {
		link := view.Link{Text: it.Label}
		if it.New != nil && r.v.Timeline != nil {
			link.Href = up(r.at) + r.path(r.v.Timeline) + "#s-" + it.ID
		}
		line := view.ChangedLine{Link: link, Said: r.s.Asks(it)}
		switch it.State {
		case compare.Removed:
			list.Gone = append(list.Gone, link)
		default:
			list.Others = append(list.Others, line)
		}
	}
	return list
}

func (r changeReport) section(g *compare.Group, n int) view.ChangedSection {
	v := view.ChangedSection{Title: g.Title, ID: "section-" + cmp.Or(g.Slug, "home")}
	for _, p := range g.Pages {
		line := view.ChangedLine{Link: r.link(p), Said: r.s.Page(p)}
		if len(line.Said) == 0 {
			line.Said = []string{r.Say("its items changed")}
		}
		if p.State == compare.Added {
			line.Summary = p.New.Summary
		}
		v.Pages = append(v.Pages, line)
	}
	return v
}

// fill adds the items and the words of some pages, as long as there is room.
func (r changeReport) fill(v *view.Changes, pages []*compare.Page, left *int) {
	for _, p := range pages {
		if p.State != compare.Changed {
			continue
		}
		one := view.ChangedPage{Link: r.link(p), ID: anchor(p.New)}
		if p.Renamed() || p.Reworded() {
			one.Was = &view.Link{Text: r.Say("as it was in {1}", r.c.Old.Name), Href: r.was(p.Old)}
		}
		if items := r.items(p.Items); len(items) > 0 {
			of := one
			of.Items = items
			v.Items = append(v.Items, of)
			one.ID = "w-" + anchor(p.New)
		}
		if p.Reworded() && (p.Summary != nil || len(p.Sections) > 0) {
			r.words(&one, p, left)
			v.Wording = append(v.Wording, one)
		}
	}
}

// anchor is the id of a page in the report.
func anchor(p *toolkit.Page) string {
	return "p-" + strings.ReplaceAll(cmp.Or(p.Slug, "index"), "/", "-")
}

// words adds the words of one page.
func (r changeReport) words(v *view.ChangedPage, p *compare.Page, left *int) {
	if v.Rewritten = p.Rewritten() && !r.all; v.Rewritten {
		return
	}
	n, shown := 0, 0
	show := func(text compare.Text) template.HTML {
		marked := r.s.Marked(text)
		n++
		shown += len(marked)
		return marked
	}
	if p.Summary != nil {
		v.Summary = show(p.Summary)
	}
	for _, s := range p.Sections {
		part := view.ChangedWords{Heading: escaped(s.Heading)}
		switch {
		case s.Renamed != nil:
			part.Heading = show(s.Renamed)
		case s.State != compare.Changed && s.Heading != "":
			op := map[compare.State]compare.Op{compare.Added: compare.Inserted, compare.Removed: compare.Deleted}
			part.Heading = show(compare.Text{{Op: op[s.State], Text: s.Heading}})
		}
		for _, b := range s.Blocks {
			part.Texts = append(part.Texts, show(b.Text))
		}
		v.Parts = append(v.Parts, part)
	}
	if *left -= shown; *left < 0 {
		v.Left, v.Summary, v.Parts = true, "", nil
	}
	v.Open = n <= folded
}

// items shows the items of a page that differ, and those of its tables.
func (r changeReport) items(list []compare.Item) []view.ChangedItem {
	var out []view.ChangedItem
	for i := range list {
		it := &list[i]
		v := view.ChangedItem{What: r.s.Kind(it.Kind), Label: escaped(it.Label), Said: r.s.Asks(it),
			Items: r.items(it.Items)}
		if it.Renamed != nil {
			v.Label = r.s.Marked(it.Renamed)
		}
		for _, p := range it.Help {
			v.Texts = append(v.Texts, r.s.Marked(p.Text))
		}
		out = append(out, v)
	}
	return out
}
