package serve

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"precept/internal/build"
	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/portfolio"
	"precept/internal/store"
)

// desk is where the desk lies: the one part of the server that writes, and only what package importer takes in and package build
// publishes.
const desk = live + "desk/"

// deskPolicy is what a page of the desk may do.
const deskPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const (
	bodyTimeout = 30 * time.Second        // for all that a request holds to come
	settle      = 1500 * time.Millisecond // how long an answer waits for what it wrote to be built
	maxBatches  = 6                       // batches that are remembered
	maxRemember = 4 * maxPosted           // bytes of them
)

// table holds what lies on the desk: what arrived and was not decided yet, and what was taken in last.
type table struct {
	mu      sync.Mutex    // one person does one thing at a time
	batches []*batch      // the newest last
	last    *batch        // the one whose Accept can be taken back
	copies  []copied      // the newest last
	trees   []*store.Tree // folders that were opened; what was written can be taken back only through these
}

// batch is what arrived at once for one person.
type batch struct {
	ID       string
	To, Name string // whose it is; To is "" for the practice's own
	Stage    stage
	Offers   []importer.Offer
	Findings []finding.Finding // about the files before they were looked at, or about what was done last
	Changes  []importer.Change // what was written
	Told     []string          // what else there is to say
	Kept     bool              // it was kept beside what is there, and waits to be decided
	stuck    bool              // Findings are why it could not be taken back

	wanted   map[int]string // the offers that were to be taken in, each with how
	arrivals []importer.Arrival
	receipts []importer.Receipt
	size     int
}

// stage is how far a batch has come.
type stage string

const (
	waits     stage = "waits"     // to be looked at
	taken     stage = "taken"     // in its place
	cancelled stage = "cancelled" // nothing was written
	back      stage = "back"      // it was taken back
)

func (t *table) find(id string) *batch {
	for _, b := range t.batches {
		if b.ID == id {
			return b
		}
	}
	return nil
}

// put lays a batch on the desk; the oldest are forgotten, which loses nothing but a page to look at.
func (t *table) put(b *batch) {
	b.ID = strings.ToLower(rand.Text())
	for _, a := range b.arrivals {
		b.size += len(a.Data)
	}
	t.batches = append(t.batches, b)
	for {
		size := 0
		for _, b := range t.batches {
			size += b.size
		}
		if len(t.batches) <= maxBatches && (size <= maxRemember || len(t.batches) == 1) {
			return
		}
		t.batches = t.batches[1:]
	}
}

// desk answers what lies below /-/desk/.
func (s *Server) desk(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Robots-Tag", "noindex, nofollow")
	path, ok := plainPath(r.URL.EscapedPath(), r.URL.Path)
	what := strings.TrimPrefix("/"+path, desk)
	switch {
	case !ok, s.o.Build.Only == build.ToolkitOnly:
		refuse(w, http.StatusNotFound, "there is no such page")
	case r.Method == http.MethodPost:
		s.act(w, r, what)
	case what == "":
		s.front(w, r)
	case strings.HasPrefix(what, "batch/"):
		s.showBatch(w, r, strings.TrimPrefix(what, "batch/"))
	case strings.HasPrefix(what, "made/"):
		s.showCopy(w, r, strings.TrimPrefix(what, "made/"))
	case what == "people", what == "record", what == "copy":
		if !s.allowed(r) {
			refuse(w, http.StatusForbidden, "this page belongs to an earlier run of precept serve; reload it")
			return
		}
		switch what {
		case "people":
			s.tellPeople(w, r)
		case "record":
			s.tellRecord(w, r)
		case "copy":
			s.download(w, r)
		}
	default:
		s.deskPage(w, r, http.StatusNotFound, "Page not found", "gone", nil)
	}
}

