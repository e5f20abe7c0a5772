//go:build browser

package browser

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// cutOff lists links and cells of tables of which a part is beyond the window, and that no scrolling of a region brings
// into it; and regions that scroll and that a keyboard does not reach.
const cutOff = `[...document.querySelectorAll('a, th, td, button, summary')].filter(e => e.checkVisibility() &&
	!e.closest('.quiet, .skip, svg')).flatMap(e => {
	const r = e.getBoundingClientRect(), name = e.outerHTML.slice(0, 120);
	if (!r.width || r.left >= -1 && r.right <= innerWidth + 1) return [];
	let at = e.parentElement;
	while (at && !(/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth)) {
		at = at.parentElement;
	}
	if (!at || at === document.scrollingElement) return ['cut off: ' + name];
	return at.tabIndex < 0 ? ['in a region that no key reaches: ' + name] : [];
}).slice(0, 4)`

// fits says of the page what does not fit a phone.
func (b *tab) fits(what string) {
	b.Helper()
	for _, list := range []string{sideways, clipped, cutOff} {
		for _, found := range get[[]string](b, list) {
			b.Errorf("%s: %s", what, found)
		}
	}
}

// TestFitsAPhone: at 375 px no page scrolls sideways, and no link, button or cell of a table is cut off: on each kind
// of page of the toolkit and of a portfolio, and on forms with each type of field.
func TestFitsAPhone(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.do(chromedp.EmulateViewport(375, 667, chromedp.EmulateMobile, chromedp.EmulateTouch))
	for _, p := range shipped.kinds {
		b.visit(p.http())
		b.fits(p.name)
	}
	for _, f := range sampled(t) {
		b.visit(shipped.address + "/forms/" + f.Slug + ".html")
		if f.Visibility != "never" {
			b.whole()
		}
		b.fits(f.Slug)
	}
}

// TestTablesOfAPortfolioFit: at 320 px the tables of a portfolio are read without scrolling sideways, and no word is
// broken into single letters.
func TestTablesOfAPortfolioFit(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.resize(320, 640)
	for _, name := range []string{"summary", "competencies", "evidence", "hours"} {
		b.visit(page{name, "portfolios/casey-example/" + name + ".html"}.http())
		const tables = `[...document.querySelectorAll('.scroll')].map(s => s.scrollWidth - s.clientWidth)`
		beyond := get[[]int](b, tables)
		if len(beyond) == 0 || slices.Max(beyond) > 0 {
			t.Errorf("%s: the tables are wider than the screen by %d px", name, beyond)
		}
		const narrow = `[...document.querySelectorAll('dd, td, th')].filter(e => e.checkVisibility() &&
			e.getBoundingClientRect().width < 32 && e.textContent.trim().length > 4).map(e => e.textContent)`
		if words := get[[]string](b, narrow); len(words) > 0 {
			t.Errorf("%s: there is no room for %q", name, words)
		}
	}
}

// TestMenuInOneRow: at 1280 px the menu of a portfolio is one row on each of its pages, of which another word is bold.
func TestMenuInOneRow(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.resize(1280, 800)
	b.visit(kind(t, "portfolio overview").http())
	pages := get[[]string](b, `[...document.querySelectorAll('.sections a')].map(a => a.href)`)
	if len(pages) < 9 {
		t.Fatalf("only %q", pages)
	}
	for _, p := range pages[:len(pages)-1] { // the last has all on one page, and no menu
		b.visit(p)
		const tops = `new Set([...document.querySelectorAll('.sections a')].map(a => a.offsetTop)).size`
		if rows := get[int](b, tops); rows != 1 {
			t.Errorf("%s: the menu has %d rows", p, rows)
		}
	}
}

const (
	longWord = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
	longLink = "https://example.org/guidance/a-very-long-address-without-any-place-to-break/it/goes/on-and-on?query=" +
		longWord
)

// hostilePages are a page and a record with what no line can hold.
var hostilePages = map[string]string{
	"content/2026.1/organisation/hostile.md": "---\ntitle: \"" + longWord + "\"\nsummary: \"" + longWord +
		" in one sentence.\"\n---\n## " + longWord + "\n\nSee <" + longLink + "> and [" + longWord + "](" + longLink +
		").\n\n`" + longWord + longWord + "`\n\n| " + strings.Repeat(longWord+" | ", 6) + "\n|" +
		strings.Repeat(" --- |", 6) + "\n| " + strings.Repeat("["+longWord+"]("+longLink+") | ", 6) +
		"\n\n> [!NOTE] " + longWord + "\n> " + longWord + "\n\n- [" + longWord + "](" + longLink + ")\n",
	alex + "/2026-10-01-monthly-meeting-h0stile0.md": "---\nform: monthly-meeting\nversion: \"2026.1\"\n" +
		"record: h0stile0\ndate: 2026-10-01\nstatus: draft\nanswers:\n  wellbeing: \"" + longWord + longLink +
		"\"\n  training-due: \"" + longLink + "\"\n  objectives: [{\"objective\": \"" + longWord +
		"\", \"owner\": \"Both\"}]\n" +
		"  " + strings.ToLower(longWord[:60]) + ": \"" + longWord + "\"\n---\n" + longWord + "\n\n<" + longLink + ">\n",
}

// TestHostileTextFitsAPhone: a long word, a long link and a wide table neither widen a page nor are cut off.
func TestHostileTextFitsAPhone(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	for name, text := range hostilePages {
		if err := os.WriteFile(filepath.Join(k.dir, filepath.FromSlash(name)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root := strings.TrimSuffix(k.address, "/-/desk/")
	pages := []string{"/organisation/hostile.html",
		"/portfolios/alex-example/records/2026-10-01-monthly-meeting-h0stile0.html",
		"/portfolios/alex-example/records/", "/portfolios/alex-example/", "/organisation/",
		"/search.html?q=" + longWord,
		"/-/desk/", "/-/desk/to-sign", "/-/desk/releases",
		"/-/desk/person/alex-example", "/-/desk/person/alex-example/registration",
		"/-/desk/person/alex-example/applies", "/-/desk/person/alex-example/overrides"}
	for _, page := range pages[:2] {
		k.waitUntil(page, func(context.Context) bool {
			res, err := http.Get(root + page)
			if err != nil {
				return false
			}
			res.Body.Close()
			return res.StatusCode == http.StatusOK
		})
	}
	k.do(chromedp.EmulateViewport(375, 667, chromedp.EmulateMobile, chromedp.EmulateTouch))
	for _, page := range pages {
		k.visit(root + page)
		k.fits(page)
	}
	k.eval(`document.querySelectorAll('details').forEach(d => { d.open = true; })`)
	k.visit(k.address)
	changed := strings.Replace(hostilePages[alex+"/2026-10-01-monthly-meeting-h0stile0.md"], "Both", "Preceptor", 1)
	k.drop("#drop", k.put("hostile.md", changed), k.put(longWord+".exe", "MZ"))
	k.mouse("Look at them")
	k.heading("What arrived")
	k.eval(`document.querySelectorAll('details').forEach(d => { d.open = true; })`)
	k.fits("what arrived")
}
