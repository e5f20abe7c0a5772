package browser

import (
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

const axeFile = "node_modules/axe-core/axe.min.js"

// axeRun asks for the rules of WCAG 2.2 AA and for those of good practice. Stylesheets are not fetched anew: our policy allows no fetch.
const axeRun = `axe.run(document, {
	runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'], preload: false, iframes: false
}).then(found => found.violations.flatMap(v => v.nodes.map(n =>
	v.id + ': ' + n.target.join(' ') + '\n\t' + n.html.slice(0, 160) + '\n\t' + n.failureSummary.replace(/\s+/g, ' '))))`

// axe brings axe-core into the tab's page; run judges the page as it stands.
func axe(b *tab) (run func(how string)) {
	b.Helper()
	source, err := os.ReadFile(axeFile)
	if err != nil {
		b.Fatal(err)
	}
	b.do(chromedp.Evaluate[chromedp.Void](string(source)))
	return func(how string) {
		b.Helper()
		for _, v := range get[[]string](b, axeRun) {
			b.Errorf("%s: %s", how, v)
		}
	}
}

func TestAxeOnEachKind(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for _, p := range shipped.kinds {
		b.visit(p.http())
		if p.name == "search with results" {
			b.waitFor(`document.querySelectorAll('.results a').length > 3`)
		}
		judge := axe(b)
		for _, scheme := range []string{"light", "dark"} {
			b.emulate("", "prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce") // colours are judged settled, not on their way
			for _, width := range []int64{320, 1280} {
				b.resize(width, 800)
				judge(fmt.Sprintf("%s, %s, %d px", p.name, scheme, width))
			}
		}
	}
}

// Authors' pages differ in what they hold, so each is judged, once.
func TestAxeOnEveryPage(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for _, p := range every(t) {
		b.visit(p.http())
		axe(b)(p.path)
	}
}
