package serve

import (
	"strings"
	"testing"

	"precept/internal/build"
	"precept/internal/casetest"
)

// TestEditOfALockedPage: the editor of a page of a locked version sees it at once, with what is wrong on it, and hears
// that the version is locked and how to go on. Once the page is as it was released, nothing is said any more.
func TestEditOfALockedPage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	casetest.WriteFiles(t, dir, casetest.Releasable("2026.1")...)
	r, err := build.CheckRelease(t.Context(), options(dir), "2026.1")
	ok(t, err)
	ok(t, r.Write(t.Context()))
	b := start(t, dir)
	home := b.listen("/")
	home.until("the first event", fine)
	const page = "content/2026.1/index.md"
	const as = "---\ntitle: Home\nsummary: Where to begin.\nowner: Lead\nreview_by: 2027-09-01\n---\n" +
		"Begin with the [timeline](timeline.md) and the [meeting](forms/meeting.md).\n"
	b.write(page, as+"Then see [the rooms](nowhere.md).\n")
	n := home.until("both findings", func(n notice) bool { return len(n.Findings) > 1 })
	told := map[string]string{}
	for _, f := range n.Findings {
		told[f.At] = f.Severity + ": " + f.Message + ": " + f.Help
	}
	for at, want := range map[string]string{
		page + ":1": "error: version 2026.1 is locked",
		page + ":8": "error: link goes to a page that does not exist: nowhere.md",
	} {
		if !strings.HasPrefix(told[at], want) {
			t.Errorf("told %q", told)
		}
	}
	if !strings.Contains(told[page+":1"], "precept new version 2026.1.1 --extends 2026.1") {
		t.Errorf("it does not say how to go on: %s", told[page+":1"])
	}
	if _, body := b.get("/"); !strings.Contains(body, "Then see") {
		t.Errorf("the page is not as it was saved:\n%s", body)
	}
	b.write(page, as)
	home.until("no findings", fine)
}
