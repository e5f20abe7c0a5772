package build_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"precept/internal/build"
	"precept/internal/finding"
	"precept/internal/portfolio"
)

// shipped is this project itself.
const shipped = "../.."

// TestShippedProject holds the project that precept ships with to what it asks of others: as of 5 October 2026 nothing
// in it is an error, everything is published, every link on every page leads somewhere, and every page can be read by a
// machine that reads aloud.
func TestShippedProject(t *testing.T) {
	out := t.TempDir()
	for _, f := range publish(t, build.Options{Project: shipped}, out) {
		if f.Severity == finding.Error {
			t.Errorf("%s:%d:%d: %s [%s]", f.File, f.Line, f.Column, f.Message, f.Rule)
		}
	}
	p := &programme{t: t, tree: os.DirFS(out)}
	p.followLinks()
	pages := 0
	titles := map[string]map[string]string{} // by tree, then by title: the first page that has it
	for _, name := range treePaths(t, out) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		pages++
		doc := p.page(name)
		facts(t, name, doc)
		tree := treeOf(name)
		if titles[tree] == nil {
			titles[tree] = map[string]string{}
		}
		if leadsOn(doc) {
			continue // it leads on to the page whose title it has
		}
		title := strings.TrimSpace(textOf(find(doc, "title")))
		if first := titles[tree][title]; title == "" || first != "" {
			t.Errorf("%s: the title %q is empty or that of %s", name, title, first)
		}
		titles[tree][title] = name
	}
	if pages < 150 {
		t.Errorf("only %d pages", pages)
	}
	p.says("public/index.html", "What the numbers mean", "Hold the six-month review", "not Have a career conversation",
		"The timeline has all 42.") // the picture of the front page has few marks
	for _, want := range []string{"public/index.html", "portfolios/alex-example/index.html",
		"portfolios/alex-example/portfolio.html"} {
		if _, err := os.Stat(filepath.Join(out, want)); err != nil {
			t.Errorf("%s was not written", want)
		}
	}
}

// leadsOn reports whether a page only leads on from where another one was.
func leadsOn(doc *html.Node) bool {
	for n := range doc.Descendants() {
		if n.Data == "meta" && attr(n, "http-equiv") == "refresh" {
			return true
		}
	}
	return false
}

// treeOf names the part of the output in which titles must differ: a version is at the root and below v/ with the same
// titles.
func treeOf(name string) string {
	parts := strings.Split(name, "/")
	switch {
	case parts[0] == "portfolios":
		return strings.Join(parts[:2], "/")
	case len(parts) > 3 && parts[1] == "v":
		return strings.Join(parts[:3], "/")
	}
	return parts[0]
}

// facts holds one page to what every page owes its reader.
func facts(t *testing.T, name string, doc *html.Node) {
	t.Helper()
	headings, mains := 0, 0
	labelled := map[string]bool{} // ids that a label is for
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "label" {
			labelled[attr(n, "for")] = true
		}
	}
	level := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "html":
			if attr(n, "lang") != "en-GB" {
				t.Errorf("%s: its language is %q", name, attr(n, "lang"))
			}
		case "main":
			mains++
		case "h1", "h2", "h3", "h4", "h5", "h6":
			at := int(n.Data[1] - '0')
			if at == 1 {
				headings++
			}
			if at > level+1 {
				t.Errorf("%s: the heading %q skips a level", name, textOf(n))
			}
			level = at
			if strings.TrimSpace(textOf(n)) == "" {
				t.Errorf("%s: an empty %s", name, n.Data)
			}
		case "input", "select", "textarea":
			if !named(n, labelled) {
				t.Errorf("%s: nothing says what the field %s is", name, attr(n, "name"))
			}
		case "img":
			if !has(n, "alt") {
				t.Errorf("%s: the picture %s has no alt", name, attr(n, "src"))
			}
		case "a", "button", "summary":
			if strings.TrimSpace(textOf(n)) == "" && attr(n, "aria-label") == "" {
				t.Errorf("%s: a %s without words", name, n.Data)
			}
		case "style":
			if path.Base(name) != "portfolio.html" {
				t.Errorf("%s: a style element, which its policy forbids", name)
			}
		}
		attributesOf(t, name, doc, n)
	}
	if headings != 1 || mains != 1 {
		t.Errorf("%s: %d headings of the first level and %d main parts", name, headings, mains)
	}
}

