package build_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

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

// TestCaseO3MarkedWords builds each golden site with every phrase marked: every word of a page is marked, or is in the
// site's own files.
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
					own = append(own, casetest.Letters(string(f.Data))...)
				}
			}
			for name, page := range worded(t, file, casetest.MarkedWords(), "") {
				if filepath.Ext(name) != ".html" {
					continue
				}
				for _, text := range casetest.Unmarked(t, page, own) {
					t.Errorf("%s: %q is not in the site's words", name, text)
				}
			}
		})
	}
}
