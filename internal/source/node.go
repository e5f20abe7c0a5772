package source

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"precept/internal/finding"
)

// NodeKind says what a node is. What its text means is the schema's business.
type NodeKind uint8

// The kinds of node.
const (
	ScalarNode NodeKind = iota
	MapNode
	ListNode
)

// Node is a piece of front matter with its place in the file.
type Node struct {
	Kind   NodeKind
	Value  string // a scalar's text as typed, quotes resolved: null, ~, no and 012 are those words
	Quoted bool   // in straight quotes
	Block  bool   // a block of text behind | or >
	Flow   bool   // a map or list in brackets
	Pos    finding.Position
	Pairs  []Pair  // of a map, as written
	Items  []*Node // of a list

	slip         bool // on the line of a slip: one cause, one finding
	escaped      bool // in double quotes: may have characters written as \u2028
	hiddenEscape bool // has a character beyond ASCII that was written as an escape
}

// Pair is one key of a map with its value.
type Pair struct{ Key, Value *Node }

// Get gives the value of key, or nil; also for a nil node.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, p := range n.Pairs {
		if p.Key.Value == key {
			return p.Value
		}
	}
	return nil
}

// Empty reports whether the value is missing, or an empty pair of quotes, an empty list or an empty map.
func (n *Node) Empty() bool {
	if n == nil {
		return true
	}
	switch n.Kind {
	case MapNode:
		return len(n.Pairs) == 0
	case ListNode:
		return len(n.Items) == 0
	}
	return n.Value == ""
}

// The YAML library takes the line and paragraph separators for line ends. While it decodes, non-characters of the same
// length replace them; inspect refuses those in every head, so they cannot be there already.
const (
	lineSeparator, lineStandIn           = "\u2028", "\ufdd0"
	paragraphSeparator, paragraphStandIn = "\u2029", "\ufdd1"
)

// decode reads a head, with at most so many keys, whose first line is line `first` of the file. The node is a map,
// empty where the head has only comments, or nil where the findings say why it cannot be read.
func decode(path string, head []byte, first, keys int) (*Node, []finding.Finding) {
	s := scan(path, head, first, keys)
	if s.fatal {
		return nil, s.list
	}
	if !s.items {
		return &Node{Kind: MapNode, Pos: finding.Position{File: path, Line: max(first-1, 1), Column: 1}}, s.list
	}
	text := s.corrected()
	separators := bytes.Contains(text, []byte("\u2028")) || bytes.Contains(text, []byte("\u2029"))
	if separators {
		text = bytes.ReplaceAll(text, []byte(lineSeparator), []byte(lineStandIn))
		text = bytes.ReplaceAll(text, []byte(paragraphSeparator), []byte(paragraphStandIn))
	}
	var root yaml.Node
	if err := yaml.Load(text, &root); err != nil {
		f := yamlFinding(path, text, first, err)
		for _, l := range s.slips {
			if l.at.Line == f.Line {
				return nil, s.list // the slip caused it
			}
		}
		return nil, append(s.list, f)
	}
	c := converter{path: path, text: text, first: first, separators: separators}
	for _, l := range s.slips {
		c.slips = append(c.slips, l.at.Line)
	}
	if len(root.Content) != 1 || root.Content[0].Kind != yaml.MappingNode {
		if len(s.slips) > 0 {
			return nil, s.list // the slip caused it
		}
		c.fault(
			&root,
			"this is not a list of keys",
			"write one \"key: value\" on each line, such as title: \"Starting well\"",
		)
		return nil, append(s.list, c.list...)
	}
	c.starts = append(make([]int, 0, 32), 0)
	for i, b := range text {
		if b == '\n' {
			c.starts = append(c.starts, i+1)
		}
	}
	c.nodes = make([]Node, count(root.Content[0]))
	node := c.convert(root.Content[0], 1)
	if c.broken {
		node = nil
	}
	return node, append(s.list, c.list...)
}

// corrected gives the head with the slips fixed, so that one slip does not hide other faults.
func (s *scanner) corrected() []byte {
	if len(s.slips) == 0 {
		return s.b
	}
	var b bytes.Buffer
	at := 0
	for _, l := range s.slips {
		b.Write(s.b[at:l.start])
		b.WriteString(l.text)
		at = l.end
	}
	b.Write(s.b[at:])
	return b.Bytes()
}

// count gives the number of nodes below and including n. Aliases are not followed.
func count(n *yaml.Node) int {
	sum := 1
	for _, c := range n.Content {
		sum += count(c)
	}
	return sum
}

// converter turns the library's nodes into ours.
type converter struct {
	path       string
	text       []byte // as decoded
	first      int
	starts     []int // offsets of the lines of text
	slips      []int // lines of the file
	separators bool
	nodes      []Node // one allocation for all nodes
	list       []finding.Finding
	broken     bool
}

func (c *converter) fault(n *yaml.Node, message, help string) {
	c.broken = true
	c.list = append(c.list, finding.Finding{Rule: RuleYAML, Position: c.span(n), Message: message, Help: help})
}

// point gives the place where n begins, without an end.
func (c *converter) point(n *yaml.Node) finding.Position {
	return finding.Position{File: c.path, Line: c.first + max(n.Line, 1) - 1, Column: max(n.Column, 1)}
}

