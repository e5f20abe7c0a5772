package serve

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
	"precept/internal/portfolio"
	"precept/internal/store"
)

// copied is a portfolio that was written for one reader.
type copied struct {
	ID, Name string
	Reader   portfolio.Reader
	Folder   string // its name in the folder of portfolios
	Changed  bool
	Foreign  []string  // files that precept did not write, which stay
	Why      []trouble // what holds it back; empty where it was written
}

// whole is the one file of a portfolio that holds all of it.
const whole = "portfolio.html"

// copyFolder is where the copy for a reader lies, as precept build names it.
func copyFolder(id string, r portfolio.Reader) string {
	if r == portfolio.ForPreceptee {
		return id
	}
	return id + "-" + string(r)
}

// portfolioFolder is where copies are written.
func (s *Server) portfolioFolder() string {
	if s.o.Portfolios != "" {
		return s.o.Portfolios
	}
	return filepath.Join(s.o.Build.Project, "portfolios")
}

// makeCopy builds the portfolio of one preceptee for one reader, as precept build --for does, and writes it.
func (s *Server) makeCopy(w http.ResponseWriter, r *http.Request, got *sent) {
	p, err := s.chosen(got.field("preceptee"))
	reader := portfolio.Reader(got.field("reader"))
	switch {
	case got.field("preceptee") == "":
		s.complain(w, r, "Choose whose portfolio to copy.", "copy-who")
		return
	case err != nil:
		s.complain(w, r, sentence(err.Error()), "copy-who")
		return
	case !slices.Contains(portfolio.Readers(), reader):
		s.complain(w, r, "Choose whom the copy is for.", "for-preceptee")
		return
	}
	c := copied{ID: p.ID, Name: p.Name, Reader: reader, Folder: copyFolder(p.ID, reader)}
	if err := s.copy(r.Context(), &c); err != nil {
		s.unable(w, r, err)
		return
	}
	s.table.copies = append(s.table.copies, c)
	http.Redirect(w, r, desk+"made/"+strconv.Itoa(len(s.table.copies)), http.StatusSeeOther)
}

func (s *Server) copy(ctx context.Context, c *copied) error {
	o := s.o.Build
	o.Only, o.Preceptees, o.Reader, o.Keep, o.Previous, o.Sized = build.PortfoliosOnly, []string{c.ID}, c.Reader, false, nil, nil
	b, err := prepare(ctx, o)
	if err != nil {
		return err
	}
	defer b.Close()
	public := filepath.Join(o.Project, "public")
	done, findings, err := b.Publish(ctx, o, build.Destination{Public: public, Portfolios: s.portfolioFolder(), Host: "plain", Jobs: o.Jobs})
	if err != nil {
		return err
	}
	for _, d := range done {
		c.Changed, c.Foreign = d.Changed, d.Foreign
	}
	if len(done) > 0 && !done[0].Stopped {
		return nil
	}
	for _, f := range append(b.Findings, findings...) {
		if build.Blocks(f, o.Strict) && !f.LeftOut && (f.Preceptee == c.ID || f.Preceptee == "") {
			c.Why = append(c.Why, held(f))
		}
	}
	if len(c.Why) == 0 {
		c.Why = []trouble{{Said: []said{{Text: "Something holds this portfolio back.", Help: "Ask whoever looks after the project to look with precept check."}}}}
	}
	return nil
}

// showCopy shows what became of a copy.
func (s *Server) showCopy(w http.ResponseWriter, r *http.Request, n string) {
	s.table.mu.Lock()
	i, err := strconv.Atoi(n)
	known := err == nil && i >= 1 && i <= len(s.table.copies)
	var c copied
	if known {
		c = s.table.copies[i-1]
	}
	s.table.mu.Unlock()
	if !known {
		s.deskPage(w, r, http.StatusNotFound, "Page not found", "gone", nil)
		return
	}
	title := "The copy is ready"
	if len(c.Why) > 0 {
		title = "The copy was not made"
	}
	s.deskPage(w, r, http.StatusOK, title, "copied", c)
}

// download hands over the one file of a copy that was written: of a preceptee that is shown here, for a reader that there is.
func (s *Server) download(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	p, err := s.chosen(q.Get("preceptee"))
	reader := portfolio.Reader(q.Get("reader"))
	if err != nil || !slices.Contains(portfolio.Readers(), reader) {
		refuse(w, http.StatusNotFound, "there is no such copy")
		return
	}
	folder := copyFolder(p.ID, reader)
	data, err := readCopy(s.portfolioFolder(), folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		refuse(w, http.StatusNotFound, "there is no such copy; make it first")
		return
	case err != nil:
		refuse(w, http.StatusInternalServerError, "the copy could not be read; make it again")
		return
	}
	h := w.Header()
	h.Set("Content-Disposition", `attachment; filename="portfolio-`+folder+`.html"`)
	h.Set("Content-Type", media(".html"))
	h.Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodGet {
		w.Write(data)
	}
}

func readCopy(dir, folder string) ([]byte, error) {
	tree, err := store.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the portfolios: %w", err)
	}
	defer tree.Close()
	return tree.Read(path.Join(folder, whole), 0)
}
