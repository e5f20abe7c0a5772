// Package desk is the desk of precept serve: the pages on which the keeper of records takes in what people send, and
// sees who has something to do or to sign. There the keeper also adds people and changes their dates, decides between
// two versions of a record, and makes copies of portfolios to hand over. The desk answers the form pages too, which
// open records and save them straight into a portfolio.
//
// What can be changed about a person is a list of sheets, each in a file of its own: what it shows, what it asks for,
// and how that is written into preceptee.md.
//
// It writes only through package importer (records, evidence, people's files), package build (copies, releases) and
// package base (a practice's copy of a hub's toolkit). It knows nothing of ports or of other sites' pages: package
// serve mounts it at Path, lets in only what its own pages send, and tells it what is served.
package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/store"
	"precept/internal/wording"
)

// Path is where the desk must be mounted.
const Path = "/-/desk/"

// portfoliosPath is where serve shows the portfolios.
const portfoliosPath = "/portfolios/"

// Options are what the desk needs of the server that mounts it.
type Options struct {
	Build      build.Options // what is served; a copy is built with the same
	Portfolios string        // folder that copies are written to; "": portfolios/ below the project
	Token      string        // of this run: every address that writes or tells something has it

	Site    func() Site                                                   // what is served now
	Allowed func(*http.Request) bool                                      // whether a request has the token
	Prepare func(context.Context, build.Options) (*build.Snapshot, error) // reads the project for a copy
}

// Site is what is served at one moment.
type Site struct {
	Snapshot   *build.Snapshot // what was read last, sound or not
	Portfolios []Portfolio     // by ID
	Toolkit    bool            // the toolkit is served too
	Trouble    string          // why the project could not be read since; "" where it could
	Changed    <-chan struct{} // closed when there is a newer site

	HasPage func(path string) bool                   // whether the toolkit has this page, such as "forms/swot.html"
	Live    func(page []byte, address string) []byte // adds to a page what makes it live
	// Asset finds a file of the theme by how its name begins and its extension. It gives its address and what writes
	// it; "" and nil where there is none.
	Asset func(prefix, ext string) (address string, write func(io.Writer) error)
}

// Portfolio is one preceptee's portfolio as it is served.
type Portfolio struct {
	ID, Name string
	Findings []finding.Finding // what holds a newer one back, and what leaves a record out
}

// Desk is an http.Handler for everything below Path.
type Desk struct {
	o       Options
	mux     *http.ServeMux
	timeout time.Duration // for all of a request to come

	patience time.Duration // how long an answer waits for what it wrote to be built
	read     func(*importer.Importer, []importer.Arrival) ([]importer.Offer, error)

	made   atomic.Pointer[pages]
	cards  kept[[]person]
	toSign kept[[]signatory]

	mu     sync.Mutex // of what follows, and of every delivery; see unlocked
	inbox  inbox
	copies []portfolioCopy // the newest last
	sealed *sealedCopy     // the last one; nil where there is none
	bundle *offeredBundle  // the one that was looked at last, and is not taken in yet; nil where there is none
	trees  []*store.Root   // folders that were opened; what was written can be undone only through these
}

const (
	bodyTimeout = 30 * time.Second
	buildWait   = 1500 * time.Millisecond // how long an answer waits for what it wrote to be built
	showWait    = 20 * time.Second        // the same for what has no page before, such as somebody new
)

// New makes the desk. It must be closed.
func New(o Options) *Desk {
	o.Build.Reader = cmp.Or(o.Build.Reader, portfolio.ForPreceptee)
	d := &Desk{o: o, timeout: bodyTimeout, patience: buildWait, read: (*importer.Importer).Read}
	d.mux = d.routes()
	return d
}

// Close closes the folders that were opened.
func (d *Desk) Close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, tree := range d.trees {
		tree.Close()
	}
	d.trees = nil
}

// unlocked runs what may take long without d.mu, which must be held: others are served meanwhile. What run needs of the
// desk must be its own, and what may have changed is looked at again afterwards.
func (d *Desk) unlocked(run func()) {
	d.mu.Unlock()
	defer d.mu.Lock()
	run()
}

// words are what the site says.
func (d *Desk) words() *wording.Words { return d.o.Site().Snapshot.Words() }

// today is the day that what is served is about.
func (d *Desk) today() civil.Date {
	if b := d.o.Site().Snapshot; b != nil {
		return b.AsOf
	}
	return d.o.Build.AsOf
}

