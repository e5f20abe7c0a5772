package build_test

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
)

// TestMarkedLeftOut: on a site in another language, a portfolio says in the site's words why a record could not be
// read, whatever is wrong with it.
func TestMarkedLeftOut(t *testing.T) {
	t.Parallel()
	base, err := txtar.ParseFile("testdata/cases/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	project, out := t.TempDir(), t.TempDir()
	casetest.WriteFiles(t, project, base.Files...)
	site, err := os.ReadFile(project + "/data/site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	casetest.Write(t, project, "data/site.yaml", string(site)+"lang: nl\n")
	casetest.Write(t, project, "data/words.yaml", casetest.MarkedWords())
	casetest.Write(t, project, "content/2026.1/forms/mood.md", "---\ntitle: Mood\nsummary: S.\nkind: form\n"+
		"visibility: never\nowner: Lead\nreview_by: 2029-01-01\n---\n- [line] Mood {#mood}\n")
	const head = "form: training\nversion: \"2026.1\"\ndate: 2026-03-01\n"
	broken := map[string]string{
		"yaml": "---\nform: \"training\n---\n", "open": "---\nform: training\n", "empty": "", "none": "Words.\n",
		"second": "---\n" + head + "---\n---\nform: x\n---\n", "key": "---\n" + head + "anwsers: {}\n---\n",
		"twice-key": "---\n" + head + "form: training\n---\n", "type": "---\n" + head + "answers: none\n---\n",
		"date": "---\nform: training\ndate: 2026-13-01\n---\n", "missing": "---\ndate: 2026-03-01\n---\n",
		"form":    "---\nform: trainnig\nversion: \"2026.1\"\ndate: 2026-03-01\n---\n",
		"version": "---\nform: training\nversion: \"1999\"\ndate: 2026-03-01\n---\n",
		"never":   "---\nform: mood\nversion: \"2026.1\"\ndate: 2026-03-01\n---\n",
		"same":    "---\n" + head + "record: aa11aa11\n---\n", "same-2": "---\n" + head + "record: aa11aa11\n---\n",
		"utf8": "---\n" + head + "answers: {course: \"\xff\"}\n---\n", "large": strings.Repeat("word\n", 1<<20),
		"answer": "---\n" + head + "answers: {course: [a]}\n---\n", "json": "{\"form\": \"training\"}",
	}
	for name, text := range broken {
		casetest.Write(t, project, "data/preceptees/jo/2026-03-01-"+name+".md", text)
	}
	publishCase(t, build.Options{Project: project, AsOf: civil.Date{Year: 2026, Month: 10, Day: 5}}, out)
	known := casetest.Letters("data/preceptees/jo/2026-03-01-same-2.md aa11aa11 Course: \"field-id: text\"")
	for _, name := range []string{"index", "gaps", "records/index"} {
		page, err := os.ReadFile(out + "/portfolios/jo/" + name + ".html")
		if err != nil {
			t.Fatal(err)
		}
		_, box, _ := strings.Cut(string(page), `<section class="left-out"`)
		box, _, _ = strings.Cut(`<section class="left-out"`+box, "</section>")
		if n := strings.Count(box, "<li>"); n != len(broken)-1 { // one of the two with the same id is read
			t.Errorf("%s: %d records are left out, want %d:\n%s", name, n, len(broken)-1, box)
		}
		for _, text := range casetest.Unmarked(t, box, known) {
			if !strings.HasPrefix(strings.TrimSpace(text), "2026-03-01-") {
				t.Errorf("%s: %q is not in the site's words", name, text)
			}
		}
	}
}
