//go:build browser

package browser

import (
	"regexp"
	"strings"
	"testing"
)

// noteErrors keeps what goes wrong in a page, from its beginning.
const noteErrors = `window.wrong = [];
	addEventListener('error', e => wrong.push(e.message || 'not loaded: ' + (e.target.src || e.target.href)), true);
	addEventListener('unhandledrejection', e => wrong.push(String(e.reason)));`

var bundle = regexp.MustCompile(`/assets/([a-z]+)-[^/"]*\.js`)

// TestBundlesLoad: every script of a page loads without an error, on each kind of page that has it: those that the page
// links, and those that it fetches later.
func TestBundlesLoad(t *testing.T) {
	t.Parallel()
	loaded := map[string]bool{}
	b := newTab(t)
	b.before(noteErrors)
	for _, p := range shipped.kinds {
		b.visit(p.http())
		for _, name := range []string{"later", "exchange", "definitions"} {
			// as the page itself does it, one after another
			b.waitFor(`(() => {
				const at = document.getElementById('form-data'), name = '` + name + `';
				const src = at && JSON.parse(at.dataset.json)[name];
				if (!src || window['precept-' + name]) return true;
				if (!window['asked-' + name]) {
					window['asked-' + name] = true;
					document.head.append(Object.assign(document.createElement('script'), { src }));
				}
				return window['precept-' + name] || wrong.length;
			})()`)
		}
		if wrong := get[[]string](b, `wrong`); len(wrong) > 0 {
			t.Errorf("%s: %q", p.name, wrong)
		}
		for _, src := range get[[]string](b, `[...document.scripts].map(s => s.src)`) {
			if m := bundle.FindStringSubmatch(src); m != nil {
				loaded[m[1]] = true
			}
		}
	}
	for _, name := range strings.Fields("precept form later exchange shelf shelfexchange search") {
		if !loaded[name] {
			t.Errorf("no page has loaded the bundle %s: %v", name, loaded)
		}
	}
}

// TestDeskBundleLoads: the same for the desk's own script and the panel that it puts on a form's page.
func TestDeskBundleLoads(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	k.before(noteErrors)
	for _, address := range []string{k.address, strings.TrimSuffix(k.address, "-/desk/") + meeting} {
		k.visit(address)
		k.waitFor(`document.readyState === 'complete'`)
		if wrong := get[[]string](k.tab, `wrong`); len(wrong) > 0 {
			t.Errorf("%s: %q", address, wrong)
		}
	}
	k.waitFor(`[...document.scripts].some(s => /desk/.test(s.src))`)
}
