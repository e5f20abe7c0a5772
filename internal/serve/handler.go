package serve

import (
	"bytes"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"precept/internal/desk"
	"precept/internal/help"
	"precept/internal/media"
	"precept/internal/plan"
)

// The addresses of things that are in no tree.
const (
	live       = "/-/"         // what serve adds to pages
	portfolios = "portfolios/" // the private trees
)

// target is what an address leads to in one state.
type target struct {
	kind   kind
	tree   *tree
	output *plan.Output
	to     string // of a redirect
}

type kind uint8

const (
	nowhere   kind = iota // no such page: the tree's own page for that, if it has one
	file                  // an output
	redirect              // a folder without its slash
	waiting               // a tree that has not been sound yet
	people                // the list of portfolios
	deskFront             // the first page of the desk
)

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", plan.HeaderPolicy)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	if !s.admit(w, r) {
		return
	}
	path, ok := plainPath(r.URL.EscapedPath(), r.URL.Path)
	if strings.HasPrefix(r.URL.Path, desk.Path) {
		s.serveDesk(w, r, ok)
		return
	}
	if strings.HasPrefix(r.URL.Path, help.Path) {
		help.Serve(w, r, s.look())
		return
	}
	if strings.HasPrefix(r.URL.Path, live) {
		s.live(w, r)
		return
	}
	if !ok {
		s.refuse(w, http.StatusNotFound, "there is no such page")
		return
	}
	if strings.HasPrefix(path, portfolios) {
		h.Set("X-Robots-Tag", "noindex, nofollow")
	}
	a := s.answer(path)
	if a.to != "" {
		http.Redirect(w, r, a.to, http.StatusFound)
		return
	}
	if a.policy != "" {
		h.Set("Content-Security-Policy", a.policy)
	}
	h.Set("Content-Type", a.media)
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	if r.Method == http.MethodGet {
		w.Write(a.body)
	}
}

// answer is what is sent for one address.
type answer struct {
	status int
	media  string
	policy string // where it is not the published one
	body   []byte
	to     string // of a redirect
}

// answer gives what an address leads to, with the live script in it where it is a page.
func (s *Server) answer(path string) answer {
	s.mu.RLock()
	a := s.render(s.state, path)
	s.mu.RUnlock()
	if a.media == media.ContentType(".html") {
		a.body, a.policy = enliven(a.body, s.script(a.digest()))
	}
	return a
}

// digest distinguishes one answer from another. A page holds its own digest, so that it can find out when it has
// changed.
func (a answer) digest() string {
	if a.to != "" {
		return digest("to " + a.to)
	}
	return digest(strconv.Itoa(a.status) + " " + string(a.body))
}

// render makes what an address leads to in a state, as it is published. The caller holds s.mu, so that the files which
// an output reads stay open.
func (s *Server) render(state *state, path string) (a answer) {
	defer func() {
		if recover() != nil { // the fault of one page must not end the others
			a = s.failed(state)
		}
	}()
	t, w := state.resolve(path), state.latest.Words()
	switch t.kind {
	case redirect:
		return answer{to: t.to}
	case people:
		return s.listed(state)
	case waiting:
		return s.own(state, http.StatusServiceUnavailable, w.Say("Not ready yet"), "waiting", nil)
	case file:
		return s.written(state, http.StatusOK, t.output)
	}
	if t.tree != nil && t.tree.preceptee == "" {
		if o := t.tree.output("404.html"); o != nil {
			return s.written(state, http.StatusNotFound, o)
		}
	}
	return s.own(state, http.StatusNotFound, w.Say("Page not found"), "absent", nil)
}

// written runs an output.
func (s *Server) written(state *state, status int, o *plan.Output) answer {
	var b bytes.Buffer
	if err := o.Write(&b); err != nil {
		return s.failed(state)
	}
	return answer{status: status, media: media.ContentType(o.Path), body: b.Bytes()}
}

func (s *Server) failed(state *state) answer {
	title := state.latest.Words().Say("This page could not be made")
	return s.own(state, http.StatusInternalServerError, title, "failed", nil)
}

// resolve finds what is at a path in this state.
func (s *state) resolve(path string) target {
	switch {
	case "/"+path == desk.Path:
		return target{kind: deskFront}
	case strings.HasPrefix("/"+path, desk.Path): // other pages of the desk are not watched
		return target{}
	}
	rest, private := strings.CutPrefix(path, portfolios)
	if !private {
		switch {
		case path == strings.TrimSuffix(portfolios, "/"), path == "" && s.public == nil:
			return target{kind: redirect, to: "/" + portfolios}
		case s.public == nil:
			return target{}
		}
		t := s.public.resolve(path)
		// The page for what is not there links to the site's place on its host, which is the root here.
		place := strings.TrimPrefix(s.latest.Site.Path(), "/")
		if rest, ok := strings.CutPrefix((&url.URL{Path: path}).EscapedPath(), place+"/"); ok && place != "" &&
			t.kind == nowhere {
			return target{kind: redirect, to: "/" + rest}
		}
		return t
	}
	if rest == "" {
		return target{kind: people}
	}
	id, below, inside := strings.Cut(rest, "/")
	t := find(s.private, id)
	switch {
	case t == nil:
		return target{tree: s.public}
	case !inside:
		return target{kind: redirect, to: "/" + t.prefix}
	}
	return t.resolve(below)
}

func (t *tree) resolve(path string) target {
	if len(t.outputs) == 0 {
		return target{kind: waiting, tree: t}
	}
	name := path
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if o := t.output(name); o != nil {
		return target{kind: file, tree: t, output: o}
	}
	if name == path && t.output(name+"/index.html") != nil {
		return target{kind: redirect, tree: t, to: (&url.URL{Path: "/" + t.prefix + path + "/"}).EscapedPath()}
	}
	return target{tree: t}
}
