package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"precept/internal/item"
)

// grammar takes markers and attributes out of paragraphs before they are read as inline Markdown.
type grammar struct{}

// trailing are the attributes at the end of a paragraph.
type trailing struct {
	key       int
	attrs     item.Attributes
	onHeading bool // the paragraph became a heading
}

// Transform reads the marker at the start of a list item and the attributes at the end of any paragraph.
func (grammar) Transform(node *ast.Paragraph, _ text.Reader, pc parser.Context) {
	p, lines := pageOf(pc), node.Lines()
	if p.refused {
		lines.SetSliced(0, 0)
		return
	}
	n := lines.Len()
	if head := rowsOf(lines, p.src); head > 0 {
		for i := head - 1; i < n; i++ {
			p.admit(lines, i, i+1)
		}
		n = head - 1
	}
	p.admit(lines, 0, n)
	if p.refused {
		lines.SetSliced(0, 0)
		return
	}
	if p.record || n == 0 {
		return
	}
	li, first := node.Parent().(*ast.ListItem)
	first = first && li.FirstChild() == ast.Node(node)
	if p.readBox(node, lines) {
		return
	}
	n = min(n, lines.Len())
	p.lintLines(node, lines, n, first)
	reported := p.reports
	for i := range n {
		// the first line of a list item is read as an item below, unless there is a second dash before the bracket
		if from, line := p.line(lines, i); len(line) > 0 && (i > 0 || !first || line[0] != '[') {
			if p.lintItem(node, from, line) && i > 0 && first && n == lines.Len() {
				lines.SetSliced(0, i) // what is above is an item of its own, whose attributes end it
				n = i
				break
			}
		}
	}
	var it *pending
	if first {
		it = p.marker(li, lines)
	}
	failed := p.reports > reported && it == nil
	reported = p.reports
	attrs, from := p.takeAttributes(lines, n-1, n == lines.Len())
	switch {
	case it != nil:
		p.finishItem(it, lines, n, attrs, from, p.reports > reported)
	case it == nil && !failed && p.straySays(lines, n):
	case from >= 0 && !failed: // the attributes of what failed to be an item are not a second fault
		p.addSays(lines, attrs, from)
		p.trailing = append(p.trailing, trailing{key: p.key(lines), attrs: attrs})
	}
	if it != nil || from >= 0 {
		p.dropEmptyLines(lines)
	}
}

// straySays reports a {says=…} mark in the middle of a paragraph, where it has no effect.
func (p *page) straySays(lines *text.Segments, n int) bool {
	for i := range min(n, lines.Len()) {
		from, line := p.line(lines, i)
		a, b := item.StrayAttributes(string(line))
		if a < 0 || !bytes.Contains(line[a:b], []byte("says=")) {
			continue
		}
		p.report(item.RuleAttribute, from+a, from+b,
			"this mark is in the middle of the paragraph, where it has no effect", "put it at the end of the paragraph")
		return true
	}
	return false
}

// dropEmptyLines removes lines that have become empty: goldmark expects no empty line within a paragraph.
func (p *page) dropEmptyLines(lines *text.Segments) {
	n := 0
	for i := range lines.Len() {
		if _, line := p.line(lines, i); len(line) > 0 {
			lines.Set(n, lines.At(i))
			n++
		}
	}
	lines.SetSliced(0, max(n, min(1, lines.Len())))
}

// line gives one line of a block without the spaces at its ends, and where it begins.
func (p *page) line(lines *text.Segments, i int) (int, []byte) {
	s := lines.At(i)
	b := p.src[s.Start:s.Stop]
	trimmed := bytes.TrimLeft(b, " \t")
	return s.Start + len(b) - len(trimmed), bytes.TrimRight(trimmed, " \t\r\n")
}

// key names a block by the offset of its first character that is not a space.
func (p *page) key(lines *text.Segments) int {
	for i := range lines.Len() {
		if from, line := p.line(lines, i); len(line) > 0 {
			return from
		}
	}
	return -1
}

