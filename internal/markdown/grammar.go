package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"precept/internal/item"
)

// grammar takes markers and attributes out of paragraphs before anything in them is read as inline Markdown.
type grammar struct{}

// pending is an item that was found in the block phase and waits for the walk.
type pending struct {
	item  *item.Item
	label [2]int // range of the label in the body
}

// loose are attributes that end a paragraph.
type loose struct {
	key   int
	attrs item.Attributes
	taken bool // the paragraph became a heading
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
	p.lineSlips(lines, n, first)
	for i := range n {
		// the first line of a list item is read as an item below, unless a second dash stands before the bracket
		if from, line := p.line(lines, i); len(line) > 0 && (i > 0 || !first || line[0] != '[') {
			p.stray(node, from, line)
		}
	}
	var it *pending
	reported := p.reports
	if first {
		it = p.marker(li, lines)
	}
	failed := p.reports > reported && it == nil
	reported = p.reports
	attrs, from := p.cut(lines, n-1, n == lines.Len())
	switch {
	case it != nil:
		p.finish(it, lines, n, attrs, from, p.reports > reported)
	case from >= 0 && !failed: // the attributes of what failed to be an item are not a second fault
		p.addSays(lines, attrs, from)
		p.loose = append(p.loose, loose{key: p.key(lines), attrs: attrs})
	}
	if it != nil || from >= 0 {
		p.closeUp(lines)
	}
}

// closeUp takes out lines of which nothing is left: goldmark knows no paragraph with an empty line among others.
func (p *page) closeUp(lines *text.Segments) {
	kept := 0
	for i := range lines.Len() {
		if _, line := p.line(lines, i); len(line) > 0 {
			lines.Set(kept, lines.At(i))
			kept++
		}
	}
	lines.SetSliced(0, max(kept, min(1, lines.Len())))
}

// line gives one line of a block without the blanks at its ends, and where it begins.
func (p *page) line(lines *text.Segments, i int) (int, []byte) {
	s := lines.At(i)
	b := p.src[s.Start:s.Stop]
	trimmed := bytes.TrimLeft(b, " \t")
	return s.Start + len(b) - len(trimmed), bytes.TrimRight(trimmed, " \t\r\n")
}

// key names a block by the offset of its first character that is no blank.
func (p *page) key(lines *text.Segments) int {
	for i := range lines.Len() {
		if from, line := p.line(lines, i); len(line) > 0 {
			return from
		}
	}
	return -1
}

// marker reads the marker of a list item and takes it from the first line.
func (p *page) marker(li *ast.ListItem, lines *text.Segments) *pending {
	from, line := p.line(lines, 0)
	if len(line) == 0 || line[0] != '[' {
		return nil
	}
	m, faults, ok := p.parser.grammar.ReadMarker(string(line), p.in.Kind, func(a, b int) item.Pos { return p.at(from+a, from+b) })
	p.faults(faults)
	if !ok {
		return nil
	}
	bracket := from + bytes.LastIndexByte(line[:m.End], ']') + 1
	if what := apart(li); what != "" {
		p.report(item.RuleSyntax, from, bracket, "an item cannot stand in "+what, "write it as a list item of the page itself")
		return nil
	}
	if p.nItems++; p.nItems > mostItems {
		p.refuse("items-many", from, bracket, fmt.Sprintf("the page has more than %d items", mostItems), "part it into several pages")
	}
	s := lines.At(0)
	s.Start, s.Padding = from+m.End, 0
	if s.Start > s.Stop {
		s.Start = s.Stop
	}
	lines.Set(0, s)
	it := &item.Item{Marker: m.Word, Args: m.Args, Options: m.Options, Start: p.at(from, bracket)}
	if p.items == nil {
		p.items = map[*ast.ListItem]*pending{}
	}
	pe := &pending{item: it, label: [2]int{s.Start, s.Start}}
	p.items[li] = pe
	return pe
}

