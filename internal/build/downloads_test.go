package build_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
)

// TestCaseM3: a file beside a page is published where a page links to it, at every address of that page, with its type
// and size behind the link. A drawing is shown with its size, without what its program noted in it. What no page asks
// for is left out.
func TestCaseM3(t *testing.T) {
	base, err := txtar.ParseFile("testdata/cases/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	project := t.TempDir()
	casetest.WriteFiles(t, project, base.Files...)
	const folder = "content/2026.1/preceptor/"
	const head = "---\ntitle: Preceptor\nsummary: For you.\nowner: Lead\nreview_by: 2029-01-01\n---\n"
	policy := "%PDF-1.7 /Author (Jo) " + strings.Repeat("x", 639_600)
	for name, text := range map[string]string{
		folder + "index.md": head + "Read [the **policy**](policy.pdf#page=2 \"2026\"), save [the dates](dates.ics).\n\n" +
			"![The year](year.svg)\n\n[Rooms](rooms.md)\n",
		folder + "rooms.md":       head + "Once more: [the policy](policy.pdf) and [the list](../list.csv).\n",
		folder + "policy.pdf":     policy,
		folder + "dates.ics":      "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
		folder + "draft.pdf":      "%PDF-1.7 draft",
		folder + "year.svg":       `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 36"><!-- Jo --><g/></svg>`,
		"content/2026.1/list.csv": "a,b\n",
	} {
		casetest.Write(t, project, name, text)
	}
	out := t.TempDir()
	found := publishCase(t, build.Options{Project: project, AsOf: civil.Date{Year: 2026, Month: 10, Day: 5}}, out)
	for _, want := range []string{folder + "draft.pdf:0:0: note: no page links to this file, so it is not published",
		folder + "policy.pdf:0:0: note: the document says in its properties who wrote it"} {
		if strings.Count(found, want) != 1 {
			t.Errorf("the findings have %q not once:\n%s", want, found)
		}
	}
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(out, "public", filepath.FromSlash(name)))
		if err != nil {
			t.Error(err)
		}
		return string(data)
	}
	const drawing = `<img src="year.svg" alt="The year" width="64" height="36" loading="lazy">`
	const dates = `<a href="dates.ics" download>the dates <span class="about-file">(calendar, 1 KB)</span></a>`
	const link = `<a href="policy.pdf#page=2" title="2026">the <strong>policy</strong> <span class="about-file">` +
		`(PDF, 640 KB)</span></a>`
	for _, prefix := range []string{"", "v/2026.1/"} {
		page := read(prefix + "preceptor/index.html")
		for _, want := range []string{drawing, dates, link} {
			if !strings.Contains(page, want) {
				t.Errorf("%s has not %s:\n%s", prefix, want, page)
			}
		}
		if read(prefix+"preceptor/policy.pdf") != policy || read(prefix+"list.csv") != "a,b\n" {
			t.Errorf("%s: the policy is not as it was", prefix)
		}
		if got := read(prefix + "preceptor/year.svg"); strings.Contains(got, "Jo") || !strings.Contains(got, "<g/>") {
			t.Errorf("%s: the drawing is %s", prefix, got)
		}
		for _, want := range []string{drawing, dates, `href="../list.csv" download`} {
			if printed := read(prefix + "preceptor/print.html"); !strings.Contains(printed, want) {
				t.Errorf("%sprint.html has not %s:\n%s", prefix, want, printed)
			}
		}
		if _, err := os.Stat(filepath.Join(out, "public", prefix+"preceptor", "draft.pdf")); err == nil {
			t.Error("a file that no page links to is published")
		}
	}
}
