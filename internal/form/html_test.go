package form_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"
)

// TestHTMLFacts looks at the HTML of every case's form as a browser would: ids are unique, every control has a name and
// words that name it, every description is there, a private field says so in words, and no option is without words.
func TestHTMLFacts(t *testing.T) {
	controls := 0
	eachCase(t, func(t *testing.T, a *txtar.Archive) {
		c := newCase(t, a)
		controls += facts(t, t.Name(), c.html)
		for _, f := range c.form.Fields {
			if f.Private && !strings.Contains(c.html, "private to the preceptee") {
				t.Errorf("nothing says that %s is private", f.ID)
			}
		}
	})
	if controls < 100 {
		t.Errorf("only %d controls were looked at", controls)
	}
}

// TestIDsNeverMeet: what a field makes of its id is no other field's id, however its author names them.
func TestIDsNeverMeet(t *testing.T) {
	c := newCase(t, &txtar.Archive{Files: []txtar.File{{Name: "form.md", Data: []byte(`- [choice: Yes | No] A {#a}
- [line] B {#a-1}
- [sign: preceptor] C {#sign}
- [line] D {#sign-name}
- [table] E {#t}
  - [choices: x | y] F {#c}
- [line] G {#t-1-c}
- [table] H {#t-1}
  - [line] I {#c-1}
  - [row] J {#c-2}
`)}}})
	for _, f := range c.page {
		t.Error(f.Message)
	}
	facts(t, "ids", c.html)
}

// facts reports what is wrong with a page's controls and gives how many there are.
func facts(t *testing.T, name, page string) int {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, labels := map[string]bool{}, map[string]bool{}
	for n := range root.Descendants() {
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("%s: the id %s is there twice", name, id)
			}
			ids[id] = true
		}
		if n.Data == "label" && text(n) != "" {
			labels[attr(n, "for")] = true
		}
	}
	controls := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, key := range []string{"aria-describedby", "aria-labelledby", "for"} {
			if id := attr(n, key); id != "" && !ids[id] {
				t.Errorf("%s: %s names %s, which is not there", name, key, id)
			}
		}
		switch n.Data {
		case "input", "textarea", "select":
			controls++
			if attr(n, "name") == "" || !labels[attr(n, "id")] && attr(n, "aria-label") == "" {
				t.Errorf("%s: the control %s has no name or no label", name, attr(n, "id"))
			}
		case "option":
			if text(n) == "" {
				t.Errorf("%s: an option has no words", name)
			}
		case "fieldset":
			if n.FirstChild == nil || n.FirstChild.Data != "legend" || text(n.FirstChild) == "" {
				t.Errorf("%s: the fieldset %s has no legend", name, attr(n, "id"))
			}
		case "th":
			if text(n) == "" {
				t.Errorf("%s: a header cell has no words", name)
			}
		case "p", "label", "legend":
			for p := n.Parent; p != nil; p = p.Parent {
				if p.Data == "p" || p.Data == "label" {
					t.Errorf("%s: a %s is in a %s", name, n.Data, p.Data)
				}
			}
		}
	}
	return controls
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	if n.Type == html.TextNode {
		return strings.TrimSpace(n.Data)
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(text(c))
	}
	return b.String()
}
