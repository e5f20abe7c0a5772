package markdown

import (
	"bytes"
	"cmp"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"

	"precept/internal/item"
)

// itemList gathers the items of a list and hands them to the writer of the page's kind.
func (p *page) itemList(n *ast.List) {
	list := p.gather(n, nil)
	if p.refused {
		return
	}
	for _, it := range list {
		if it.Marker != item.Plain {
			p.facts.Items = append(p.facts.Items, it)
			it.Number = len(p.facts.Items)
		}
	}
	if write := p.parser.writers[p.in.Kind]; write != nil {
		write(p.buf, p.in, list)
		return
	}
	writePlain(p.buf, list)
}

// gather makes the items of one list; table is the item whose columns and rows they are, or nil.
func (p *page) gather(n *ast.List, table *item.Item) []*item.Item {
	var list []*item.Item
	quadrant, visibility := false, ""
	if len(p.heads) > 0 {
		quadrant = p.facts.Headings[p.heads[len(p.heads)-1]].Has("quadrant")
	}
	for _, i := range p.heads {
		visibility = cmp.Or(p.facts.Headings[i].Get("visibility"), visibility)
	}
	var above *item.Item // the last table, and how far its line is indented
	indent, reported := 0, false
	for c := n.FirstChild(); c != nil && !p.refused; c = c.NextSibling() {
		li := c.(*ast.ListItem)
		pe := p.items[li]
		if pe != nil && above != nil && p.indent(pe) > indent {
			if !reported {
				reported = true
				p.outdented(pe, indent)
			}
			above.Children = append(above.Children, p.makeItem(li, above))
			continue
		}
		it := p.makeItem(li, table)
		above, reported = nil, false
		if pe != nil && it.Marker == "table" && table == nil {
			above, indent = it, p.indent(pe)
		}
		it.Quadrant, it.Visibility = quadrant, visibility
		it.Heads = append([]int(nil), p.heads...)
		list = append(list, it)
	}
	return list
}

// indent counts the spaces before the dash of an item.
func (p *page) indent(pe *pending) int {
	begin := bytes.LastIndexByte(p.src[:pe.label[0]], '\n') + 1
	return len(p.src[begin:]) - len(bytes.TrimLeft(p.src[begin:], " "))
}

// outdented reports a column of a table that lacks a space before its dash, so that Markdown takes it and those below
// it for fields of their own. They count as columns: what else is wrong with them is not a second fault.
func (p *page) outdented(pe *pending, indent int) {
	begin := bytes.LastIndexByte(p.src[:pe.label[0]], '\n') + 1
	dash := begin + p.indent(pe)
	p.report(item.RuleSyntax, begin, dash+1,
		"the dash is neither in line with the dash of the table above nor indented far enough for a column",
		"for a column, indent it two spaces more than the table; for a field of its own, as much as the table")
	p.fix(begin, dash, strings.Repeat(" ", indent+2))
}

// makeItem makes one item of a list: its label, what is nested under it, and for a table its columns and rows.
func (p *page) makeItem(li *ast.ListItem, table *item.Item) *item.Item {
	it := &item.Item{Marker: item.Plain}
	pe := p.items[li]
	if pe != nil {
		it = pe.item
	}
	p.checkPlace(it, li, table)

	start := len(p.txt)
	c := li.FirstChild()
	if c != nil && (c.Kind() == ast.KindParagraph || c.Kind() == ast.KindTextBlock) {
		p.label(it, c, pe != nil)
		c = c.NextSibling()
	} else if pe == nil && c == nil {
		return it
	}
	if pe != nil {
		if !visible(strings.Trim(it.Label, "*_~` ")) {
			p.reportAt("item-text", it.Start, "the item has no text", "write a label after the marker")
		}
		p.keepBlock(start, max(0, li.Pos()))
		for _, o := range it.Options {
			p.txt = append(append(p.txt, o...), '\n')
		}
		if p.in.Kind == item.Requirements {
			p.codes = &it.Patterns
		}
	}
	help := len(p.txt)
	nested := p.help(it, c, pe != nil)
	for _, l := range nested {
		children := p.gather(l, it)
		if it.Marker == "table" && table == nil {
			it.Children = append(it.Children, children...)
		}
	}
	if len(p.txt) > help || pe == nil {
		p.keepBlock(start, max(0, li.Pos()))
	}
	return it
}

