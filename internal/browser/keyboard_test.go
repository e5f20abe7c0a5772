//go:build browser

package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// stops are the places that Tab should come to, in order: all that can be seen and acted on, of radio buttons one a
// group.
const stops = `window.stops = [...document.querySelectorAll(
	'a[href], button, input, textarea, select, summary, [tabindex="0"]')].filter((e, i, all) =>
	e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.getClientRects().length &&
	(e.type !== 'radio' || all.findIndex(o => o.type === 'radio' && o.name === e.name) === i)), stops.length`

// stop says where the focus is, and what is wrong with how it shows there.
const stop = `(async e => {
	const faults = await (` + shows + `)(e);
	return { At: window.stops.indexOf(e), What: e.outerHTML.slice(0, 120), Faults: faults };
})(document.activeElement)`

func TestTabReachesEverything(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for _, name := range []string{"home", "guidance", "form with tables", "search with results", "portfolio overview"} {
		for _, width := range []int64{1280, 320} {
			b.resize(width, 800)
			b.visit(kind(t, name).http())
			if strings.HasPrefix(name, "search") { // it begins in its box; a jump to the top begins at the page's start
				b.waitFor(`document.querySelectorAll('.results a').length > 3`)
				b.eval(`document.activeElement.blur()`)
				b.visit(kind(t, name).http() + "#top")
			}
			b.whole()
			n := get[int](b, stops)
			if n < 10 {
				t.Errorf("%s: only %d places to go to", name, n)
			}
			for i := range n {
				b.press(kb.Tab)
				at := get[struct {
					At     int
					What   string
					Faults []string
				}](b, stop)
				if at.At != i {
					t.Errorf("%s, %d px: Tab %d came to place %d, %s; it should be %s", name, width, i, at.At, at.What,
						get[string](b, fmt.Sprintf(`stops[%d].outerHTML.slice(0, 120)`, i)))
					break
				}
				for _, f := range at.Faults {
					t.Errorf("%s, %d px: %s: %s", name, width, f, at.What)
				}
			}
		}
	}
}

func TestSkipLink(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(kind(t, "guidance").http())
	b.press(kb.Tab)
	if !get[bool](b, `document.activeElement.matches('.skip') &&
		document.activeElement.getBoundingClientRect().top >= 0`) {
		t.Fatal("the first Tab does not show the skip link")
	}
	b.press(kb.Enter, kb.Tab)
	if !get[bool](b, `!!document.activeElement.closest('main')`) {
		t.Error("Tab after the skip link does not go on in the main part")
	}
}

// A word's definition opens beside it by Enter, takes the focus, closes by Escape and gives the focus back.
func TestTermTip(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/organisation/job-plans.html")
	b.focus("main a.term")
	b.press(kb.Enter)
	b.waitFor(`document.querySelector('.tip') && document.activeElement.closest('.tip')`)
	if !get[bool](b, `(r => r.left >= 0 &&
		r.right <= innerWidth)(document.querySelector('.tip').getBoundingClientRect())`) {
		t.Error("the definition is out of sight")
	}
	if words := get[string](b, `document.querySelector('.tip').innerText`); len(words) < 40 {
		t.Errorf("the tip says only %q", words)
	}
	b.press(kb.Escape)
	b.waitFor(`!document.querySelector('.tip:popover-open') && document.activeElement.matches('a.term')`)
	if url := get[string](b, `location.pathname`); url != "/organisation/job-plans.html" {
		t.Errorf("it led away to %s", url)
	}
}

func TestColourSwitchIsRemembered(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.emulate("", "prefers-color-scheme", "light")
	paper := func() string { return get[string](b, `getComputedStyle(document.body).backgroundColor`) }
	b.visit(kind(t, "home").http())
	light := paper()
	b.focus(".switch")
	b.press(kb.Enter)
	dark := paper()
	b.visit(kind(t, "form").http())
	if after := paper(); light == dark || after != dark {
		t.Errorf("paper is %s, after the switch %s, on the next page %s", light, dark, after)
	}
}

func TestVersionSwitcher(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(kind(t, "guidance").http())
	b.focus(".versions summary")
	b.press(kb.Enter, kb.Tab)
	if !get[bool](b, `document.querySelector('.versions').open &&
		!!document.activeElement.closest('.versions .drop')`) {
		t.Fatal("Enter and Tab do not lead to the list of versions")
	}
	b.press(kb.Escape)
	if !get[bool](b, `!document.querySelector('.versions').open &&
		document.activeElement.matches('.versions summary')`) {
		t.Error("Escape does not close the list and give the focus back")
	}
}
