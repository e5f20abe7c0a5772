//go:build browser

package browser

import (
	"slices"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/toolkit"

	devtools "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A toolkit is read from a host's root, from a folder of a host, and from a folder on disk; the same must work in each.
func TestNavigationWorksEverywhere(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ place, root string }{
		{"at a host's root", shipped.address + "/"},
		{"at a host's sub-path", shipped.address + "/sub/path/"},
		{"from disk", "file://" + shipped.root + "/public/"},
	} {
		t.Run(c.place, func(t *testing.T) {
			b := newTab(t)
			at := func() string { b.Helper(); return strings.TrimPrefix(get[string](b, `location.href`), c.root) }

			b.visit(c.root + "index.html")
			b.follow(`.search-link`)
			b.press("i", "n", "d", "e", "m")
			b.waitFor(`document.querySelector('.results a') &&
				/indemnity/i.test(document.querySelector('.results a').textContent)`)
			b.press(kb.ArrowDown, kb.ArrowDown, kb.ArrowUp)
			if !get[bool](b, `document.activeElement === document.querySelector('.results a')`) {
				t.Error("the arrow keys do not lead to the first result")
			}
			want := get[string](b, `document.activeElement.getAttribute('href')`)
			b.enter()
			if at() != want {
				t.Errorf("Enter on the first result led to %q, want %q", at(), want)
			}

			b.follow(`.sections a[href$="organisation/index.html"]`)
			b.follow(`.cards a`)
			first := at()
			b.follow(`.steps .next`)
			second := at()
			b.follow(`.steps .prev`)
			if first == second || at() != first {
				t.Errorf("next and previous led from %q to %q and back to %q", first, second, at())
			}
			b.follow(`.brand-link`)
			if at() != "index.html" {
				t.Errorf("the title leads to %q", at())
			}
			if get[string](b, `getComputedStyle(document.body).display`) != "flex" {
				t.Error("the home page came without its style")
			}
		})
	}
}

// An address that a page had before leads on, without script and from disk too.
func TestFormerAddressRedirects(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	if len(shipped.moved) == 0 {
		t.Fatal("the shipped toolkit has no page with an alias to try")
	}
	roots := []string{shipped.address + "/", shipped.address + "/sub/path/", "file://" + shipped.root + "/public/"}
	for i, m := range shipped.moved {
		for j, root := range roots {
			if !casetest.Long() && i%24 != 8*j { // there are many, and each is two visits
				continue
			}
			b.ledOn(root + m.from)
			if at := get[string](b, `location.href`); at != root+m.to {
				t.Errorf("%s leads to %s", root+m.from, at)
			}
		}
	}
}

// ledOn goes to an address that a page had before, and waits for the page's own.
func (b *tab) ledOn(address string) {
	b.Helper()
	loads := 0
	_, err := chromedp.Run(b.ctx,
		chromedp.WaitEvent(devtools.FrameNavigated,
			func(e devtools.EventFrameNavigated) bool { loads++; return loads == 2 },
			chromedp.Navigate(address)))
	if err != nil {
		b.Fatal(err)
	}
}

// TestCaseH3FormerAddressKeepsPlace: an address that a page had before leads on with the place in it, on a plain host
// and from disk.
func TestCaseH3FormerAddressKeepsPlace(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for _, m := range shipped.moved {
		i := slices.IndexFunc(shipped.current.Pages, func(p *toolkit.Page) bool {
			return p.Address == m.to && len(p.Facts.Headings) > 1
		})
		if i < 0 {
			continue
		}
		place := "#s-" + shipped.current.Pages[i].Facts.Headings[1].ID
		for _, root := range []string{shipped.address + "/", "file://" + shipped.root + "/public/"} {
			b.ledOn(root + m.from + place)
			if at := get[string](b, `location.href`); at != root+m.to+place {
				t.Errorf("%s leads to %s", root+m.from+place, at)
			}
			b.waitFor(`document.querySelector('h2:target, h3:target')`)
		}
		return
	}
	t.Fatal("no page of the shipped toolkit has an alias and two headings")
}