// unknown is the answer to an id that no preceptee has.
func (d *Desk) unknown() error {
	return errors.New(d.say("there is no such person, or their own file must be fixed first"))
}

// preceptee finds the person that a request names: one of those who are served, letter for letter.
func (d *Desk) preceptee(id string) (*portfolio.Portfolio, error) {
	if p := find(d.o.Site().Snapshot.Portfolios, id); p != nil {
		return p, nil
	}
	return nil, d.unknown()
}

// find finds a preceptee's portfolio; nil where there is none.
func find(list []*portfolio.Portfolio, id string) *portfolio.Portfolio {
	if i := slices.IndexFunc(list, func(p *portfolio.Portfolio) bool { return p.ID == id }); i >= 0 {
		return list[i]
	}
	return nil
}

// optional is preceptee, but gives nil for no id: the practice.
func (d *Desk) optional(id string) (*portfolio.Portfolio, error) {
	if id == "" {
		return nil, nil
	}
	return d.preceptee(id)
}

// nobody takes the place of the preceptee for the practice's own records.
const nobody = "nobody"

// withImporter runs what takes records in for one person, with the folders open and the models as they were read
// last. p is nil for the practice's own records. d.mu must be held.
func (d *Desk) withImporter(p *portfolio.Portfolio, run func(*importer.Importer) error) error {
	b := d.o.Site().Snapshot
	if p == nil {
		p = &portfolio.Portfolio{Preceptee: &portfolio.Preceptee{ID: nobody}, Version: b.Toolkit.Current()}
		if len(b.Portfolios) > 0 {
			p = b.Portfolios[0]
		}
	}
	project, err := d.open(d.o.Build.Project)
	if err != nil {
		return fmt.Errorf("opening the project: %w", store.Cause(err))
	}
	in := &importer.Importer{Project: project, Toolkit: b.Toolkit, Portfolio: p}
	in.Preceptees = record.Folder{Root: project, Prefix: build.PrecepteesPrefix(b.Site)}
	dir, err := d.precepteesFolder(b)
	if err != nil {
		return err
	}
	if store.IsDir(dir) {
		if in.Preceptees.Root, err = d.open(dir); err != nil {
			return fmt.Errorf("opening %s: %w", in.Preceptees.Prefix, store.Cause(err))
		}
	} else if p.ID != nobody {
		return fmt.Errorf("the folder %s is not there any more", in.Preceptees.Prefix)
	}
	return run(in)
}

// open opens a folder, or gives it as it was opened before, where it is still the same one.
func (d *Desk) open(dir string) (*store.Root, error) {
	tree, err := store.Open(dir)
	if err != nil {
		return nil, err
	}
	for _, old := range d.trees {
		if store.Same(old, ".", tree, ".") {
			return old, tree.Close()
		}
	}
	d.trees = append(d.trees, tree)
	return tree, nil
}

// precepteesFolder is the folder of all preceptees.
func (d *Desk) precepteesFolder(b *build.Snapshot) (string, error) {
	return b.Site.PrecepteesFolder(d.o.Build.Project)
}

// waitForBuild waits until what was written has been built, so that the next page shows it; not for long. d.mu must be
// held, and is not while it waits.
func (d *Desk) waitForBuild(r *http.Request, before Site) {
	d.unlocked(func() {
		select {
		case <-before.Changed:
		case <-r.Context().Done():
		case <-time.After(d.patience):
		}
	})
}

// waitForPerson waits until somebody new has a page, and reports whether they have. d.mu must not be held.
func (d *Desk) waitForPerson(r *http.Request, id string) bool {
	return d.waitFor(r, func(s *build.Snapshot) bool { return find(s.Portfolios, id) != nil })
}

// waitFor waits until what is served shows something, and reports whether it does. A build that had begun before that
// was written does not know it, so that there may be more than one to wait for. d.mu must not be held.
func (d *Desk) waitFor(r *http.Request, shown func(*build.Snapshot) bool) bool {
	late := time.After(showWait)
	for {
		site := d.o.Site()
		if site.Snapshot == nil || shown(site.Snapshot) {
			return site.Snapshot != nil
		}
		select {
		case <-site.Changed:
		case <-r.Context().Done():
			return false
		case <-late:
			return false
		}
	}
}
