package source

import (
	"bytes"
	"strings"
)

// offset gives the byte of the text at which a node begins.
func (e *editor) offset(n *Node) int {
	at := e.line(n.Pos.Line)
	if at < 0 {
		e.failed = true
		return 0
	}
	line := e.textOf(n.Pos.Line)
	column := 1
	for i := range line {
		if column == n.Pos.Column {
			return at + i
		}
		column++
	}
	return at + len(line)
}

// span gives the bytes of a node that is a text on one line, or a map or list in brackets. Of other nodes, and of a
// text that runs over several lines, it does not know the end.
func (e *editor) span(n *Node) (from, to int) {
	from = e.offset(n)
	rest := e.f.Text[from:e.line(e.end)]
	length := -1
	switch {
	case n.Kind != ScalarNode && n.Flow:
		length = bracket(rest)
	case n.Quoted && len(rest) > 0:
		s := scanner{b: rest}
		length = s.closing(0, len(rest))
	case n.Kind == ScalarNode && !n.Block && bytes.HasPrefix(rest, []byte(n.Value)):
		length = len(n.Value) - 1
	}
	if length < 0 {
		e.failed = true
		return from, from
	}
	return from, from + length + 1
}

// colon gives the byte behind the colon of a key.
func (e *editor) colon(p *Pair) int {
	_, to := e.span(p.Key)
	i := bytes.IndexByte(e.f.Text[to:], ':')
	if i < 0 || len(bytes.TrimSpace(e.f.Text[to:to+i])) > 0 {
		e.failed = true
		return to
	}
	return to + i + 1
}

// lines gives the first and the last line of a key outside brackets, where all that can belong to it is above the line
// limit. Comments and empty lines below it belong to what follows.
func (e *editor) lines(p *Pair, limit int) (first, last int) {
	first = p.Key.Pos.Line
	return first, e.lastLine(first, limit, p.Value, p.Key.Pos.Column)
}

// lastLine gives the last line of a value; column is that of its key or of itself. What looks like a comment in a block
// of text is text, as far as it is indented.
func (e *editor) lastLine(first, limit int, value *Node, column int) int {
	for value.Kind != ScalarNode && !value.Empty() {
		if n := len(value.Items); n > 0 {
			value, column = value.Items[n-1], value.Items[n-1].Pos.Column
		} else {
			p := value.Pairs[len(value.Pairs)-1]
			value, column = p.Value, p.Key.Pos.Column
		}
	}
	last := limit - 1
	for ; last > first; last-- {
		line := e.textOf(last)
		text := strings.TrimLeft(line, " ")
		if text != "" && (text[0] != '#' || value.Block && len(line)-len(text) >= column) {
			break
		}
	}
	return last
}

// set changes what a key holds where it differs. What can belong to the key is above the line limit.
func (e *editor) set(p *Pair, c Content, limit int) {
	n := p.Value
	switch {
	case ContentOf(n).Equal(c):
	case missing(n) && c.Kind == ScalarNode: // what is behind the colon, such as a comment, stays
		at := e.colon(p)
		var like *Node
		if line := e.textOf(p.Key.Pos.Line); at < e.line(p.Key.Pos.Line)+len(strings.TrimRight(line, " ")) {
			like = &Node{Quoted: true, escaped: true} // a comment behind an unquoted value is a slip
		}
		e.replace(at, at, " "+scalarText(c, like, false))
	case n.Kind == ScalarNode && c.Kind == ScalarNode && e.oneLine(n):
		from, to := e.span(n)
		e.replace(from, to, scalarText(c, n, false))
	case n.Kind == c.Kind && n.Kind != ScalarNode && !n.Empty():
		e.container(n, c, limit)
	default:
		e.rewriteValue(p, c, limit, e.valueText(e.indent(p), c))
	}
}

// missing reports whether nothing at all is behind a key's colon.
func missing(n *Node) bool { return n.Kind == ScalarNode && n.Value == "" && !n.Quoted && !n.Block }

