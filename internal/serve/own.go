package serve

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"

	"precept/internal/media"
)

// ownText are the pages that are in no tree.
//
//go:embed own.html
var ownText string

// own makes a page that is in no tree, from the template of that name, with a title.
func (s *Server) own(state *state, status int, title, name string, data any) answer {
	site, words := state.latest.Site, state.latest.Words()
	pages := template.Must(template.New("own").Parse(words.Template(ownText)))
	var body, page bytes.Buffer
	// only the template could fail here, which is ours: every test would find it
	_ = pages.ExecuteTemplate(&body, name, data)
	_ = pages.ExecuteTemplate(&page, "page", struct {
		Title, Token, Lang string
		Body               template.HTML
	}{title, s.token, site.Lang, template.HTML(body.String())})
	return answer{status: status, media: media.ContentType(".html"), body: page.Bytes()}
}

// listed is the list of portfolios.
func (s *Server) listed(state *state) answer {
	type person struct {
		ID, Name string
		Blocked  bool
	}
	v := struct {
		List   []person
		Reader string
		Public bool
	}{Reader: s.reader().Words(state.latest.Words()), Public: state.public != nil}
	for _, t := range state.private {
		v.List = append(v.List, person{t.preceptee, t.name, len(t.outputs) == 0})
	}
	return s.own(state, http.StatusOK, state.latest.Words().Say("Portfolios"), "people", v)
}
