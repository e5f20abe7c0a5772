//go:build browser

package browser

import (
	"hash/crc32"
	"testing"

	"github.com/chromedp/chromedp"

	"precept/internal/casetest"
)

// phoneOrKeys is a person at a page: on a phone only by touch, or at a desktop only by keyboard.
type phoneOrKeys struct {
	*tab
	touch bool
}

// inEachHand runs a test on a phone of 375 px by touch, and at 1280 px by keyboard. A run that is not long takes one of
// the two, always the same for a test.
func inEachHand(t *testing.T, run func(t *testing.T, h phoneOrKeys)) {
	t.Helper()
	touchOnly := crc32.ChecksumIEEE([]byte(t.Name()))%2 == 0
	if casetest.Long() || touchOnly {
		t.Run("by touch", func(t *testing.T) {
			h := phoneOrKeys{newTab(t), true}
			h.before(aims)
			h.size()
			run(t, h)
		})
	}
	if casetest.Long() || !touchOnly {
		t.Run("by keyboard", func(t *testing.T) { run(t, phoneOrKeys{newTab(t), false}) })
	}
}

func (h phoneOrKeys) size() {
	h.Helper()
	if h.touch {
		h.do(chromedp.EmulateViewport(375, 667, chromedp.EmulateMobile, chromedp.EmulateTouch))
	}
}

// aims marks what is touched next.
const aims = `window.aim = at => {
	for (const e of document.querySelectorAll('[data-aim]')) delete e.dataset.aim;
	at.dataset.aim = '';
}`

// beside opens another tab of the same visitor.
func (h phoneOrKeys) beside() phoneOrKeys {
	h.Helper()
	other := phoneOrKeys{h.tab.beside(), h.touch}
	other.before(aims)
	other.size()
	return other
}

// chooses presses the first button that can be seen and says that.
func (h phoneOrKeys) chooses(words string) {
	h.Helper()
	if !h.touch {
		h.click(words)
		return
	}
	h.waitFor(`window.found = [...document.querySelectorAll('main button')].filter(e => !e.disabled && !e.hidden &&
		e.textContent.startsWith(` + quoted(words) + `)).find(e => e.checkVisibility() ||
		e.closest('details.more')?.checkVisibility())`)
	if !get[bool](h.tab, `found.checkVisibility()`) {
		h.eval(`aim(found.closest('details').querySelector('summary'))`)
		h.tap("[data-aim]")
	}
	h.eval(`aim(found)`)
	h.tap("[data-aim]")
}

// clockAhead puts a page's clock on by as many days as the site's storage says; see passes.
const clockAhead = `try {
	const Real = Date, ahead = () => (window.daysAhead || +localStorage.getItem('days-ahead')) * 864e5;
	window.Date = class extends Real {
		constructor(...when) { super(...(when.length ? when : [Real.now() + ahead()])); }
		static now() { return Real.now() + ahead(); }
	};
} catch { /* a page without storage has no clock to put on */ }`

// passes lets days go by, on every page of this visitor that was opened after before(clockAhead).
func (h phoneOrKeys) passes(days string) {
	h.Helper()
	h.eval(`localStorage.setItem('days-ahead', ` + days + `)`)
}

// stored gives the record on the page as the browser keeps it, or "".
func (h phoneOrKeys) stored(id string) string {
	h.Helper()
	return get[string](h.tab, `Object.keys(localStorage).filter(k => k.startsWith('precept-draft') && k.endsWith(`+
		quoted(id)+`)).map(k => JSON.stringify(JSON.parse(localStorage.getItem(k).replace(/^\d+\n/, '')).record)).join()`)
}
