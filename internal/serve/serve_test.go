package serve

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/portfolio"
)

//go:embed testdata/project.txtar
var project []byte

// tooLate fires a little before the test run itself would end: whatever comes before that is only slow.
func tooLate(t *testing.T) <-chan time.Time {
	end, limited := t.Deadline()
	if !limited {
		return nil
	}
	return time.After(time.Until(end) - 5*time.Second)
}

// bench is a server over a project of its own.
type bench struct {
	t    *testing.T
	dir  string
	s    *Server
	url  string
	stop func() error

	mu   sync.Mutex
	said []string
}

// lay writes the project into a new folder.
func lay(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	casetest.WriteFiles(t, dir, txtar.Parse(project).Files...)
	return dir
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func options(dir string) build.Options {
	return build.Options{Project: dir, AsOf: civil.Date{Year: 2026, Month: 10, Day: 5}, Generator: "precept test",
		Reader: portfolio.ForPreceptee, Jobs: 1}
}

// start serves the project in dir until the test ends. change may alter the options.
func start(t *testing.T, dir string, change ...func(*Options)) *bench {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ok(t, err)
	b := &bench{t: t, dir: dir, url: "http://" + l.Addr().String()}
	ready := make(chan struct{})
	o := Options{Build: options(dir), Listener: l, Say: func(format string, args ...any) {
		line := fmt.Sprintf(format, args...)
		b.mu.Lock()
		b.said = append(b.said, line)
		b.mu.Unlock()
		if strings.HasPrefix(line, "serving ") {
			close(ready)
		}
	}}
	for _, c := range change {
		c(&o)
	}
	b.s = New(o)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.s.Run(ctx) }()
	b.stop = sync.OnceValue(func() error {
		cancel()
		select {
		case err := <-done:
			return err
		case <-tooLate(t):
			return errors.New("still running after it was stopped")
		}
	})
	t.Cleanup(func() {
		if err := b.stop(); !errors.Is(err, context.Canceled) {
			t.Errorf("Run gave %v, want context.Canceled", err)
		}
	})
	select {
	case <-ready:
	case err := <-done:
		t.Fatalf("Run ended before it served: %v", err)
	case <-tooLate(t):
		t.Fatal("nothing was served")
	}
	return b
}

func (b *bench) write(name, text string) {
	b.t.Helper()
	casetest.Write(b.t, b.dir, name, text)
}

func (b *bench) heard() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Join(b.said, "\n")
}

// get asks for a page and does not follow where it leads.
func (b *bench) get(path string, header ...string) (*http.Response, string) {
	b.t.Helper()
	req, err := http.NewRequest("GET", b.url+path, nil)
	ok(b.t, err)
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer client.CloseIdleConnections()
	res, err := client.Do(req)
	ok(b.t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	ok(b.t, err)
	return res, string(body)
}

// TestPages: what each address leads to.
func TestPages(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	cases := []struct {
		path   string
		status int
		media  string
		holds  string // in the body, or the address led on to
	}{
		{"/", 200, "text/html; charset=utf-8", "Words of the home page"},
		{"/index.html", 200, "text/html; charset=utf-8", "Words of the home page"},
		{"/index.html?x=1", 200, "text/html; charset=utf-8", "Words of the home page"},
		{"/guide", 302, "", "/guide/"},
		{"/guide/", 200, "text/html; charset=utf-8", "Words of the guide"},
		{"/guide/first-day.html", 200, "text/html; charset=utf-8", "Meet your"},
		{"/v/2026.1/guide/index.html", 200, "text/html; charset=utf-8", "Words of the guide"},
		{"/robots.txt", 200, "text/plain; charset=utf-8", "User-agent"},
		{"/gone.html", 404, "text/html; charset=utf-8", "Page not found"},
		{"/guide/first-day", 404, "text/html; charset=utf-8", "Page not found"},
		{"/guide/first-day.md", 404, "text/html; charset=utf-8", "Page not found"},
		{"/content/2026.1/index.md", 404, "text/html; charset=utf-8", "Page not found"},
		{"/a/b/gone", 404, "text/html; charset=utf-8", `href="/index.html"`},
		{"/portfolios", 302, "", "/portfolios/"},
		{"/portfolios/", 200, "text/html; charset=utf-8", `<a href="/portfolios/alex-example/">Alex Example</a>`},
		{"/portfolios/alex-example", 302, "", "/portfolios/alex-example/"},
		{"/portfolios/alex-example/", 200, "text/html; charset=utf-8", "I am Alex"},
		{"/portfolios/alex-example/records", 302, "", "/portfolios/alex-example/records/"},
		{"/portfolios/alex-example/portfolio.html", 200, "text/html; charset=utf-8", "I am Alex"},
		{"/portfolios/alex-example/portfolio.json", 200, "application/json", "Alex"},
		{"/portfolios/alex-example/gone.html", 404, "text/html; charset=utf-8", "Page not found"},
		{"/portfolios/nobody/index.html", 404, "text/html; charset=utf-8", "Page not found"},
	}
	for _, c := range cases {
		res, body := b.get(c.path)
		if led := res.Header.Get("Location"); led != "" {
			body = led
		}
		if media := res.Header.Get("Content-Type"); res.StatusCode != c.status || c.media != "" && media != c.media ||
			!strings.Contains(body, c.holds) {
			t.Errorf("%s: %d %q, want %d %q with %q in\n%.600s", c.path, res.StatusCode, media, c.status, c.media,
				c.holds, body)
		}
		if strings.HasPrefix(c.path, "/portfolios/") && res.Header.Get("X-Robots-Tag") == "" {
			t.Errorf("%s: a private address may be indexed", c.path)
		}
	}
	_, home := b.get("/")
	for _, name := range assets(home) {
		if res, _ := b.get("/" + name); res.StatusCode != 200 ||
			strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
			t.Errorf("%s: %d %s", name, res.StatusCode, res.Header.Get("Content-Type"))
		}
	}
	if !strings.Contains(b.heard(), "serving "+b.url+"/") {
		t.Errorf("said:\n%s", b.heard())
	}
}

