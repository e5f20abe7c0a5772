//go:build browser

package browser

import (
	"testing"
)

// TestP9WhoseDeviceIsAskedAgain: for as long as nobody says whose device it is, what is written is kept for the tab,
// the question stands by the actions too, and it comes once more when the page is left.
func TestP9WhoseDeviceIsAskedAgain(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		const again = `document.querySelector('#form-actions .own-again')`
		h.visit(shipped.address + "/" + meeting)
		h.waitFor(`!` + again + `.checkVisibility()`)
		h.write("f-wellbeing", "Not lost.")
		h.says("Kept for this tab only")
		h.waitFor(again + `.checkVisibility() && /Is this your own device/.test(` + again + `.textContent)`)
		inEveryLook(h.tab, "a form whose device nobody has named")
		h.visit(shipped.address + "/" + meeting)
		if got := h.value("f-wellbeing"); got != "Not lost." {
			t.Errorf("the tab keeps %q", got)
		}
		h.eval(`document.querySelector('.state-at .ask').remove()`)
		if !get[bool](h.tab, `!dispatchEvent(new Event('beforeunload', { cancelable: true }))`) {
			t.Error("the page may be left with what is in this tab alone")
		}
		h.waitFor(`/Is this your own device/.test(document.querySelector('main .ask')?.textContent)`)
		h.eval(again + `.querySelector('button').click()`)
		h.says("Saved on this device")
		h.waitFor(`!` + again + `.checkVisibility() &&
			!/Is this your own device/.test(document.querySelector('main .ask')?.textContent)`)
	})
}

// TestP14NoConnection: without a connection the page says so, and asks before it is left.
func TestP14NoConnection(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		h.begin(shipped.address+"/"+meeting, "f-wellbeing", "Written on a train.")
		for _, page := range []string{meeting, "forms/index.html"} {
			h.visit(shipped.address + "/" + page)
			h.waitFor(`document.readyState === 'complete' && (window['precept-later'] || window['precept-exchange'])`)
			h.eval(`Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
				dispatchEvent(new Event('offline'))`)
			h.says("You are offline.")
			h.eval(`document.querySelector('a[href*="index.html"], a[href*="swot.html"]').click()`)
			h.chooses("Stay here")
			if at := get[string](h.tab, `location.pathname`); at != "/"+page {
				t.Errorf("%s was left for %s", page, at)
			}
			h.eval(`delete navigator.onLine; dispatchEvent(new Event('online'))`)
			h.waitFor(`![...document.querySelectorAll('.ask')].some(e => /You are offline/.test(e.textContent))`)
		}
	})
}
