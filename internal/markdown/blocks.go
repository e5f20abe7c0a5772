package markdown

import (
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"precept/internal/item"
)

// document walks the whole page once. Each block is checked, noted in the facts and written as HTML.
func (p *page) document(doc ast.Node) {
	for _, l := range p.trailing {
		if !l.onHeading {
			p.onlySays(l.attrs, "a paragraph")
		}
	}
	p.citeAll(doc)
	p.blocks(doc)
	if p.tooLong(doc) {
		return
	}
	p.checkNotes(doc)
	p.checkDefinitions(doc)
	p.nameHeadings()
	p.vocabulary()
	// what stays in memory has no spare capacity
	p.facts.Headings, p.roomHeadings = trimmed(p.facts.Headings)
	p.facts.Links, p.roomLinks = trimmed(p.facts.Links)
	p.finishHeadings()
	if p.in.Dict != nil {
		for i, t := range p.in.Dict.Terms {
			if p.used[i>>6]&(1<<(i&63)) != 0 {
				p.facts.Used = append(p.facts.Used, t.Key)
			}
		}
		slices.Sort(p.facts.Used)
		p.facts.Used = slices.Compact(p.facts.Used)
	}
}

// trimmed copies a list to one without spare capacity. It gives the emptied list back too, to be used again.
func trimmed[T any](gathered []T) (list, room []T) {
	if len(gathered) > 0 {
		list = append(make([]T, 0, len(gathered)), gathered...)
	}
	clear(gathered)
	return list, gathered[:0]
}

func (p *page) blocks(parent ast.Node) {
	for c := parent.FirstChild(); c != nil && !p.refused; c = c.NextSibling() {
		if c.Kind() == extast.KindFootnoteBacklink {
			c = p.footnoteBacks(c)
			continue
		}
		p.block(c)
	}
}

func (p *page) block(node ast.Node) {
	if p.tooLong(node) {
		return
	}
	switch n := node.(type) {
	case *ast.Paragraph:
		p.content++
		p.buf.WriteString("<p>")
		p.leaf(n)
		p.buf.WriteString("</p>\n")
	case *ast.TextBlock:
		p.content++
		p.leaf(n)
		if n.NextSibling() != nil {
			p.buf.WriteByte('\n')
		}
	case *ast.Heading:
		p.heading(n)
	case *ast.List:
		p.content++
		p.list(n)
	case *ast.Blockquote:
		p.content++
		if b := p.boxes[n]; b != nil {
			p.box(n, b)
			return
		}
		start := len(p.txt)
		p.buf.WriteString("<blockquote>")
		p.blocks(n)
		p.buf.WriteString("</blockquote>\n")
		p.keepBlock(start, n.Pos())
	case *ast.FencedCodeBlock:
		p.lintFence(n)
		p.code(n, n.Language(p.src))
	case *ast.CodeBlock:
		p.code(n, nil)
	case *ast.HTMLBlock:
		p.htmlBlock(n)
	case *ast.ThematicBreak:
		p.buf.WriteString("<hr>\n")
	case *extast.Table:
		p.content++
		p.table(n)
	case *extast.DefinitionList:
		p.content++
		p.definitions(n)
	case *extast.FootnoteList:
		p.footnotes(n)
	case *ast.LinkReferenceDefinition: // what is wrong with them is known when the whole page has been read
		p.defined = append(p.defined, n)
		if p.record && !p.cited[util.ToLinkReference(n.Label)] {
			p.lostText(p.wholeLine(n.Pos()))
		}
	}
}

// tooLong refuses a page whose HTML is far longer than its Markdown, and says from where on.
func (p *page) tooLong(node ast.Node) bool {
	if p.buf.Len() > p.maxHTML {
		at := max(0, node.Pos())
		p.refuse("block-large", at, at+1, "by this line the page is more than twenty times as long as its Markdown",
			"repeat long links and footnotes less often")
	}
	return p.refused
}