// attributesOf checks the attributes of one element.
func attributesOf(t *testing.T, name string, doc, n *html.Node) {
	t.Helper()
	for _, a := range n.Attr {
		switch {
		case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
			t.Errorf("%s: the attribute %s, which its policy forbids", name, a.Key)
		case a.Key == "src" || a.Key == "href" && n.Data == "link" && attr(n, "rel") != "canonical" ||
			a.Key == "srcset" || a.Key == "poster":
			if u, err := url.Parse(a.Val); err != nil || u.Host != "" || u.Scheme != "" && u.Scheme != "data" {
				t.Errorf("%s: loads %s, from somewhere else", name, a.Val)
			}
		case a.Key == "aria-labelledby" || a.Key == "aria-describedby":
			for _, id := range strings.Fields(a.Val) {
				if byID(doc, id) == nil {
					t.Errorf("%s: %s names %s, which is not there", name, a.Key, id)
				}
			}
		}
	}
}

// named reports whether a field has a label around it, for it, or of its own.
func named(n *html.Node, labelled map[string]bool) bool {
	if attr(n, "type") == "hidden" || attr(n, "aria-label") != "" || attr(n, "aria-labelledby") != "" ||
		labelled[attr(n, "id")] && attr(n, "id") != "" {
		return true
	}
	for up := n.Parent; up != nil; up = up.Parent {
		if up.Data == "label" {
			return true
		}
	}
	return false
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func find(doc *html.Node, tag string) *html.Node {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == tag {
			return n
		}
	}
	return &html.Node{}
}

func byID(doc *html.Node, id string) *html.Node {
	for n := range doc.Descendants() {
		if attr(n, "id") == id {
			return n
		}
	}
	return nil
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// TestSameBytes builds the shipped project twice for the same day, in differently named folders, with one processor and
// with many, at two ends of the earth, from files touched at different times, and wants the same bytes.
func TestSameBytes(t *testing.T) {
	processors, zone := runtime.GOMAXPROCS(0), time.Local
	t.Cleanup(func() { runtime.GOMAXPROCS(processors); time.Local = zone })
	made := func(folder string, jobs int, zone *time.Location, touched time.Time) string {
		t.Helper()
		runtime.GOMAXPROCS(jobs)
		time.Local = zone
		project := filepath.Join(t.TempDir(), folder)
		for _, part := range []string{"content", "data"} {
			if err := os.CopyFS(filepath.Join(project, part), os.DirFS(filepath.Join(shipped, part))); err != nil {
				t.Fatal(err)
			}
		}
		err := filepath.WalkDir(project, func(name string, _ fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			return os.Chtimes(name, touched, touched)
		})
		if err != nil {
			t.Fatal(err)
		}
		out := filepath.Join(t.TempDir(), folder+" out")
		publish(t, build.Options{Project: project, Jobs: jobs, Reader: portfolio.ForPair}, out)
		return out
	}
	one := made("one", 1, time.FixedZone("west", -11*3600), time.Unix(0, 0))
	two := made("a second – place", 4, time.FixedZone("east", 14*3600), time.Unix(2e9, 0))
	a, b := digests(t, one), digests(t, two)
	if len(a) < 200 {
		t.Fatalf("only %d files", len(a))
	}
	for name := range a {
		if a[name] != b[name] {
			t.Errorf("%s differs", name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			t.Errorf("%s is made once", name)
		}
	}
	for _, place := range []string{os.TempDir(), "a second – place"} {
		for _, name := range treePaths(t, two) {
			data, err := os.ReadFile(filepath.Join(two, name))
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(data, []byte(place)) {
				t.Errorf("%s tells where it was made: %s", name, place)
			}
		}
	}
}

func digests(t *testing.T, dir string) map[string]string {
	t.Helper()
	list := map[string]string{}
	for _, name := range treePaths(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		list[name] = hex.EncodeToString(sum[:])
	}
	return list
}
