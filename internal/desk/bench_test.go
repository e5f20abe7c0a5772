package desk

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/plan"
)

const token = "TOKEN"

// meeting is a saved form, as a phone sends it.
const meeting = "---\nform: meeting\nversion: \"2026.1\"\nrecord: k7m29qxd\ndate: 2026-09-20\nstatus: complete\n" +
	"answers:\n  said: %q\n---\n"

// at is where a meeting is once it was taken in.
const at = "data/preceptees/alex-example/2026-09-20-meeting-k7m29qxd.md"

type part = casetest.Part

var field, file, photo = casetest.Field, casetest.File, casetest.Photo

// bench is a desk over a project of its own, which is read again whenever one of its files has changed.
type bench struct {
	t      *testing.T
	dir    string
	url    string
	desk   *Desk
	server *httptest.Server

	mu   sync.Mutex
	read [sha256.Size]byte // digest of the files that site was read from
	site Site
}

// lay writes the project into a new folder.
func lay(t *testing.T) string {
	t.Helper()
	a, err := txtar.ParseFile("../serve/testdata/project.txtar")
	ok(t, err)
	dir := t.TempDir()
	casetest.WriteFiles(t, dir, a.Files...)
	return dir
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// start makes a desk over the project in dir until the test ends.
func start(t *testing.T, dir string) *bench {
	t.Helper()
	b := &bench{t: t, dir: dir}
	day := civil.Date{Year: 2026, Month: 10, Day: 5}
	o := build.Options{Project: dir, AsOf: day, Generator: "precept test", Jobs: 1, Keep: true}
	b.desk = New(Options{
		Build: o, Token: token, Prepare: build.Prepare, Site: b.current,
		Allowed: func(r *http.Request) bool {
			return r.Header.Get("X-Precept-Token") == token || r.URL.Query().Get("token") == token
		},
	})
	b.server = httptest.NewServer(b.desk)
	b.url = b.server.URL
	t.Cleanup(func() {
		b.server.Close()
		b.desk.Close()
	})
	return b
}

// current is the site as the project's files are now. Nobody need wait for it to change.
func (b *bench) current() Site {
	b.mu.Lock()
	defer b.mu.Unlock()
	files := sha256.Sum256([]byte(b.files("content") + b.files("data")))
	if files == b.read {
		return b.site
	}
	snapshot, err := build.Prepare(b.t.Context(), b.desk.o.Build)
	ok(b.t, err)
	b.t.Cleanup(snapshot.Close)
	changed := make(chan struct{})
	close(changed)
	b.read = files
	b.site = Site{
		Snapshot: snapshot, Toolkit: true, Changed: changed,
		HasPage: func(path string) bool {
			return slices.ContainsFunc(snapshot.Public.Outputs, func(o plan.Output) bool { return o.Path == path })
		},
		Live:  func(page []byte, _ string) []byte { return page },
		Asset: func(_, _ string) (string, func(io.Writer) error) { return "", nil },
	}
	for _, p := range snapshot.Portfolios {
		b.site.Portfolios = append(b.site.Portfolios, Portfolio{ID: p.ID, Name: p.Name})
	}
	for _, f := range snapshot.Findings {
		if f.Preceptee == "" || !build.Blocks(f, false) {
			continue
		}
		i := slices.IndexFunc(b.site.Portfolios, func(p Portfolio) bool { return p.ID == f.Preceptee })
		if i < 0 {
			i = len(b.site.Portfolios)
			b.site.Portfolios = append(b.site.Portfolios, Portfolio{ID: f.Preceptee, Name: f.Preceptee})
		}
		b.site.Portfolios[i].Findings = append(b.site.Portfolios[i].Findings, f)
	}
	return b.site
}

// get asks for an address below Path.
func (b *bench) get(what string) (*http.Response, string) {
	b.t.Helper()
	req, err := http.NewRequest("GET", b.url+Path+what, nil)
	ok(b.t, err)
	return b.send(req)
}

// post sends a form as a page of the desk does, and gives the page that it leads to.
func (b *bench) post(what string, parts ...part) (*http.Response, string) {
	b.t.Helper()
	body, media := casetest.Form(b.t, parts...)
	req, err := http.NewRequest("POST", b.url+Path+what, bytes.NewReader(body))
	ok(b.t, err)
	req.Header.Set("Content-Type", media)
	return b.send(req)
}

// script sends a form as the script of a form page does.
func (b *bench) script(what string, parts ...part) (o outcome) {
	b.t.Helper()
	b.look(what, &o, parts...)
	return o
}

// look sends a form as one of our scripts does, and reads the answer into v.
func (b *bench) look(what string, v any, parts ...part) {
	b.t.Helper()
	body, media := casetest.Form(b.t, parts...)
	req, err := http.NewRequest("POST", b.url+Path+what, bytes.NewReader(body))
	ok(b.t, err)
	req.Header.Set("Content-Type", media)
	req.Header.Set("X-Precept-Token", token)
	res, text := b.send(req)
	if err := json.Unmarshal([]byte(text), v); err != nil {
		b.t.Fatalf("%s: %d %s", what, res.StatusCode, text)
	}
}

func (b *bench) send(req *http.Request) (*http.Response, string) {
	b.t.Helper()
	var client http.Client
	defer client.CloseIdleConnections()
	res, err := client.Do(req)
	ok(b.t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	ok(b.t, err)
	return res, string(text)
}

func (b *bench) write(name, text string) {
	b.t.Helper()
	casetest.Write(b.t, b.dir, name, text)
}

// text reads a file of the project; "" where there is none.
func (b *bench) text(name string) string {
	data, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(name)))
	if err != nil {
		return ""
	}
	return string(data)
}

// files lists everything below a folder of the project, with what it says.
func (b *bench) files(folder string) string {
	var all strings.Builder
	ok(b.t, filepath.WalkDir(filepath.Join(b.dir, folder), func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), ".") {
			data, err := os.ReadFile(name)
			ok(b.t, err)
			fmt.Fprintf(&all, "%s\n%s\n", name, data)
		}
		return err
	}))
	return all.String()
}

// deliveryOf is the id of the delivery that a page shows.
func deliveryOf(t *testing.T, page string) part {
	t.Helper()
	m := regexp.MustCompile(`name="delivery" value="([a-z0-9]+)"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no delivery on\n%s", page)
	}
	return part{Field: "delivery", Text: m[1]}
}

func holds(t *testing.T, what, page string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(page, w) {
			t.Errorf("%s: %q is not on the page\n%s", what, w, page)
		}
	}
}