// leaf writes the inline content of a paragraph and notes it as a block.
func (p *page) leaf(n ast.Node) {
	start := len(p.txt)
	p.inline(n)
	p.txt = append(p.txt, '\n')
	p.noteSays(n.Lines(), start)
	if n.Parent().Kind() != ast.KindListItem || n.Parent().FirstChild() != n {
		p.keepBlock(start, lineStart(n))
	}
}

// lineStart gives the offset at which a block of lines begins, or -1.
func lineStart(n ast.Node) int {
	if l := n.Lines(); l != nil && l.Len() > 0 {
		return l.At(0).Start
	}
	return n.Pos()
}

func (p *page) code(n ast.Node, language []byte) {
	p.content++
	p.buf.WriteString(`<pre tabindex="0"><code`)
	if name := item.PlainID(string(language)); name != "" {
		p.buf.WriteString(` class="language-` + name + `"`)
	}
	p.buf.WriteByte('>')
	start := len(p.txt)
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		p.txt = appendRaw(p.txt, s.Value(p.src))
	}
	escape(p.buf, p.txt[start:])
	p.txt = append(p.txt, '\n')
	p.buf.WriteString("</code></pre>\n")
}

// htmlBlock reports raw HTML or a comment; nothing of it is published.
func (p *page) htmlBlock(n *ast.HTMLBlock) {
	from := max(0, n.Pos())
	to := len(p.src)
	if l := n.Lines(); l.Len() > 0 {
		from, _ = p.line(l, 0)
		to = l.At(0).Stop
	}
	p.rawHTML(from, to, n.HTMLBlockType == ast.HTMLBlockType2)
}

func (p *page) rawHTML(from, to int, comment bool) {
	if comment {
		p.report("html-comment", from, to,
			"an HTML comment is left out of the page, but everybody can read it in the file",
			"delete it, or keep the note outside the project")
		return
	}
	if p.closesTag(p.src[from:to]) {
		return // the tag that it closes has the finding
	}
	p.report("raw-html", from, to, "HTML is not published", htmlHelp(p.src[from:to]))
	if ends := to == len(p.src) || p.src[to] == '\n'; ends && isBreak(p.src[from:to]) {
		p.fix(from, to, `\`)
	}
}

// keep notes the text from start on as a block.
func (p *page) keepBlock(start, at int) {
	if p.in.KeepBlocks {
		p.keepText(straightQuotes(collapse(p.txt[start:])), at)
	}
}

func (p *page) keepText(text string, at int, heads ...string) {
	if text == "" {
		return
	}
	b := Block{Text: text, Line: p.at(at, at).Line}
	var parts []string
	for _, h := range p.heads {
		parts = append(parts, shorten(p.facts.Headings[h].Text, 300))
	}
	b.Heads = straightQuotes(strings.Join(append(parts, heads...), " "))
	if p.spare -= len(b.Heads) + len(b.Text); p.spare < 0 {
		b.Heads = ""
	}
	p.facts.Blocks = append(p.facts.Blocks, b)
}

// list writes a plain list, or hands a list with items in it to the writer of items.
func (p *page) list(n *ast.List) {
	if p.items != nil {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if _, ok := p.items[c.(*ast.ListItem)]; ok {
				p.itemList(n)
				return
			}
		}
	}
	tag := "ul>\n"
	if n.IsOrdered() {
		tag = "ol>\n"
	}
	p.buf.WriteByte('<')
	if n.IsOrdered() && n.Start != 1 {
		p.buf.WriteString(`ol start="`)
		p.buf.WriteString(strconv.Itoa(n.Start))
		p.buf.WriteString("\">\n")
	} else {
		p.buf.WriteString(tag)
	}
	for c := n.FirstChild(); c != nil && !p.refused; c = c.NextSibling() {
		start := len(p.txt)
		p.buf.WriteString("<li>")
		p.blocks(c)
		p.buf.WriteString("</li>\n")
		p.keepBlock(start, c.Pos())
	}
	p.buf.WriteString("</")
	p.buf.WriteString(tag)
}
