//go:build browser

package browser

import (
	"fmt"
	"testing"
)

func TestAxeOnEachKind(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for _, p := range shipped.kinds {
		b.visit(p.http())
		if p.name == "search with results" {
			b.waitFor(`document.querySelectorAll('.results a').length > 3`)
		}
		judge := axe(b)
		for _, look := range []struct{ scheme, rules string }{{"light", allRules}, {"dark", colourRules}} {
			b.emulate("", "prefers-color-scheme", look.scheme, "prefers-reduced-motion",
				"reduce") // colours are judged settled, not on their way
			for _, width := range []int64{320, 1280} {
				b.resize(width, 800)
				judge(fmt.Sprintf("%s, %s, %d px", p.name, look.scheme, width), look.rules)
			}
		}
	}
}

// Authors' pages differ in what they hold, so each is judged, once; their colours are those of their kind.
func TestAxeOnEveryPage(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for _, p := range every(t) {
		b.visit(p.http())
		axe(b)(p.path, otherRules)
	}
}
