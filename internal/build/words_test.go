package build_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/portfolio"
	"precept/internal/wording"
)

// TestOwnWords builds each golden site with a text of its own in place of every phrase, and with other names for its
// things: they are on the pages, and none is refused. The usual words, written out, change no byte.
func TestOwnWords(t *testing.T) {
	for site, wants := range map[string][]string{
		"toolkit":   {">§Skip to main content<", "§1 ", "pharmacy", "outcome"},
		"portfolio": {">§Skip to main content<", "§1 ", "§Pharmacy"},
	} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			file := "testdata/sites/" + site + ".txtar"
			usual := worded(t, file, "", "")
			same := worded(t, file, ownWords(""), "")
			if len(same) != len(usual) {
				t.Errorf("%d files, and %d with the usual words", len(usual), len(same))
			}
			for name := range same {
				if same[name] != usual[name] {
					t.Errorf("%s differs: %s", name, firstDifference(usual[name], same[name]))
				}
			}
			all := ""
			nouns := "words: {place: [pharmacy, pharmacies], competency: outcome}\n"
			for _, text := range worded(t, file, ownWords("§"), nouns) {
				all += text
			}
			for _, want := range wants {
				if !strings.Contains(all, want) {
					t.Errorf("%q is nowhere", want)
				}
			}
		})
	}
}

// ownWords is a data/words.yaml with every phrase, and a sign before each.
func ownWords(sign string) string {
	var b strings.Builder
	for _, e := range wording.Catalogue() {
		key, text := strconv.Quote(string(e.Phrase)), strconv.Quote(sign+string(e.Phrase))
		if e.One != "" {
			text = "{one: " + strconv.Quote(sign+string(e.One)) + ", other: " + text + "}"
		}
		b.WriteString(key + ": " + text + "\n")
	}
	return b.String()
}

// worded builds a golden site with these words, and with a line in its timeline's front matter, and gives what is
// written, by name.
func worded(t *testing.T, file, words, line string) map[string]string {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	project, out := t.TempDir(), t.TempDir()
	only := build.ToolkitOnly
	for _, f := range archive.Files {
		text := string(f.Data)
		if strings.HasSuffix(f.Name, "/timeline.md") {
			text = strings.Replace(text, "kind: timeline\n", "kind: timeline\n"+line, 1)
		}
		if strings.HasPrefix(f.Name, "data/preceptees/") {
			only = build.PortfoliosOnly
		}
		if !strings.HasPrefix(f.Name, wanted) {
			casetest.Write(t, project, f.Name, text)
		}
	}
	if words != "" {
		casetest.Write(t, project, "data/words.yaml", words)
	}
	for _, f := range publish(t, build.Options{Project: project, Only: only, Reader: portfolio.ForPreceptee}, out) {
		if strings.HasPrefix(f.Rule, "words-") {
			t.Errorf("%+v", f)
		}
	}
	made := map[string]string{}
	for _, name := range treePaths(t, out) {
		raw, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(name) != "build.json" {
			made[name] = string(raw)
		}
	}
	return made
}

// TestCaseO3MarkedWords builds each golden site with a sign before every phrase: every text of a page has the sign, or
// is in the site's own files.
func TestCaseO3MarkedWords(t *testing.T) {
	for _, site := range []string{"toolkit", "portfolio"} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			file := "testdata/sites/" + site + ".txtar"
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var own []string
			for _, f := range archive.Files {
				if !strings.HasPrefix(f.Name, wanted) {
					own = append(own, lettersOf(string(f.Data))...)
				}
			}
			told := map[string]bool{}
			for name, page := range worded(t, file, ownWords("§"), "") {
				if filepath.Ext(name) != ".html" {
					continue
				}
				for _, text := range visible(t, page) {
					if told[text] || strings.Contains(text, "§") {
						continue
					}
					for _, word := range lettersOf(text) {
						if !slices.Contains(own, word) {
							told[text] = true
							t.Errorf("%s: %q has no sign", name, text)
							break
						}
					}
				}
			}
		})
	}
}

// lettersOf are the words of a text, in small letters.
func lettersOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// visible are the texts of a page that a reader sees or hears.
func visible(t *testing.T, page string) (list []string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" {
			list = append(list, n.Data)
		}
		for _, a := range n.Attr {
			if slices.Contains([]string{"aria-label", "title", "alt", "placeholder"}, a.Key) {
				list = append(list, a.Val)
			}
		}
	}
	return list
}
