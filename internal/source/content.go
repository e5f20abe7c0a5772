package source

import "slices"

// Content is what a key holds or is to hold, without its place and without how it is written: a text, a map or a list.
type Content struct {
	Kind  NodeKind
	Text  string // of a scalar, as typed
	Bare  bool   // a scalar that is written without quotes where it is new: a date, a number, an id
	Keys  []Keyed
	Items []Content
}

// Keyed is one key of a map and what it holds.
type Keyed struct {
	Key   string
	Value Content
}

// Quoted is a text that is written in quotes where it is new.
func Quoted(text string) Content { return Content{Text: text} }

// Bare is a date, a number or an id.
func Bare(text string) Content { return Content{Text: text, Bare: true} }

// Group is a map with these keys; those that hold nothing are left out.
func Group(keys ...Keyed) Content {
	keys = slices.DeleteFunc(slices.Clone(keys), func(k Keyed) bool { return k.Value.Empty() })
	return Content{Kind: MapNode, Keys: keys}
}

// List is a list of these items.
func List(items ...Content) Content { return Content{Kind: ListNode, Items: items} }

// ContentOf is what a node holds; of nil, nothing.
func ContentOf(n *Node) Content {
	if n == nil {
		return Content{}
	}
	c := Content{Kind: n.Kind, Text: n.Value, Bare: !n.Quoted && !n.Block && n.Kind == ScalarNode}
	for _, p := range n.Pairs {
		c.Keys = append(c.Keys, Keyed{p.Key.Value, ContentOf(p.Value)})
	}
	for _, item := range n.Items {
		c.Items = append(c.Items, ContentOf(item))
	}
	return c
}

// Empty reports whether there is nothing in it.
func (c Content) Empty() bool {
	switch c.Kind {
	case MapNode:
		return len(c.Keys) == 0
	case ListNode:
		return len(c.Items) == 0
	}
	return c.Text == ""
}

// Get gives what a key of a map holds; nothing where it does not have the key.
func (c Content) Get(key string) Content {
	for _, k := range c.Keys {
		if k.Key == key {
			return k.Value
		}
	}
	return Content{}
}

// With gives the map with a key that holds something else: in its place where it is there, at the end where it is new,
// and without it where the value is empty.
func (c Content) With(key string, value Content) Content {
	out := Content{Kind: MapNode}
	found := false
	for _, k := range c.Keys {
		if k.Key == key {
			k.Value, found = value, true
		}
		out.Keys = append(out.Keys, k)
	}
	if !found {
		out.Keys = append(out.Keys, Keyed{key, value})
	}
	return Group(out.Keys...)
}

// Equal reports whether two contents say the same. How they are written, and the order of keys, do not count.
func (c Content) Equal(o Content) bool {
	if c.Empty() && o.Empty() {
		return true
	}
	if c.Kind != o.Kind || c.Text != o.Text || len(c.Keys) != len(o.Keys) {
		return false
	}
	return slices.EqualFunc(c.Items, o.Items, Content.Equal) &&
		!slices.ContainsFunc(c.Keys, func(k Keyed) bool { return !k.Value.Equal(o.Get(k.Key)) })
}
