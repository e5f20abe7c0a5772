//go:build browser

package browser

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// tab is one tab of the browser. Each is a visitor of its own: it shares neither storage nor emulation with any other.
type tab struct {
	testing.TB
	ctx context.Context
}

// newTab opens a tab of a desktop's size, which is closed when the test ends.
func newTab(t testing.TB) *tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(shipped.browser, chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	b := &tab{t, ctx}
	if err := chromedp.Do(ctx); err != nil { // without a limit of time, which would bound the tab's life
		t.Fatal(err)
	}
	b.before(leaves)
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	b.resize(1280, 800)
	return b
}

// leaves lets a test leave a page that would ask first; what a page would do then is tried with an event of the test's own.
const leaves = `addEventListener('beforeunload', e => e.isTrusted && e.stopImmediatePropagation())`

// do runs steps and ends the test where one fails or takes more than half a minute.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, stop := context.WithTimeout(b.ctx, 30*time.Second)
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

func (b *tab) visit(url string) {
	b.Helper()
	b.do(chromedp.Navigate(url))
}

func (b *tab) resize(wide, high int64) {
	b.Helper()
	b.do(chromedp.EmulateViewport(wide, high))
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

// waitFor waits until an expression is true.
func (b *tab) waitFor(expression string) {
	b.Helper()
	ctx, stop := context.WithTimeout(b.ctx, 10*time.Second)
	defer stop()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool]("!!("+expression+")")); err != nil {
		b.Fatalf("waiting for %s: %v", expression, err)
	}
}

// call sends the browser a command.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.Helper()
	result, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.Fatal(err)
	}
	return result
}

// get gives the value of an expression, or what its promise comes to.
func get[T any](b *tab, expression string) T {
	b.Helper()
	ctx, stop := context.WithTimeout(b.ctx, time.Minute)
	defer stop()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%v in: %.200s", err, expression)
	}
	return v
}
