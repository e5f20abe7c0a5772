package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// footnote is a note as its author wrote it.
type footnote struct {
	name string
	at   int // offset of its line
	node ast.Node
}

// checkNotes reports the notes that nothing points to: goldmark leaves them out. In a record they are shown
// anyway, since nothing that a person wrote there may be lost.
func (p *page) checkNotes(doc ast.Node) {
	used := map[string]bool{}
	if list, ok := doc.LastChild().(*extast.FootnoteList); ok {
		for c := list.FirstChild(); c != nil; c = c.NextSibling() {
			used[string(c.(*extast.Footnote).Ref)] = true
		}
	}
	for _, n := range p.notes {
		if used[n.name] {
			continue
		}
		if p.record {
			p.lostText("[^" + n.name + "]:")
			p.blocks(n.node)
			continue
		}
		from := n.at + len(p.src[n.at:]) - len(bytes.TrimLeft(p.src[n.at:], " \t"))
		to := from + bytes.IndexByte(p.src[from:], ':')
		mark := excerpt("[^"+n.name+"]", 40)
		p.report(RuleSlip, from, to, "nothing points to the footnote "+mark+", so it is not on the page",
			"write "+mark+" where it belongs in the text, or delete the note")
	}
}

// lostText writes a paragraph of text that Markdown would leave out.
func (p *page) lostText(text string) {
	p.content++
	p.buf.WriteString("<p>")
	escape(p.buf, []byte(text))
	p.buf.WriteString("</p>\n")
	p.txt = append(append(p.txt, text...), '\n')
}

// footnotes writes the notes at the foot of the page. Their ids have two hyphens, which no author's id can begin with.
func (p *page) footnotes(n *extast.FootnoteList) {
	p.buf.WriteString(`<section class="footnotes" role="doc-endnotes" aria-label="` + p.in.Dict.Say("Footnotes") +
		`"><ol>`)
	for c := n.FirstChild(); c != nil && !p.refused; c = c.NextSibling() {
		number := strconv.Itoa(c.(*extast.Footnote).Index)
		p.buf.WriteString(`<li id="s--fn` + number + `">`)
		start := len(p.txt)
		p.blocks(c)
		p.keepBlock(start, c.Pos())
		p.buf.WriteString("</li>")
	}
	p.buf.WriteString("</ol></section>\n")
}

func (p *page) footnoteLink(n *extast.FootnoteLink) {
	if p.noLink > 0 {
		return
	}
	number := strconv.Itoa(n.Index)
	p.buf.WriteString(`<sup><a href="#s--fn` + number + `" id="` + noteUse(n.Index, n.RefIndex) +
		`" role="doc-noteref" aria-label="` + p.in.Dict.Say("Footnote {1}", number) + `">` + number + `</a></sup>`)
}

func (p *page) footnoteBack(n *extast.FootnoteBacklink) {
	label := p.in.Dict.Say("Back to where footnote {1} is", n.Index)
	if n.RefCount > 1 {
		label += " (" + strconv.Itoa(n.RefIndex+1) + ")"
	}
	p.buf.WriteString(` <a href="#` + noteUse(n.Index, n.RefIndex) +
		`" role="doc-backlink" aria-label="` + label + `">↩</a>`)
}

// footnoteBacks writes the ways back from a note that does not end in a paragraph, from n on. It gives the last.
func (p *page) footnoteBacks(n ast.Node) ast.Node {
	p.buf.WriteString("<p>")
	for {
		p.footnoteBack(n.(*extast.FootnoteBacklink))
		next := n.NextSibling()
		if next == nil || next.Kind() != extast.KindFootnoteBacklink {
			break
		}
		n = next
	}
	p.buf.WriteString("</p>\n")
	return n
}

// noteUse names the place from which a footnote is referred to.
func noteUse(index, use int) string {
	id := "s--fnref" + strconv.Itoa(index)
	if use > 0 {
		id += "-" + strconv.Itoa(use+1)
	}
	return id
}