// apart says what keeps a block from being part of the page itself.
func apart(n ast.Node) string {
	for ; n != nil; n = n.Parent() {
		switch n.Kind() {
		case ast.KindBlockquote:
			return "a quotation"
		case extast.KindFootnote:
			return "a footnote"
		case extast.KindDefinitionDescription:
			return "a definition"
		}
	}
	return ""
}

// cut takes the attribute block from the end of line i, the last of the block unless a table follows it. It gives the
// attributes and the offset of their brace, or -1.
func (p *page) cut(lines *text.Segments, i int, last bool) (item.Attributes, int) {
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

// finish checks the attributes of an item and what is left of its label. An item whose attributes are at fault, or stand where they
// are none, is not said to lack an id as well: the one that its author wrote may be among them.
func (p *page) finish(pe *pending, lines *text.Segments, n int, attrs item.Attributes, brace int, faulty bool) {
	it := pe.item
	allowed := p.parser.grammar.Attributes(p.in.Kind, it.Marker)
	n = min(n, lines.Len())
	last, end := pe.label[0], pe.label[0]
	for i := range n {
		from, line := p.line(lines, i)
		if len(line) == 0 {
			continue
		}
		last, end = from, from+len(line)
		if bytes.IndexByte(line, '{') < 0 {
			continue
		}
		a, b := item.StrayAttributes(string(line))
		if a < 0 {
			continue
		}
		if brace < 0 && !faulty { // they are what was meant
			attrs, _ = p.parser.grammar.ScanAttributes(string(line[a:b]), func(x, y int) item.Pos { return p.at(from+a+x, from+a+y) })
		}
		faulty = true
		if b == len(line) && i+1 < n {
			p.report(item.RuleSyntax, from+a, from+b, "the braces do not end the label: the next line goes on with it",
				"leave an empty line above the help, and keep the help indented; where the next line belongs to the label, put the braces at its end")
		} else {
			p.report(item.RuleSyntax, from+a, from+b, "braces stand in the middle of the label", "put the attributes at the end of the item's first paragraph, in one pair of braces")
		}
	}
	if brace < 0 && !faulty {
		if a, meant, message := p.parser.grammar.Lenient(allowed, string(p.src[last:end])); a >= 0 {
			faulty = true
			p.report(item.RuleAttribute, last+a, end, message, "write "+meant+", or put a backslash before what is meant as text")
			attrs, _ = p.parser.grammar.ScanAttributes(meant, func(int, int) item.Pos { return p.at(last+a, end) })
		}
	}
	it.Attributes = attrs
	pe.label[1] = end
	it.Text = p.at(pe.label[0], end)
	it.Offset = p.in.File.BodyOffset + end
	if brace >= 0 {
		it.Offset = p.in.File.BodyOffset + brace + 1
		p.addSays(lines, attrs, brace)
		what := fmt.Sprintf("a [%s] item", it.Marker)
		if it.Marker == "tick" {
			what = "a tick box"
		}
		faults := allowed.Check(attrs, what)
		p.faults(faults)
		faulty = faulty || len(faults) > 0
	}
	switch {
	case attrs.ID != "":
		if first, free := p.takeID(attrs.ID, attrs.IDPos); !free {
			p.reportAt("id-duplicate", attrs.IDPos, fmt.Sprintf("the id %s is taken", attrs.ID),
				fmt.Sprintf("line %d has it already: give this item an id of its own", first.Line))
		}
	case attrs.IDPos != item.Pos{}:
	case faulty:
		it.IDPos = it.Attributes.Pos // what is at fault stands for the id: none is proposed
	default:
		label := string(p.src[pe.label[0]:end])
		help := "write {#id} at the end of the label; `precept check --fix` does it for you"
		if plain := item.PlainID(label); strings.Contains(label, "](") { // has a finding of its own, and waits for it
			help = "write an id of your own at the end of the label, such as {#first-meeting}"
		} else if plain != "" {
			help = fmt.Sprintf("write {#%s} at the end of the label; `precept check --fix` does it for you", plain)
		}
		p.reportAt("id-missing", it.Start, "the item has no id, so that answers to it could not be kept", help)
	}
}

// stray reports a line that is no item but that a person would take for one.
func (p *page) stray(node ast.Node, from int, line []byte) {
	rest, dash := line, false
	switch {
	case line[0] == '-' || line[0] == '*' || line[0] == '+':
		rest, dash = line[1:], true
	case line[0] == 0xE2: // dashes and bullets that word processors make
		for _, sign := range [...]string{"–", "—", "•"} {
			if cut, ok := bytes.CutPrefix(line, []byte(sign)); ok {
				rest, dash = bytes.TrimLeft(cut, " \t"), true
			}
		}
	case line[0] >= '0' && line[0] <= '9':
		digits := bytes.TrimLeft(line, "0123456789")
		if len(digits) > 0 && (digits[0] == '.' || digits[0] == ')') {
			rest, dash = digits[1:], true
		}
	}
	if len(rest) == 0 || rest[0] != '[' {
		return
	}
	end := bytes.IndexByte(rest, ']')
	if end < 0 || !p.wouldBe(string(rest[1:end]), rest[end+1:]) {
		return
	}
	to := from + len(line) - len(rest) + end + 1
	message, help := "this line looks like an item, but does not stand in a list", "start it with a dash and a blank, and put a blank line before the list"
	switch what := apart(node); {
	case what != "":
		message, help = "an item cannot stand in "+what, "write it as a list item of the page itself"
	case dash:
		message, help = "this line looks like an item, but is none", "write - [ ] with one blank behind the dash"
	}
	p.report(item.RuleSyntax, from, to, message, help)
}

// wouldBe reports whether brackets with this between them and that behind them look like the marker of an item here.
func (p *page) wouldBe(inner string, after []byte) bool {
	if len(after) > 0 && after[0] != ' ' && after[0] != '\t' {
		return false
	}
	switch strings.TrimSpace(inner) {
	case "", "x", "X":
		return true
	}
	return p.in.Kind.HoldsItems() && p.parser.grammar.IsWord(inner)
}

// cell takes the attributes from a table cell and reports items in it.
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
		if end := bytes.IndexByte(line, ']'); end > 0 && p.wouldBe(string(line[1:end]), line[end+1:]) {
			p.report(item.RuleSyntax, from, from+end+1, "an item cannot stand in a table", "write it as a list item")
		}
	}
	if attrs, at := p.cut(lines, 0, true); at >= 0 {
		p.addSays(lines, attrs, at)
		p.onlySays(attrs, "a table cell")
	}
}

