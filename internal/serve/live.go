package serve

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"precept/internal/build"
	"precept/internal/desk"
	"precept/internal/finding"
	"precept/internal/media"
	"precept/themes"
)

//go:embed live.js
var liveScript string

//go:embed live.css
var liveStyle []byte

// heartbeat is how often a stream says that it is still there, and so finds out whether anybody listens.
const heartbeat = 15 * time.Second

// script is the element that makes a page live. It holds the digest of the page as it was made, so that a change
// between that and the first event is not missed.
func (s *Server) script(digest string) string {
	more := ""
	if s.o.Build.Only != build.ToolkitOnly {
		more = " data-desk"
	}
	return `<script src="/-/live.js?token=` + s.token + `&amp;page=` + url.QueryEscape(digest) + `"` + more +
		` defer></script>`
}

// live serves the script, the style and the events, and only to pages of this run.
func (s *Server) live(w http.ResponseWriter, r *http.Request) {
	if !s.allowed(r) {
		s.refuse(w, http.StatusForbidden, desk.EarlierRun)
		return
	}
	switch r.URL.Path {
	case live + "live.js":
		send(w, r, ".js", []byte(s.latest().Words().Script(liveScript)))
	case live + "live.css":
		send(w, r, ".css", append(themes.Tokens(), liveStyle...))
	case live + "events":
		s.events(w, r)
	default:
		s.refuse(w, http.StatusNotFound, "there is no such page")
	}
}

func send(w http.ResponseWriter, r *http.Request, ext string, body []byte) {
	w.Header().Set("Content-Type", media.ContentType(ext))
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodGet {
		w.Write(body)
	}
}

// events sends one page what it would be now and what is wrong, whenever that changes, until the page is left.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	at, err := url.ParseRequestURI(r.URL.Query().Get("path"))
	if err != nil {
		s.refuse(w, http.StatusNotFound, "there is no such page")
		return
	}
	path, ok := plainPath(at.EscapedPath(), at.Path)
	if !ok {
		s.refuse(w, http.StatusNotFound, "there is no such page")
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		s.refuse(w, http.StatusServiceUnavailable, "too many pages are open")
		return
	}
	s.stream(r.Context(), w, path)
}

func (s *Server) stream(ctx context.Context, w http.ResponseWriter, path string) {
	out := http.NewResponseController(w)
	// A stream lasts longer than any one write: its only deadline is the one below. A connection without deadlines
	// needs none.
	_ = out.SetWriteDeadline(time.Time{})
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	var last []byte
	for {
		state, news := s.notice(path)
		now, err := json.Marshal(news)
		if err != nil {
			return
		}
		if !bytes.Equal(now, last) {
			if _, err := fmt.Fprintf(w, "data: %s\n\n", now); err != nil || out.Flush() != nil {
				return
			}
			last = now
		}
		for waiting := true; waiting; {
			select {
			case <-ctx.Done():
				return
			case <-state.changed:
				waiting = false
			case at := <-beat.C:
				_ = out.SetWriteDeadline(at.Add(2 * heartbeat))
				if _, err := w.Write([]byte(":\n\n")); err != nil || out.Flush() != nil {
					return
				}
			}
		}
	}
}

// notice is what an open page hears.
type notice struct {
	Page     string  `json:"page"` // digest of the page as it would be now
	Findings []shown `json:"findings"`
	More     int     `json:"more"` // findings left out
}

// shown is a finding in a page.
type shown struct {
	At       string `json:"at"` // file:line
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Help     string `json:"help"`
}

// inPage is how many findings a page shows.
const inPage = 8

// notice renders what an address leads to now and says what is wrong with it. It also gives the state that it looked
// at.
func (s *Server) notice(path string) (*state, notice) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	n := s.state.notice(path)
	n.Page = s.digestAt(s.state, path)
	return s.state, n
}

// digestAt is the digest of the page at an address in a state. The caller holds s.mu.
func (s *Server) digestAt(state *state, path string) string {
	if state.resolve(path).kind == deskFront {
		return "desk-" + state.shown
	}
	return s.render(state, path).digest()
}

// notice says what is wrong with the page at an address: first what is in its own file, then what else blocks its tree,
// then the warnings of its file. What is wrong in a portfolio is shown on its own pages only.
func (s *state) notice(path string) notice {
	t := s.resolve(path)
	n := notice{Findings: []shown{}}
	if s.trouble != "" {
		n.Findings = append(n.Findings, shown{Severity: finding.Error.String(),
			Message: s.latest.Words().Say("the project cannot be read: {1}", s.trouble)})
	}
	if t.tree == nil {
		return n
	}
	source := ""
	if t.output != nil {
		source = t.output.Source
	}
	own := func(f finding.Finding) bool { return source != "" && f.File == source }
	var list, others []finding.Finding
	for _, f := range t.tree.findings {
		if own(f) {
			list = append(list, f)
		} else {
			others = append(others, f)
		}
	}
	list = append(list, others...)
	for _, f := range t.tree.hints {
		if own(f) && !slices.Contains(list, f) {
			list = append(list, f)
		}
	}
	if len(list) > inPage {
		list, n.More = list[:inPage], len(list)-inPage
	}
	for _, f := range list {
		n.Findings = append(n.Findings, shown{place(f.Position), f.Severity.String(), f.Message, f.Help})
	}
	return n
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}
