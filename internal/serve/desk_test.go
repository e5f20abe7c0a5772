package serve

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/desk"
)

// TestDeskBegins: where people are, the desk is where to begin, and it names what each has to do; where nobody is, it
// says how to.
func TestDeskBegins(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	holds(t, "said", b.heard(), "serving "+b.url+"/-/desk/")
	res, page := b.get("/-/desk/")
	holds(t, "the desk", page, "Alex Example", "Robin Example", "Look back together", "1 March 2027",
		`href="/forms/meeting.html#for=alex-example"`, `lane-1">Preceptee<`, "/portfolios/alex-example/",
		"Drop files here")
	if got := res.Header.Get("Content-Security-Policy"); !strings.HasPrefix(got, "default-src 'none'; ") ||
		!strings.Contains(got, "form-action 'self'") {
		t.Errorf("policy %q", got)
	}
	if found := regexp.MustCompile(`\d ?%|failed|overdue`).FindString(page); found != "" {
		t.Errorf("a person is spoken of as %q", found)
	}
	// what a portfolio says is to do is one click from its form, opened for that person
	_, page = b.get("/portfolios/alex-example/")
	holds(t, "the portfolio", page, `<a href="/forms/meeting.html#for=alex-example">Open the form “Meeting”</a>`)
	dir := lay(t)
	ok(t, os.RemoveAll(filepath.Join(dir, "data", "preceptees")))
	b = start(t, dir)
	if strings.Contains(b.heard(), desk.Path) {
		t.Errorf("nobody is there, and yet it begins at the desk: %s", b.heard())
	}
	_, page = b.get("/-/desk/")
	holds(t, "the empty desk", page, `href="/-/desk/add"`, "The toolkit")
}

// TestDeskListens: the desk is told when what it shows of a person changes; the answer to what was sent never reloads
// itself, which would send it again.
func TestDeskListens(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	front, answer := b.listen("/-/desk/"), b.listen("/-/desk/examine")
	was := front.until("the first event", fine)
	if was.Page != b.page("/-/desk/") {
		t.Errorf("the first event's digest %s is not the page's", was.Page)
	}
	_, page := b.post("examine")
	if key := answer.until("the first event", fine).Page; !strings.Contains(page, "&amp;page="+key+`"`) {
		t.Errorf("the answer would reload itself: its digest is not %s", key)
	}
	b.write("data/preceptees/alex-example/preceptee.md",
		"---\nname: \"Alex Other\"\nstart: 2026-09-01\ntoolkit: \"2026.1\"\nexample: true\n---\n")
	b.write("content/2026.1/404.md", "---\ntitle: \"Lost\"\nsummary: \"Another page.\"\n---\nx\n")
	front.until("the new name", func(n notice) bool { return n.Page != was.Page })
	answer.silent()
}

// TestTakeIn: files are looked at, accepted, shown in the portfolio, and taken back.
func TestTakeIn(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files()
	_, page := b.post("examine", casetest.Field("preceptee", "alex-example"),
		casetest.File("meeting.txt", strings.Replace(fmt.Sprintf(meeting, "We <b>met</b>."), "  said",
			"  photographs: [\"photo.png\"]\n  said", 1)), casetest.File("photo.png", casetest.Photo),
		casetest.File("odd.exe", "MZ"))
	holds(t, "what arrived", page, "What arrived for Alex Example", "Meeting, 20 September 2026", "photo.png",
		"cannot be taken in", "autofocus")
	if b.files() != before {
		t.Fatal("something was written before it was accepted")
	}
	id := deliveryOf(t, page)
	_, page = b.post("accept", casetest.Field("delivery", id), casetest.Field("take", "0"), casetest.Field("take", "1"),
		casetest.Field("do", "accept"))
	holds(t, "taken in", page, "Taken in for Alex Example", "2 taken in. 1 not taken in.", at,
		"evidence/photo-k7m29qxd.png", "odd.exe", "neither a saved form nor a picture", "Take it back")
	holds(t, "the record", b.read(at), "We <b>met</b>.")
	b.comesToSay("/portfolios/alex-example/records/index.html", "Meeting")
	if _, again := b.get("/-/desk/"); !strings.Contains(again, "Last taken in") {
		t.Error("the desk does not say what was taken in last")
	}
	_, page = b.post("undo", casetest.Field("delivery", id))
	holds(t, "taken back", page, "Taken back", "as it was before")
	if b.files() != before {
		t.Errorf("not everything was taken back:\n%s\nwas\n%s", b.files(), before)
	}
	if res, page := b.post("undo", casetest.Field("delivery", id)); res.StatusCode != http.StatusUnprocessableEntity ||
		!strings.Contains(page, "You can only take back") {
		t.Errorf("taken back twice: %d", res.StatusCode)
	}
}

// TestDeskStyle: the desk looks like the house, beside the toolkit and without it: its two stylesheets are that of
// every page, and its own after what the theme says of forms.
func TestDeskStyle(t *testing.T) {
	t.Parallel()
	linked := regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)">`)
	for _, only := range []build.Part{build.Everything, build.PortfoliosOnly} {
		b := start(t, lay(t), func(o *Options) { o.Build.Only = only })
		_, page := b.get("/-/desk/")
		links := linked.FindAllStringSubmatch(page, -1)
		if len(links) != 2 {
			t.Fatalf("%d stylesheets in\n%s", len(links), page)
		}
		_, house := b.get(links[0][1])
		_, own := b.get(links[1][1])
		forms, desk := strings.Index(own, ".field{"), strings.Index(own, ".desk-work {")
		if !strings.Contains(house, ".wrap{") || strings.Contains(house, ".field{") || forms < 0 || desk < forms {
			t.Errorf("the desk of %q: forms at %d of its own, the desk at %d", only, forms, desk)
		}
	}
}

// TestToolkitAlone: a server of only the toolkit has no desk, and leads to none.
func TestToolkitAlone(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t), func(o *Options) { o.Build.Only = "toolkit" })
	if res, _ := b.get("/-/desk/"); res.StatusCode != http.StatusNotFound {
		t.Errorf("the desk: %d", res.StatusCode)
	}
	if res, _ := b.post("examine", casetest.Field("preceptee", "alex-example"),
		casetest.File("m.md", fmt.Sprintf(meeting, "x"))); res.StatusCode != http.StatusNotFound {
		t.Errorf("taking in: %d", res.StatusCode)
	}
	if _, page := b.get("/"); strings.Contains(page, "data-desk") {
		t.Error("a page leads to a desk that is not there")
	}
}
