//go:build browser

package browser

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
)

// The second script is not there before somebody is in the form, and comes from wherever the page is; the coach comes with it, and
// looks at what was written before it was there.
func TestCoachComesLater(t *testing.T) {
	t.Parallel()
	places := places()
	places["disk"] = "file://" + filepath.ToSlash(filepath.Join(shipped.root, "public")) + "/"
	places["an old version"] = shipped.address + "/v/" + shipped.current.Name + "/"
	for name, root := range places {
		t.Run(name, func(t *testing.T) {
			b := newTab(t)
			b.before(`addEventListener('beforeunload', e => e.stopImmediatePropagation())`) // from disk the page asks before it is left
			b.visit(root + meeting)
			if get[bool](b, `!!window.preceptLater`) {
				t.Error("it is there before it is needed")
			}
			b.write("f-wellbeing", "NHS 943 476 5919")
			b.waitFor(`/NHS number/.test(document.querySelector('.coach')?.textContent)`)
			b.waitFor(`/^(Not saved until|Kept for this tab)/.test(document.querySelector(".saved").textContent)`)
			b.visit(root + meeting)
			b.waitFor(`/NHS number/.test(document.querySelector('.coach')?.textContent)`) // nobody has touched a key yet
		})
	}
}

// Where the second script does not come, nothing is lost, what needs it says so, and it is asked for again.
func TestSendWithoutSecondScript(t *testing.T) {
	t.Parallel()
	var offline atomic.Bool
	offline.Store(true)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if offline.Load() && strings.Contains(r.URL.Path, "/later-") {
			http.NotFound(w, r)
			return
		}
		shipped.ServeHTTP(w, r)
	}))
	defer server.Close()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	b.begin(server.URL+"/"+meeting, "f-wellbeing", "Settling in.")
	b.click("Make a file to send")
	b.says("This part of the page has not come")
	b.click("All right")
	b.click("Save a file")
	b.says("Saved as a file")
	if name, data := b.file(folder, ".md"); !strings.Contains(string(data), "Settling in.") {
		t.Errorf("%s holds:\n%s", name, data)
	}
	offline.Store(false)
	b.do(chromedp.Evaluate[chromedp.Void](`delete Navigator.prototype.canShare`))
	b.click("Make a file to send")
	b.says("1 record put into")
	b.file(folder, ".zip")
}
