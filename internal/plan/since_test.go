package plan_test

import (
	"strings"
	"testing"
)

// TestDraftsServed: the writer of a draft sees it beside the release, with what changed on each page since; a build has
// none of it.
func TestDraftsServed(t *testing.T) {
	const page = "---\ntitle: Cover\nsummary: Cover in a sentence.\n---\n"
	p := base(t).with(t, "content/2027.1/version.md", "",
		"---\ntitle: Next\nsummary: Soon.\nextends: \"2026.1\"\nreleased: 2027-01-01\n---\n").
		with(t, "content/2027.1/indemnity.md", "", page+"Cover is what a preceptee has.\n").
		with(t, "content/2027.1/brand-new.md", "", page+"Words.\n")
	p.served = true
	m := p.make(t)[""].bytes
	for at, want := range map[string]string{
		"v/2027.1/indemnity.html": `<a href="../../v/2027.1/changes/page/indemnity.html">` +
			`What changed on this page since version 2026.1</a>`,
		"v/2027.1/brand-new.html":              "Version 2026.1 does not have this page.",
		"v/2027.1/glossary.html":               "This page is as it was in version 2026.1.",
		"v/2027.1/changes.html":                "What changed from 2026.1 to 2027.1",
		"v/2027.1/changes/page/indemnity.html": `</span>preceptee<span class="quiet">`,
		"versions.html":                        "Planned release: ",
		"v/2026.1/indemnity.html":              `<a href="../../v/2027.1/indemnity.html">2027.1</a>`,
	} {
		if !strings.Contains(m[at], want) {
			t.Errorf("%s: %s is not in\n%s", at, want, m[at])
		}
	}
	if strings.Contains(m["v/2027.1/indemnity.html"], "old version") || strings.Contains(m["feed.xml"], "Next") {
		t.Error("a draft is said to be old, or is in the feed")
	}
	p.served = false
	for at, text := range p.make(t)[""].bytes {
		if strings.Contains(at, "2027.1") || strings.Contains(text, "2027.1") {
			t.Errorf("%s knows the draft", at)
		}
	}
}
