package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"precept/internal/item"
)

// pending is an item that was found in the block phase and waits for the walk.
type pending struct {
	item  *item.Item
	label [2]int // range of the label in the body
}

// marker reads the marker of a list item and takes it from the first line.
func (p *page) marker(li *ast.ListItem, lines *text.Segments) *pending {
	from, line := p.line(lines, 0)
	round := p.inRoundBrackets(lines, line)
	if len(line) == 0 || line[0] != '[' && round == "" || xMark(line) && p.isDefined("x") {
		return nil
	}
	at := func(a, b int) item.Pos { return p.at(from+a, from+b) }
	text := string(line)
	if round != "" {
		text = round + text[len(round):]
	}
	m, faults, ok := p.parser.grammar.ReadMarker(text, p.in.Kind, at)
	if round != "" && ok && len(faults) == 0 {
		p.report(item.RuleSyntax, from, from+len(round), "the marker of this item is in round brackets", "write "+round)
	}
	if len(faults) > 0 && faults[0].Rule == item.RulePlace && !p.in.Kind.HoldsItems() {
		if p.placed { // one cause: the page does not say of which kind it is
			return nil
		}
		p.placed = true
	}
	p.faults(faults)
	if !ok {
		if p.badMarkers == nil {
			p.badMarkers = map[*ast.ListItem]bool{}
		}
		p.badMarkers[li] = len(faults) > 0
		return nil
	}
	bracket := from + strings.LastIndexByte(text[:m.End], ']') + 1
	if what := enclosing(li); what != "" {
		p.report(item.RuleSyntax, from, bracket, "an item cannot be in "+what,
			"write it as a list item of the page itself")
		return nil
	}
	if p.nItems++; p.nItems > maxItems {
		p.refuse("items-many", from, bracket, fmt.Sprintf("the page has more than %d items", maxItems),
			"split it into several pages")
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

// inRoundBrackets gives the marker that was meant where a line begins with one in round brackets, as in (date); ""
// where it does not. Only attributes at the end of the label show that it is an item and not words in brackets.
func (p *page) inRoundBrackets(lines *text.Segments, line []byte) string {
	end := bytes.IndexByte(line, ')')
	if len(line) == 0 || line[0] != '(' || end < 0 || !p.looksLikeMarker(string(line[1:end]), line[end+1:]) {
		return ""
	}
	for i := range lines.Len() {
		if _, l := p.line(lines, i); len(l) > 0 {
			if at, _ := item.FindAttributes(string(l)); at >= 0 {
				return "[" + string(line[1:end]) + "]"
			}
		}
	}
	return ""
}

// xMark reports whether a line begins with [x], which is a link where one of that name is defined.
func xMark(line []byte) bool { return len(line) > 2 && line[1]|0x20 == 'x' && line[2] == ']' }

// enclosing names what a block is in that is not the page itself: a quotation, a footnote or a definition; "" for none.
func enclosing(n ast.Node) string {
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

// finishItem checks the attributes of an item and what is left of its label, which has n lines. brace is where its
// attributes begin, or -1. An item whose attributes are wrong is not reported for a missing id as well: the one that
// its author wrote may be among them.
func (p *page) finishItem(pe *pending, lines *text.Segments, n int, attrs item.Attributes, brace int, faulty bool) {
	it := pe.item
	allowed := p.parser.grammar.Attributes(p.in.Kind, it.Marker)
	strayed, last := p.findStrayAttributes(pe, lines, min(n, lines.Len()))
	if strayed != nil {
		if brace < 0 && !faulty { // they are the ones that were meant
			attrs = *strayed
		}
		faulty = true
	}
	if brace < 0 && !faulty {
		if bare := p.findBareAttributes(last, pe.label[1], allowed); bare != nil {
			attrs, faulty = *bare, true
		}
	}
	end := pe.label[1]
	it.Attributes = attrs
	it.Offset = p.offset(end)
	if brace >= 0 {
		it.Offset = p.offset(brace + 1)
		p.addSays(lines, attrs, brace)
		what := fmt.Sprintf("a [%s] item", it.Marker)
		if it.Marker == "tick" {
			what = "a tick box"
		}
		faults := allowed.Check(attrs, what)
		p.faults(faults)
		faulty = faulty || len(faults) > 0
	}
	p.claimItemID(pe, faulty)
}

// findStrayAttributes finds where the label of an item ends and reports attributes in the middle of it. It gives the
// first of them, or nil, and the offset of the label's last line.
func (p *page) findStrayAttributes(pe *pending, lines *text.Segments, n int) (strayed *item.Attributes, last int) {
	last, pe.label[1] = pe.label[0], pe.label[0]
	for i := range n {
		from, line := p.line(lines, i)
		if len(line) == 0 {
			continue
		}
		last, pe.label[1] = from, from+len(line)
		if bytes.IndexByte(line, '{') < 0 {
			continue
		}
		a, b := item.StrayAttributes(string(line))
		if a < 0 {
			continue
		}
		if strayed == nil {
			at := func(x, y int) item.Pos { return p.at(from+a+x, from+a+y) }
			attrs, _ := p.parser.grammar.ScanAttributes(string(line[a:b]), at)
			strayed = &attrs
		}
		if b == len(line) && i+1 < n {
			p.report(item.RuleSyntax, from+a, from+b, "the label goes on in the next line, after the braces",
				"put an empty line above the help, and keep the help indented; "+
					"if the next line belongs to the label, put the braces at the end of that line")
		} else {
			p.report(item.RuleSyntax, from+a, from+b, "there are braces in the middle of the label",
				"put the attributes at the end of the item's first paragraph, in one pair of braces")
		}
	}
	return strayed, last
}

// findBareAttributes reports attributes without braces at the end of a label, whose last line begins at last. It gives
// them, or nil.
func (p *page) findBareAttributes(last, end int, allowed item.Allowed) *item.Attributes {
	a, meant, message := p.parser.grammar.Lenient(allowed, string(p.src[last:end]))
	if a < 0 {
		return nil
	}
	p.report(item.RuleAttribute, last+a, end, message,
		"write "+meant+", or put a backslash before what is meant as text")
	attrs, _ := p.parser.grammar.ScanAttributes(meant, func(int, int) item.Pos { return p.at(last+a, end) })
	return &attrs
}

// claimItemID notes the id of an item, or reports that it is taken or missing.
func (p *page) claimItemID(pe *pending, faulty bool) {
	it := pe.item
	switch {
	case it.ID != "":
		if first, free := p.takeID(it.ID, it.IDPos); !free {
			p.reportAt("id-duplicate", it.IDPos, fmt.Sprintf("the id %s is taken", it.ID),
				fmt.Sprintf("line %d has it already: give this item an id of its own", first.Line))
		}
	case it.IDPos != item.Pos{}:
	case faulty:
		it.IDPos = it.Attributes.Pos // the attributes at fault take the place of the id: none is proposed
	default:
		help := "write {#id} at the end of the label; `precept check --fix` does it for you"
		label := string(p.src[pe.label[0]:pe.label[1]])
		if plain := item.PlainID(label); strings.Contains(label, "](") { // has a finding of its own, to be fixed first
			help = "write an id of your own at the end of the label, such as {#first-meeting}"
		} else if plain != "" {
			help = fmt.Sprintf("write {#%s} at the end of the label; `precept check --fix` does it for you", plain)
		}
		p.reportAt("id-missing", it.Start, "the item has no id, so answers to it could not be kept", help)
	}
}

// lintItem reports a line that is not an item but that a person would take for one. It tells whether it did.
func (p *page) lintItem(node ast.Node, from int, line []byte) bool {
	rest, dash := line, false
	switch {
	case line[0] == '-' || line[0] == '*' || line[0] == '+':
		rest, dash = line[1:], true
	case line[0] == 0xE2: // dashes and bullets of word processors
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
	spaced := bytes.TrimLeftFunc(rest, unicode.IsSpace)
	odd := len(rest) - len(spaced) // no-break spaces and the like, which end nothing in Markdown
	rest = spaced
	if len(rest) == 0 || rest[0] != '[' {
		return false
	}
	end := bytes.IndexByte(rest, ']')
	if end < 0 || !p.looksLikeMarker(string(rest[1:end]), rest[end+1:]) || p.isDefined(string(rest[1:end])) {
		return false
	}
	at := from + len(line) - len(rest)
	to := at + end + 1
	message := "this line looks like an item, but is not in a list"
	help := "start it with a dash and a space, and put an empty line before the list"
	switch what := enclosing(node); {
	case what != "":
		message, help = "an item cannot be in "+what, "write it as a list item of the page itself"
	case odd > 0:
		p.report(item.RuleSyntax, from, at, "there is a no-break space before the bracket, so this line is not an item",
			"delete it, and type an ordinary space after the dash")
		if p.fix(at-odd, at, ""); dash {
			p.fix(at-odd, at, " ")
		}
		return true
	case dash:
		message, help = "this line looks like an item, but is not one",
			"write - "+string(rest[:end+1])+" with one space after the dash"
	}
	p.report(item.RuleSyntax, from, to, message, help)
	return true
}

// looksLikeMarker reports whether brackets with these words in them, and this text after them, look like the marker of
// an item on a page of this kind.
func (p *page) looksLikeMarker(inner string, after []byte) bool {
	if len(after) > 0 && after[0] != ' ' && after[0] != '\t' {
		return false
	}
	switch strings.TrimSpace(inner) {
	case "", "x", "X":
		return true
	}
	return p.in.Kind.HoldsItems() && p.parser.grammar.IsWord(inner)
}
