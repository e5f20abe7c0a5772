package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// inline writes the inline content of a block.
func (p *page) inline(parent ast.Node) {
	for c := parent.FirstChild(); c != nil && p.buf.Len() <= p.maxHTML; {
		switch n := c.(type) {
		case *ast.Text, *ast.String:
			c = p.textRun(c)
			continue
		case *ast.Emphasis:
			tag := "em>"
			if n.Level == 2 {
				tag = "strong>"
			}
			p.wrap(tag, n)
		case *extast.Strikethrough:
			p.wrap("del>", n)
		case *ast.CodeSpan:
			p.codeSpan(n)
		case *ast.Link:
			p.link(n)
		case *ast.AutoLink:
			p.autoLink(n)
		case *ast.Image:
			p.image(n)
		case *ast.RawHTML:
			if n.Segments.Len() > 0 {
				s := n.Segments.At(0)
				if p.cellsOpen > 0 && isBreak(p.src[s.Start:s.Stop]) {
					p.buf.WriteString("<br>")
					p.txt = append(p.txt, '\n')
					break
				}
				p.rawHTML(s.Start, s.Stop, bytes.HasPrefix(p.src[s.Start:s.Stop], []byte("<!--")))
			}
		case *extast.FootnoteLink:
			p.footnoteLink(n)
		case *extast.FootnoteBacklink:
			p.footnoteBack(n)
		}
		c = c.NextSibling()
	}
}

func (p *page) wrap(tag string, n ast.Node) {
	p.buf.WriteByte('<')
	p.buf.WriteString(tag)
	p.inline(n)
	p.buf.WriteString("</")
	p.buf.WriteString(tag)
}

// textRun writes the text that begins at node, across soft line ends, so that a term is found where its words are on
// two lines. It gives the first node that is not text.
func (p *page) textRun(node ast.Node) ast.Node {
	start := len(p.txt)
	from, to := len(p.src), 0
	defer func() {
		if from < to {
			p.lint(from, to)
		}
	}()
	for node != nil {
		switch n := node.(type) {
		case *ast.Text:
			s := n.Segment
			from, to = min(from, s.Start), max(to, s.Stop)
			if s.Padding != 0 || s.ForceNewline {
				p.txt = appendText(p.txt, s.Value(p.src))
			} else if n.IsRaw() {
				p.txt = appendRaw(p.txt, p.src[s.Start:s.Stop])
			} else {
				p.txt = appendText(p.txt, p.src[s.Start:s.Stop])
			}
			if n.HardLineBreak() {
				p.write(p.txt[start:])
				p.buf.WriteString("<br>")
				p.txt = append(p.txt, '\n')
				start = len(p.txt)
			} else if n.SoftLineBreak() {
				p.txt = append(p.txt, '\n')
			}
		case *ast.String:
			p.txt = appendRaw(p.txt, n.Value)
		default:
			p.write(p.txt[start:])
			return node
		}
		node = node.NextSibling()
	}
	p.write(p.txt[start:])
	return nil
}

func (p *page) write(text []byte) {
	if p.noTerm == 0 {
		p.terms(text)
	} else {
		escape(p.buf, text)
	}
}

func (p *page) codeSpan(n *ast.CodeSpan) {
	start := len(p.txt)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			p.txt = appendRaw(p.txt, t.Segment.Value(p.src))
		}
	}
	for i, c := range p.txt[start:] {
		if c == '\n' {
			p.txt[start+i] = ' '
		}
	}
	if p.codes != nil {
		*p.codes = append(*p.codes, string(p.txt[start:]))
	}
	p.buf.WriteString("<code>")
	escape(p.buf, p.txt[start:])
	p.buf.WriteString("</code>")
}
