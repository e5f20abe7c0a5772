//go:build browser

package browser

import (
	"testing"

	devtools "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// sideways lists what makes the page wider than its window; nothing where it fits.
const sideways = `(() => {
	const room = innerWidth, wide = document.scrollingElement.scrollWidth;
	if (wide <= room) return [];
	const out = ['the page is ' + wide + ' px wide'];
	for (const e of document.querySelectorAll('body *')) {
		const r = e.getBoundingClientRect();
		if (r.right > room + 1 && r.width && !e.closest('.scroll, .quiet')) out.push(e.outerHTML.slice(0, 120));
	}
	return out.slice(0, 4);
})()`

// spacing is the text spacing of WCAG 1.4.12, set as a reader's own style would be: past our policy, which rules only the page.
const spacing = `(() => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
	document.adoptedStyleSheets = [sheet];
})()`

// clipped lists elements that hide part of their own text, but for what is hidden from the eye altogether.
const clipped = `[...document.querySelectorAll('body *')].filter(e => {
	const s = getComputedStyle(e);
	return /hidden|clip/.test(s.overflowX + s.overflowY) && s.clipPath === 'none' && e.checkVisibility() && e.textContent.trim() && !(e instanceof SVGElement) &&
		(e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.outerHTML.slice(0, 120))`

// Reflow (WCAG 1.4.10): at 320 px, which is 1280 px at 400 %, no page scrolls sideways.
func TestNoPageScrollsSideways(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.resize(320, 640)
	for _, p := range every(t) {
		b.visit(p.http())
		for _, found := range get[[]string](b, sideways) {
			t.Errorf("%s: %s", p.path, found)
		}
	}
}

func TestTextMayGrow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		width int64
		grow  func(b *tab)
	}{
		{"the reader's letters are twice as large", 640, func(b *tab) {
			call(b, devtools.SetFontSizes, devtools.SetFontSizesParams{FontSizes: &devtools.FontSizes{Standard: 32, Fixed: 26}})
		}},
		{"the reader spaces text as in WCAG 1.4.12", 320, func(b *tab) { b.do(chromedp.Evaluate[chromedp.Void](spacing)) }},
	} {
		b := newTab(t)
		b.resize(c.width, 640)
		for _, p := range shipped.kinds {
			b.visit(p.http())
			c.grow(b)
			for _, list := range []string{sideways, clipped} {
				for _, found := range get[[]string](b, list) {
					t.Errorf("%s: %s: %s", c.name, p.name, found)
				}
			}
		}
	}
}