// onlySays reports all attributes but says=.
func (p *page) onlySays(attrs item.Attributes, what string) {
	if attrs.ID != "" {
		p.reportAt(item.RuleAttribute, attrs.IDPos, what+" takes no id", "put the id on a heading or an item")
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
	for i := range p.loose { // a heading that is underlined was a paragraph first
		if p.loose[i].key == p.key(lines) {
			attrs, from = p.loose[i].attrs, 0
			p.loose[i].taken = true
		}
	}
	if from < 0 {
		attrs, from = p.cut(lines, lines.Len()-1, true)
	}
	if from >= 0 {
		if p.headings == nil {
			p.headings = map[*ast.Heading]item.Attributes{}
		}
		p.faults(p.parser.grammar.HeadingAttributes(p.in.Kind).Check(attrs, "a heading"))
		lane := p.in.Kind == item.Timeline && node.(*ast.Heading).Level == 3 // names a lane, which each phase has
		if attrs.ID != "" && !(lane && p.lanes[attrs.ID]) {
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
		p.headings[node.(*ast.Heading)] = attrs
	}
	for i := range lines.Len() {
		from, line := p.line(lines, i)
		if a, b := item.StrayAttributes(string(line)); a >= 0 {
			p.report(item.RuleAttribute, from+a, from+b, "braces stand in the middle of the heading", "put the attributes at its end")
		}
	}
}
