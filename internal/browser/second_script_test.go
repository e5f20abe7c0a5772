//go:build browser

package browser

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// Where one of the scripts that a form's page fetches does not load, nothing is lost, what needs it says so, and it is
// asked for again.
func TestSendWithoutSecondScript(t *testing.T) {
	t.Parallel()
	for _, script := range []string{"/later-", "/exchange-"} {
		t.Run(script, func(t *testing.T) { sendWithout(t, script) })
	}
}

func sendWithout(t *testing.T, script string) {
	t.Parallel()
	var offline atomic.Bool
	offline.Store(true)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if offline.Load() && strings.Contains(r.URL.Path, script) {
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
	b.click("Download to send")
	b.says("This part of the page did not load")
	b.click("All right")
	b.click("Save a file")
	b.says("Saved as a file")
	if name, data := b.file(folder, ".md"); !strings.Contains(string(data), "Settling in.") {
		t.Errorf("%s holds:\n%s", name, data)
	}
	offline.Store(false)
	b.eval(`delete Navigator.prototype.canShare`)
	b.click("Download to send")
	b.says("1 record is in the file 20")
}
