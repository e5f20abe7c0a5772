package markdown

import (
	"strconv"

	extast "github.com/yuin/goldmark/extension/ast"
)

// footnotes writes the notes at the foot of the page. Their ids have two hyphens, which no author's id can begin with.
func (p *page) footnotes(n *extast.FootnoteList) {
	p.buf.WriteString(`<section class="footnotes" role="doc-endnotes" aria-label="Footnotes"><ol>`)
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
		`" role="doc-noteref" aria-label="Footnote ` + number + `">` + number + `</a></sup>`)
}

func (p *page) footnoteBack(n *extast.FootnoteBacklink) {
	label := "Back to where footnote " + strconv.Itoa(n.Index) + " stands"
	if n.RefCount > 1 {
		label += " (" + strconv.Itoa(n.RefIndex+1) + ")"
	}
	p.buf.WriteString(` <a href="#` + noteUse(n.Index, n.RefIndex) +
		`" role="doc-backlink" aria-label="` + label + `">↩</a>`)
}

// noteUse names the place from which a footnote is referred to.
func noteUse(index, use int) string {
	id := "s--fnref" + strconv.Itoa(index)
	if use > 0 {
		id += "-" + strconv.Itoa(use+1)
	}
	return id
}
