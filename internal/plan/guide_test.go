package plan_test

import (
	"strings"
	"testing"
)

// TestGuideBesideText: a page of a guide lists the whole guide beside its text, with itself marked. The landing page
// lists them in its own text, and a page of no guide has none.
func TestGuideBesideText(t *testing.T) {
	p := base(t).with(t, "content/2026.1/preceptor/meetings.md", "",
		"---\ntitle: Meetings\nsummary: Meetings.\n---\nText.\n")
	pages := p.make(t)[""].bytes
	meetings := pages["preceptor/meetings.html"]
	for _, want := range []string{`class="contents guide-pages"`, ` aria-current="page">Meetings</a>`} {
		if strings.Count(meetings, want) != 1 {
			t.Errorf("a page of the guide has %d times %s, want once", strings.Count(meetings, want), want)
		}
	}
	for _, path := range []string{"preceptor/index.html", "preceptor.html", "index.html", "glossary.html"} {
		if strings.Contains(pages[path], "guide-pages") {
			t.Errorf("%s lists a guide beside its text", path)
		}
	}
	if pages["index.html"] == "" || pages["preceptor/index.html"] == "" && pages["preceptor.html"] == "" {
		t.Error("the home page or the landing page is missing")
	}
}
