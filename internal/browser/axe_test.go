//go:build browser

package browser

import "testing"

// Each kind of page in light and dark, at a phone's width and at a desktop's.
func TestAxeOnEachKind(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for _, p := range shipped.kinds {
		b.visit(p.http())
		if p.name == "search with results" {
			b.waitFor(`document.querySelectorAll('.results a').length > 3`)
		}
		inEveryLook(b, p.name)
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
