//go:build browser

package browser

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	devtools "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// tab is one tab of the browser. Each is a visitor of its own: it shares no storage and no emulation with any other.
type tab struct {
	testing.TB
	ctx  context.Context
	taps int // how often something was pressed that is not typed in: a button, a tick, what opens a list

	changed bool // more than renew would set back
}

// newTab gives a tab of a desktop's size, to whose visitor nothing has happened yet.
func newTab(t testing.TB) *tab {
	t.Helper()
	v, used := shipped.visitor(t)
	ctx, stop := chromedp.NewContext(shipped.browser, chromedp.WithTargetID(v.tab), chromedp.WithDetachOnCancel())
	chromedp.FromContext(ctx).BrowserContextID = v.profile
	b := &tab{TB: t, ctx: ctx}
	t.Cleanup(func() {
		again := b.stayed()
		stop()
		shipped.goes(t, v, again)
	})
	if err := chromedp.Do(ctx); err != nil { // without a deadline, which would end the tab
		t.Fatal(err)
	}
	if used {
		b.renew()
	} else {
		b.arrive()
	}
	b.before(leaves)
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	b.resize(1280, 800)
	return b
}

// leaves lets a test leave a page that would ask first. Tests send an event of their own to see whether it would ask.
const leaves = `addEventListener('beforeunload', e => e.isTrusted && e.stopImmediatePropagation())`

// do runs steps, and ends the test where one fails.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, stop := b.patience()
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// visit opens a page.
func (b *tab) visit(url string) {
	b.Helper()
	b.changed = b.changed || !strings.HasPrefix(url, shipped.address+"/")
	b.do(chromedp.Navigate(url))
}

// resize gives the window another size, in CSS pixels.
func (b *tab) resize(width, height int64) {
	b.Helper()
	b.do(chromedp.EmulateViewport(width, height))
}

// eval runs a script in the page.
func (b *tab) eval(script string) {
	b.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](script))
}

// focus puts the focus on the first element that a selector finds.
func (b *tab) focus(selector string) {
	b.Helper()
	b.do(chromedp.Focus(chromedp.CSS(selector)))
}

// selectAll puts the focus on a text box and selects what is in it, so that the next key replaces it.
func (b *tab) selectAll(id string) {
	b.Helper()
	b.focus("#" + id)
	b.eval(`document.activeElement.select()`)
}

// press types keys, one after another.
func (b *tab) press(keys ...string) {
	b.Helper()
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
}

// emulate sets a medium ("" for the screen) and media features, such as "prefers-color-scheme", "dark".
func (b *tab) emulate(medium string, features ...string) {
	b.Helper()
	params := emulation.SetEmulatedMediaParams{Media: medium, Features: []*emulation.MediaFeature{}}
	for i := 0; i+1 < len(features); i += 2 {
		params.Features = append(params.Features, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	call(b, emulation.SetEmulatedMedia, params)
}

// call sends the browser a command.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.Helper()
	b.changed = b.changed || !strings.HasPrefix(command.Method, "Input.") && !slices.Contains(passing, command.Method)
	ctx, stop := b.patience()
	defer stop()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		b.Fatal(err)
	}
	return result
}

// get gives the value of an expression; of a promise, what it resolves to.
func get[T any](b *tab, expression string) T {
	b.Helper()
	ctx, stop := b.patience()
	defer stop()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%v in: %.200s", err, expression)
	}
	return v
}

// typed types a text key by key.
func (b *tab) typed(text string) {
	b.Helper()
	for _, r := range text {
		b.press(string(r))
	}
}

// beside opens another tab of the same visitor.
func (b *tab) beside() *tab {
	b.Helper()
	b.changed = true
	ctx, stop := chromedp.NewContext(b.ctx)
	b.Cleanup(stop)
	other := &tab{TB: b.TB, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil {
		b.Fatal(err)
	}
	other.before(leaves)
	other.resize(1280, 800)
	return other
}

// before runs script in each page before its own.
func (b *tab) before(script string) {
	b.Helper()
	call(b, devtools.AddScriptToEvaluateOnNewDocument, devtools.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}
