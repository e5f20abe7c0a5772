//go:build browser

package browser

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/portfolio"
	"precept/internal/toolkit"
)

// shipped is the project as built and served; TestMain sets it once, before any test.
var shipped *site

// site is the shipped project, built for one day, on disk and on the loopback.
type site struct {
	root    string // holds public/ and portfolios/
	address string // http://127.0.0.1:port
	kinds   []page // one page of each kind
	moved   []moved
	browser context.Context
	current *toolkit.Version
}

// moved is an address that a page had before, and the page's own; both are below the public tree.
type moved struct{ from, to string }

// asOf is the day for which the project is built; the example's year is under way on it.
const asOf = "2026-10-05"

// chromium has no window at all, and so does the same work in half the time.
const chromium = "chromium-headless-shell"

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "browser tests:", err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	for _, need := range []string{chromium, "java", "pdfinfo", "pdftotext", "pdftohtml"} {
		if _, err := exec.LookPath(need); err != nil {
			return 0, fmt.Errorf("%s is missing; `go run ./internal/test` installs it", need)
		}
	}
	for _, need := range []string{axeFile, nuFile} {
		if _, err := os.Stat(need); err != nil {
			return 0, fmt.Errorf("%s is missing; `go run ./internal/test` installs it", need)
		}
	}
	root, err := os.MkdirTemp("", "precept-browser-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(root)
	s := &site{root: root}
	if err := s.build(); err != nil {
		return 0, fmt.Errorf("building the shipped project: %w", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	s.address = "http://" + listener.Addr().String()
	go http.Serve(listener, s)

	ctx, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium), chromedp.UserDataDir(filepath.Join(root, "profile")),
		chromedp.NoSandbox, // the sandbox does not start for root, as in a container; the pages are our own
		chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("host-resolver-rules", "MAP toolkit.example 127.0.0.1"))...) // a host whose plain http is no secure context, as in a practice's own network
	defer stop()
	s.browser, stop = chromedp.NewContext(ctx)
	defer stop()
	if err := chromedp.Do(s.browser); err != nil {
		return 0, fmt.Errorf("starting Chromium: %w", err)
	}
	shipped = s
	return m.Run(), nil
}

// build builds the project by the same stages as the command.
func (s *site) build() error {
	ctx := context.Background()
	day, err := civil.Parse(asOf)
	if err != nil {
		return err
	}
	project, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	o := build.Options{Project: project, AsOf: day, Generator: "precept", Reader: portfolio.ForPreceptee}
	snapshot, err := build.Prepare(ctx, o)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	for _, f := range snapshot.Findings {
		if f.Severity == finding.Error {
			err = errors.Join(err, fmt.Errorf("%s:%d: %s", f.File, f.Line, f.Message))
		}
	}
	if err != nil {
		return err
	}
	to := build.Destination{Public: filepath.Join(s.root, "public"), Portfolios: filepath.Join(s.root, "portfolios"), Host: "netlify"}
	if _, _, err := snapshot.Publish(ctx, o, to); err != nil {
		return err
	}
	s.kinds, s.current = slices.Clone(fixedKinds), snapshot.Toolkit.Current()
	for _, p := range snapshot.Toolkit.Current().Pages {
		for _, k := range []item.Kind{item.Competencies, item.Standards, item.Glossary, item.Requirements} {
			if p.Kind == k && !slices.ContainsFunc(s.kinds, func(have page) bool { return have.name == string(k) }) {
				s.kinds = append(s.kinds, page{string(k), "public/" + p.Address})
			}
		}
	}
	for _, v := range snapshot.Toolkit.Published() {
		if v != snapshot.Toolkit.Current() {
			s.kinds = append(s.kinds, page{"old version", "public/v/" + v.Name + "/index.html"})
			break
		}
	}
	for _, a := range snapshot.Aliases {
		s.moved = append(s.moved, moved{a.From, a.To})
	}
	return nil
}

// ServeHTTP serves the public tree at / and, as on a host that gives it a folder, at /sub/path/; the portfolios at /portfolios/.
// It sends what _headers says, and answers an address that leads nowhere with 404.html.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := path.Clean(r.URL.Path)
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	name = strings.TrimPrefix(name, "/sub/path")
	if !strings.HasPrefix(name, "/portfolios/") {
		name = "/public" + name
	}
	headers, err := os.ReadFile(filepath.Join(s.root, "public", "_headers"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	for line := range strings.Lines(string(headers)) {
		if strings.HasPrefix(line, "/assets/") {
			break
		}
		// The whole portfolio allows its own style by hash; a host's one policy for all pages would forbid it.
		if key, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(name, "/portfolios/") {
			w.Header().Set(key, value)
		}
	}
	status := http.StatusOK
	data, err := os.ReadFile(filepath.Join(s.root, filepath.FromSlash(name)))
	if err != nil {
		status, name = http.StatusNotFound, "/public/404.html"
		data, _ = os.ReadFile(filepath.Join(s.root, filepath.FromSlash(name)))
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	w.WriteHeader(status)
	w.Write(data)
}

// page is one built page; path is below the site's root, such as public/index.html.
type page struct{ name, path string }

func (p page) http() string { return shipped.address + "/" + strings.TrimPrefix(p.path, "public/") }
func (p page) file() string { return "file://" + filepath.ToSlash(filepath.Join(shipped.root, p.path)) }

const ownPortfolio = "portfolios/alex-example/"

// fixedKinds is a page of each kind that the shipped project is sure to have; build adds those kinds that it may have.
var fixedKinds = []page{
	{"home", "public/index.html"},
	{"section", "public/organisation/index.html"},
	{"guidance", "public/organisation/job-plans.html"},
	{"guide", "public/organisation/print.html"},
	{"form", "public/forms/monthly-meeting.html"},
	{"form with tables", "public/forms/job-plan.html"},
	{"forms", "public/forms/index.html"},
	{"timeline", "public/programme/timeline.html"},
	{"versions", "public/versions.html"},
	{"search", "public/search.html"},
	{"search with results", "public/search.html?q=indemnity"},
	{"not found", "public/404.html"},
	{"portfolio overview", ownPortfolio + "index.html"},
	{"portfolio timeline", ownPortfolio + "timeline.html"},
	{"portfolio records", ownPortfolio + "records/index.html"},
	{"portfolio record", ownPortfolio + "records/2026-09-04-monthly-meeting-d6nw52ja.html"},
	{"portfolio gaps", ownPortfolio + "gaps.html"},
	{"whole portfolio", ownPortfolio + "portfolio.html"},
}

// kind gives the page of that name.
func kind(t testing.TB, name string) page {
	t.Helper()
	for _, p := range shipped.kinds {
		if p.name == name {
			return p
		}
	}
	t.Fatalf("no page of kind %q", name)
	return page{}
}

// every gives all pages at their shareable address; below v/ the same stand once more. A page that only leads on is not for reading.
func every(t testing.TB) []page {
	t.Helper()
	var list []page
	for _, p := range built(t) {
		leads := slices.ContainsFunc(shipped.moved, func(m moved) bool { return "public/"+m.from == p })
		if !leads && !strings.HasPrefix(p, "public/v/") {
			list = append(list, page{p, p})
		}
	}
	return list
}

// built gives the paths of all built pages.
func built(t testing.TB) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(os.DirFS(shipped.root), ".", func(name string, d fs.DirEntry, err error) error {
		if name == "profile" {
			return fs.SkipDir
		}
		if path.Ext(name) == ".html" {
			list = append(list, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 100 {
		t.Fatalf("only %d pages were built", len(list))
	}
	return list
}
