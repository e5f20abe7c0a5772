package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"path/filepath"
	"slices"
	"strconv"

	"precept/internal/build"
	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/store"
)

// portfolioCopy is a portfolio that was written for one reader.
type portfolioCopy struct {
	ID, Name string
	Reader   portfolio.Reader
	Folder   string // its name in the folder of portfolios
	Changed  bool
	Foreign  []string  // files that precept did not write, which stay
	Problems []message // what holds it back; none where it was written
}

// wholeFile is the one file of a portfolio that holds all of it.
const wholeFile = "portfolio.html"

// portfoliosFolder is where copies are written.
func (d *Desk) portfoliosFolder() string {
	if d.o.Portfolios != "" {
		return d.o.Portfolios
	}
	return filepath.Join(d.o.Build.Project, "portfolios")
}

// copyOf is what a request asks a copy of; nil where that has been refused already.
func (d *Desk) copyOf(w http.ResponseWriter, r *http.Request, got *submission) *portfolioCopy {
	p, err := d.preceptee(got.field("preceptee"))
	reader := portfolio.Reader(got.field("reader"))
	switch {
	case got.field("preceptee") == "":
		d.complain(w, r, d.say("Choose whose portfolio to copy."), "copy-who")
	case err != nil:
		d.complain(w, r, sentence(err.Error()), "copy-who")
	case !slices.Contains(portfolio.Readers(), reader):
		d.complain(w, r, d.say("Choose who the copy is for."), "for-preceptee")
	default:
		return &portfolioCopy{ID: p.ID, Name: p.Name, Reader: reader, Folder: reader.Folder(p.ID)}
	}
	return nil
}

// makeCopy builds the portfolio of one preceptee for one reader, as precept build --for does, and writes it. First it
// shows what the copy will hold.
func (d *Desk) makeCopy(w http.ResponseWriter, r *http.Request, got *submission) {
	c := d.copyOf(w, r, got)
	if c == nil {
		return
	}
	if got.field("seen") == "" {
		p, _ := d.preceptee(c.ID)
		d.sendPage(w, r, http.StatusOK, d.say("What will be in the copy"), "preview", preview(p, c.Reader))
		return
	}
	var err error
	d.unlocked(func() { err = d.writeCopy(r.Context(), c) })
	if err != nil {
		d.failed(w, r, err)
		return
	}
	d.copies = append(d.copies, *c)
	http.Redirect(w, r, Path+"copied/"+strconv.Itoa(len(d.copies)), http.StatusSeeOther)
}

func (d *Desk) writeCopy(ctx context.Context, c *portfolioCopy) error {
	o, b, err := d.prepareCopy(ctx, c)
	if err != nil {
		return err
	}
	defer b.Close()
	done, findings, err := b.Publish(ctx, o, build.Destination{
		Public: filepath.Join(o.Project, "public"), Portfolios: d.portfoliosFolder(), Host: "plain", Jobs: o.Jobs,
	})
	if err != nil {
		return err
	}
	for _, one := range done {
		c.Changed, c.Foreign = one.Changed, one.Foreign
	}
	if len(done) > 0 && !done[0].Stopped {
		return nil
	}
	d.blockedBy(c, append(b.Findings, findings...), o.Strict)
	return nil
}

// prepareCopy reads the project for a copy. The snapshot must be closed.
func (d *Desk) prepareCopy(ctx context.Context, c *portfolioCopy) (build.Options, *build.Snapshot, error) {
	o := d.o.Build
	o.AsOf = d.today()
	o.Only, o.Preceptees, o.Reader = build.PortfoliosOnly, []string{c.ID}, c.Reader
	o.Keep, o.Served, o.Previous, o.Sized = false, false, nil, nil
	b, err := d.o.Prepare(ctx, o)
	return o, b, err
}

// blockedBy notes what holds the copy back.
func (d *Desk) blockedBy(c *portfolioCopy, findings []finding.Finding, strict bool) {
	for _, f := range findings {
		if build.Blocks(f, strict) && !f.RecordOnly && (f.Preceptee == c.ID || f.Preceptee == "") {
			c.Problems = append(c.Problems, blocking(d.words(), f)...)
		}
	}
	if len(c.Problems) == 0 {
		c.Problems = []message{{Text: d.say("Something in this portfolio must be fixed first."),
			Help: d.say("Ask whoever looks after the project to run precept check.")}}
	}
}

// showCopy shows what became of a copy.
func (d *Desk) showCopy(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	n, err := strconv.Atoi(r.PathValue("number"))
	var c *portfolioCopy
	if err == nil && n >= 1 && n <= len(d.copies) {
		c = &d.copies[n-1]
	}
	d.mu.Unlock()
	switch {
	case c == nil:
		d.sendPage(w, r, http.StatusNotFound, d.say("Page not found"), "gone", nil)
	case len(c.Problems) > 0:
		d.sendPage(w, r, http.StatusOK, d.say("The copy was not made"), "copied", *c)
	default:
		d.sendPage(w, r, http.StatusOK, d.say("The copy is ready"), "copied", *c)
	}
}

// sendCopy sends the file of a written copy, for a preceptee who is served and a reader that exists.
func (d *Desk) sendCopy(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	p, err := d.preceptee(q.Get("preceptee"))
	reader := portfolio.Reader(q.Get("reader"))
	if err != nil || !slices.Contains(portfolio.Readers(), reader) {
		d.refuse(w, http.StatusNotFound, "there is no such copy")
		return
	}
	folder := reader.Folder(p.ID)
	data, err := readCopy(d.portfoliosFolder(), folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.refuse(w, http.StatusNotFound, "there is no such copy; make it first")
		return
	case err != nil:
		d.refuse(w, http.StatusInternalServerError, "the copy could not be read; make it again")
		return
	}
	w.Header().Set("Content-Disposition", `attachment; filename="portfolio-`+folder+`.html"`)
	send(w, http.StatusOK, "text/html; charset=utf-8", data)
}

func readCopy(dir, folder string) ([]byte, error) {
	tree, err := store.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the portfolios: %w", err)
	}
	defer tree.Close()
	return tree.Read(path.Join(folder, wholeFile), 0)
}