func (c *converter) convert(n *yaml.Node, depth int) *Node {
	if len(c.nodes) == 0 { // only if the library counts nodes differently
		c.nodes = make([]Node, 16)
	}
	out := &c.nodes[0]
	c.nodes = c.nodes[1:]
	out.Pos = c.span(n)
	_, out.slip = slices.BinarySearch(c.slips, out.Pos.Line)
	switch {
	case depth > MaxNesting && n.Kind != yaml.ScalarNode:
		if !c.broken {
			c.fault(n, fmt.Sprintf("lists and groups are nested more than %d deep", MaxNesting), "make it flatter")
		}
		return out
	case n.Kind == yaml.AliasNode, n.Anchor != "":
		c.fault(n, "YAML anchors and aliases are not read", "write the value out")
		return out
	case n.Style&yaml.TaggedStyle != 0:
		c.fault(n, "YAML tags are not read", "put the text in straight quotes if it is text")
		return out
	}
	out.Flow = n.Style&yaml.FlowStyle != 0
	switch n.Kind {
	case yaml.MappingNode:
		out.Kind = MapNode
		c.pairs(out, n, depth)
	case yaml.SequenceNode:
		out.Kind = ListNode
		out.Items = make([]*Node, len(n.Content))
		for i, item := range n.Content {
			out.Items[i] = c.convert(item, depth+1)
		}
	default:
		out.Value = n.Value
		out.Quoted = n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0
		out.Block = n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
		out.escaped = n.Style&yaml.DoubleQuotedStyle != 0
		out.hiddenEscape = out.escaped && c.escapes(n)
		if c.separators {
			out.Value = strings.NewReplacer(lineStandIn, lineSeparator, paragraphStandIn, paragraphSeparator).
				Replace(out.Value)
		}
	}
	return out
}

// escapes reports whether a quoted text has characters beyond ASCII that were written as escapes, so that inspect has
// not seen them: the text has them and its line does not.
func (c *converter) escapes(n *yaml.Node) bool {
	start, end, ok := c.line(n.Line - 1)
	if !ok || bytes.IndexByte(c.text[start:end], '\\') < 0 {
		return false
	}
	for _, r := range n.Value {
		if r >= utf8.RuneSelf && !bytes.ContainsRune(c.text[start:end], r) {
			return true
		}
	}
	return false
}

// pairs fills in the keys of a map and finds those given twice.
func (c *converter) pairs(out *Node, n *yaml.Node, depth int) {
	out.Pairs = make([]Pair, 0, len(n.Content)/2)
	var seen map[string]finding.Position
	if len(n.Content) > 32 {
		seen = make(map[string]finding.Position, len(n.Content)/2)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		k := c.convert(key, depth+1)
		v := c.convert(n.Content[i+1], depth+1)
		switch {
		case k.Kind != ScalarNode || k.Value == "":
			if !c.broken {
				c.fault(
					key,
					"a key is one plain word",
					"write \"key: value\", or put the text in straight quotes if it is text",
				)
			}
			continue
		case k.Value == "<<" && !k.Quoted:
			c.fault(key, "<< would merge in other keys", "write each key out")
			continue
		}
		first, twice := seen[k.Value]
		for _, p := range out.Pairs {
			if seen != nil || twice {
				break
			}
			if p.Key.Value == k.Value {
				first, twice = p.Key.Pos, true
			}
		}
		if twice {
			c.list = append(c.list, finding.Finding{
				Rule: RuleDuplicate, Position: k.Pos,
				Message: fmt.Sprintf("the key %s is given twice; it is already on line %d", show(k.Value), first.Line),
				Help:    "keep only one",
			})
			continue
		}
		if seen != nil {
			seen[k.Value] = k.Pos
		}
		out.Pairs = append(out.Pairs, Pair{k, v})
	}
}

// span gives the place of n, and its end if that is on the same line.
func (c *converter) span(n *yaml.Node) finding.Position {
	p := c.point(n)
	at, end, ok := c.line(n.Line - 1)
	if !ok {
		return p
	}
	for col := 1; col < p.Column && at < end; col++ {
		_, size := utf8.DecodeRune(c.text[at:end])
		at += size
	}
	rest := bytes.TrimRight(c.text[at:end], " \t")
	switch {
	case n.Kind == yaml.ScalarNode && n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		s := scanner{b: rest}
		if close := 0; len(rest) > 0 {
			if close = s.closing(0, len(rest)); close >= 0 {
				rest = rest[:close+1]
			}
		}
	case n.Kind == yaml.ScalarNode && n.Style == 0 && bytes.HasPrefix(rest, []byte(n.Value)):
		rest = rest[:len(n.Value)]
	case n.Style&yaml.FlowStyle != 0:
		close := bracket(rest)
		if close < 0 {
			return p
		}
		rest = rest[:close+1]
	}
	if len(rest) > 0 {
		p.End = p.Column + utf8.RuneCount(rest)
	}
	return p
}

// line gives the offsets of line i, from 0, of the decoded text.
func (c *converter) line(i int) (start, end int, ok bool) {
	if i < 0 || i >= len(c.starts) {
		return 0, 0, false
	}
	start, end = c.starts[i], len(c.text)
	if i+1 < len(c.starts) {
		end = c.starts[i+1] - 1
	}
	return start, end, true
}

// bracket gives the offset of the bracket that closes the one at the start of b, or -1.
func bracket(b []byte) int {
	depth, begins := 0, true
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case begins && (c == '"' || c == '\''):
			s := scanner{b: b}
			close := s.closing(i, len(b))
			if close < 0 {
				return -1
			}
			i, begins = close, false
		case c == '[' || c == '{':
			depth++
			begins = true
		case c == ']' || c == '}':
			if depth--; depth == 0 {
				return i
			}
		case c == ',' || c == ':':
			begins = true
		case !isSpace(c):
			begins = false
		}
	}
	return -1
}
