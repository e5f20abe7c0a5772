package desk

import (
	"fmt"
	"html/template"
	"path"

	"precept/internal/base"
	"precept/internal/compare"
	"precept/internal/lock"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// adaptedView is the page about one adapted page.
type adaptedView struct {
	adaptedLine
	Hub, Version, Page string
	Seen               string // which texts are shown; what is decided is decided about these
	Error              string
	Both               bool // what the hub changed is shown beside what the practice did
	Lost               bool // the text that was replaced is not to be had, so the two are compared as they are now
	Gone               bool // the hub has no such page any more
	Same               bool // the hub now says the same, so that nothing is lost
	Decided            bool // there is nothing to keep: the hub's is as it was
	Kept               string
	Rows               []sidesRow
}

// sidesRow is a section, a question or the like, with what each side did to it.
type sidesRow struct {
	Heading      string
	Theirs, Ours []template.HTML
}

func (d *Desk) adaptedView(v *toolkit.Version, l base.Layer) (*adaptedView, error) {
	s := d.o.Site()
	p, hub := l.Page, d.hub(s.Snapshot, v)
	view := &adaptedView{Hub: hub, Version: v.Name, Page: toolkit.NameOf(p),
		adaptedLine: adaptedLine{p.Title, sentence(l.State.Words(d.words(), hub)), versionHref(s, v, p.Address)},
		Gone:        l.State == base.Removed, Same: l.State == base.Identical, Decided: l.State == base.Unchanged,
		Kept: path.Join(base.DroppedFolder, v.Name)}
	adapter := s.Snapshot.Adapter(v)
	var err error
	if view.Seen, err = seen(adapter, p); err != nil {
		return nil, err
	}
	texts, err := adapter.Files.Replaced(v, p)
	if err != nil {
		return nil, fmt.Errorf("comparing %s: %w", p.File, err)
	}
	sides := sides{said: (&compare.Changes{Old: v, New: v}).Sentences(d.words()), at: map[string]int{}}
	view.Lost = texts.Before == nil && texts.Theirs != nil
	if view.Lost {
		texts.Before = texts.Theirs
	}
	view.Both = texts.Theirs != nil && texts.Before != texts.Theirs
	if view.Both {
		err = sides.compare(texts.Before, texts.Theirs, func(r *sidesRow) *[]template.HTML { return &r.Theirs })
	}
	if err == nil && texts.Before != nil && texts.Ours != nil {
		err = sides.compare(texts.Before, texts.Ours, func(r *sidesRow) *[]template.HTML { return &r.Ours })
	}
	view.Rows = sides.rows
	return view, err
}

// seen names the two texts of an adapted page as they are at the moment.
func seen(a *base.Adapter, p *toolkit.Page) (string, error) {
	files := []string{p.File}
	if p.Under != nil {
		files = append(files, p.Under.File)
	}
	var both []byte
	for _, file := range files {
		raw, err := a.Files.Read(file, source.MaxFile)
		if err != nil {
			return "", fmt.Errorf("reading %s: %w", file, store.Cause(err))
		}
		both = append(both, lock.Sum(raw)...)
	}
	return lock.Sum(both), nil
}

// sides gathers what two sides changed on one page, by section or item.
type sides struct {
	said compare.Sentences
	rows []sidesRow
	at   map[string]int
}

// side is where a row keeps what one side did.
type side func(*sidesRow) *[]template.HTML

func (x *sides) put(key, heading string, of side, texts ...template.HTML) {
	if len(texts) == 0 {
		return
	}
	i, ok := x.at[key]
	if !ok {
		i = len(x.rows)
		x.at[key], x.rows = i, append(x.rows, sidesRow{Heading: heading})
	}
	list := of(&x.rows[i])
	*list = append(*list, texts...)
}

// compare notes what became of a page on one side.
func (x *sides) compare(before, after *toolkit.Page, of side) error {
	page, err := compare.Pages(before, after)
	if err != nil {
		return fmt.Errorf("comparing %s: %w", after.File, err)
	}
	var head []template.HTML
	for _, text := range []compare.Text{page.Title, page.Summary} {
		if text != nil {
			head = append(head, x.said.Marked(text))
		}
	}
	for _, c := range page.Meaning {
		head = append(head, plain(sentence(x.said.Change("", c))))
	}
	x.put("", x.said.Words.Say("Title, summary and other details of the page"), of, head...)
	for i := range page.Items {
		it := &page.Items[i]
		x.put("item "+it.Kind+" "+it.ID, x.said.Named(it.Kind, it.Label), of, x.item(it)...)
	}
	for _, s := range page.Sections {
		heading, texts := x.section(s)
		if heading == "" {
			heading = x.said.Words.Say("Before the first heading")
		}
		x.put("section "+heading, heading, of, texts...)
	}
	return nil
}

// item says what changed about an item and its columns and rows.
func (x *sides) item(it *compare.Item) []template.HTML {
	var list []template.HTML
	for _, said := range x.said.Asks(it) {
		list = append(list, plain(sentence(said)))
	}
	if it.Renamed != nil {
		list = append(list, x.said.Marked(it.Renamed))
	}
	for _, p := range it.Help {
		list = append(list, x.said.Marked(p.Text))
	}
	for i := range it.Items {
		of := &it.Items[i]
		list = append(list, plain(x.said.Named(of.Kind, of.Label)))
		list = append(list, x.item(of)...)
	}
	return list
}

// section gives the heading that a section had before, and what became of it.
func (x *sides) section(s compare.Section) (heading string, texts []template.HTML) {
	heading = s.Heading
	switch {
	case s.Renamed != nil:
		heading = s.Renamed.Before()
		texts = append(texts, x.said.Marked(s.Renamed))
	case s.State == compare.Added && heading != "":
		texts = append(texts, x.said.Marked(compare.Text{{Op: compare.Inserted, Text: heading}}))
	case s.State == compare.Removed && heading != "":
		texts = append(texts, x.said.Marked(compare.Text{{Op: compare.Deleted, Text: heading}}))
	}
	for _, b := range s.Blocks {
		texts = append(texts, x.said.Marked(b.Text))
	}
	return heading, texts
}

func plain(text string) template.HTML { return template.HTML(template.HTMLEscapeString(text)) }