// takeAttributes takes the attributes from the end of line i, the last of the block unless a table follows it. It gives
// them and the offset of their brace, or -1.
func (p *page) takeAttributes(lines *text.Segments, i int, last bool) (item.Attributes, int) {
	s := lines.At(i)
	b := bytes.TrimRight(p.src[s.Start:s.Stop], " \t\r\n")
	if bytes.IndexByte(b, '{') < 0 {
		return item.Attributes{}, -1
	}
	line := string(b)
	from, _ := item.FindAttributes(line) // the scanner reports a brace that is not closed
	if from < 0 {
		return item.Attributes{}, -1
	}
	at := s.Start + from
	attrs, faults := p.parser.grammar.ScanAttributes(line[from:], func(a, b int) item.Pos { return p.at(at+a, at+b) })
	p.faults(faults)
	s.Stop = s.Start + len(strings.TrimRight(line[:from], " \t"))
	lines.Set(i, s)
	for last && lines.Len() > 1 {
		k := lines.Len() - 1
		tail := lines.At(k)
		tail = tail.TrimRightSpace(p.src)
		lines.Set(k, tail)
		if _, rest := p.line(lines, k); len(rest) > 0 {
			break
		}
		lines.SetSliced(0, k)
	}
	return attrs, at
}

// cell takes the attributes from a table cell and reports an item in it.
func (p *page) cell(cell ast.Node) {
	lines := cell.Lines()
	if p.record || lines == nil || lines.Len() == 0 {
		return
	}
	from, line := p.line(lines, 0)
	if len(line) == 0 {
		return
	}
	if line[0] == '[' {
		if end := bytes.IndexByte(line, ']'); end > 0 && p.looksLikeMarker(string(line[1:end]), line[end+1:]) {
			p.report(item.RuleSyntax, from, from+end+1, "an item cannot be in a table", "write it as a list item")
		}
	}
	if attrs, at := p.takeAttributes(lines, 0, true); at >= 0 {
		p.addSays(lines, attrs, at)
		p.onlySays(attrs, "a table cell")
	}
}

// onlySays reports all attributes except says=.
func (p *page) onlySays(attrs item.Attributes, what string) {
	if attrs.ID != "" {
		p.reportAt(item.RuleAttribute, attrs.IDPos, what+" cannot have an id", "put the id on a heading or an item")
	}
	p.faults(item.Allowed{Keys: []string{"says"}}.Check(attrs, what))
}

// heading is a block parser of headings whose attributes are read by our own scanner.
type heading struct{ parser.BlockParser }

// Close takes the attributes from the end of the heading.
func (h heading) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	h.BlockParser.Close(node, reader, pc)
	p, lines := pageOf(pc), node.Lines()
	if node.Parent() == nil || lines.Len() == 0 || !p.admit(lines, 0, lines.Len()) {
		lines.SetSliced(0, 0)
		return
	}
	if p.record {
		return
	}
	attrs, from := item.Attributes{}, -1
	for i := range p.trailing { // a heading that is underlined was a paragraph first
		if p.trailing[i].key == p.key(lines) {
			attrs, from = p.trailing[i].attrs, 0
			p.trailing[i].onHeading = true
		}
	}
	if from < 0 {
		attrs, from = p.takeAttributes(lines, lines.Len()-1, true)
	}
	if from >= 0 {
		if p.headings == nil {
			p.headings = map[*ast.Heading]item.Attributes{}
		}
		p.faults(p.parser.grammar.HeadingAttributes(p.in.Kind).Check(attrs, "a heading"))
		p.claimHeadingID(&attrs, node.(*ast.Heading).Level)
		p.headings[node.(*ast.Heading)] = attrs
	}
	for i := range lines.Len() {
		from, line := p.line(lines, i)
		p.lintHeadingList(from, line)
		if a, b := item.StrayAttributes(string(line)); a >= 0 {
			p.report(item.RuleAttribute, from+a, from+b, "there are braces in the middle of the heading",
				"put the attributes at its end")
		}
	}
}

// claimHeadingID notes the id of a heading. An id that is taken is reported and removed. Headings of the third level of
// a timeline name a lane, which every phase has.
func (p *page) claimHeadingID(attrs *item.Attributes, level int) {
	lane := p.in.Kind == item.Timeline && level == 3
	if attrs.ID == "" || lane && p.lanes[attrs.ID] {
		return
	}
	first, free := p.takeID(attrs.ID, attrs.IDPos)
	switch {
	case !free:
		p.reportAt("heading-id", attrs.IDPos, fmt.Sprintf("the id %s is taken", attrs.ID),
			fmt.Sprintf("line %d has it already: give this heading an id of its own", first.Line))
		attrs.ID = ""
	case lane:
		if p.lanes == nil {
			p.lanes = map[string]bool{}
		}
		p.lanes[attrs.ID] = true
	}
}