// assets are the addresses of the page's styles and scripts.
func assets(page string) []string {
	var list []string
	for _, part := range strings.Split(page, `"`) {
		if strings.HasPrefix(part, "assets/") {
			list = append(list, part)
		}
	}
	if len(list) < 2 {
		panic("the page names no assets")
	}
	return list
}

// TestHead gives the same answer without the page.
func TestHead(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	want, body := b.get("/")
	res, err := http.Head(b.url + "/")
	ok(t, err)
	rest, err := io.ReadAll(res.Body)
	ok(t, err)
	if len(rest) != 0 || res.ContentLength != int64(len(body)) ||
		res.Header.Get("Content-Security-Policy") != want.Header.Get("Content-Security-Policy") {
		t.Errorf("HEAD gave %d bytes, length %d of %d, %v", len(rest), res.ContentLength, len(body), res.Header)
	}
}

// TestParts: a build of one part serves only that part.
func TestParts(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	b := start(t, dir, func(o *Options) { o.Build.Only = build.ToolkitOnly })
	if _, body := b.get("/portfolios/"); strings.Contains(body, "Alex") {
		t.Error("a toolkit alone shows a preceptee")
	}
	if res, body := b.get("/portfolios/alex-example/"); res.StatusCode != 404 || strings.Contains(body, "Alex") {
		t.Errorf("a toolkit alone shows a portfolio: %d", res.StatusCode)
	}
	for _, folder := range b.s.places(nil).Folders {
		if strings.HasPrefix(filepath.Join(dir, "data", "preceptees"), folder) {
			t.Errorf("a toolkit alone watches %s", folder)
		}
	}
	b = start(t, dir, func(o *Options) { o.Build.Only = build.PortfoliosOnly })
	if res, _ := b.get("/"); res.Header.Get("Location") != "/portfolios/" {
		t.Errorf("portfolios alone begin at %d %s", res.StatusCode, res.Header.Get("Location"))
	}
	if res, _ := b.get("/guide/"); res.StatusCode != 404 {
		t.Errorf("portfolios alone show the toolkit: %d", res.StatusCode)
	}
}

// TestLoopback: another network than this machine's is refused before anything is read.
func TestLoopback(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "0.0.0.0:0")
	ok(t, err)
	err = New(Options{Build: options("/nowhere"), Listener: l}).Run(context.Background())
	if err == nil || !strings.Contains(err.Error(), "only on this machine") {
		t.Errorf("Run gave %v", err)
	}
	if _, err := l.Accept(); err == nil {
		t.Error("the listener was left open")
	}
}

// TestStartFails: what cannot be read at all at the start is an error, and nothing is served.
func TestStartFails(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	ok(t, os.Remove(filepath.Join(dir, "data", "site.yaml")))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ok(t, err)
	if err := New(Options{Build: options(dir), Listener: l}).Run(context.Background()); err == nil ||
		!strings.Contains(err.Error(), "data/site.yaml") {
		t.Errorf("Run gave %v, want what could not be read", err)
	}
}
