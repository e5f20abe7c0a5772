package toolkit

import (
	"bytes"
	"slices"

	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/source"
)

// pageKind is what a kind of page means to a version: its own keys of front matter, how its items become HTML, and what
// is made of them. Its items themselves are in item/kinds.go; how its pages are laid out is decided in plan.
type pageKind struct {
	name item.Kind
	keys []source.Key // of its front matter, as well as pageKeys

	head  func(l *load, v *Version, p *Page, values source.Values) // keeps what the front matter says
	write markdown.ItemWriter
	model func(l *load, v *Version, p *Page) // makes what the items mean, once all pages are read
	early bool                               // forms show what is made, so it is made before they are read

	first      bool // other pages are read with what this kind holds, so it is read before them
	portfolios bool // portfolios are made from it
	whole      bool // its page shows what the version makes of it, not only its own text
}

// kinds is the list of page kinds, in the order of item.Kinds.
var kinds = []pageKind{
	{name: item.Page},
	{name: item.Form, keys: formKeys, head: (*load).formHead, write: writeFields, model: (*load).addForm,
		portfolios: true},
	{name: item.Timeline, keys: timelineKeys, head: (*load).timelineHead, write: writeMilestones,
		model: (*load).programme, portfolios: true, whole: true},
	{name: item.Competencies, keys: competencyKeys, write: writePlain, model: (*load).competencies, early: true,
		portfolios: true},
	{name: item.Standards, write: writePlain, model: (*load).standards, portfolios: true},
	{name: item.Glossary, first: true},
	{name: item.Requirements, write: writePlain, first: true},
}

// kind gives the row of a kind; a plain page's for one that is not in the list.
func kind(name item.Kind) *pageKind {
	for i := range kinds {
		if kinds[i].name == name {
			return &kinds[i]
		}
	}
	return &kinds[0]
}

// InPortfolios reports whether portfolios are made from what the page holds.
func (p *Page) InPortfolios() bool { return kind(p.Kind).portfolios }

// PageSchema is the front matter of a page of this kind.
func PageSchema(name item.Kind) source.Schema {
	return source.Schema{Name: string(name), Title: "Front matter of a page of kind " + string(name),
		Keys: slices.Concat(pageKeys, kind(name).keys)}
}

// kindWords lists the kinds of page as front matter names them.
func kindWords() []string {
	var words []string
	for _, name := range item.Kinds() {
		words = append(words, string(name))
	}
	return words
}

// Grammar is the grammar of a toolkit's pages.
func Grammar() *item.Grammar { return item.NewGrammar(form.Markers()) }

// NewParser makes the parser of a toolkit's pages. minify is given each finished body; nil leaves bodies as they are.
func NewParser(minify func([]byte) ([]byte, error)) *markdown.Parser {
	writers := map[item.Kind]markdown.ItemWriter{}
	for _, k := range kinds {
		if k.write != nil {
			writers[k.name] = k.write
		}
	}
	return markdown.New(Grammar(), writers, minify)
}

// writeFields writes the fields of a form.
func writeFields(w *bytes.Buffer, in markdown.Input, list []*item.Item) {
	form.WriteHTML(w, list, in.Dict.Words, func(id string) string {
		if title := in.Dict.Lanes[id]; title != "" {
			return title
		}
		return form.Lane(id)
	}, rows(in.Dict))
}

// rows are the competencies of the version as a table on a form has them.
func rows(dict *markdown.Dictionary) []form.Row {
	var list []form.Row
	for _, r := range dict.Rows {
		list = append(list, form.Row{ID: r.ID, Label: r.Label, LabelHTML: r.LabelHTML, Group: r.Group, Level: r.Level,
			When: r.When, Was: r.Was})
	}
	return list
}
