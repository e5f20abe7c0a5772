package serve

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"precept/internal/importer"
	"precept/internal/plan"
	"precept/internal/portfolio"
)

//go:embed desk/*.html
var deskFiles embed.FS

//go:embed desk/desk.css
var deskStyle []byte

//go:embed desk/desk.js
var deskScript []byte

//go:embed desk/save.js
var saveScript []byte

var deskPages = template.Must(template.New("desk").Funcs(template.FuncMap{
	"sentence": sentence, "state": stateWords, "advice": advice,
	"writes": func(o importer.Offer) bool { return o.State != importer.Refused && o.State != importer.Same },
	"ticks":  ticks,
	"takes": func(list []importer.Offer) bool {
		return slices.ContainsFunc(list, func(o importer.Offer) bool { return ticks(o) || o.State == importer.Differs })
	},
	"found":  found,
	"reader": func(r portfolio.Reader) string { return readerWords(r) },
	"count":  count,
	"list":   func(list ...string) []string { return list },
	"size":   func() string { return strconv.Itoa(maxPosted >> 20) },
}).ParseFS(deskFiles, "desk/*.html"))

// deskView is what every page of the desk is given.
type deskView struct {
	Title, Token  string
	Site          string
	Style, Script string // of every page of the theme; "" where it cannot be told
	Icon          string
	Public        bool
	Front         bool // the page that all others lead back to
	Data          any
}

// frontView is the desk itself.
type frontView struct {
	People  []person
	AsOf    string
	Reader  string
	Error   string
	ErrorAt string // id of what can mend it
	Last    *batch
	Waiting []*batch
	Readers []readerView
	Trouble string
	Only    string         // the one preceptee there is
	Aside   map[string]int // how much was kept beside the records of each; under "" the practice's
}

type readerView struct {
	ID, Title, Hint string
}

// front shows the desk.
func (s *Server) front(w http.ResponseWriter, r *http.Request) {
	s.table.mu.Lock()
	defer s.table.mu.Unlock()
	s.deskPage(w, r, http.StatusOK, "The desk", "front", s.frontView())
}

func (s *Server) frontView() *frontView {
	state := s.current()
	v := &frontView{People: state.people, AsOf: s.o.Build.AsOf.Words(), Reader: s.readers(), Trouble: state.trouble, Last: s.table.last}
	v.Aside = s.asides(v.People)
	for _, b := range s.table.batches {
		if b.Stage == waits {
			v.Waiting = append(v.Waiting, b)
		}
	}
	if len(v.People) == 1 {
		v.Only = v.People[0].ID
	}
	v.Readers = []readerView{
		{"preceptee", "The preceptee", "all but what is meant for the practice alone"},
		{"pair", "The pair: preceptee and preceptor", "without what the preceptee shares with nobody"},
		{"practice", "The practice, an appraiser or an inspector", "what the two keep between them stands as one line"},
	}
	return v
}

// complain shows the desk again with what was wrong, and leads to where it can be mended.
func (s *Server) complain(w http.ResponseWriter, r *http.Request, why, at string) {
	if scripted(r) {
		sendJSON(w, http.StatusUnprocessableEntity, outcome{Stage: cancelled, Told: []string{why}})
		return
	}
	v := s.frontView()
	v.Error, v.ErrorAt = why, at
	s.deskPage(w, r, http.StatusUnprocessableEntity, "Error: the desk", "front", v)
}

// unable says that the machine stood in the way.
func (s *Server) unable(w http.ResponseWriter, r *http.Request, err error) {
	if scripted(r) {
		sendJSON(w, http.StatusInternalServerError, outcome{Stage: cancelled, Told: []string{sentence(err.Error())}})
		return
	}
	s.deskPage(w, r, http.StatusInternalServerError, "This could not be done", "unable", sentence(err.Error()))
}

