package markdown

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	gm "github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"precept/internal/item"
	"precept/internal/source"
)

// example is one example of a suite: CommonMark's, or one of an extension of GitHub's Markdown.
type example struct {
	name     string
	Markdown string `json:"markdown"`
	Section  string `json:"section"`
	Number   int    `json:"example"`
}

// suites reads the examples that the goldmark module carries, from the module itself.
func suites(t *testing.T) []example {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	dir := strings.TrimSpace(string(out))
	raw, err := os.ReadFile(filepath.Join(dir, "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []example
	if err := json.Unmarshal(raw, &list); err != nil {
		t.Fatal(err)
	}
	for i := range list {
		list[i].name = fmt.Sprintf("CommonMark %d", list[i].Number)
	}
	const line, between = "\n//= = =", "//- - - - - - - - -//"
	for _, name := range []string{"table", "strikethrough", "linkify", "footnote", "definition_list"} {
		raw, err := os.ReadFile(filepath.Join(dir, "extension", "_test", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		for i, part := range strings.Split(string(raw), line) {
			_, text, ok := strings.Cut(part, between+"\n")
			text, _, more := strings.Cut(text, between)
			if ok && more {
				list = append(list, example{name: fmt.Sprintf("%s %d", name, i+1), Markdown: text})
			}
		}
	}
	return list
}

// ours are attributes and elements that this reader adds on purpose, and that say nothing else than goldmark's do.
var ours = regexp.MustCompile(` (id|rel|class|style|align|scope|tabindex|role|aria-label|loading)="[^"]*"`)

// links and pictures are compared by their number and their words: which addresses a page may have is ours to say.
var (
	anchor  = regexp.MustCompile(`</?a( [^>]*)?>`)
	picture = regexp.MustCompile(`<img[^>]* alt="([^"]*)"[^>]*>`)
	toNotes = regexp.MustCompile(`<a href="#[^>]*class="footnote|<a href="#s--fn`)
)

// countLinks counts the links of a page, except those to and from footnotes.
func countLinks(text string) int {
	return strings.Count(text, "<a ") - len(toNotes.FindAllString(text, -1))
}

// sameHTML gives HTML in one form, so that two renderers can be compared: parsed, without the attributes and wrappers
// that are ours, without spaces that are not shown.
func sameHTML(t *testing.T, text string) string {
	t.Helper()
	// goldmark draws a line above its footnotes, and asks for the arrow's plain shape
	text = strings.NewReplacer("doc-endnotes\">\n<hr>", "doc-endnotes\">", "\ufe0e", "", "&#xfe0e;", "").Replace(text)
	nodes, err := html.ParseFragment(strings.NewReader(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, n := range nodes {
		if err := html.Render(&b, n); err != nil {
			t.Fatal(err)
		}
	}
	s := anchor.ReplaceAllString(ours.ReplaceAllString(b.String(), ""), "")
	s = picture.ReplaceAllString(s, "$1")
	for _, tag := range []string{"<html><head></head><body>", "</body></html>", "<span></span>", "<div>", "</div>",
		"<section>", "</section>"} {
		s = strings.ReplaceAll(s, tag, "")
	}
	s = strings.ReplaceAll(s, "<br/>", " ")
	return strings.Join(strings.Fields(strings.NewReplacer(">", "> ", "<", " <").Replace(s)), " ")
}

// TestPeers runs the examples of CommonMark and of GitHub's extensions through the reader of pages. What differs from
// goldmark is listed in testdata/peers/differences.txt by example, below the reason, so that no other difference comes
// or goes unseen.
func TestPeers(t *testing.T) {
	reference := gm.New(gm.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify,
		extension.Footnote, extension.DefinitionList), gm.WithRendererOptions(gmhtml.WithUnsafe()))
	reader := New(testGrammar(), nil, nil)
	want := differences(t)
	got := map[string]bool{}
	for _, e := range suites(t) {
		var theirs bytes.Buffer
		if err := reference.Convert([]byte(e.Markdown), &theirs); err != nil {
			t.Fatal(err)
		}
		text := []byte(e.Markdown)
		facts, body, _, err := reader.Parse(Input{Kind: item.Page, Dict: NewDictionary(nil, nil, nil, nil),
			File: &source.File{Path: "p.md", Text: text, Body: text, BodyLine: 1}})
		if err != nil {
			t.Fatal(err)
		}
		a, b := sameHTML(t, theirs.String()), sameHTML(t, string(body))
		n := countLinks(theirs.String())
		if a == b && n == len(facts.Links) {
			continue
		}
		got[e.name] = true
		if !want[e.name] {
			t.Errorf("%s (%s)\n%q\ngoldmark %d %s\nprecept  %d %s", e.name, e.Section, e.Markdown, n, a,
				len(facts.Links), b)
		}
	}
	for name := range want {
		if !got[name] {
			t.Errorf("%s is listed, and does not differ", name)
		}
	}
}

// differences reads the list of the examples that differ.
func differences(t *testing.T) map[string]bool {
	t.Helper()
	raw, err := os.ReadFile("testdata/peers/differences.txt")
	if err != nil {
		t.Fatal(err)
	}
	list, reason := map[string]bool{}, ""
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		switch suite, numbers, ok := strings.Cut(line, ": "); {
		case line == "":
		case strings.HasPrefix(line, "# "):
			reason = line
		case !ok || reason == "":
			t.Fatalf("%q has no reason, or is not a suite and its numbers", line)
		default:
			for _, n := range strings.Fields(numbers) {
				list[suite+" "+n] = true
			}
		}
	}
	return list
}
