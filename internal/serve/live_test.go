package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

const (
	firstDay = "content/2026.1/guide/first-day.md"
	head     = "---\ntitle: \"First day\"\nsummary: \"What to do on the first day.\"\n---\n"
)

// listener is an open page.
type listener struct {
	t      *testing.T
	events chan notice
}

// listen opens what a page at path listens to.
func (b *bench) listen(path string) *listener {
	b.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, "GET",
		b.url+"/-/events?token="+b.s.token+"&path="+url.QueryEscape(path), nil)
	ok(b.t, err)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	res, err := http.DefaultClient.Do(req)
	ok(b.t, err)
	if media := res.Header.Get("Content-Type"); res.StatusCode != 200 || media != "text/event-stream" {
		b.t.Fatalf("events of %s: %d %s", path, res.StatusCode, media)
	}
	l := &listener{t: b.t, events: make(chan notice, 100)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		lines := bufio.NewScanner(res.Body)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var n notice
				if json.Unmarshal([]byte(data), &n) == nil {
					l.events <- n
				}
			}
		}
	}()
	b.t.Cleanup(func() {
		cancel()
		res.Body.Close()
		<-done
	})
	return l
}

// until waits for an event that is as it should be. Events before it are passed over: an editor's save may be seen
// halfway.
func (l *listener) until(what string, is func(notice) bool) notice {
	l.t.Helper()
	var last notice
	late := tooLate(l.t)
	for {
		select {
		case last = <-l.events:
			if is(last) {
				return last
			}
		case <-late:
			l.t.Fatalf("never came: %s; the last event was %+v", what, last)
		}
	}
}

func (l *listener) silent() {
	l.t.Helper()
	select {
	case n := <-l.events:
		l.t.Errorf("an event that nothing is told by: %+v", n)
	case <-time.After(50 * time.Millisecond):
	}
}

func wrong(n notice) bool { return len(n.Findings) > 0 }
func fine(n notice) bool  { return len(n.Findings) == 0 }

// page is the digest that a page was served with.
func (b *bench) page(path string) string {
	b.t.Helper()
	_, body := b.get(path)
	_, rest, _ := strings.Cut(body, "&amp;page=")
	digest, _, found := strings.Cut(rest, `"`)
	if !found {
		b.t.Fatalf("%s holds no digest of itself", path)
	}
	return digest
}

// TestEdit: an open page is told when it changes, and only then.
func TestEdit(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	day, home := b.listen("/guide/first-day.html"), b.listen("/")
	was := day.until("the first event", fine)
	if was.Page != b.page("/guide/first-day.html") {
		t.Errorf("the first event's digest %s is not the page's", was.Page)
	}
	home.until("the first event", fine)
	b.write(firstDay, head+"Meet everybody.\n")
	now := day.until("the changed page", func(n notice) bool { return n.Page != was.Page })
	if _, body := b.get("/guide/first-day.html"); !strings.Contains(body, "Meet everybody") ||
		now.Page != b.page("/guide/first-day.html") {
		t.Errorf("the page is not the one that the event announced:\n%s", body)
	}
	home.silent()
}

// TestFixed: an edit with a fault keeps the last sound state of its tree, says what is wrong on its pages, and recovers
// by itself. The page itself shows what was saved, so that the writer sees it, as long as nothing in the file itself is
// wrong.
func TestFixed(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	day, home, alex := b.listen("/guide/first-day.html"), b.listen("/"), b.listen("/portfolios/alex-example/")
	was := day.until("the first event", fine)
	home.until("the first event", fine)
	alex.until("the first event", fine)

	b.write(firstDay, head+"Changed, and see [what is not there](gone.md).\n")
	n := day.until("the finding", wrong)
	f := n.Findings[0]
	if n.Page == was.Page || f.At != firstDay+":5" || f.Severity != "error" ||
		!strings.Contains(f.Message, "gone.md") || f.Help == "" {
		t.Errorf("told %+v", n)
	}
	home.until("the finding", wrong) // nothing of the tree would be published
	for _, path := range []string{"/guide/first-day.html", "/v/2026.1/guide/first-day.html"} {
		if _, body := b.get(path); !strings.Contains(body, "Changed, and see") {
			t.Errorf("%s is not as it was saved:\n%s", path, body)
		}
	}
	alex.silent() // a page of guidance holds no portfolio back

	shown := n.Page
	b.write(firstDay, "---\ntitle: \"First day\"\nsumary: \"Misspelt.\"\n---\nNever shown.\n")
	n = day.until("what is wrong in the file", func(n notice) bool {
		return wrong(n) &&
			strings.Contains(n.Findings[0].Message, "sumary")
	})
	if _, body := b.get("/guide/first-day.html"); n.Page != shown || strings.Contains(body, "Never shown") {
		t.Errorf("a page with a fault in its own file is shown:\n%s", body)
	}

	b.write(firstDay, head+"Fixed.\n")
	day.until("the page without a finding", func(n notice) bool { return fine(n) && n.Page != was.Page })
	home.until("no finding", fine)
	if _, body := b.get("/guide/first-day.html"); !strings.Contains(body, "Fixed") {
		t.Errorf("not the fixed page:\n%s", body)
	}
	if said := b.heard(); !strings.Contains(said, "1 error, ") || !strings.Contains(said, firstDay+":5:") ||
		!strings.Contains(said, "0 errors, ") {
		t.Errorf("said:\n%s", said)
	}
}