// label writes the label of a list item. A marked item has no links in its label: they would take the click from its
// field.
func (p *page) label(it *item.Item, label ast.Node, marked bool) {
	start := len(p.txt)
	it.LabelHTML = p.capture(func() {
		if marked {
			p.noLink++
			p.noTerm++
		}
		p.inline(label)
		if marked {
			p.noLink--
			p.noTerm--
		}
	})
	it.Label = collapse(p.txt[start:])
	p.txt = append(p.txt, '\n')
	p.noteSays(label.Lines(), start)
}

// help writes what is nested below a label, from c on. It leaves out and gives back the lists of a marked item that
// hold items themselves.
func (p *page) help(it *item.Item, c ast.Node, marked bool) (nested []*ast.List) {
	it.HelpHTML = strings.TrimSpace(p.capture(func() {
		for ; c != nil && !p.refused; c = c.NextSibling() {
			if l, ok := c.(*ast.List); ok && marked && p.holdsItems(l) {
				nested = append(nested, l)
				continue
			}
			p.block(c)
		}
	}))
	p.codes = nil
	return nested
}

func (p *page) holdsItems(l *ast.List) bool {
	for c := l.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := p.items[c.(*ast.ListItem)]; ok {
			return true
		}
	}
	return false
}

// checkPlace reports an item that is where it means nothing.
func (p *page) checkPlace(it *item.Item, li *ast.ListItem, parent *item.Item) {
	at := it.Start
	switch {
	case parent == nil:
		if it.Marker == "row" {
			p.reportAt(item.RulePlace, at, "a [row] belongs to a table", "indent it below a [table] item")
		}
	case it.Marker == item.Plain:
		if p.badMarkers[li] {
			return
		}
		from := max(0, li.Pos())
		p.report(item.RuleSyntax, from, from+1, "this list item is among items, but has no marker",
			"give it a marker, or put it below the items, after an empty line")
	case parent.Marker == "row":
		p.reportAt(item.RulePlace, at, "a row of a table cannot hold items",
			"move it one level out: the columns of a table are beside its rows")
	case parent.Marker != "table" && p.tabbed(li):
		p.reportAt(item.RulePlace, at, "a tab before the dash puts this item inside the one above",
			"write spaces instead of the tab, as many as the item above has")
	case parent.Marker != "table":
		p.reportAt(item.RulePlace, at, "an item cannot be in another item, except for the columns and rows of a table",
			"move it one level out")
	case it.Marker == "table" || it.Marker == "sign":
		p.reportAt(item.RulePlace, at, "a column of a table cannot be a ["+it.Marker+"]", "move it out of the table")
	}
}

// tabbed reports whether there is a tab before the dash of a list item.
func (p *page) tabbed(li *ast.ListItem) bool {
	pe := p.items[li]
	if pe == nil {
		return false
	}
	begin := bytes.LastIndexByte(p.src[:pe.label[0]], '\n') + 1
	line := p.src[begin:pe.label[0]]
	return bytes.IndexByte(line[:max(0, bytes.IndexAny(line, "-*+0123456789"))], '\t') >= 0
}

// writePlain writes items as lists, for kinds of page that have no writer.
func writePlain(w *bytes.Buffer, list []*item.Item) {
	w.WriteString("<ul>")
	for _, it := range list {
		w.WriteString("<li")
		if it.ID != "" {
			w.WriteString(` id="s-` + html.EscapeString(it.ID) + `"`)
		}
		w.WriteByte('>')
		w.WriteString(it.LabelHTML)
		w.WriteString(it.HelpHTML)
		if len(it.Children) > 0 {
			writePlain(w, it.Children)
		}
		w.WriteString("</li>")
	}
	w.WriteString("</ul>\n")
}
