package main

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"
)

// The shape of the corpus: about 600 words a page in ten sections, 50 pages a section, 20 sections a part.
const (
	pagesPerSection = 50
	sectionsPerPart = 20
	headings        = 10
)

// document is one page: its place and its text.
type document struct {
	path           string // slash path without .md
	title, summary string
	body           string
	order          int
}

// vocabulary is what the sentences are made of.
var vocabulary = strings.Fields(`
preceptor preceptee practice meeting review learning record month plan support clinic time patient care role scope
evidence skill team lead feedback question answer page form sign date agree note listen protect share safe clear
short kind early later often seldom weekly yearly with without before after during between about against under over
from into the a of and or for is are was has can may should might will does write read look ask tell show give take
keep hold begin end change grow build send help
`)

// corpus gives n documents one after another, so that this program stays small: the peak memory of a child counts what
// its parent held when it was started.
func corpus(n int) iter.Seq2[int, document] {
	return func(yield func(int, document) bool) {
		r := rand.New(rand.NewPCG(1, 2026))
		for i := range n {
			section := i / pagesPerSection
			part := section / sectionsPerPart
			d := document{
				path:  fmt.Sprintf("part-%d/section-%d/page-%d", part+1, section+1, i+1),
				title: fmt.Sprintf("Page %d: %s", i+1, words(r, 4)), summary: sentence(r), order: i%pagesPerSection + 1,
				body: body(r, i, n),
			}
			if !yield(i, d) {
				return
			}
		}
	}
}

func words(r *rand.Rand, n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = vocabulary[r.IntN(len(vocabulary))]
	}
	return strings.Join(list, " ")
}

func sentence(r *rand.Rand) string {
	s := words(r, 8+r.IntN(8))
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

func paragraph(r *rand.Rand) string {
	return sentence(r) + " " + sentence(r) + " " + sentence(r)
}

// body writes sections of paragraphs, among them a list, steps, a table, a quotation, and links to neighbours.
func body(r *rand.Rand, i, n int) string {
	var b strings.Builder
	link := func() string {
		section := i / pagesPerSection
		last := min((section+1)*pagesPerSection, n)
		to := section*pagesPerSection + r.IntN(last-section*pagesPerSection)
		return fmt.Sprintf("[%s](page-%d.md)", words(r, 3), to+1)
	}
	b.WriteString(paragraph(r) + " See " + link() + ".\n")
	for h := range headings {
		fmt.Fprintf(&b, "\n## %s %d\n\n%s\n",
			strings.ToUpper(vocabulary[h*7%len(vocabulary)][:1])+vocabulary[h*7%len(vocabulary)][1:], h+1, paragraph(r))
		switch h % 5 {
		case 0:
			fmt.Fprintf(&b, "\n- %s\n- **%s** %s\n- %s %s\n", sentence(r), words(r, 2), words(r, 6), sentence(r),
				link())
		case 1:
			fmt.Fprintf(&b, "\n1. %s\n2. %s\n3. %s\n", sentence(r), sentence(r), sentence(r))
		case 2:
			fmt.Fprintf(&b, "\n| What | Who | When |\n| --- | --- | --- |\n| %s | %s | %s |\n| %s | %s | %s |\n",
				words(r, 3), words(r, 1), words(r, 2), words(r, 3), words(r, 1), words(r, 2))
		case 3:
			fmt.Fprintf(&b, "\n> %s\n\n%s %s\n", sentence(r), sentence(r), link())
		default:
			fmt.Fprintf(&b, "\n%s *%s* and `%s`, then %s.\n", sentence(r), words(r, 2), words(r, 1), link())
		}
	}
	return b.String()
}

// write lays n pages out for both generators.
func write(n int, project, site string) error {
	if err := writeLayout(site); err != nil {
		return err
	}
	for _, f := range [...]struct{ name, text string }{
		{filepath.Join(project, "data/site.yaml"),
			"title: The benchmark toolkit\npublisher: Example Training Hub\naccessibility: {contact: " +
				"hub@example.org, tested: not yet}\n"},
		{filepath.Join(project, "content/2026.1/version.md"),
			"---\ntitle: Toolkit 2026.1\nsummary: A corpus.\n---\nNotes.\n"},
		{filepath.Join(project, "content/2026.1/index.md"),
			page("The benchmark toolkit", "All parts.", 0, "Welcome.\n")},
		{filepath.Join(site, "content/_index.md"), hugoPage("The benchmark toolkit", "All parts.", 0, "Welcome.\n")},
	} {
		if err := writeFile(f.name, f.text); err != nil {
			return err
		}
	}
	for i, d := range corpus(n) {
		if i%pagesPerSection == 0 {
			for _, dir := range [...]string{filepath.Dir(d.path), filepath.Dir(filepath.Dir(d.path))} {
				title := strings.ReplaceAll(filepath.Base(dir), "-", " ")
				if err := both(project, site, dir+"/index.md", dir+"/_index.md", title, "What this holds.", i,
					"Begin anywhere.\n"); err != nil {
					return err
				}
			}
		}
		if err := both(project, site, d.path+".md", d.path+".md", d.title, d.summary, d.order, d.body); err != nil {
			return err
		}
	}
	return nil
}

// both writes one page for each generator.
func both(project, site, ours, theirs, title, summary string, order int, body string) error {
	if err := writeFile(filepath.Join(project, "content/2026.1", ours), page(title, summary, order, body)); err != nil {
		return err
	}
	return writeFile(filepath.Join(site, "content", theirs), hugoPage(title, summary, order, body))
}

func writeFile(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o644)
}

func page(title, summary string, order int, body string) string {
	return fmt.Sprintf("---\ntitle: %q\nsummary: %q\naudience: [preceptor, organisation]\norder: %d\nreviewed: "+
		"2026-09-01\nreview_by: 2027-09-01\nowner: Example lead\n---\n%s", title, summary, order, body)
}

func hugoPage(title, summary string, order int, body string) string {
	return fmt.Sprintf("---\ntitle: %q\nsummary: %q\naudience: [preceptor, organisation]\nweight: %d\nreviewed: "+
		"2026-09-01\nreview_by: 2027-09-01\nowner: Example lead\n---\n%s", title, summary, order, body)
}

// sameText makes sure that both wrote the same page: the words of its body, in order.
func sameText(ours, theirs string) error {
	const name = "part-1/section-1/page-1"
	a, err := bodyText(filepath.Join(ours, name+".html"))
	if err != nil {
		return err
	}
	b, err := bodyText(filepath.Join(theirs, name+".html"))
	if err != nil {
		return err
	}
	if a == "" || a != b {
		return fmt.Errorf("the two wrote different text for %s:\n%s\n%s", name, a, b)
	}
	return nil
}

// bodyText gives the words of a page's paragraphs, list items, cells and headings below the first heading of the second
// level.
func bodyText(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	root, err := html.Parse(f)
	if err != nil {
		return "", err
	}
	var out []string
	for n := range root.Descendants() {
		if n.Type != html.TextNode || !within(n, "main") || within(n, "nav") ||
			!(within(n, "li") || within(n, "td") || within(n, "blockquote")) {
			continue
		}
		out = append(out, strings.Fields(n.Data)...)
	}
	return strings.Join(out, " "), nil
}

func within(n *html.Node, tag string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && p.Data == tag {
			return true
		}
	}
	return false
}
