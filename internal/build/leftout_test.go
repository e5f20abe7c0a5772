package build_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
)

// TestCaseM16: the address of a page that the current version has dropped says so, and leads to the version that has it
// and to its section. A page with a new address leads there, as before, and a page that no version has is gone.
func TestCaseM16(t *testing.T) {
	project := t.TempDir()
	const head = "---\ntitle: %\nsummary: S.\nowner: Lead\nreview_by: 2029-01-01\n---\n"
	page := func(title, text string) string { return strings.Replace(head, "%", title, 1) + text }
	for name, text := range map[string]string{
		"data/site.yaml":            "title: T\npublisher: P\n",
		"content/2026.1/version.md": "---\ntitle: T\nsummary: S\nreleased: 2026-01-01\n---\n",
		"content/2026.1/index.md": page("Home", "[Tea](rooms/tea.md), [cups](rooms/cups.md), "+
			"[rooms](rooms/index.md)\n"),
		"content/2026.1/rooms/index.md": page("Rooms", "Words.\n"),
		"content/2026.1/rooms/tea.md":   page("Tea & cake", "Words.\n"),
		"content/2026.1/rooms/cups.md":  page("Cups", "Words.\n"),
		"content/2027.1/version.md": "---\ntitle: T\nsummary: S\nreleased: 2027-01-01\n" +
			"extends: \"2026.1\"\ndrop: [rooms/tea, rooms/cups]\n---\n",
		"content/2027.1/index.md": page("Home", "[Rooms](rooms/index.md)\n"),
		"content/2027.1/rooms/crockery.md": strings.Replace(page("Crockery", "W.\n"), "owner:",
			"aliases: [rooms/cups]\nowner:", 1),
	} {
		casetest.Write(t, project, name, text)
	}
	out := t.TempDir()
	found := publishCase(t, build.Options{Project: project, AsOf: civil.Date{Year: 2027, Month: 10, Day: 5}}, out)
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(out, "public", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err, found)
		}
		return string(data)
	}
	tea := read("rooms/tea.html")
	for _, want := range []string{"<h1>Tea &amp; cake</h1>", "This page is not in version 2027.1 any more.",
		`<a href="../v/2026.1/rooms/tea.html">Tea &amp; cake</a>`, "Pages close to it now",
		`href="../rooms/index.html"`, "noindex"} {
		if !strings.Contains(tea, want) {
			t.Errorf("case-M16: the page does not have %s:\n%s", want, tea)
		}
	}
	if cups := read("rooms/cups.html"); !strings.Contains(cups, "crockery.html") ||
		strings.Contains(cups, "any more") {
		t.Errorf("case-M16: a page with a new address: %s", cups)
	}
	if !strings.Contains(read("v/2026.1/rooms/tea.html"), "Words.") {
		t.Error("case-M16: the older version lost its page")
	}
	if strings.Contains(read("search.html")+read("index.html"), "tea.html") {
		t.Error("case-M16: a page that is not there is listed")
	}
}
