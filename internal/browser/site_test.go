//go:build browser

package browser

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/portfolio"
	"precept/internal/toolkit"
	"slices"
	"strings"
	"sync"
	"time"
)

// site is the shipped project, built for one day, on disk and on the loopback.
type site struct {
	root    string // holds public/ and portfolios/
	address string // http://127.0.0.1:port
	kinds   []page // one page of each kind
	moved   []moved
	browser context.Context
	current *toolkit.Version

	lastMoment time.Time // when waits give up

	mu       sync.Mutex
	visitors []visitor // whom no test has at the moment
}

// moved is an address that a page had before, and the page's own; both are below the public tree.
type moved struct{ from, to string }

// asOf is the day for which the project is built; the example's year is under way on it.
const asOf = "2026-10-05"

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
	to := build.Destination{Public: filepath.Join(s.root, "public"), Portfolios: filepath.Join(s.root, "portfolios"),
		Host: "netlify"}
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

// ServeHTTP serves the public tree at / and, as on a host that gives it a folder, at /sub/path/; the portfolios at
// /portfolios/. It sends what _headers says, and answers an address that leads nowhere with 404.html.
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
		if key, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok &&
			!strings.HasPrefix(name, "/portfolios/") {
			w.Header().Set(key, value)
		}
	}
	if r.URL.Path == emptyPage { // with the same headers: between other policies the browser changes the process
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte("<!doctype html><title>Empty</title>"))
		return
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
