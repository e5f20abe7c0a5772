package build_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/portfolio"
)

// TestLives holds the portfolios of the example preceptees, each on its own day, to testdata/portfolios: what each
// life shows on its overview, its summary, its meeting sheet, its timeline and its list of what is missing, as words.
// -update rewrites them; a golden of nobody fails.
func TestLives(t *testing.T) {
	out := t.TempDir()
	publish(t, build.Options{Project: shipped, Only: build.PortfoliosOnly}, out)
	folder := "testdata/portfolios"
	wanted := map[string]bool{}
	people, err := os.ReadDir(filepath.Join(out, "portfolios"))
	if err != nil || len(people) < 5 {
		t.Fatalf("only %d example preceptees: %v", len(people), err)
	}
	for _, person := range people {
		id := person.Name()
		golden := filepath.Join(folder, id+".txtar")
		wanted[filepath.Base(golden)] = true
		t.Run(id, func(t *testing.T) {
			got := &txtar.Archive{Comment: []byte("For the preceptee.\n")}
			p := &programme{t: t, tree: os.DirFS(out)}
			for _, page := range []string{"index", "summary", "next-meeting", "timeline", "gaps"} {
				got.Files = append(got.Files, txtar.File{Name: page,
					Data: []byte(words(find(p.page("portfolios/"+id+"/"+page+".html"), "main")))})
			}
			if casetest.Updating() {
				if err := os.MkdirAll(folder, 0o755); err != nil {
					t.Fatal(err)
				}
				write(t, golden, string(txtar.Format(got)))
				return
			}
			want, err := txtar.ParseFile(golden)
			if err != nil {
				t.Fatalf("run the test with -update, and read what it wrote: %v", err)
			}
			for i, f := range got.Files {
				if len(want.Files) != len(got.Files) || want.Files[i].Name != f.Name {
					t.Fatalf("%s does not hold %s in its place", golden, f.Name)
				}
				if w := string(want.Files[i].Data); w != string(f.Data) {
					t.Errorf("%s differs; run the test with -update and look at what changed\n%s", f.Name,
						firstDifference(w, string(f.Data)))
				}
			}
		})
	}
	files, err := filepath.Glob(folder + "/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !wanted[filepath.Base(f)] {
			t.Errorf("%s is of nobody", f)
		}
	}
}

// TestRecordsInWords says how a record reads in a portfolio: what it points at has its name, and a part of the
// form that was left aside is not there. What a record names is a link to it.
func TestRecordsInWords(t *testing.T) {
	out := t.TempDir()
	publish(t, build.Options{Project: shipped, Only: build.PortfoliosOnly, Preceptees: []string{"casey-example"}}, out)
	p := &programme{t: t, tree: os.DirFS(out)}
	records := "portfolios/casey-example/records/"
	p.says(records+"2026-01-29-competency-record-xjjaxp9h.html",
		"Supervision record, 15 January 2026", "Four sides of it",
		"not njk2d8dc")
	p.says(records+"2026-04-30-learning-log-gwe2aa8s.html", "Works in and across multi-professional teams",
		"not l-team", "Works across professions and with social care")
	p.followLinks()
	for page, leads := range map[string]string{
		"2026-01-29-competency-record-xjjaxp9h": `href="../records/2026-01-15-supervision-record-njk2d8dc.html"`,
		"2026-04-30-learning-log-gwe2aa8s":      `href="../competencies.html#c-l-team"`,
	} {
		if raw, err := os.ReadFile(filepath.Join(out, records, page+".html")); err != nil ||
			!strings.Contains(string(raw), leads) {
			t.Errorf("%s does not have %s: %v", page, leads, err)
		}
	}
	// the last review prints what is carried forward, and no page takes a signature for more than it is
	p.says(records+"2026-09-25-final-review-jt4f9vtg.html", "Agreed and carried forward",
		"Two sessions together and a map of local services in use", "Agreed by Casey, Ash and Jo on 22 September 2026",
		"It is not proof of who somebody is")
	p.says(records+"2026-02-13-reflection-whc3agpy.html", "not Agreed and carried forward",
		"not proof of who somebody is")
}

// TestWhatACopyLeavesOut: a copy that holds back records does not read as if nothing had been done.
func TestWhatACopyLeavesOut(t *testing.T) {
	out := t.TempDir()
	publish(t, build.Options{Project: shipped, Only: build.PortfoliosOnly, Preceptees: []string{"casey-example"},
		Reader: portfolio.ForAppraiser}, out)
	p := &programme{t: t, tree: os.DirFS(out)}
	copied := "portfolios/casey-example-appraiser/"
	p.says(copied+"competencies.html", "0 of 1 achieved; others are not in this copy", "Clinical not in this copy")
	p.says(copied+"hours.html", "This copy shows no learning time", "not of 4 entries", "not is recorded yet")
	p.says(copied+"summary.html", "This copy shows no learning time", "not of 4 entries")
	p.says(copied+"evidence.html", "Nothing in this copy", "other readers may see more", "not nothing recorded yet")
}

// words writes a part of a page as lines: a heading, a paragraph or a fact each, and of what falls due its day, whose
// it is, where it is, what it is about and what is known of it.
func words(n *html.Node) string {
	var b strings.Builder
	line := func(s string) {
		if s != "" {
			b.WriteString(s + "\n")
		}
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		class := strings.Fields(attr(n, "class"))
		switch {
		case n.Type == html.TextNode:
			line(single(n.Data))
		case n.Data == "svg" || slices.Contains(class, "picture"):
		case len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6':
			b.WriteString("\n")
			line(strings.Repeat("#", int(n.Data[1]-'0')) + " " + single(textOf(n)))
		case slices.Contains(class, "due"):
			var what, when []string
			for part := range n.ChildNodes() {
				if attr(part, "class") == "due-when" {
					when = pieces(part)
				} else {
					what = append(what, pieces(part)...)
				}
			}
			line("- " + strings.Join(append(when, what...), " | "))
		case slices.Contains(class, "phase"):
			line(strings.Join(pieces(n), " | "))
		case n.Data == "div" && find(n, "dt").Data == "dt":
			line(strings.Join(pieces(n), ": "))
		case n.Data == "p" || n.Data == "li":
			line(single(textOf(n)))
		default:
			for c := range n.ChildNodes() {
				walk(c)
			}
		}
	}
	walk(n)
	return strings.TrimLeft(b.String(), "\n")
}

// pieces lists the texts of an element, each part by itself; a number that is drawn only for the eye is left out.
func pieces(n *html.Node) []string {
	if attr(n, "aria-hidden") == "true" {
		return nil
	}
	var list []string
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode {
			if s := single(c.Data); s != "" {
				list = append(list, s)
			}
			continue
		}
		list = append(list, pieces(c)...)
	}
	return list
}

func single(s string) string { return strings.Join(strings.Fields(s), " ") }
