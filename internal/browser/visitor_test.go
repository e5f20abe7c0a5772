//go:build browser

package browser

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/input"
	devtools "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// meeting is a form with text, private notes, a table whose open rows are carried, and two signatures.
const meeting = "forms/monthly-meeting.html"

// plainHost is the site at a host without a secure context: neither locks nor pickers nor crypto.subtle are there.
func plainHost() string {
	return strings.Replace(shipped.address, "127.0.0.1", "toolkit.example", 1) + "/"
}

// places are the addresses at which drafts are saved on the device.
func places() map[string]string {
	return map[string]string{"loopback": shipped.address + "/", "sub-path": shipped.address + "/sub/path/",
		"plain host": plainHost()}
}

// write types into the control of that id, after what is there.
func (b *tab) write(id, text string) {
	b.Helper()
	b.focus("#" + id)
	b.press(text)
}

// click presses the first button that can be seen and says that.
func (b *tab) click(words string) {
	b.Helper()
	b.waitFor(`window.found = [...document.querySelectorAll('main button')].filter(e => !e.disabled && !e.hidden &&
		e.textContent.startsWith(` + quoted(words) + `)).find(e => {
		const fold = e.closest('details.more');
		if (fold?.checkVisibility() && !fold.open) window.unfolded = fold.open = true; // as one who looks for it would
		return e.checkVisibility();
	})`)
	b.taps += get[int](b, `1 + !!window.unfolded`)
	b.eval(`delete window.unfolded`)
	b.eval(`found.scrollIntoView({ block: 'center' }), found.focus()`)
	b.press(kb.Enter)
}

func quoted(s string) string { data, _ := json.Marshal(s); return string(data) }

func (b *tab) value(id string) string {
	b.Helper()
	return get[string](b, `document.getElementById(`+quoted(id)+`).value`)
}

// begin opens a form, writes into one of its fields, and says that the device is one's own: from here on what is
// written is kept.
func (b *tab) begin(page, field, words string) {
	b.Helper()
	b.visit(page)
	b.write(field, words)
	b.ownDevice()
}

// ownDevice has said whose device it is.
func (b *tab) ownDevice() {
	b.Helper()
	b.says("Is this your own device?")
	b.click("Yes, my own")
	b.says("Saved on this device")
}

// sign signs on the screen.
func (b *tab) sign(field, name string) {
	b.Helper()
	b.eval(`(fold => { if (fold) fold.open = true; })(document.querySelector('#s-` + field + `').closest('details'))`)
	b.waitFor(`document.querySelector('#s-` + field + ` .sign-way > .button')`) // it comes with the second script
	b.write("f-"+field+"_name", name)
	b.eval(`document.querySelector('#s-` + field + ` .sign-way > .button').scrollIntoView({ block: 'center' })`)
	b.focus(`#s-` + field + ` .sign-way > .button`)
	b.press(kb.Enter)
}

// whole has what comes to a form's page once somebody is in the form, the ways to sign above all.
func (b *tab) whole() {
	b.Helper()
	b.eval(`document.getElementById('form')?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }))`)
	b.waitFor(`!document.querySelector('#form .sign-lines') || document.querySelector('#form .sign-way')`)
}

// load gives the page a record as its own file would have it, changed by a script that has it as r.
func (b *tab) load(change string) {
	b.Helper()
	get[bool](b, `(r => { `+change+`; return window.precept.load(r, window.precept.own()).then(() => true);
		})(JSON.parse(JSON.stringify(window.precept.record())))`)
}

// tap touches the middle of an element that can be seen.
func (b *tab) tap(selector string) {
	b.Helper()
	b.taps++
	b.waitFor(`document.querySelector(` + quoted(selector) + `)`)
	at := get[[]float64](b, `[document.querySelector(`+quoted(selector)+`)].flatMap(e =>
		(e.scrollIntoView({ block: 'center' }),
		[e.getBoundingClientRect()].flatMap(r => [r.left + Math.min(r.width / 2, 40), r.top + r.height / 2])))`)
	call(b, input.DispatchTouchEvent,
		input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchStart,
			TouchPoints: []*input.TouchPoint{{X: at[0], Y: at[1]}}})
	call(b, input.DispatchTouchEvent,
		input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}})
}

// follow goes through a link that can be seen, by its address, and waits for the page that it leads to.
func (b *tab) follow(link string) {
	b.Helper()
	if !get[bool](b, `(e => !!e && e.checkVisibility())(document.querySelector(`+strconv.Quote(link)+`))`) {
		b.Fatalf("no link %s to be seen on %s", link, get[string](b, `location.href`))
	}
	b.after(chromedp.Click(chromedp.CSS(link)))
}

// enter presses Enter on a link and waits for the page that it leads to.
func (b *tab) enter() { b.Helper(); b.after(chromedp.KeyEvent(kb.Enter)) }

// after does what leads to another page and waits until that is there.
func (b *tab) after(step chromedp.Action[chromedp.Void]) {
	b.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.WaitEvent(devtools.LoadEventFired, nil, step)); err != nil {
		b.Fatal(err)
	}
}
