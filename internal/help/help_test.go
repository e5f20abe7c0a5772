package help

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"precept/internal/check"
	"precept/internal/item"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// TestTopics holds every file in topics/ to a place in the list, and every topic to a heading and a summary of one
// sentence.
func TestTopics(t *testing.T) {
	entries, err := os.ReadDir("topics")
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(names) {
		t.Errorf("%d files and %d topics", len(entries), len(names))
	}
	for _, topic := range Topics() {
		size := len(topic.Summary)
		if !strings.Contains(topic.Title, ": ") || size < 20 || size > 240 || !strings.HasSuffix(topic.Summary, ".") {
			t.Errorf("%s: title %q, summary %q", topic.Name, topic.Title, topic.Summary)
		}
	}
	if Find("no-such-topic") != nil {
		t.Error("a topic that does not exist is found")
	}
}

// TestGrammarIsExplained wants a word in the topic items for every marker, flag and key that the grammar takes
// anywhere.
func TestGrammarIsExplained(t *testing.T) {
	text := string(Find("items").source)
	want := func(word, of string) {
		if !strings.Contains(text, word) {
			t.Errorf("the topic items does not explain %s of %s", word, of)
		}
	}
	grammar := toolkit.Grammar()
	for _, kind := range append(item.Kinds(), item.Notices) {
		for _, marker := range grammar.Markers(kind) {
			if marker == "tick" {
				want("`[ ]`", string(kind))
			} else {
				want("["+marker, string(kind))
			}
			allowed(grammar.Attributes(kind, marker), want, "["+marker+"] on a page of kind "+string(kind))
		}
		allowed(grammar.HeadingAttributes(kind), want, "a heading on a page of kind "+string(kind))
	}
}

func allowed(a item.Allowed, want func(word, of string), of string) {
	for _, flag := range a.Flags {
		want("`."+flag+"`", of)
	}
	for _, key := range a.Keys {
		want("`"+key+"=", of)
	}
}

// TestKeysAreExplained wants every key of every schema in some topic.
func TestKeysAreExplained(t *testing.T) {
	var all strings.Builder
	for _, topic := range Topics() {
		all.Write(topic.source)
	}
	var look func(schema string, keys []source.Key, within string)
	look = func(schema string, keys []source.Key, within string) {
		for _, k := range keys {
			if !strings.Contains(all.String(), "| `"+within+k.Name+"` |") {
				t.Errorf("no topic has the key %s%s of %s", within, k.Name, schema)
			}
			look(schema, k.Fields, within+k.Name+".")
		}
	}
	for _, s := range Schemas() {
		look(s.Name, s.Keys, "")
	}
}

// TestRulesAreListed wants every rule in the topic errors, and all that the catalogue says of it on the page of rules.
func TestRulesAreListed(t *testing.T) {
	table, page := Find("errors").Text(), rulesTopic().Text()
	for _, r := range check.Rules() {
		if !strings.Contains(table, r.ID) {
			t.Errorf("errors does not list %s", r.ID)
		}
		for _, text := range []string{r.Summary, r.Why, r.Fix} {
			if !strings.Contains(flat(page), flat(text)) {
				t.Errorf("the page of rules does not say of %s: %s", r.ID, text)
			}
		}
	}
}

func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// TestText holds what a terminal shows to its width: only code, and words that cannot be split, may be longer.
func TestText(t *testing.T) {
	for _, topic := range Topics() {
		text := topic.Text()
		for i, line := range strings.Split(text, "\n") {
			for _, sign := range []string{"<!--", "](", "\\|", "| ---"} {
				if strings.Contains(line, sign) && !strings.HasPrefix(line, "    ") {
					t.Errorf("%s:%d: %q is left in %s", topic.Name, i+1, sign, line)
				}
			}
			n := utf8.RuneCountInString(line)
			if n > width && !strings.HasPrefix(line, "    ") && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%s:%d: %d characters: %s", topic.Name, i+1, n, line)
			}
		}
	}
}

// TestTerminal shows how each kind of block is written.
func TestTerminal(t *testing.T) {
	markdown, err := os.ReadFile("testdata/blocks.md")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/blocks.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got := read("x", string(markdown)).Text(); got != string(want) {
		t.Errorf("written as\n%s", got)
	}
}

// TestLinks leads every link of a topic to a topic and a heading that are there.
func TestLinks(t *testing.T) {
	pages := append(Topics(), rulesTopic())
	ids := map[string]bool{}
	for _, p := range pages {
		ids[p.Name] = true
		for _, s := range p.sections() {
			ids[p.Name+"#"+s.ID] = true
		}
	}
	for _, p := range pages {
		for _, to := range links(p) {
			if strings.HasPrefix(to, "#") {
				to = p.Name + to
			}
			if !strings.Contains(to, ":") && !ids[to] {
				t.Errorf("%s links to %q, which is not there", p.Name, to)
			}
		}
	}
}

// links lists where the links of a topic lead.
func links(t *Topic) []string {
	var list []string
	_ = ast.Walk(t.tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walk itself cannot fail
		if l, ok := n.(*ast.Link); ok && entering {
			list = append(list, string(l.Destination))
		}
		return ast.WalkContinue, nil
	})
	return list
}
