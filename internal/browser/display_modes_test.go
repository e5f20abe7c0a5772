//go:build browser

package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// Where the system sets all colours, shadows and grounds vanish: the focus and the edges of what one writes in must be
// lines.
func TestForcedColours(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.emulate("", "forced-colors", "active")
	b.visit(kind(t, "form with tables").http())
	if !get[bool](b, `(e => { e.focus(); return matchMedia('(forced-colors: active)').matches &&
		getComputedStyle(e).boxShadow === 'none' })(document.querySelector('main input'))`) {
		t.Fatal("colours are not forced: the test sees nothing")
	}
	const edgeless = `[...document.querySelectorAll('main input, main textarea, main select, main button')].filter(e =>
		e.checkVisibility()).filter(e => {
		const s = getComputedStyle(e);
		return !/checkbox|radio/.test(e.type) &&
			(parseFloat(s.borderTopWidth) < 1 || s.borderTopStyle === 'none' || s.borderTopColor === s.backgroundColor);
	}).map(e => e.outerHTML.slice(0, 120))`
	for _, e := range get[[]string](b, edgeless) {
		t.Errorf("no edge: %s", e)
	}
	for _, name := range []string{"home", "form with tables", "portfolio overview"} {
		b.visit(kind(t, name).http())
		for range 40 {
			b.press(kb.Tab)
			if fault := get[string](b, `(e => {
				if (e === document.body) return ''; // past the last
				const s = getComputedStyle(e), ground = getComputedStyle(e.parentElement).backgroundColor;
				return parseFloat(s.outlineWidth) < 2 || s.outlineStyle === 'none' ||
					s.outlineColor === ground ? e.outerHTML.slice(0, 120) + ' ' + s.outline : '';
			})(document.activeElement)`); fault != "" {
				t.Errorf("%s: no focus to be seen on %s", name, fault)
			}
		}
	}
	// the drawing of the year keeps its marks: ink that is not paper
	b.visit(kind(t, "timeline").http())
	if n := get[int](b, `[...document.querySelectorAll('.tl-solid, .tl-hollow, .tl-open')].filter(e =>
		e.checkVisibility()).filter(e => {
		const s = getComputedStyle(e);
		return s.stroke === 'none' || s.stroke === getComputedStyle(document.body).backgroundColor;
	}).length`); n > 0 {
		t.Errorf("%d marks of the timeline cannot be seen", n)
	}
}

// Without script a page says all that it has to say and offers nothing that would do nothing.
func TestWithoutScript(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"home", "guidance", "form with tables", "timeline", "search", "glossary",
		"portfolio overview"} {
		b := newTab(t)
		b.resize(1280, 800)
		// except what only a script can do: search, a button that prints, and what it takes to save, to sign and to
		// hand over what is typed
		const said = `document.querySelectorAll(
			'.search-box, .form-top, .form-asks, .state-at, .record-head, .sign-way, .form-actions, .fields button, ' +
			'.pick, .total').forEach(e => e.remove()), document.querySelector('main').innerText.replace(/\s+/g, ' ')`
		b.visit(kind(t, name).http())
		with := get[string](b, said)
		call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		b.visit(kind(t, name).http())
		const dead = `[...document.querySelectorAll(
			'button, input[type=search], [role=button], [data-theme-switch] *')]
			.filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))`
		for _, e := range get[[]string](b, dead) {
			t.Errorf("%s: dead without script: %s", name, e)
		}
		without := get[string](b, said)
		for _, word := range strings.Fields(with) {
			if !strings.Contains(without, word) {
				t.Errorf("%s: %q is said only with script", name, word)
			}
		}
	}
}

func TestReducedMotion(t *testing.T) {
	t.Parallel()
	const moving = `[...document.querySelectorAll('*')].flatMap(e =>
		['', '::before', '::after'].map(part => [e, part])).filter(([e, part]) => {
		const s = getComputedStyle(e, part),
			long = t => t.split(',').some(d => parseFloat(d) * (/ms$/.test(d.trim()) ? .001 : 1) > .01);
		return long(s.transitionDuration) || s.animationName !== 'none' && long(s.animationDuration) ||
			s.scrollBehavior === 'smooth';
	}).map(([e, part]) => e.outerHTML.slice(0, 80) + part)`
	b := newTab(t)
	seen := 0
	for _, p := range shipped.kinds {
		b.emulate("", "prefers-reduced-motion", "reduce")
		b.visit(p.http())
		for _, e := range get[[]string](b, moving) {
			t.Errorf("%s: moves: %s", p.name, e)
		}
		b.emulate("", "prefers-reduced-motion", "no-preference")
		seen += len(get[[]string](b, moving))
	}
	if seen == 0 {
		t.Error("nothing moves at any time: the test sees nothing")
	}
}
