package source

import (
	"regexp"
	"slices"
	"strings"
)

// keyText writes a new key with what it holds.
func (e *editor) keyText(indent, key string, c Content) string {
	return indent + key + ":" + e.valueText(indent, c)
}

// valueText writes what is behind a key's colon, with the space before it. A list of groups has a line for each, and so
// has a map of free keys; all else is on one line.
func (e *editor) valueText(indent string, c Content) string {
	var lines []string
	switch {
	case c.Kind == ListNode && e.style == MapList && indent == "":
		for _, item := range c.Items {
			lines = append(lines, "  - "+flowText(item, false))
		}
	case c.Kind == MapNode && (e.style == TextMap || e.style == DateMap || e.style == NamedMap) && indent == "":
		for _, k := range c.Keys {
			lines = append(lines, "  "+k.Key+": "+flowText(k.Value, false))
		}
	default:
		return " " + flowText(c, false)
	}
	return "\n" + strings.Join(lines, "\n")
}

// itemText writes a new item of a list with a dash, as the items that are there are written.
func itemText(indent string, list *Node, c Content) string {
	block := slices.ContainsFunc(list.Items, func(n *Node) bool { return n.Kind == MapNode && !n.Flow })
	if !block || c.Kind != MapNode {
		return indent + "- " + flowText(c, false)
	}
	var lines []string
	for _, k := range c.Keys {
		lines = append(lines, indent+"  "+k.Key+": "+flowText(k.Value, false))
	}
	lines[0] = indent + "- " + strings.TrimLeft(lines[0], " ")
	return strings.Join(lines, "\n")
}

// flowText writes a text, or a map or list in brackets. within says whether there are brackets around it.
func flowText(c Content, within bool) string {
	var parts []string
	switch c.Kind {
	case MapNode:
		for _, k := range c.Keys {
			parts = append(parts, k.Key+": "+flowText(k.Value, true))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case ListNode:
		for _, item := range c.Items {
			parts = append(parts, flowText(item, true))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return scalarText(c, nil, within)
}

// plainWord is a text that means itself without quotes anywhere; plainLine is one that does outside brackets.
var (
	plainWord = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_./()'-]*( [A-Za-z0-9_./()'-]+)*$`)
	plainLine = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_./()',-]*( [A-Za-z0-9_./()',-]+)*$`)
)

// scalarText writes a text as like is written, which it replaces, where that can be; like is nil for a new one.
func scalarText(c Content, like *Node, within bool) string {
	safe := plainWord.MatchString(c.Text) || !within && plainLine.MatchString(c.Text)
	single := like != nil && like.Quoted && !like.escaped
	switch {
	case like == nil && c.Bare, safe && like != nil && !like.Quoted && !like.Block:
		return c.Text
	case single && !strings.ContainsFunc(c.Text, func(r rune) bool { return r == '\'' || isControl(r) }):
		return "'" + c.Text + "'"
	}
	r := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`)
	return `"` + r.Replace(c.Text) + `"`
}

// alignment is an item before and after, by their numbers; -1 for none.
type alignment struct{ old, fresh int }

// align says which item of a list became which, in the order of the new list. Equal items are the same; between these,
// items are changed one after another, and the rest is gone or new.
func align(old []*Node, fresh []Content) (list []alignment) {
	length := make([][]int, len(old)+1) // of the longest run of same items from i and j on
	for i := range length {
		length[i] = make([]int, len(fresh)+1)
	}
	same := func(i, j int) bool { return ContentOf(old[i]).Equal(fresh[j]) }
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(fresh) - 1; j >= 0; j-- {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if same(i, j) {
				length[i][j] = max(length[i][j], 1+length[i+1][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(old) || j < len(fresh) {
		switch {
		case i < len(old) && j < len(fresh) && same(i, j) && length[i][j] == 1+length[i+1][j+1]:
			list = append(list, alignment{i, j})
			i, j = i+1, j+1
		case i < len(old) && j < len(fresh) && length[i][j] == length[i+1][j+1]:
			list = append(list, alignment{i, j})
			i, j = i+1, j+1
		case i < len(old) && (j == len(fresh) || length[i][j] == length[i+1][j]):
			list = append(list, alignment{i, -1})
			i++
		default:
			list = append(list, alignment{-1, j})
			j++
		}
	}
	return list
}
