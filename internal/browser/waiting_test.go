//go:build browser

package browser

import (
	"context"
	"flag"
	"fmt"
	"time"

	"github.com/chromedp/chromedp"
)

// Tests wait for states and not for durations. A wait has no limit of its own: on a busy machine it takes long, and is
// not wrong. It fails shortly before the run's own limit, with what it waited for; give -timeout 1m to a single test
// that you work on.

// lastMoment is when waits give up: shortly before go test would end the run.
func lastMoment() (time.Time, error) {
	limit, ok := flag.Lookup("test.timeout").Value.(flag.Getter).Get().(time.Duration)
	if !ok {
		return time.Time{}, fmt.Errorf("-timeout is not a duration")
	}
	if limit == 0 {
		limit = 24 * time.Hour
	}
	return time.Now().Add(limit - min(limit/10, time.Minute)), nil
}

// patience is the context of everything that a test asks the browser for.
func (b *tab) patience() (context.Context, context.CancelFunc) {
	return context.WithDeadline(b.ctx, shipped.lastMoment)
}

// waitFor waits until an expression is true on this page.
func (b *tab) waitFor(expression string) {
	b.Helper()
	ctx, stop := b.patience()
	defer stop()
	poll := chromedp.Poll[bool]("!!("+expression+")", chromedp.WithPollingTimeout(0))
	if _, err := chromedp.Run(ctx, poll); err != nil {
		b.Fatalf("waiting for %s: %v", expression, err)
	}
}

// waitAcross waits until an expression is true, on this page or on one that it leads to in the meantime.
func (b *tab) waitAcross(expression string) {
	b.Helper()
	b.waitUntil(expression, func(ctx context.Context) bool {
		v, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		return err == nil && v
	})
}

// visitUntil opens a page again and again until an expression is true on it. Each time the page is loaded to its end
// first, however long that takes.
func (b *tab) visitUntil(url, expression string) {
	b.Helper()
	b.waitUntil(expression, func(ctx context.Context) bool {
		b.visit(url)
		v, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		return err == nil && v
	})
}

// says waits until the main part of the page says these words.
func (b *tab) says(words string) {
	b.Helper()
	const text = `document.querySelector('main').innerText.replace(/\s+/g, ' ')`
	ctx, stop := b.patience()
	defer stop()
	poll := chromedp.Poll[bool](text+`.includes(`+quoted(words)+`)`,
		chromedp.WithPollingInterval(30*time.Millisecond), chromedp.WithPollingTimeout(0))
	if _, err := chromedp.Run(ctx, poll); err != nil {
		b.Fatalf("the page does not say %q (%v); it says: %s", words, err, b.shownText())
	}
}

// waitUntil asks again and again until something holds. what names it in the message if it never does.
func (b *tab) waitUntil(what string, holds func(context.Context) bool) {
	b.Helper()
	ctx, stop := b.patience()
	defer stop()
	for !holds(ctx) {
		select {
		case <-ctx.Done():
			b.Fatalf("waiting for %s: %v; the page says: %s", what, ctx.Err(), b.shownText())
		case <-time.After(25 * time.Millisecond):
		}
	}
}

// shownText is the beginning of what the page says, for a message.
func (b *tab) shownText() string {
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.body.innerText.slice(0, 1500)`))
	if err != nil {
		return err.Error()
	}
	return text
}