// showBatch shows what arrived, or what became of it.
func (s *Server) showBatch(w http.ResponseWriter, r *http.Request, id string) {
	s.table.mu.Lock()
	defer s.table.mu.Unlock()
	b := s.table.find(id)
	if b == nil {
		s.deskPage(w, r, http.StatusNotFound, "No longer on the desk", "gone", nil)
		return
	}
	title := map[stage]string{waits: "What arrived for " + b.Name, taken: "Taken in for " + b.Name, cancelled: "Nothing was taken in", back: "Taken back"}[b.Stage]
	switch {
	case b.Kept && b.Stage == waits:
		title = "To decide for " + b.Name
	case b.Kept && b.Stage == taken:
		title = "Decided for " + b.Name
	case b.Kept && b.Stage == cancelled:
		title = "Nothing was changed"
	}
	s.deskPage(w, r, http.StatusOK, title, "batch", struct {
		*batch
		CanUndo bool
	}{b, s.table.last == b})
}

// deskPage sends a page of the desk.
func (s *Server) deskPage(w http.ResponseWriter, r *http.Request, status int, title, name string, data any) {
	at, _ := plainPath(r.URL.EscapedPath(), r.URL.Path)
	s.mu.RLock()
	state := s.state
	shown := s.digestAt(state, at)
	s.mu.RUnlock()
	v := deskView{Title: title, Token: s.token, Front: name == "front", Data: data, Public: state.public != nil}
	if state.latest != nil {
		v.Site = state.latest.Site.Title
	}
	v.Style, _ = state.asset("precept-", ".css")
	v.Script, _ = state.asset("precept-", ".js")
	v.Icon, _ = state.asset("", ".svg")
	var b bytes.Buffer
	if err := deskPages.ExecuteTemplate(&b, name, v); err != nil {
		refuse(w, http.StatusInternalServerError, "this page could not be made")
		return
	}
	page, _ := enliven(b.Bytes(), "", s.script(shown))
	h := w.Header()
	h.Set("Content-Security-Policy", deskPolicy)
	h.Set("Content-Type", media(".html"))
	h.Set("Content-Length", strconv.Itoa(len(page)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(page)
	}
}

// asset finds a file of the theme among those of any tree, so that the desk looks like the same house: its address and what writes it,
// or nothing.
func (s *state) asset(begins, ext string) (string, *plan.Output) {
	trees := s.private
	if s.public != nil {
		trees = append([]*tree{s.public}, trees...)
	}
	for _, t := range trees {
		for i := range t.outputs {
			o := &t.outputs[i]
			if strings.HasPrefix(o.Path, "assets/"+begins) && path.Ext(o.Path) == ext {
				return "/" + t.prefix + o.Path, o
			}
		}
	}
	return "", nil
}

// deskSheet is the desk's own stylesheet after the theme's for what is typed, so that its pages link no more of them than others do.
func (s *state) deskSheet() []byte {
	var b bytes.Buffer
	if _, fill := s.asset("fill-", ".css"); fill != nil {
		if fill.Write(&b) != nil {
			b.Reset() // the desk can be worked without
		}
		b.WriteByte('\n')
	}
	b.Write(deskStyle)
	return b.Bytes()
}

// sentence makes one of a message that begins small and ends without a stop.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	c, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(c)) + s[n:]
	if !strings.ContainsAny(s[len(s)-1:], ".!?:") {
		s += "."
	}
	return s
}

// stateWords says what would become of a file.
func stateWords(o importer.Offer) string {
	switch o.State {
	case importer.New:
		return "new"
	case importer.Same:
		return "here already"
	case importer.Later:
		return "a later state"
	case importer.Signed:
		return "adds a signature"
	case importer.Differs:
		return "differs"
	}
	return "cannot be taken in"
}

// ticks reports whether a file is taken in by a tick alone; of one that differs, more has to be said.
func ticks(o importer.Offer) bool {
	return o.State == importer.New || o.State == importer.Later || o.State == importer.Signed
}

func advice(o importer.Offer) string {
	switch o.State {
	case importer.Same:
		return "The same is here already, or a later state of it. There is nothing to do."
	case importer.Later:
		return "It goes on from what is here, and takes its place."
	case importer.Signed:
		return "What is here stays, and gets the signatures that it lacks."
	case importer.Differs:
		if o.Kind == importer.Evidence {
			return "Another file of this name is here. Nothing is overwritten unless you say so."
		}
		return "What is here has been changed in another way. Nothing is overwritten unless you say so."
	}
	return ""
}

func readerWords(r portfolio.Reader) string {
	switch r {
	case portfolio.ForPair:
		return "the pair"
	case portfolio.ForPractice:
		return "the practice"
	}
	return "the preceptee"
}
