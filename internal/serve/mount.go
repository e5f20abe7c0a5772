package serve

import (
	"io"
	"net/http"
	"path"
	"strings"

	"precept/internal/build"
	"precept/internal/desk"
	"precept/internal/help"
	"precept/internal/plan"
)

// serveDesk hands a request to the desk. plain says whether its path is written as the server itself would write it.
func (s *Server) serveDesk(w http.ResponseWriter, r *http.Request, plain bool) {
	if !plain || s.o.Build.Only == build.ToolkitOnly {
		s.refuse(w, http.StatusNotFound, "there is no such page")
		return
	}
	s.desk.ServeHTTP(w, r)
}

// site is a state as the desk sees it.
func (s *Server) site(state *state) desk.Site {
	v := desk.Site{Snapshot: state.latest, Toolkit: state.public != nil, Trouble: state.trouble, Changed: state.changed}
	for _, t := range state.private {
		v.Portfolios = append(v.Portfolios, desk.Portfolio{ID: t.preceptee, Name: t.name, Findings: t.findings})
	}
	v.HasPage = func(path string) bool { return state.public != nil && state.public.output(path) != nil }
	v.Asset = func(prefix, ext string) (string, func(io.Writer) error) {
		address, o := state.asset(prefix, ext)
		if o == nil {
			return "", nil
		}
		return address, o.Write
	}
	v.Live = func(page []byte, address string) []byte {
		s.mu.RLock()
		shown := s.digestAt(state, strings.TrimPrefix(address, "/"))
		s.mu.RUnlock()
		page, _ = enliven(page, s.script(shown))
		return page
	}
	return v
}

// look is what the pages of the manual take from the site.
func (s *Server) look() help.Look {
	state := s.current()
	look := help.Look{Toolkit: state.public != nil, Desk: s.o.Build.Only != build.ToolkitOnly}
	for _, prefix := range []string{"precept-", "fill-"} {
		if address, _ := state.asset(prefix, ".css"); address != "" {
			look.Styles = append(look.Styles, address)
		}
	}
	look.Script, _ = state.asset("precept-", ".js")
	look.Icon, _ = state.asset("", ".svg")
	return look
}

// asset finds a file of the theme in any tree, so that the desk looks like the other pages: its address and its
// output, or nothing.
func (s *state) asset(prefix, ext string) (string, *plan.Output) {
	trees := s.private
	if s.public != nil {
		trees = append([]*tree{s.public}, trees...)
	}
	for _, t := range trees {
		for i := range t.outputs {
			o := &t.outputs[i]
			if strings.HasPrefix(o.Path, "assets/"+prefix) && path.Ext(o.Path) == ext {
				return "/" + t.prefix + o.Path, o
			}
		}
	}
	return "", nil
}
