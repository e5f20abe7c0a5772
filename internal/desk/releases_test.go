package desk

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
)

// readyToRelease are the files of a draft in whose way nothing is.
const readyToRelease = `
-- data/site.yaml --
title: Hub
publisher: Hub
licence: CC BY 4.0
privacy: {controller: Hub, contact: 0300 123 4567, keep_months: 24}
accessibility: {contact: 0300 123 4567, tested: by keyboard}
-- content/2026.2/version.md --
---
title: Toolkit 2026.2
summary: The second version.
extends: "2026.1"
approved: {role: Lead, date: 2026-09-21}
---
The second.
-- content/2026.1/programme.md --
---
title: "Programme"
summary: "The year."
kind: timeline
lanes:
  - {id: preceptee, title: Preceptee}
---
## Months 1 to 12 {#year months=1-12}

### Preceptee {#preceptee}

- [month 1] Meet your preceptor {#meet form=meeting}
-- content/2026.1/about/privacy.md --
---
title: Privacy
summary: What is kept.
owner: Lead
review_by: 2027-09-01
---
Ask whenever you like.
-- content/2026.1/about/accessibility.md --
---
title: Accessibility
summary: How far everybody can use this site.
owner: Lead
review_by: 2027-09-01
---
What was tested is below.
`

// releasing starts the desk of a hub that has a released version and a draft.
func releasing(t *testing.T) *bench {
	t.Helper()
	dir := lay(t)
	casetest.WriteFiles(t, dir, txtar.Parse([]byte(readyToRelease)).Files...)
	return start(t, dir)
}

// TestRelease: the page says how far each version has come. A draft is released once somebody has confirmed it, and
// once only.
func TestRelease(t *testing.T) {
	t.Parallel()
	b := releasing(t)
	_, page := b.get("")
	holds(t, "the desk", page, `<a href="/-/desk/releases">Releases of the toolkit</a>`)
	_, page = b.get("releases")
	holds(t, "the versions", page, "Toolkit 2026.2", `<span class="tag">draft</span>`, `href="/-/desk/release/2026.2"`,
		"Toolkit 2026.1", "but not locked: nobody would notice a change", `<a href="/v/2026.1/index.html">Read it</a>`)
	before := b.files("content")
	_, page = b.get("release/2026.2")
	holds(t, "before the release", page, "There is nothing left to fix.", "gets its release date, 5 October 2026",
		"<button class=\"button\">Release 2026.2</button>")
	for _, parts := range [][]part{
		{field("version", "2026.2")},
		{field("version", "2026.2"), field("confirm", "2026.1")},
	} {
		res, page := b.post("release", parts...)
		holds(t, "without a yes", page, "Tick the box first", `href="#confirm"`, `aria-invalid="true"`)
		if res.StatusCode != http.StatusUnprocessableEntity || b.files("content") != before {
			t.Errorf("without a yes: %d", res.StatusCode)
		}
	}
	_, page = b.post("release", field("version", "2026.2"), field("confirm", "2026.2"))
	holds(t, "after the release", page, "Version 2026.2 is released", "Its release date is 5 October 2026", "sha256:",
		"git add content/2026.2")
	if !strings.Contains(b.text("content/2026.2/version.md"), "released: 2026-10-05\n") ||
		!strings.HasPrefix(b.text("content/2026.2/version.lock"), "precept version.lock 1\n") {
		t.Error("the day or the lock is not written")
	}
	_, page = b.get("releases")
	holds(t, "after the release", page, "released and locked", "None of its files may change")
	lacks(t, "after the release", page, `href="/-/desk/release/2026.2"`)
	_, page = b.post("release", field("version", "2026.2"), field("confirm", "2026.2"))
	holds(t, "twice", page, "Version 2026.2 has a lock already")

	b.write("content/2026.2/version.md", "---\ntitle: Toolkit 2026.2\nsummary: Other.\nreleased: 2026-10-05\n"+
		"extends: \"2026.1\"\n---\n")
	_, page = b.get("releases")
	holds(t, "changed since", page, "Not as it was released", "content/2026.2/version.md",
		"Put it back, with git checkout")
}

// TestReleaseInTheWay: what check --release finds is listed with the way to the page, and nothing is released.
func TestReleaseInTheWay(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	b.write("content/2026.1/guide/first-day.md", "---\ntitle: First day\nsummary: S.\n"+
		"review_by: 2026-01-01\n---\nMeet.\n")
	before := b.files("content")
	for _, get := range []bool{true, false} {
		_, page := b.get("release/2026.1")
		if !get {
			_, page = b.post("release", field("version", "2026.1"), field("confirm", "2026.1"))
		}
		holds(t, "what is in the way", page, "What to do before version 2026.1 is released",
			`<a href="/v/2026.1/guide/first-day.html">First day</a>`, "The version is not approved.",
			`href="/-/help/rules#licence-missing"`, "content/2026.1/version.md:1")
		lacks(t, "what is in the way", page, "<button class=\"button\">Release")
	}
	if b.files("content") != before {
		t.Error("something was written")
	}
	for _, name := range []string{"2031.1", "x..", "%3Cb%3E"} {
		if res, _ := b.get("release/" + name); res.StatusCode != http.StatusNotFound {
			t.Errorf("release/%s: %d", name, res.StatusCode)
		}
		if res, _ := b.post("release", field("version", name)); res.StatusCode != http.StatusNotFound {
			t.Errorf("a release of %s: %d", name, res.StatusCode)
		}
	}
}

// TestReleaseWaived: what the site's settings put off is listed before the question, with the reason.
func TestReleaseWaived(t *testing.T) {
	t.Parallel()
	b := releasing(t)
	b.write("data/site.yaml", strings.Replace(b.text("data/site.yaml"), "licence: CC BY 4.0\n", "waivers:\n"+
		"  - {rule: licence-missing, reason: it is being chosen, approved_by: Lead, date: 2026-09-01, "+
		"expires: 2026-12-01}\n", 1))
	_, page := b.get("release/2026.2")
	holds(t, "before the release", page, "There is nothing left to fix.", "the site's settings allow them for now",
		"The site does not say under which licence others may use it.",
		"Waived until 1 December 2026: it is being chosen (agreed by: Lead)", "<button class=\"button\">Release 2026.2")
}

// TestReleaseFails: where the lock cannot be written, the page says that nothing is half written, and what is there can
// be released again.
func TestReleaseFails(t *testing.T) {
	t.Parallel()
	b := releasing(t)
	ok(t, os.Mkdir(filepath.Join(b.dir, "content/2026.2/version.lock"), 0o755))
	res, page := b.post("release", field("version", "2026.2"), field("confirm", "2026.2"))
	if res.StatusCode != http.StatusInternalServerError {
		t.Errorf("with a folder in the place of the lock: %d", res.StatusCode)
	}
	holds(t, "with a folder in the place of the lock", page, "This could not be done")
	ok(t, os.Remove(filepath.Join(b.dir, "content/2026.2/version.lock")))
	_, page = b.post("release", field("version", "2026.2"), field("confirm", "2026.2"))
	holds(t, "again", page, "Version 2026.2 is released")
}
