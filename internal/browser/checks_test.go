//go:build browser

package browser

import (
	"fmt"
	"os"
)

const axeFile = "node_modules/axe-core/axe.min.js"

// The rules of WCAG 2.2 AA and those of good practice: all of them, and all but those on colour.
const (
	allRules   = `runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']`
	otherRules = allRules + `,
		rules: { 'color-contrast': { enabled: false }, 'link-in-text-block': { enabled: false } }`
)

// axe brings axe-core into the tab's page; the function that it gives judges the page as it is. Stylesheets are not
// fetched again: our policy allows no fetch.
func axe(b *tab) (judge func(how, rules string)) {
	b.Helper()
	source, err := os.ReadFile(axeFile)
	if err != nil {
		b.Fatal(err)
	}
	b.eval(string(source))
	return func(how, rules string) {
		b.Helper()
		found := get[[]string](b, `axe.run(document,
			{ preload: false, iframes: false, resultTypes: ['violations'], `+rules+` }).then(
			found => found.violations.flatMap(v => v.nodes.map(n =>
				v.id + ': ' + n.target.join(' ') + '\n\t' + n.html.slice(0, 160) + '\n\t' +
					n.failureSummary.replace(/\s+/g, ' '))))`)
		for _, v := range found {
			b.Errorf("%s: %s", how, v)
		}
	}
}

// inEveryLook judges the page in light at a phone's width and in dark at a desktop's. Motion is reduced, so that no
// colour is judged while it changes.
func inEveryLook(b *tab, what string) {
	b.Helper()
	judge := axe(b)
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 320}, {"dark", 1280}} {
		b.emulate("", "prefers-color-scheme", look.scheme, "prefers-reduced-motion", "reduce")
		b.resize(look.width, 800)
		judge(fmt.Sprintf("%s, %s, %d px", what, look.scheme, look.width), allRules)
		for _, found := range get[[]string](b, sideways) {
			b.Errorf("%s, %d px: %s", what, look.width, found)
		}
	}
}

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

// spacing sets the text spacing of WCAG 1.4.12 as a reader's own style would: our policy does not apply to that.
const spacing = `(() => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(` + "`" + `
		* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
		p { margin-bottom: 2em !important }` + "`" + `);
	document.adoptedStyleSheets = [sheet];
})()`

// clipped lists elements that hide part of their own text, except those that are hidden altogether.
const clipped = `[...document.querySelectorAll('body *')].filter(e => {
	const s = getComputedStyle(e);
	return /hidden|clip/.test(s.overflowX + s.overflowY) && s.clipPath === 'none' && e.checkVisibility() &&
		e.textContent.trim() && !(e instanceof SVGElement) &&
		(e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.outerHTML.slice(0, 120))`

// shows lists what is wrong with how the focus shows. A page that is still moving has 60 frames to bring it into sight.
const shows = `async e => {
	const s = getComputedStyle(e), faults = [], away = () => {
		const r = e.getBoundingClientRect();
		return r.bottom <= 0 || r.top >= innerHeight || r.right <= 0 ||
			r.left >= innerWidth ? 'out of sight: ' + JSON.stringify([r, innerWidth, innerHeight]) : '';
	};
	if (parseFloat(s.outlineWidth) < 2 || s.outlineStyle === 'none') faults.push('no outline of 2 px or more');
	for (let i = 0; i < 60 && away(); i++) await new Promise(go => requestAnimationFrame(go));
	if (away()) faults.push(away());
	return faults;
}`

// edgeless lists what is written in, or pressed, and has no line around it where the system sets all colours. Some have
// the browser's own.
const edgeless = `[...document.querySelectorAll('main input, main textarea, main select, main .button')].filter(e =>
	e.checkVisibility()).filter(e => {
	const s = getComputedStyle(e);
	return !/checkbox|radio|file/.test(e.type) &&
		(parseFloat(s.borderTopWidth) < 1 || s.borderTopStyle === 'none' || s.borderTopColor === s.backgroundColor);
}).map(e => e.outerHTML.slice(0, 120))`
