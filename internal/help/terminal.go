package help

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// width is how many characters a line of text has in a terminal.
const width = 80

// Text is the topic as plain text for a terminal: wrapped, with code and examples indented.
func (t *Topic) Text() string {
	w := writer{source: t.source}
	w.blocks(t.tree, "")
	return strings.TrimRight(w.out.String(), "\n") + "\n"
}

// writer writes blocks as text, with an empty line between them.
type writer struct {
	source []byte
	out    strings.Builder
}

func (w *writer) blocks(parent ast.Node, indent string) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n, indent)
	}
}

func (w *writer) block(node ast.Node, indent string) {
	switch n := node.(type) {
	case *ast.Heading:
		text := w.inline(n)
		w.out.WriteString(text + "\n")
		if n.Level <= 2 {
			line := map[int]string{1: "=", 2: "-"}[n.Level]
			w.out.WriteString(strings.Repeat(line, utf8.RuneCountInString(text)) + "\n")
		}
		w.out.WriteByte('\n')
	case *ast.FencedCodeBlock:
		if about := caption(n, w.source); about != "" {
			w.out.WriteString(indent + about + ":\n\n")
		}
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			w.out.WriteString(strings.TrimRight(indent+"    "+string(line.Value(w.source)), " \n") + "\n")
		}
		w.out.WriteByte('\n')
	case *ast.List:
		w.list(n, indent)
	case *extast.Table:
		w.table(n, indent)
	case *ast.Paragraph, *ast.TextBlock:
		w.wrap(w.inline(n), indent, indent)
		w.gap()
	default:
		w.blocks(n, indent)
	}
}

// gap leaves one empty line.
func (w *writer) gap() {
	if !strings.HasSuffix(w.out.String(), "\n\n") {
		w.out.WriteByte('\n')
	}
}

func (w *writer) list(n *ast.List, indent string) {
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "- "
		if n.IsOrdered() {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		inner := indent + strings.Repeat(" ", len(mark))
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if c == item.FirstChild() {
				w.wrap(w.inline(c), indent+mark, inner)
				continue
			}
			w.block(c, inner)
		}
	}
	w.gap()
}

// table writes each row as a short paragraph: the first cell, and below it the others in one line of text.
func (w *writer) table(n *extast.Table, indent string) {
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == extast.KindTableHeader {
			continue
		}
		var cells []string
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			if text := w.inline(c); text != "" {
				cells = append(cells, text)
			}
		}
		w.wrap(cells[0], indent+"  ", indent+"  ")
		w.wrap(strings.Join(cells[1:], "; "), indent+"      ", indent+"      ")
	}
	w.out.WriteByte('\n')
}

// wrap writes text with one beginning for its first line and another for those after it. Words between backticks stay
// together.
func (w *writer) wrap(text, first, next string) {
	line, empty := first, true
	for _, word := range unbroken(text) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			w.out.WriteString(line + "\n")
			line, empty = next, true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	if !empty {
		w.out.WriteString(line + "\n")
	}
}

// unbroken splits a text at its spaces, except at those between backticks where the text there is short.
func unbroken(text string) []string {
	var list []string
	open := false
	for _, word := range strings.Fields(text) {
		if open && utf8.RuneCountInString(list[len(list)-1])+len(word) < width/2 {
			list[len(list)-1] += " " + word
		} else {
			list = append(list, word)
		}
		if strings.Count(word, "`")%2 == 1 {
			open = !open
		}
	}
	return list
}

// inline is the text of a block. A link to another topic says how to read it.
func (w *writer) inline(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.WriteString(unescape.Replace(string(c.Segment.Value(w.source))))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.CodeSpan:
			b.WriteString("`" + span(c, w.source) + "`")
		case *ast.Link:
			b.WriteString(w.inline(c))
			topic, _, _ := strings.Cut(string(c.Destination), "#")
			if topic != "" && topic != "rules" && !strings.Contains(topic, ":") {
				b.WriteString(" (precept help " + topic + ")")
			}
		case *ast.String:
			b.Write(c.Value)
		default:
			b.WriteString(w.inline(c))
		}
	}
	return b.String()
}
