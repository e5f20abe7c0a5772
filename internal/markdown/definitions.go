package markdown

import (
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"precept/internal/item"
)

// definitions writes a definition list. On a glossary page each term has an id and is noted with its definition.
func (p *page) definitions(n *extast.DefinitionList) {
	p.buf.WriteString("<dl>")
	var open []int // the terms that the next descriptions belong to, by their place in Facts.Terms
	names := ""
	described := true
	for c := n.FirstChild(); c != nil && !p.refused; c = c.NextSibling() {
		start := len(p.txt)
		if c.Kind() == extast.KindDefinitionTerm {
			if described {
				open, names, described = nil, "", false
			}
			text := ""
			html := p.capture(func() {
				p.noTerm++
				p.inline(c)
				p.noTerm--
			})
			text = collapse(p.txt[start:])
			p.txt = append(p.txt, '\n')
			names = strings.TrimSpace(names + " " + text)
			p.buf.WriteString("<dt")
			if p.in.Kind == item.Glossary {
				open = append(open, len(p.facts.Terms))
				p.term(c, text)
			}
			p.buf.WriteByte('>')
			p.buf.WriteString(html)
			p.buf.WriteString("</dt>")
			continue
		}
		described = true
		p.buf.WriteString("<dd>")
		before := len(p.facts.Blocks)
		p.blocks(c)
		p.facts.Blocks = p.facts.Blocks[:before]
		if p.in.KeepBlocks {
			p.keepText(straightQuotes(collapse(p.txt[start:])), max(0, childStart(c)), straightQuotes(names))
		}
		p.buf.WriteString("</dd>")
		p.define(c, open)
	}
	p.buf.WriteString("</dl>\n")
}

func childStart(n ast.Node) int {
	if c := n.FirstChild(); c != nil {
		return lineStart(c)
	}
	return n.Pos()
}

// term notes a term of a glossary and writes its id.
func (p *page) term(n ast.Node, text string) {
	from, line := p.line(n.Lines(), 0)
	pos := p.at(from, from+len(line))
	id := slug(text, "term")
	if p.termIDs == nil {
		p.termIDs = map[string]bool{}
	}
	if p.termIDs[id] {
		p.reportAt("id-duplicate", pos, "the term "+strconv.Quote(text)+" is defined twice",
			"put both definitions below one term")
	}
	p.termIDs[id] = true
	id = p.freeID(id)
	p.buf.WriteString(` id="s-`)
	escape(p.buf, []byte(id))
	p.buf.WriteByte('"')
	p.facts.Terms = append(p.facts.Terms, Definition{Term: text, ID: id, Pos: p.position(pos)})
}

// define adds what n says to the definitions of the open terms, without links.
func (p *page) define(n ast.Node, open []int) {
	if len(open) == 0 {
		return
	}
	start := len(p.txt)
	p.noTerm++
	p.noLink++
	p.silent++
	html := strings.TrimSpace(p.capture(func() {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if c.Kind() == ast.KindParagraph || c.Kind() == ast.KindTextBlock {
				p.inline(c)
				p.buf.WriteByte(' ')
				p.txt = append(p.txt, ' ')
			}
		}
	}))
	p.silent--
	p.noTerm--
	p.noLink--
	text := collapse(p.txt[start:])
	p.txt = p.txt[:start]
	for _, i := range open {
		t := &p.facts.Terms[i]
		for _, other := range open {
			if name := p.facts.Terms[other].Term; other != i && !slices.Contains(t.Also, name) {
				t.Also = append(t.Also, name)
			}
		}
		t.HTML = strings.TrimSpace(t.HTML + " " + html)
		t.Text = strings.TrimSpace(t.Text + " " + text)
	}
}