// act does what a page of the desk, or a form page, asks for. What is sent must come within a time.
func (s *Server) act(w http.ResponseWriter, r *http.Request, what string) {
	do := map[string]func(http.ResponseWriter, *http.Request, *sent){
		"examine": s.examine, "accept": s.accept, "undo": s.undo, "copy": s.makeCopy, "save": s.save, "kept": s.keptAside, "settle": s.settleKept,
	}[what]
	if do == nil {
		refuseUnread(w, http.StatusNotFound, "there is no such page")
		return
	}
	got, status, why := s.receive(w, r)
	if got == nil {
		w.Header().Set("Connection", "close")
		refuse(w, status, why)
		return
	}
	s.table.mu.Lock()
	defer s.table.mu.Unlock()
	defer func() {
		if fault := recover(); fault != nil { // one odd file must not end the others' work
			s.unable(w, r, fmt.Errorf("this is a fault of precept itself, not of your files: %v", fault))
		}
	}()
	do(w, r, got)
}

// errUnknown is of an id that names nobody, whatever it looks like.
var errUnknown = errors.New("there is no such preceptee, or their own file must be mended first")

// chosen finds the preceptee that a request names: one of those whom this server shows, letter for letter.
func (s *Server) chosen(id string) (*portfolio.Portfolio, error) {
	b := s.latest()
	if b == nil {
		return nil, errUnknown
	}
	i := slices.IndexFunc(b.Portfolios, func(p *portfolio.Portfolio) bool { return p.ID == id })
	if i < 0 {
		return nil, errUnknown
	}
	return b.Portfolios[i], nil
}

// nobody stands for the preceptee where only the practice's own records are asked for, and there is no preceptee.
const nobody = "nobody"

// within runs what takes records in for one person, with the folders open and the models as they were read last. Of the practice's
// own records p is nil. The table must be held.
func (s *Server) within(p *portfolio.Portfolio, do func(*importer.Importer) error) error {
	b := s.latest()
	if p == nil {
		p = &portfolio.Portfolio{Preceptee: &portfolio.Preceptee{ID: nobody}, Version: b.Toolkit.Current()}
		if len(b.Portfolios) > 0 {
			p = b.Portfolios[0]
		}
	}
	project, err := s.table.open(s.o.Build.Project)
	if err != nil {
		return fmt.Errorf("opening the project: %w", store.Cause(err))
	}
	in := &importer.Importer{Project: project, Toolkit: b.Toolkit, Portfolio: p}
	in.Preceptees = portfolio.Folder{Tree: project, Prefix: build.PrecepteesPrefix(b.Site)}
	if dir := s.people(b); store.IsDir(dir) {
		if in.Preceptees.Tree, err = s.table.open(dir); err != nil {
			return fmt.Errorf("opening %s: %w", in.Preceptees.Prefix, store.Cause(err))
		}
	} else if p.ID != nobody {
		return fmt.Errorf("the folder %s is not there any more", in.Preceptees.Prefix)
	}
	return do(in)
}

// open opens a folder, or gives it as it was opened before, where it is still the same one.
func (t *table) open(dir string) (*store.Tree, error) {
	tree, err := store.Open(dir)
	if err != nil {
		return nil, err
	}
	for _, old := range t.trees {
		if store.Same(old, ".", tree, ".") {
			return old, tree.Close()
		}
	}
	t.trees = append(t.trees, tree)
	return tree, nil
}

// close gives all folders back.
func (t *table) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, tree := range t.trees {
		tree.Close()
	}
	t.trees = nil
}

// people is the folder of all preceptees.
func (s *Server) people(b *build.Snapshot) string {
	if filepath.IsAbs(b.Site.Preceptees) {
		return b.Site.Preceptees
	}
	return filepath.Join(s.o.Build.Project, filepath.FromSlash(b.Site.Preceptees))
}

// settled waits until what was written has been built, so that the next page shows it; not for long.
func (s *Server) settled(r *http.Request, before *state) {
	select {
	case <-before.changed:
	case <-r.Context().Done():
	case <-time.After(settle):
	}
}

// sendJSON answers one of our own scripts.
func sendJSON(w http.ResponseWriter, status int, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		refuse(w, http.StatusInternalServerError, "the answer could not be written")
		return
	}
	w.Header().Set("Content-Type", media(".json"))
	w.WriteHeader(status)
	w.Write(data)
}