// oneLine reports whether a text begins and ends on one line.
func (e *editor) oneLine(n *Node) bool {
	probe := *e
	from, to := probe.span(n)
	return !probe.failed && !bytes.Contains(e.f.Text[from:to], newline)
}

func (e *editor) indent(p *Pair) string { return strings.Repeat(" ", max(p.Key.Pos.Column-1, 0)) }

// rewriteValue puts a text in the place of all that is behind a key's colon.
func (e *editor) rewriteValue(p *Pair, c Content, limit int, text string) {
	_, last := e.lines(p, limit)
	e.replace(e.colon(p), e.line(last)+len(e.textOf(last)), text)
}

// container changes a map or list that stays one and is not empty.
func (e *editor) container(n *Node, c Content, limit int) {
	switch {
	case n.Flow:
		from, to := e.span(n)
		e.replace(from, to, e.flow(n, c))
	case n.Kind == MapNode:
		e.blockMap(n, c, limit)
	default:
		e.blockList(n, c, limit)
	}
}

// blockMap changes a map whose keys are on lines of their own.
func (e *editor) blockMap(n *Node, c Content, limit int) {
	ends := map[string]int{} // the last line of each key
	for i := range n.Pairs {
		p := &n.Pairs[i]
		below := limit
		if i+1 < len(n.Pairs) {
			below = n.Pairs[i+1].Key.Pos.Line
		}
		first, last := e.lines(p, below)
		ends[p.Key.Value] = last
		value := c.Get(p.Key.Value)
		switch {
		case !value.Empty():
			e.set(p, value, below)
		case i == 0 && i+1 < len(n.Pairs):
			e.replace(e.offset(p.Key), e.offset(n.Pairs[1].Key), "") // a dash may be before it
		default:
			e.removeLines(first, last)
		}
	}
	indent := e.indent(&n.Pairs[0])
	last := 0 // line after which a new key belongs; 0: before the first
	for _, k := range c.Keys {
		if line, there := ends[k.Key]; there {
			last = max(last, line)
			continue
		}
		text := k.Key + ": " + flowText(k.Value, false)
		if last > 0 {
			e.insertAfter(last, indent+text)
			continue
		}
		at := e.offset(n.Pairs[0].Key)
		e.replace(at, at, text+"\n"+indent)
	}
}

// blockList changes a list whose items are on lines of their own, each behind a dash.
func (e *editor) blockList(n *Node, c Content, limit int) {
	last := 0 // line after which a new item belongs; 0: before the first
	dash := strings.IndexByte(e.textOf(n.Items[0].Pos.Line), '-')
	if dash < 0 {
		e.failed = true
		return
	}
	indent := strings.Repeat(" ", dash)
	for _, a := range align(n.Items, c.Items) {
		if a.old < 0 {
			text := itemText(indent, n, c.Items[a.fresh])
			if last == 0 {
				last = n.Items[0].Pos.Line - 1
			}
			e.insertAfter(last, text)
			continue
		}
		item, below := n.Items[a.old], limit
		if a.old+1 < len(n.Items) {
			below = n.Items[a.old+1].Pos.Line
		}
		first, end := item.Pos.Line, e.lastLine(item.Pos.Line, below, item, item.Pos.Column)
		switch {
		case !strings.HasPrefix(strings.TrimLeft(e.textOf(first), " "), "-"):
			e.failed = true
		case a.fresh < 0:
			e.removeLines(first, end)
		default:
			e.setItem(item, c.Items[a.fresh], end)
			last = end
		}
	}
}

// setItem changes an item of a list where it differs; end is its last line.
func (e *editor) setItem(n *Node, c Content, end int) {
	switch {
	case ContentOf(n).Equal(c):
	case n.Kind == c.Kind && n.Kind != ScalarNode && !n.Empty():
		e.container(n, c, end+1)
	case n.Kind == ScalarNode && c.Kind == ScalarNode && e.oneLine(n):
		from, to := e.span(n)
		e.replace(from, to, scalarText(c, n, false))
	default:
		e.replace(e.offset(n), e.line(end)+len(e.textOf(end)), flowText(c, false))
	}
}

