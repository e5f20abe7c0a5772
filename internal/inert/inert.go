// Package inert is for tests of hostile input. It reads finished HTML as a browser would and lists everything that our
// theme never writes and that could run, load something from another host or lead to one. It sees only the output, not
// how it was made.
package inert

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// Options say what the theme itself may write.
type Options struct {
	ScriptSrc func(src string) bool // which scripts may be loaded; nil: those at a relative .js address
	StyleAttr bool                  // allow style=, which our content security policy forbids
}

// Scheme gives the scheme that a browser sees in an address. It ignores leading spaces and control characters, and tabs
// and line ends anywhere.
func Scheme(address string) string {
	s := strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, address)
	s = strings.TrimLeftFunc(s, func(r rune) bool { return r <= ' ' || unicode.IsSpace(r) })
	i := strings.IndexAny(s, `:/?#\`)
	if i <= 0 || s[i] != ':' {
		return ""
	}
	s = strings.ToLower(s[:i])
	for k, c := range s {
		letter := c >= 'a' && c <= 'z'
		if !letter && (k == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.')) {
			return ""
		}
	}
	return s
}

// Check lists what is not inert in a page or a fragment of one.
func Check(page []byte, o Options) []string {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return []string{"cannot be read: " + err.Error()}
	}
	c := checker{options: o}
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode:
			if strings.Contains(n.Data, "CNRY") {
				c.add("a comment was kept: %.60q", n.Data)
			}
		case html.ElementNode:
			c.element(n)
		}
	}
	return c.found
}

type checker struct {
	options Options
	found   []string
}

func (c *checker) add(format string, args ...any) {
	c.found = append(c.found, fmt.Sprintf(format, args...))
}

func (c *checker) element(n *html.Node) {
	switch strings.ToLower(n.Data) {
	case "iframe",
		"object",
		"embed",
		"applet",
		"base",
		"frame",
		"frameset",
		"portal",
		"foreignobject",
		"set",
		"animate":
		c.add("<%s>", n.Data)
	}
	values := map[string]string{}
	for _, a := range n.Attr {
		key := strings.ToLower(a.Key)
		if a.Namespace != "" {
			key = a.Namespace + ":" + key
		}
		values[key] = a.Val
		switch {
		case strings.HasPrefix(key, "on"), key == "srcdoc":
			c.add("<%s %s=>", n.Data, key)
		case key == "style" && !c.options.StyleAttr:
			c.add("<%s style=%.40q>", n.Data, a.Val)
		case isAddress(key):
			c.address(n, key, a.Val)
		}
	}
	switch n.Data {
	case "script":
		src, has := values["src"]
		isData := strings.HasSuffix(strings.ToLower(values["type"]), "json")
		if !isData && (!has || !c.scriptAllowed(src)) {
			c.add("<script> of its own or from elsewhere: src=%.60q", src)
		}
	case "meta":
		if strings.EqualFold(values["http-equiv"], "refresh") {
			c.add("<meta> that goes to another page")
		}
	case "form":
		if to := values["action"]; Scheme(to) != "" || strings.HasPrefix(to, "//") {
			c.add("<form action=%.40q>", to)
		}
	}
}

func isAddress(key string) bool {
	switch key {
	case "href", "src", "action", "formaction", "data", "poster", "background", "cite", "ping", "srcset", "manifest",
		"longdesc", "xlink:href":
		return true
	}
	return false
}

func (c *checker) address(n *html.Node, key, value string) {
	scheme := Scheme(value)
	switch scheme {
	case "", "http", "https", "mailto", "tel":
	default:
		c.add("<%s %s> has the scheme %s", n.Data, key, scheme)
	}
	bare := strings.TrimLeft(value, " \t\r\n")
	if strings.HasPrefix(bare, "//") || strings.HasPrefix(bare, `\`) || strings.HasPrefix(bare, `/\`) {
		c.add("<%s %s> names a host: %.40q", n.Data, key, value)
	}
	if n.Data == "img" && key == "src" && scheme != "" {
		c.add("<img> loads from elsewhere: %.60q", value)
	}
}

func (c *checker) scriptAllowed(src string) bool {
	if c.options.ScriptSrc != nil {
		return c.options.ScriptSrc(src)
	}
	file, _, _ := strings.Cut(src, "?")
	return Scheme(src) == "" && !strings.HasPrefix(src, "//") && strings.HasSuffix(file, ".js")
}
