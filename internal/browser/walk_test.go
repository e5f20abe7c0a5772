//go:build browser

package browser

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"precept/internal/casetest"
	"precept/internal/importer"
)

// walkClock puts a page's clock on by as much as the walk has got ahead.
const walkClock = `(() => {
	const Real = Date, now = () => Real.now() + (top.walkAhead || 0);
	window.Date = class extends Real {
		constructor(...when) { super(...(when.length ? when : [now()])); }
		static now() { return now(); }
	};
})()`

// walkResult is what some walks found.
type walkResult struct {
	Fault string
	Desk  []walkDesk
	Done  map[string]int // how often each step could be taken
}

// walker opens an empty page of the shipped site with what walks.
func walker(t *testing.T) (*tab, string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/walk.html") {
			w.Header().Set("Content-Type", "text/html")
			w.Write([]byte("<!doctype html><title>Walk</title><main></main>"))
			return
		}
		got := httptest.NewRecorder()
		shipped.ServeHTTP(got, r)
		w.Header().Set("Content-Type", got.Header().Get("Content-Type"))
		w.WriteHeader(got.Code)
		w.Write(got.Body.Bytes())
	}))
	t.Cleanup(server.Close)
	b := newTab(t)
	b.before(walkClock)
	b.visit(server.URL + "/walk.html")
	for _, name := range []string{"walkmachine.js", "walk.js"} {
		script, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		b.eval(string(script))
	}
	return b, server.URL + "/" + meeting
}

// TestWalks: nothing that was ever typed is gone without a question, in 80 random sequences on the form's
// modules (500 in a long run); nor is anything gone from the folder of records into which is taken what they sent.
func TestWalks(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var sent []walkDesk
	done := map[string]int{}
	each := casetest.Times(20, 125)
	t.Run("sequences", func(t *testing.T) {
		for from := 0; from < 4*each; from += each {
			t.Run(strconv.Itoa(from), func(t *testing.T) {
				t.Parallel()
				b, page := walker(t)
				got := with[walkResult](b, `(page, from, to) =>
					walks(seed => new Simulated(page, seed, { start }), from, to)`, page, from, from+each)
				if got.Fault != "" {
					t.Fatal(got.Fault)
				}
				mu.Lock()
				defer mu.Unlock()
				sent = append(sent, got.Desk...)
				for kind, n := range got.Done {
					done[kind] += n
				}
			})
		}
	})
	if t.Failed() {
		return
	}
	for _, kind := range strings.Fields(`type retype date complete draft sign send save notes reload open month file
		fresh clear finish answer takeIn takeBack`) {
		if done[kind] < casetest.Times(1, 5) {
			t.Errorf("only %d times: %s", done[kind], kind)
		}
	}
	d := newDesk(t)
	for _, w := range sent {
		d.follow(w)
	}
	if !casetest.Long() {
		return // too few walks for the states that are rare
	}
	for _, state := range []importer.State{importer.New, importer.Later, importer.Replaces, importer.Conflict} {
		if d.states[state] == 0 {
			t.Errorf("nothing that was sent is %s at the desk: %v", state, d.states)
		}
	}
}

// TestWalksInBrowser: nor in six of them (20 in a long run) with the browser's own storage and timers.
func TestWalksInBrowser(t *testing.T) {
	t.Parallel()
	b, page := walker(t)
	got := with[walkResult](b, `(page, n) => walks(seed => new Browser(page, seed), 0, n)`, page, casetest.Times(6, 20))
	if got.Fault != "" {
		t.Fatal(got.Fault)
	}
	d := newDesk(t)
	for _, w := range got.Desk {
		d.follow(w)
	}
}

// TestWalksNotice: where storage does not keep what was written last, a walk says so, and which steps led there.
func TestWalksNotice(t *testing.T) {
	t.Parallel()
	b, page := walker(t)
	got := with[walkResult](b, `(page) => walks(seed => new Simulated(page, seed, { start, sieve: true }), 0, 50)`, page)
	if !regexp.MustCompile(`^seed \d+ loses w\d+n\d+x.* after \[\[`).MatchString(got.Fault) {
		t.Errorf("storage that loses what it is given: %q", got.Fault)
	}
}
