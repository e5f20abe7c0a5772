//go:build browser

package browser

import (
	"fmt"
	"strings"
	"testing"

	"precept/internal/casetest"
)

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

// Authors' pages differ in what they hold, so each is looked at in a long run, and every thirty-second in any other.
// None scrolls sideways at 320 px, which is 1280 px at 400 % (reflow, WCAG 1.4.10), and axe-core finds nothing; colours
// are those of the page's kind. Forms have states, in which TestEveryFormInEachState has axe-core judge them.
func TestEveryPage(t *testing.T) {
	t.Parallel()
	pages := every(t)
	for part := range 2 {
		t.Run(fmt.Sprint(part+1, " of 2"), func(t *testing.T) {
			t.Parallel()
			b := newTab(t)
			for i, p := range pages {
				if i%2 != part || i/2%casetest.Times(32, 1) != 0 {
					continue
				}
				b.resize(320, 640)
				b.visit(p.http())
				for _, found := range get[[]string](b, sideways) {
					t.Errorf("%s: %s", p.path, found)
				}
				if !strings.HasPrefix(p.path, "public/forms/") || strings.HasSuffix(p.path, "/index.html") {
					b.resize(1280, 800)
					axe(b)(p.path, otherRules)
				}
			}
		})
	}
}
