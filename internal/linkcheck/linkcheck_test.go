package linkcheck

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"reflect"
	"sync"
	"testing"
)

// other is a site on this computer that stands for any: it counts what it is asked, and how much at once.
type other struct {
	*httptest.Server
	mu       sync.Mutex
	asked    map[string]int
	at, most int
	agents   map[string]bool
}

func newOther(t *testing.T) *other {
	o := &other{asked: map[string]int{}, agents: map[string]bool{}}
	o.Server = httptest.NewServer(o)
	t.Cleanup(o.Close)
	return o
}

func (o *other) count(r *http.Request, by int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.at += by
	o.most = max(o.most, o.at)
	if by > 0 {
		o.asked[r.Method+" "+r.URL.Path]++
		o.agents[r.Header.Get("User-Agent")] = true
	}
}

func (o *other) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.count(r, 1)
	defer o.count(r, -1)
	codes := map[string]int{"/works": 200, "/refused": 403, "/busy": 429, "/gone": 410, "/nowhere": 404}
	switch r.URL.Path {
	case "/moved":
		http.Redirect(w, r, "/works", http.StatusMovedPermanently)
	case "/round":
		http.Redirect(w, r, "/round", http.StatusFound)
	case "/no-head":
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	default:
		w.WriteHeader(codes[r.URL.Path])
	}
}

// TestCheck: what works, what is gone, and what a program cannot judge.
func TestCheck(t *testing.T) {
	site := newOther(t)
	closed := httptest.NewServer(nil)
	closed.Close()

	want := map[string]Result{
		site.URL + "/works":   {},
		site.URL + "/no-head": {},
		site.URL + "/moved":   {},
		site.URL + "/round":   {State: Unclear, Why: "it leads from one address to another without an end"},
		site.URL + "/refused": {State: Unclear, Why: "403 Forbidden"},
		site.URL + "/busy":    {State: Unclear, Why: "429 Too Many Requests"},
		site.URL + "/gone":    {State: Dead, Why: "410 Gone"},
		site.URL + "/nowhere": {State: Dead, Why: "404 Not Found"},
	}
	addresses := []string{site.URL + "/works", "https://exa mple/", closed.URL}
	for a := range want {
		addresses = append(addresses, a)
	}
	got, err := Checker{Agent: "precept test"}.Check(context.Background(), addresses)
	if err != nil {
		t.Fatal(err)
	}
	if down := got[closed.URL]; down.State != Unclear || down.Why == "" {
		t.Errorf("a site that does not answer: %+v", down)
	}
	delete(got, closed.URL)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
	if site.asked["HEAD /works"] != 2 || site.asked["GET /works"] != 0 { // itself, and where /moved leads
		t.Errorf("asked: %v", site.asked)
	}
	if site.most > 1 || len(site.agents) != 1 || !site.agents["precept test"] {
		t.Errorf("the site was asked %d things at once, by %v", site.most, site.agents)
	}
}

// TestNoAnswer: where no site answers at all, no address is to blame.
func TestNoAnswer(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	if _, err := (Checker{}).Check(context.Background(), []string{closed.URL}); !errors.Is(err, ErrNoAnswer) {
		t.Errorf("%v, want %v", err, ErrNoAnswer)
	}
}

// TestCheckStops: where the run is stopped, so are its requests.
func TestCheckStops(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := (Checker{}).Check(ctx, []string{"http://127.0.0.1/"}); err == nil {
		t.Error("a stopped run says nothing")
	}
}