// TestPrivate: what is wrong in one portfolio is told only on its own pages, and holds nothing else back.
func TestPrivate(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	alex, robin, home := b.listen("/portfolios/alex-example/"), b.listen("/portfolios/robin-example/"), b.listen("/")
	for _, l := range []*listener{alex, robin, home} {
		l.until("the first event", fine)
	}
	b.write("data/preceptees/alex-example/preceptee.md",
		"---\nname: \"Alex Example\"\nstart: soon\ntoolkit: \"2026.1\"\nexample: true\n---\n")
	n := alex.until("the finding", wrong)
	if !strings.HasPrefix(n.Findings[0].At, "data/preceptees/alex-example/preceptee.md:3") {
		t.Errorf("told %+v", n)
	}
	if _, body := b.get("/portfolios/alex-example/"); !strings.Contains(body, "I am Alex") {
		t.Error("the portfolio's last sound state is gone")
	}
	robin.silent()
	home.silent()

	ok(t, os.RemoveAll(filepath.Join(b.dir, "data", "preceptees", "alex-example")))
	broken := n.Page
	alex.until("the page that is no more", func(n notice) bool { return fine(n) && n.Page != broken })
	if res, body := b.get("/portfolios/alex-example/"); res.StatusCode != 404 || strings.Contains(body, "Alex") {
		t.Errorf("a portfolio that was removed is still served: %d", res.StatusCode)
	}
}

// TestCaseH7StartsBroken: where a project has an error from the start, its good pages are there, with the findings
// on top, and become the sound ones by themselves.
func TestCaseH7StartsBroken(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	ok(t, os.WriteFile(filepath.Join(dir, filepath.FromSlash(firstDay)), []byte(head+"[x](gone.md)\n"), 0o666))
	b := start(t, dir)
	res, body := b.get("/guide/")
	if res.StatusCode != http.StatusOK || !strings.Contains(body, "Words of the guide") {
		t.Errorf("%d\n%s", res.StatusCode, body)
	}
	guide := b.listen("/guide/")
	if n := guide.until("the finding", wrong); n.Page != b.page("/guide/") {
		t.Errorf("told %+v", n)
	}
	b.write(firstDay, head+"Fixed.\n")
	guide.until("the real page", fine)
	if res, body := b.get("/guide/"); res.StatusCode != 200 || !strings.Contains(body, "Words of the guide") {
		t.Errorf("%d\n%s", res.StatusCode, body)
	}
}

// TestUnreadable: a project that cannot be read at all for a while is served as it was, and read again once it can be.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	home := b.listen("/")
	home.until("the first event", fine)
	site := filepath.Join(b.dir, "data", "site.yaml")
	ok(t, os.Rename(site, site+".away"))
	n := home.until("what is wrong", wrong)
	if !strings.Contains(n.Findings[0].Message, "data/site.yaml") {
		t.Errorf("told %+v", n)
	}
	if res, _ := b.get("/"); res.StatusCode != 200 {
		t.Errorf("home: %d", res.StatusCode)
	}
	ok(t, os.Rename(site+".away", site))
	home.until("nothing wrong", fine)
}

// TestNewPage: an address that led to nothing leads to its page once there is one.
func TestNewPage(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	page := b.listen("/guide/new/page.html")
	was := page.until("the first event", fine)
	b.write("content/2026.1/guide/new/page.md", "---\ntitle: \"New\"\nsummary: \"New.\"\n---\nNew words.\n")
	page.until("the new page", func(n notice) bool { return n.Page != was.Page })
	if res, body := b.get("/guide/new/page.html"); res.StatusCode != 200 || !strings.Contains(body, "New words") {
		t.Errorf("%d\n%s", res.StatusCode, body)
	}
}

// TestSoak: some hundred rebuilds leave as many goroutines and about as much memory as some tens, and the last state is
// that of a clean start.
func TestSoak(t *testing.T) {
	dir := lay(t)
	s := fresh(t, dir)
	ask := func() string { return ask(s, "/guide/first-day.html") }
	edit := func(text string) {
		name := filepath.Join(dir, filepath.FromSlash(firstDay))
		ok(t, os.WriteFile(name, []byte(head+text), 0o666))
		s.edit([]string{name})
		ok(t, s.rebuild(t.Context()))
	}
	rounds := func(n int) (goroutines int, heap uint64) {
		for i := range n {
			edit([]string{"One.\n", "[x](gone.md)\n", "Two.\n"}[i%3])
			if want := []string{"One.", "gone.html", "Two."}[i%3]; !strings.Contains(ask(), want) {
				t.Fatalf("round %d does not show %q", i, want)
			}
		}
		for range 3 {
			runtime.GC()
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return runtime.NumGoroutine(), m.HeapAlloc
	}
	before, heap := rounds(30)
	after, heapAfter := rounds(180)
	if after > before {
		t.Errorf("%d goroutines after 210 rebuilds, %d after 30", after, before)
	}
	if heapAfter > heap+heap/10 {
		t.Errorf("%d KiB after 210 rebuilds, %d KiB after 30", heapAfter>>10, heap>>10)
	}
	if len(s.open) > 1 {
		t.Errorf("%d snapshots are open", len(s.open))
	}

	edit("Last.\n")
	if got, want := everything(t, s), everything(t, fresh(t, dir)); got != want {
		t.Errorf("after many edits\n%s\nfrom a clean start\n%s", got, want)
	}
	if !strings.Contains(ask(), "Last.") {
		t.Error("the last edit is not served")
	}
}

// TestStop: a server with open pages ends and leaves nothing running.
func TestStop(t *testing.T) {
	before := runtime.NumGoroutine()
	b := start(t, lay(t))
	b.listen("/").until("the first event", fine)
	b.listen("/guide/").until("the first event", fine)
	b.stop() // the test's end looks at what it gives
	http.DefaultClient.CloseIdleConnections()
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	buf := make([]byte, 1<<16)
	t.Errorf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, buf[:runtime.Stack(buf, true)])
}
