package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"precept/internal/item"
)

// citeAll notes which definitions links and pictures use.
func (p *page) citeAll(doc ast.Node) {
	if !bytes.Contains(p.src, []byte("]:")) {
		return
	}
	p.cited = map[string]bool{}
	cite := func(ref *ast.ReferenceLink) {
		if ref != nil {
			p.cited[util.ToLinkReference(ref.Value)] = true
		}
	}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Link:
			cite(n.Reference)
		case *ast.Image:
			cite(n.Reference)
		}
		return ast.WalkContinue, nil
	})
}

// wholeLine gives the line that begins at an offset, without the spaces at its ends.
func (p *page) wholeLine(at int) string {
	line, _, _ := bytes.Cut(p.src[max(0, at):], []byte("\n"))
	return strings.TrimSpace(string(line))
}

// checkDefinitions reports link definitions that no link uses: such a line is not on the page at all, and most often it
// was meant as text, or as an item.
func (p *page) checkDefinitions(doc ast.Node) {
	if p.record {
		return
	}
	for _, n := range p.defined {
		label := string(n.Label)
		from := max(0, n.Pos())
		from += len(p.src[from:]) - len(bytes.TrimLeft(p.src[from:], " \t"))
		to := from + len(label) + 2
		switch {
		case p.cited[util.ToLinkReference(n.Label)]:
		case p.parser.grammar.IsWord(label) && strings.TrimSpace(label) != "":
			p.report(item.RuleSyntax, from, to, "a link definition has the name of the marker ["+label+"]",
				"give the link another name; an item has no colon after its marker")
		case strings.TrimSpace(label) == "":
		default:
			words := excerpt(label, 40)
			p.report(RuleSlip, from, to,
				"this line defines the link ["+words+"], which no link uses, so it is not on the page",
				"for text, write **"+words+":** and the words; for a link, write [words]["+words+"] where it is "+
					"meant, or delete the line")
		}
	}
}

// isDefined reports whether the page has a link definition of this name, which may be further down.
func (p *page) isDefined(name string) bool {
	if p.names == nil {
		p.names = map[string]bool{}
		for line := range bytes.Lines(p.src) {
			line = bytes.TrimLeft(line, " ")
			if end := bytes.Index(line, []byte("]:")); end > 1 && line[0] == '[' {
				p.names[util.ToLinkReference(line[1:end])] = true
			}
		}
	}
	return p.names[util.ToLinkReference([]byte(name))]
}
