package help

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"precept/internal/item"
)

// engine reads the topics and writes them as HTML. They are ours, in plain Markdown with tables; pages of a toolkit are
// read by package markdown, which knows items and refuses what a toolkit must not hold.
func engine() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(code{}, 100))),
	)
}

func parse(source []byte) ast.Node { return engine().Parser().Parse(text.NewReader(source)) }

// inside is the topic as HTML, for the inside of a page.
func (t *Topic) inside() (string, error) {
	var b bytes.Buffer
	if err := engine().Renderer().Render(&b, t.source, t.tree); err != nil {
		return "", fmt.Errorf("writing the topic %s: %w", t.Name, err)
	}
	return tables.Replace(b.String()), nil
}

// tables lets a wide table scroll by itself, by keyboard too.
var tables = strings.NewReplacer("<table>", `<div class="scroll" role="group" tabindex="0" aria-label="Table"><table>`,
	"</table>", "</table></div>", "<th>", `<th scope="col">`)

// unescape takes the backslashes away that keep signs from being read as Markdown.
var unescape = strings.NewReplacer(pairs(func(sign string) (from, to string) { return `\` + sign, sign })...)

// escape puts them there.
var escape = strings.NewReplacer(pairs(func(sign string) (from, to string) { return sign, `\` + sign })...)

// pairs makes the pairs of a replacer from the signs that have a meaning in Markdown.
func pairs(pair func(sign string) (from, to string)) []string {
	var list []string
	for _, sign := range []string{`\`, "|", "*", "_", "[", "]", "<", "`", "#"} {
		from, to := pair(sign)
		list = append(list, from, to)
	}
	return list
}

// words is the plain text of a block and all that is in it.
func words(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walk itself cannot fail
		if !entering {
			if n.Type() == ast.TypeBlock {
				b.WriteByte(' ')
			}
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan:
			b.WriteString(span(n, source))
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			b.WriteString(unescape.Replace(string(n.Segment.Value(source))))
			if n.SoftLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.FencedCodeBlock:
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				b.Write(line.Value(source))
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// span is the text of a code span. In a table a bar has a backslash before it.
func span(n *ast.CodeSpan, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c, ok := c.(*ast.Text); ok {
			b.Write(c.Segment.Value(source))
		}
	}
	return strings.ReplaceAll(b.String(), `\|`, "|")
}

// An example is a fenced block whose info says, after the language, where it belongs: the path of a whole file, or the
// kind of page that it is part of. The tests put every example into a project and build it.
//
//	```markdown content/2026.1/forms/first-meeting.md
//	```markdown form

// place is what the info of a fenced block says after the language; "" if the block is not an example.
func place(n *ast.FencedCodeBlock, source []byte) string {
	if n.Info == nil {
		return ""
	}
	_, after, _ := strings.Cut(string(n.Info.Segment.Value(source)), " ")
	return after
}

// caption says where an example belongs.
func caption(n *ast.FencedCodeBlock, source []byte) string {
	at := place(n, source)
	if at == "" || strings.ContainsAny(at, "/.") {
		return at
	}
	if item.Kind(at) == item.Page {
		return "On any page"
	}
	return "On a page with kind: " + at
}

// code writes fenced blocks: above an example is the file that it belongs to.
type code struct{}

// RegisterFuncs is goldmark's way to take a renderer in.
func (c code) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, c.write)
}

func (code) write(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.FencedCodeBlock)
	about := caption(n, source)
	if about != "" {
		fmt.Fprintf(w, `<figure><figcaption class="note">%s</figcaption>`, html.EscapeString(about))
	}
	w.WriteString(`<pre tabindex="0"><code>`)
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		w.WriteString(html.EscapeString(string(line.Value(source))))
	}
	w.WriteString("</code></pre>")
	if about != "" {
		w.WriteString("</figure>")
	}
	w.WriteByte('\n')
	return ast.WalkContinue, nil
}
