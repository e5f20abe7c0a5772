package plan_test

import (
	"strings"
	"testing"

	"precept/internal/portfolio"
)

// TestSummary: the summary shows what was chosen, in the order of the choice, as far as its reader may read it, and
// says how much more was chosen.
func TestSummary(t *testing.T) {
	for reader, want := range map[portfolio.Reader]struct {
		shown   []string
		notHere string
	}{
		portfolio.ForPreceptee: {[]string{"index-2", "2026-09-28-meeting-aa11aa11", "2026-10-01-talk-dd44dd44"}, ""},
		portfolio.ForPair:      {[]string{"index-2", "2026-09-28-meeting-aa11aa11"}, "1 more piece"},
		portfolio.ForPractice:  {[]string{"index-2"}, "2 more pieces"},
		portfolio.ForAppraiser: {[]string{"index-2", "2026-09-28-meeting-aa11aa11"}, "1 more piece"},
	} {
		page := sound(t)[reader].bytes["summary.html"]
		chosen := part(t, page, "<h2>Evidence that was chosen</h2>", "</section>")
		at := 0
		for _, name := range want.shown {
			next := strings.Index(chosen, `href="records/`+name+`.html"`)
			if next < at {
				t.Errorf("%s: %s is not in its place: %s", reader, name, chosen)
			}
			at = max(at, next)
		}
		if n := strings.Count(chosen, "<li>"); n != len(want.shown) {
			t.Errorf("%s: %d pieces", reader, n)
		}
		if strings.Contains(chosen, "not in this copy") != (want.notHere != "") ||
			!strings.Contains(chosen, want.notHere) {
			t.Errorf("%s: must say %q: %s", reader, want.notHere, chosen)
		}
		if !strings.Contains(page, "Jo &lt;Example&gt;: summary") || strings.Contains(page, "%</") {
			t.Errorf("%s: %s", reader, page)
		}
	}
	p := base(t)
	p.files["data/preceptees/jo/preceptee.md"] = strings.Replace(p.files["data/preceptees/jo/preceptee.md"],
		"showcase:", "tags:", 1)
	for reader, tree := range p.make(t) {
		page := tree.bytes["summary.html"]
		if says := strings.Contains(page, "Nothing is chosen yet"); says != (reader == portfolio.ForPreceptee) {
			t.Errorf("%s, nothing chosen: %v", reader, says)
		}
	}
}