// flow gives a map or list in brackets with the changes. Unchanged values, and what is between them, stay as they were.
func (e *editor) flow(n *Node, c Content) string {
	from, to := e.span(n)
	var old []element
	for i := range n.Pairs {
		p := &n.Pairs[i]
		begin, end := e.offset(p.Key), e.colon(p)
		if !missing(p.Value) {
			_, end = e.span(p.Value)
		}
		old = append(old, element{begin, end})
	}
	for _, item := range n.Items {
		begin, end := e.span(item)
		old = append(old, element{begin, end})
	}
	if e.failed || len(old) == 0 {
		return flowText(c, false)
	}
	text := string(e.f.Text)
	between := ", "
	if len(old) > 1 {
		if sep := text[old[0].to:old[1].from]; strings.Trim(sep, " \n") == "," {
			between = "," + strings.TrimLeft(sep, " ,")
		}
	}
	if between == "," {
		between = ", "
	}
	var b strings.Builder
	b.WriteString(text[from:old[0].from])
	last := -1 // the number of the element that was written last, where it is not new
	for i, part := range e.parts(n, c, old) {
		switch {
		case i == 0:
		case last >= 0 && part.old == last+1:
			b.WriteString(strings.TrimLeft(text[old[last].to:old[part.old].from], " "))
		default:
			b.WriteString(between)
		}
		b.WriteString(part.text)
		last = part.old
	}
	b.WriteString(text[old[len(old)-1].to:to])
	return b.String()
}

// element is one key or item in brackets, by the bytes of the text.
type element struct{ from, to int }

// part is one key or item of the result; old is its number before, -1 where it is new.
type part struct {
	old  int
	text string
}

// parts gives the keys or items of the result, for a map or list in brackets.
func (e *editor) parts(n *Node, c Content, old []element) (list []part) {
	text := string(e.f.Text)
	if n.Kind == ListNode {
		for _, a := range align(n.Items, c.Items) {
			switch {
			case a.old < 0:
				list = append(list, part{-1, flowText(c.Items[a.fresh], true)})
			case a.fresh >= 0:
				list = append(list, part{a.old, e.inFlow(n.Items[a.old], c.Items[a.fresh])})
			}
		}
		return list
	}
	number := func(key string) int {
		for i := range n.Pairs {
			if n.Pairs[i].Key.Value == key {
				return i
			}
		}
		return -1
	}
	done := map[string]bool{}
	write := func(k Keyed) {
		done[k.Key] = true
		i := number(k.Key)
		if i < 0 {
			list = append(list, part{-1, k.Key + ": " + flowText(k.Value, true)})
			return
		}
		head := text[old[i].from:e.colon(&n.Pairs[i])] + " "
		if v := n.Pairs[i].Value; !missing(v) {
			head = text[old[i].from:e.offset(v)]
		}
		list = append(list, part{i, head + e.inFlow(n.Pairs[i].Value, k.Value)})
	}
	for i := range n.Pairs { // those that are there keep their order
		if v := c.Get(n.Pairs[i].Key.Value); !v.Empty() {
			for _, k := range c.Keys { // new ones that come before it
				if k.Key == n.Pairs[i].Key.Value {
					break
				}
				if !done[k.Key] && number(k.Key) < 0 {
					write(k)
				}
			}
			write(Keyed{n.Pairs[i].Key.Value, v})
		}
	}
	for _, k := range c.Keys {
		if !done[k.Key] {
			write(k)
		}
	}
	return list
}

// inFlow gives the text within brackets with the changes.
func (e *editor) inFlow(n *Node, c Content) string {
	switch {
	case n.Kind == c.Kind && n.Kind != ScalarNode && !n.Empty():
		return e.flow(n, c)
	case ContentOf(n).Equal(c):
		from, to := e.span(n)
		return string(e.f.Text[from:to])
	case n.Kind == ScalarNode && c.Kind == ScalarNode:
		return scalarText(c, n, true)
	}
	return flowText(c, true)
}
