package compare

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is a heading, paragraph, list item, table row or the like as a reader sees it.
type block struct {
	level int    // of a heading, else 0
	id    string // of a heading: its anchor
	text  string
}

// reader gathers the blocks of a page's HTML.
type reader struct {
	skip func(id string) bool // elements that are left out; nil leaves out none
	list []block
	text strings.Builder
	head block // the heading that is being read
}

// blocks reads the HTML of a page's body. It leaves out the elements of items, which are compared by themselves.
func blocks(body []byte, skip func(id string) bool) ([]block, error) {
	within := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(bytes.NewReader(body), within)
	if err != nil {
		return nil, fmt.Errorf("reading the HTML of a page: %w", err)
	}
	r := &reader{skip: skip}
	for _, n := range nodes {
		r.node(n)
	}
	r.flush()
	return r.list, nil
}

func (r *reader) node(n *html.Node) {
	if n.Type == html.TextNode {
		r.text.WriteString(n.Data)
		return
	}
	id := attribute(n, "id")
	if n.Type != html.ElementNode || id != "" && r.skip != nil && r.skip(id) {
		return
	}
	switch level, own := levels[n.DataAtom], starts[n.DataAtom]; {
	case level > 0:
		r.flush()
		r.head = block{level: level, id: id}
		r.children(n)
		r.flush()
	case own:
		r.flush()
		r.children(n)
		r.flush()
	case n.DataAtom == atom.Dl:
		r.flush()
		r.definitions(n)
		r.flush()
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		if strings.TrimSpace(r.text.String()) != "" {
			r.text.WriteString(" | ")
		}
		r.children(n)
	case n.DataAtom == atom.Br:
		r.text.WriteByte(' ')
	case n.DataAtom == atom.Img:
		r.text.WriteString(attribute(n, "alt"))
	default:
		r.children(n)
	}
}

func (r *reader) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c)
	}
}

// definitions reads a list of terms. The definition of one that is left out is left out too.
func (r *reader) definitions(n *html.Node) {
	out := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Dt {
			out = r.skip != nil && r.skip(attribute(c, "id"))
		}
		if !out {
			r.node(c)
		}
	}
}

// flush ends the block that is being read.
func (r *reader) flush() {
	r.head.text = strings.Join(strings.Fields(r.text.String()), " ")
	if r.head.text != "" {
		r.list = append(r.list, r.head)
	}
	r.text.Reset()
	r.head = block{}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

var levels = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

// starts are the other elements whose text is a block of its own.
var starts = map[atom.Atom]bool{
	atom.P: true, atom.Li: true, atom.Ul: true, atom.Ol: true, atom.Tr: true, atom.Table: true, atom.Dt: true,
	atom.Dd: true, atom.Pre: true, atom.Blockquote: true, atom.Div: true, atom.Aside: true, atom.Section: true,
	atom.Details: true, atom.Summary: true, atom.Figcaption: true, atom.Caption: true, atom.Fieldset: true,
}
