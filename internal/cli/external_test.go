package cli_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/cli"
)

// linked has sources and links to a site, with %[1]s for its address and %[2]s and %[3]s for what --fix writes.
const linked = "---\ntitle: Links\nsummary: Where to read more.\nowner: Lead\nreview_by: 2027-09-01\nsources:\n" +
	"  - {title: In braces, url: \"%[1]s/a\"%[2]s}\n" +
	"  - title: In lines\r\n    url: %[1]s/b\r\n%[3]s" +
	"  - {title: Over lines,\n     url: \"%[1]s/é\"%[2]s}\n" +
	"  - {title: Gone, url: %[1]s/gone}\n" +
	"  - {title: Refused, url: %[1]s/refused}\n" +
	"  - {title: Seen before, checked: %[4]s, url: %[1]s/c}\n" +
	"---\nRead [the guide](%[1]s/guide-gone).\n"

// TestExternalLinks: other sites are asked only when that is asked for. What does not work is a warning, what a
// program cannot judge a note, and --fix writes the day beside the sources that work, and nothing else.
func TestExternalLinks(t *testing.T) {
	asked := 0
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++ // of one host one thing is asked after another
		switch {
		case strings.HasSuffix(r.URL.Path, "gone"):
			w.WriteHeader(http.StatusNotFound)
		case r.URL.Path == "/refused":
			w.WriteHeader(http.StatusForbidden)
		}
	}))
	defer site.Close()
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	casetest.WriteFiles(t, dir, base.Files...)
	const page = "content/2026.1/links.md"
	casetest.Write(t, dir, page, fmt.Sprintf(linked, site.URL, "", "", "2024-01-31"))
	check := func(args ...string) (string, int) {
		var out, msg bytes.Buffer
		args = append([]string{"check", "--format", "json"}, args...)
		code := cli.Main(args, cli.Stdio{Out: &out, Err: &msg, Dir: dir, Env: func(string) string { return "" },
			Now: func() time.Time { return time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC) }})
		return out.String(), code
	}

	if out, code := check(); code != 0 || asked > 0 || strings.Contains(out, "link-dead") {
		t.Errorf("an ordinary check: code %d, %d questions\n%s", code, asked, out)
	}
	out, code := check("--external-links", "--fix")
	if code != 0 {
		t.Errorf("code %d\n%s", code, out)
	}
	for _, want := range []string{
		"the address does not work: " + site.URL + "/gone (404 Not Found)",
		"the address does not work: " + site.URL + "/guide-gone (404 Not Found)",
		"the site does not say whether it works: " + site.URL + "/refused (403 Forbidden)",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not said:\n%s", want, out)
		}
	}
	if n := strings.Count(out, `"link-dead"`); n != 3 {
		t.Errorf("%d findings, want 3:\n%s", n, out)
	}
	if _, code := check("--external-links", "--strict"); code != 1 {
		t.Errorf("strict, with dead links: code %d", code)
	}
	got, err := os.ReadFile(filepath.Join(dir, page))
	if err != nil {
		t.Fatal(err)
	}
	const day = "2026-10-05"
	want := fmt.Sprintf(linked, site.URL, ", checked: "+day, "    checked: "+day+"\r\n", day)
	if string(got) != want {
		t.Errorf("written:\n%s\nwant:\n%s", got, want)
	}
}

// TestExternalLinksOfRelease: the addresses of an older version are asked when it is to be released, and --fix writes
// the day, so that what the release asks for can be done. A version that extends a locked one is not asked for the
// sources that it inherits, where nobody can write the day.
func TestExternalLinksOfRelease(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer site.Close()
	dir := t.TempDir()
	casetest.WriteFiles(t, dir, casetest.Releasable("2025.1")...)
	const page = "content/2025.1/links.md"
	casetest.Write(t, dir, page, "---\ntitle: Links\nsummary: Where to read more.\nowner: Lead\n"+
		"review_by: 2027-09-01\nallow: [{rule: source-url, reason: a test has no other}]\nsources:\n  - {title: A page, url: \""+site.URL+"/a\"}\n---\nWords.\n")
	casetest.Write(t, dir, "content/2026.1/version.md", "---\ntitle: T\nsummary: S.\nreleased: 2026-10-01\n"+
		"approved: {role: Lead, date: 2026-09-21}\nextends: \"2025.1\"\n---\nWords.\n")
	run := func(want int, args ...string) string {
		t.Helper()
		var out, msg bytes.Buffer
		code := cli.Main(args, cli.Stdio{Out: &out, Err: &msg, Dir: dir, Env: func(string) string { return "" },
			Now: func() time.Time { return time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC) }})
		if code != want {
			t.Fatalf("precept %q: %d\n%s%s", args, code, out.String(), msg.String())
		}
		return out.String()
	}
	const asks = "run precept check --release 2025.1 --external-links --fix"
	if said := run(1, "release", "2025.1"); !strings.Contains(said, asks) {
		t.Errorf("the release does not ask for it:\n%s", said)
	}
	run(0, "check", "--release", "2025.1", "--external-links", "--fix")
	text, err := os.ReadFile(filepath.Join(dir, page))
	if err != nil || !strings.Contains(string(text), "checked: 2026-10-05") {
		t.Errorf("the day is not written: %v\n%s", err, text)
	}
	casetest.Write(t, dir, page, strings.Replace(string(text), "2026-10-05", "2025-10-06", 1))
	run(0, "release", "2025.1")
	run(0, "release", "2026.1", "--as-of", "2026-11-05")
}

// TestExternalLinksOffline: without a connection no address is to blame.
func TestExternalLinksOffline(t *testing.T) {
	site := httptest.NewServer(nil)
	site.Close()
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	casetest.WriteFiles(t, dir, base.Files...)
	casetest.Write(t, dir, "content/2026.1/links.md", fmt.Sprintf(linked, site.URL, "", "", "2024-01-31"))
	var out, msg bytes.Buffer
	code := cli.Main([]string{"check", "--external-links"}, cli.Stdio{Out: &out, Err: &msg, Dir: dir,
		Env: func(string) string { return "" }, Now: time.Now})
	if code != 3 || !strings.Contains(msg.String(), "asking other sites whether their addresses work: no site answered") {
		t.Errorf("code %d: %s", code, msg.String())
	}
}
