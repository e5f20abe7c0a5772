//go:build browser

package browser

import (
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

const axeFile = "node_modules/axe-core/axe.min.js"

// The rules of WCAG 2.2 AA and those of good practice: all of them, those on colour, and those on all else.
const (
	allRules    = `runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']`
	colourRules = `runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }`
	otherRules  = allRules + `, rules: { 'color-contrast': { enabled: false }, 'link-in-text-block': { enabled: false } }`
)

// axe brings axe-core into the tab's page; the function that it gives judges the page as it stands. Stylesheets are not fetched
// anew: our policy allows no fetch.
func axe(b *tab) (judge func(how, rules string)) {
	b.Helper()
	source, err := os.ReadFile(axeFile)
	if err != nil {
		b.Fatal(err)
	}
	b.do(chromedp.Evaluate[chromedp.Void](string(source)))
	return func(how, rules string) {
		b.Helper()
		found := get[[]string](b, `axe.run(document, { preload: false, iframes: false, resultTypes: ['violations'], `+rules+` }).then(
			found => found.violations.flatMap(v => v.nodes.map(n =>
				v.id + ': ' + n.target.join(' ') + '\n\t' + n.html.slice(0, 160) + '\n\t' + n.failureSummary.replace(/\s+/g, ' '))))`)
		for _, v := range found {
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
		for _, look := range []struct{ scheme, rules string }{{"light", allRules}, {"dark", colourRules}} {
			b.emulate("", "prefers-color-scheme", look.scheme, "prefers-reduced-motion", "reduce") // colours are judged settled, not on their way
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
