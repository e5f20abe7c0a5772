//go:build browser

package browser

import (
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// On every kind of page, over HTTP with the shipped headers and from disk, the browser finds nothing that the page's
// policy refuses, no script stumbles, and no byte is asked for elsewhere.
func TestPolicy(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	var mu sync.Mutex
	var now string
	asked, stylesheets := 0, 0
	err := chromedp.Listen(b.ctx, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			asked++
			if e.Type == network.ResourceTypeStylesheet {
				stylesheets++
			}
			url := e.Request.URL
			if !strings.HasPrefix(url, shipped.address+"/") && !strings.HasPrefix(url, "file://"+shipped.root+"/") &&
				!strings.HasPrefix(url, "data:") {
				t.Errorf("%s asks for %s", now, url)
			}
		case *log.EventEntryAdded:
			t.Errorf("%s: %s %s", now, e.Entry.Text, e.Entry.URL)
		case *runtime.EventExceptionThrown:
			t.Errorf("%s: a script stumbled: %s", now, e.ExceptionDetails.Text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	// all over HTTP first: the browser starts another process whenever a page from disk follows one from a host
	for _, address := range []func(page) string{page.http, page.file} {
		for _, p := range shipped.kinds {
			url := address(p)
			if p.name == "not found" && strings.HasPrefix(url, "file:") {
				continue // a host sends it for addresses at any depth, so it names files from the host's root
			}
			mu.Lock()
			now = url
			mu.Unlock()
			b.visit(url)
			// a page whose own style was refused would be quiet about it in some browsers; paper is white in none of
			// its parts then
			if get[string](b, `getComputedStyle(document.body).display`) != "flex" {
				t.Errorf("%s: its style does not apply", url)
			}
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if asked < 2*len(shipped.kinds)-1 || stylesheets < len(shipped.kinds) {
		t.Errorf("only %d requests were seen, %d of them for styles: the test sees too little", asked, stylesheets)
	}
}

// A page that breaks the policy is seen to: else TestPolicy would prove nothing.
func TestPolicyBreachIsDetected(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(kind(t, "home").http())
	b.eval(`addEventListener('securitypolicyviolation', e => { window.refused = e.effectiveDirective });
		document.body.appendChild(document.createElement('img')).src = 'https://example.org/x.png'`)
	b.waitFor(`window.refused === 'img-src'`)
}
