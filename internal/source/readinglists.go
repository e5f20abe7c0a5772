package source

import (
	"fmt"
	"strings"
)

// texts reads a list of texts or words.
func (r *reader) texts(e *entry, name string) bool {
	k, n := e.key, e.node
	items := n.Items
	switch {
	case n.Kind == MapNode:
		r.wrong(n, fmt.Sprintf("%s must be a list, not a group of keys", name), listAdvice(k))
		return false
	case n.Kind == ScalarNode && !k.OneOrList:
		r.wrong(
			n,
			fmt.Sprintf("%s must be a list, not %s", name, show(n.Value)),
			fmt.Sprintf("write %s: [%s]", k.Name, n.Value),
		)
		return false
	case n.Kind == ScalarNode:
		items = []*Node{n}
	}
	valid := r.amount(k, n, len(items), name)
	e.list = make([]Scalar, 0, len(items))
	for _, item := range items {
		switch {
		case item.Kind != ScalarNode:
			r.wrong(
				item,
				fmt.Sprintf("an item of %s must be text, not %s", name, what(item)),
				"put the text in straight quotes",
			)
		case invisible(item):
			if !item.slip {
				r.add(RuleKeyMissing, item.Pos, fmt.Sprintf("an item of %s is empty", name), "fill it in, or delete it")
			}
		case k.Type == WordList && !r.word(k, item, name):
		default:
			text, ok := r.text(k, item, "an item of "+name)
			if ok {
				e.list = append(e.list, Scalar{text, item.Pos})
				continue
			}
		}
		valid = false
	}
	return valid
}

// amount checks the number of items of a list.
func (r *reader) amount(k *Key, n *Node, count int, name string) bool {
	if k.Max > 0 && count > k.Max {
		r.wrong(n, fmt.Sprintf("%s has %d items, at most %d are allowed", name, count, k.Max), "shorten the list")
		return false
	}
	if k.Min > 0 && count < k.Min {
		r.wrong(n, fmt.Sprintf("%s has too few items: %d, at least %d are needed", name, count, k.Min), k.advice())
		return false
	}
	return true
}

func listAdvice(k *Key) string {
	if k.Example != "" {
		return k.advice()
	}
	return fmt.Sprintf("write %s: [one, two]", k.Name)
}

// maps reads a list of groups.
func (r *reader) maps(e *entry, name string) bool {
	k, n := e.key, e.node
	items := n.Items
	switch {
	case n.Kind == MapNode && k.OneOrList:
		items = []*Node{n}
	case n.Kind == ScalarNode && k.Bare != "":
		items = []*Node{k.group(n)}
	case n.Kind != ListNode:
		r.wrong(n, fmt.Sprintf("%s must be a list, not %s", name, what(n)), mapListAdvice(k))
		return false
	}
	valid := r.amount(k, n, len(items), name)
	e.maps = make([]Values, 0, len(items))
	for _, item := range items {
		if item.Kind == ScalarNode && k.BareItems {
			item = k.group(item)
		}
		if item.Kind != MapNode {
			r.wrong(
				item,
				fmt.Sprintf("an item of %s must be a group of keys, not %s", name, what(item)),
				mapListAdvice(k),
			)
			valid = false
			continue
		}
		e.maps = append(e.maps, r.group(item, k.Fields, item.Pos, name))
	}
	return valid
}

// group is what a value means that is not a group: one with the field Bare.
func (k *Key) group(n *Node) *Node {
	return &Node{Kind: MapNode, Pos: n.Pos, Pairs: []Pair{{&Node{Value: k.Bare, Pos: n.Pos}, n}}}
}

func mapListAdvice(k *Key) string {
	if k.Example != "" {
		return k.advice()
	}
	var names []string
	for _, f := range k.Fields {
		names = append(names, f.Name+": …")
	}
	return fmt.Sprintf("write %s: [{%s}]", k.Name, strings.Join(names, ", "))
}

// free reads a map whose keys the author chooses.
func (r *reader) free(e *entry, name string) bool {
	k, n := e.key, e.node
	if n.Kind != MapNode {
		r.wrong(n, fmt.Sprintf("%s must be a group of keys, not %s", name, what(n)), groupAdvice(k))
		return false
	}
	valid := true
	for _, p := range n.Pairs {
		out := Entry{Key: p.Key.Value, KeyPos: p.Key.Pos}
		own := label(p.Key.Value, name)
		if invisible(p.Value) {
			if !p.Value.slip {
				r.add(RuleKeyMissing, p.Key.Pos, fmt.Sprintf("%s is empty", own), "fill it in, or delete it")
			}
			valid = false
			continue
		}
		item := entry{node: p.Value}
		ok := true
		switch k.Type {
		case NamedMap:
			if ok = p.Value.Kind == MapNode; !ok {
				r.wrong(p.Value, fmt.Sprintf("%s must be a group of keys, not %s", own, what(p.Value)), groupAdvice(k))
				break
			}
			out.Values = r.group(p.Value, k.Fields, p.Value.Pos, own)
		case DateMap:
			ok = r.scalar(&item, &Key{Name: p.Key.Value, Type: Date}, p.Value, own)
			out.Date = item.date
		default:
			as := *k
			as.Type, as.Name, as.Example = Text, p.Key.Value, ""
			ok = r.scalar(&item, &as, p.Value, own)
			out.Text = item.text
		}
		if !ok {
			valid = false
			continue
		}
		e.entries = append(e.entries, out)
	}
	return valid
}

// badDate records a value that is not a date; its help says what was probably meant.
