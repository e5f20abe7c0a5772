package serve

import (
	"crypto/subtle"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"precept/internal/desk"
	"precept/internal/wording"
)

// admit says whether a request may be answered at all, before anything of the project is looked at; otherwise it has
// refused it. Any page that a browser has open, of whatever site, can send requests to this machine, and a name of that
// site's own can be made to point here: so the request must name us as we name ourselves, and must not come from
// another site's page.
func (s *Server) admit(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case !s.named(r.Host), r.URL.Host != "", r.URL.Scheme != "", r.URL.User != nil:
		s.refuse(w, http.StatusForbidden, "this server answers only to its own address")
	case foreign(r):
		s.refuse(w, http.StatusForbidden, "this server answers only its own pages")
	case r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, desk.Path):
		return s.admitPost(w, r)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		s.refuse(w, http.StatusMethodNotAllowed, "only reading is possible here")
	case r.ContentLength != 0 || len(r.TransferEncoding) > 0:
		s.refuseUnread(w, http.StatusBadRequest, "a request for a page holds nothing")
	default:
		return true
	}
	return false
}

// admitPost says whether to read a request that may write. Host and site have been looked at before; it must also say
// that one of our own pages sent it, carry the token of this run, and say how much it holds.
func (s *Server) admitPost(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case len(r.Header["Origin"]) != 1: // foreign has compared it with our address
		s.refuseUnread(w, http.StatusForbidden, "this server takes things only from its own pages")
	case !s.allowed(r):
		s.refuseUnread(w, http.StatusForbidden, desk.EarlierRun)
	case r.ContentLength < 0 || len(r.TransferEncoding) > 0:
		s.refuseUnread(w, http.StatusLengthRequired, "say how much is sent")
	case r.ContentLength > desk.MaxPosted:
		s.refuseUnread(w, http.StatusRequestEntityTooLarge, desk.TooLarge)
	default:
		return true
	}
	return false
}

// named reports whether a Host header is this server's address, letter for letter.
func (s *Server) named(host string) bool {
	if slices.Contains(s.hosts[:], host) {
		return true
	}
	return s.port == 80 && (host == "127.0.0.1" || host == "localhost" || host == "[::1]")
}

// foreign reports whether a page of another site sent the request. Following a link from there is no harm: the answer
// is a page of its own, which the other site can neither read nor frame.
func foreign(r *http.Request) bool {
	if list, ok := r.Header["Origin"]; ok && (len(list) != 1 || list[0] != "http://"+r.Host) {
		return true
	}
	switch site := r.Header.Get("Sec-Fetch-Site"); site {
	case "", "none", "same-origin":
		return false
	}
	return r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document" ||
		strings.HasPrefix(r.URL.Path, live)
}

// allowed reports whether a request carries the token of this run: in its address, as links of a page do, or in a
// header, as our own scripts send it. It is never in the body, so that no body is read before the token is known.
func (s *Server) allowed(r *http.Request) bool {
	token := r.Header.Get("X-Precept-Token")
	if token == "" {
		token = r.URL.Query().Get("token")
	}
	return subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) == 1
}

// plainPath gives the path of a request below the root, where it is written as the server itself would write it:
// nothing that another program could read as another path, such as "..", a backslash, an encoded slash or dot, a drive
// letter. A name may begin with a full stop, as that of a theme's .well-known does: only what is published is found.
func plainPath(escaped, path string) (string, bool) {
	rest, ok := strings.CutPrefix(path, "/")
	if !ok || !utf8.ValidString(rest) || strings.Contains(rest, "//") || strings.HasPrefix(rest, "/") ||
		strings.ContainsAny(rest, `\%`) {
		return "", false
	}
	lower := strings.ToLower(escaped)
	for _, odd := range [...]string{"%2e", "%2f", "%5c", "%25", "%00", `\`} {
		if strings.Contains(lower, odd) {
			return "", false
		}
	}
	if strings.ContainsFunc(rest, unicode.IsControl) {
		return "", false
	}
	for piece := range strings.SplitSeq(rest, "/") {
		if piece == "." || piece == ".." || len(piece) >= 2 && piece[1] == ':' {
			return "", false
		}
	}
	return rest, true
}

// refuse answers in a few plain words of the site, which never repeat anything of the request.
func (s *Server) refuse(w http.ResponseWriter, status int, why wording.Phrase) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	w.Write([]byte(s.latest().Words().Say(why) + "\n"))
}

// refuseUnread refuses a request whose body is not waited for, however slowly it comes.
func (s *Server) refuseUnread(w http.ResponseWriter, status int, why wording.Phrase) {
	// a connection without deadlines gives an error
	_ = http.NewResponseController(w).SetReadDeadline(time.Unix(1, 0))
	w.Header().Set("Connection", "close")
	s.refuse(w, status, why)
}
