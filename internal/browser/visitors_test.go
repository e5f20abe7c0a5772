//go:build browser

package browser

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	devtools "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// visitor is a profile of the browser, which shares nothing with any other, and its first tab.
//
// The browser starts a process for each new one, which costs more than twice what a page costs. So a visitor who stayed
// on the shipped site is made new for another test when the test is over; every other one is closed.
type visitor struct {
	profile cdp.BrowserContextID
	tab     target.ID
}

// emptyPage is below the shipped site, so that a tab begins in the process in which the site's pages run.
const emptyPage = "/-/empty"

// visitor gives a visitor whom no test has. Where used is false, their tab is about to open the empty page.
func (s *site) visitor(t testing.TB) (v visitor, used bool) {
	t.Helper()
	s.mu.Lock()
	if n := len(s.visitors); n > 0 {
		v, s.visitors = s.visitors[n-1], s.visitors[:n-1]
		s.mu.Unlock()
		return v, true
	}
	s.mu.Unlock()
	profile, err := cdp.Call(s.browser, chromedp.FromContext(s.browser).Browser, target.CreateBrowserContext,
		target.CreateBrowserContextParams{})
	if err != nil {
		t.Fatal(err)
	}
	window := true // a tab of a window that it shares may be hidden, and then has no frames
	opened, err := cdp.Call(s.browser, chromedp.FromContext(s.browser).Browser, target.CreateTarget,
		target.CreateTargetParams{URL: s.address + emptyPage, BrowserContextID: profile.BrowserContextID,
			NewWindow: &window})
	if err != nil {
		t.Fatal(err)
	}
	return visitor{profile.BrowserContextID, opened.TargetID}, false
}

// goes ends a visit, whose session is over: nothing is emulated any more, and no script of the test's runs.
func (s *site) goes(t testing.TB, v visitor, again bool) {
	t.Helper()
	if again {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.visitors = append(s.visitors, v)
		return
	}
	if _, err := cdp.Call(s.browser, chromedp.FromContext(s.browser).Browser, target.DisposeBrowserContext,
		target.DisposeBrowserContextParams{BrowserContextID: v.profile}); err != nil {
		t.Error(err)
	}
}

// passing are the commands whose effect ends with the session, or with the page.
var passing = []string{emulation.CommandSetEmulatedMedia, emulation.CommandSetFocusEmulationEnabled,
	devtools.CommandAddScriptToEvaluateOnNewDocument}

// stayed reports whether another test may have this visitor: not after other sites, nor where more was changed.
func (b *tab) stayed() bool {
	ctx, stop := b.patience()
	defer stop()
	at, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href`))
	return !b.Failed() && !b.changed && err == nil && strings.HasPrefix(at, shipped.address+"/")
}

// renew brings the tab of a visitor who was here before to the empty page and removes what is kept of the visit.
func (b *tab) renew() {
	b.Helper()
	b.visit(shipped.address + emptyPage) // a page may save something when one leaves it
	b.eval(`localStorage.clear(), sessionStorage.clear(), window.name = ''`)
	all := storage.ClearDataForOriginParams{Origin: shipped.address, StorageTypes: "all"}
	call(b, storage.ClearDataForOrigin, all)
	call(b, devtools.ResetNavigationHistory, cdp.Empty{})
	call(b, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior:         browser.SetDownloadBehaviorBehaviorDefault,
		BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID})
	b.changed = false
}

// arrive waits for the empty page, with which a new visitor begins.
func (b *tab) arrive() {
	b.Helper()
	b.waitUntil("the empty page", func(ctx context.Context) bool {
		there, err := chromedp.Run(ctx, chromedp.Evaluate[bool](
			`location.pathname === '`+emptyPage+`' && document.readyState === 'complete'`))
		return err == nil && there
	})
}

// TestVisitorsAreNew: a test finds nothing of the one before it, though it has the same tab.
func TestVisitorsAreNew(t *testing.T) {
	const state = `Promise.all([indexedDB.databases(), caches.keys()]).then(([bases, stores]) => JSON.stringify([
		{ ...localStorage }, { ...sessionStorage }, document.cookie, bases.length, stores.length, window.name,
		history.length, innerWidth, innerHeight, devicePixelRatio, navigator.maxTouchPoints, typeof window.left,
		matchMedia('(prefers-color-scheme: dark)').matches, matchMedia('(forced-colors: active)').matches,
		matchMedia('print').matches, matchMedia('(hover: hover)').matches, document.hasFocus(),
		getComputedStyle(document.body).fontSize]))`
	var was [2]string
	var who [2]visitor
	for i := range was {
		t.Run([]string{"one", "another"}[i], func(t *testing.T) {
			h := phoneOrKeys{newTab(t), true}
			c := chromedp.FromContext(h.ctx)
			who[i] = visitor{c.BrowserContextID, c.Target.TargetID}
			h.visit(kind(t, "home").http())
			was[i] = get[string](h.tab, state)
			h.downloads()
			h.size()
			h.before(`window.left = 'behind'; Storage.prototype.clear = () => {}`)
			h.emulate("print", "prefers-color-scheme", "dark", "forced-colors", "active")
			h.visit(shipped.address + "/" + meeting)
			get[bool](h.tab, `new Promise((go, stop) => {
				localStorage.left = sessionStorage.left = window.name = document.cookie = 'left=behind';
				const request = indexedDB.open('left');
				request.onsuccess = () => { request.result.close(); go(caches.open('left').then(() => true)); };
				request.onerror = stop;
			})`)
			h.write("f-wellbeing", "Left behind.")
		})
	}
	if who[0] != who[1] {
		t.Error("the second test has another tab: the test sees nothing")
	}
	if was[0] != was[1] {
		t.Errorf("a new tab is not as the one before it was:\n%s\n%s", was[0], was[1])
	}
}
