package plan_test

import (
	"regexp"
	"testing"
)

// TestHelp leads to the page on which there is somebody to ask, the nearest at hand first; where a version has none,
// Help is left out and leads nowhere else.
func TestHelp(t *testing.T) {
	link := regexp.MustCompile(`<a class="tool" href="([^"]*)">Help</a>`)
	p := base(t)
	for _, step := range []struct{ add, want string }{
		{"", ""},
		{"about/index.md", "about/index.html"},
		{"contact.md", "contact.html"},
		{"preceptee/asking-for-help.md", "preceptee/asking-for-help.html"},
	} {
		if step.add != "" {
			p = p.with(t, "content/2026.1/"+step.add, "", "---\ntitle: T\nsummary: S\n---\nAsk us.\n")
		}
		m := p.make(t)[""].bytes
		for page, up := range map[string]string{"index.html": "", "preceptor/deep/x.html": "../../"} {
			got, want := "", ""
			if found := link.FindStringSubmatch(m[page]); found != nil {
				got = found[1]
			}
			if step.want != "" {
				want = up + step.want
			}
			if got != want {
				t.Errorf("with %q, Help on %s leads to %q, want %q", step.add, page, got, want)
			}
		}
	}
}
