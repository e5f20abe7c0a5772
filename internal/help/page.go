package help

import (
	"bytes"
	_ "embed" // the template and its style
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"precept/themes"
)

// Path is where serve shows the manual.
const Path = "/-/help/"

// policy is what a page of the manual may do: link the theme's own files, and send its search form to us.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

//go:embed page.html
var pageText string

//go:embed help.css
var style []byte

// Look is what the pages take from the site, so that they look like the rest of it. Each address may be "".
type Look struct {
	Styles  []string // addresses of the theme's stylesheets
	Script  string   // address of the script of every page
	Icon    string
	Toolkit bool // there is a toolkit to go back to
	Desk    bool // there is a desk to go back to
}

// view is what the template is given.
type view struct {
	Look
	Title   string
	Query   string
	Hits    []hit
	Topics  []*Topic
	Topic   *Topic // nil on the first page and where a search was made
	Inside  template.HTML
	Within  []section // headings of the second level of the topic
	Missing bool
}

// page makes the page at an address below Path, "items" or "" for the first; query is what is searched for, or "". It
// answers with the HTTP status, which is 404 where there is no such topic.
func page(look Look, name, query string) (status int, page []byte, err error) {
	topics := append(Topics(), rulesTopic())
	v := view{Look: look, Title: "Help", Topics: topics, Query: strings.TrimSpace(query)}
	status = http.StatusOK
	switch {
	case v.Query != "":
		v.Title = "Search: " + v.Query
		v.Hits = search(topics, v.Query)
	case name != "":
		if v.Topic = find(topics, name); v.Topic == nil {
			status, v.Title, v.Missing = http.StatusNotFound, "There is no such topic", true
			break
		}
		inside, err := v.Topic.inside()
		if err != nil {
			return 0, nil, err
		}
		_, inside, _ = strings.Cut(inside, "</h1>")              // the template has it
		v.Title, v.Inside = v.Topic.Title, template.HTML(inside) // our own text, embedded
		v.Within = v.Topic.sections()[1:]
	}
	t, err := template.New("page").Parse(pageText)
	if err != nil {
		return 0, nil, fmt.Errorf("reading the template of the manual: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, v); err != nil {
		return 0, nil, fmt.Errorf("writing a page of the manual: %w", err)
	}
	return status, b.Bytes(), nil
}

func find(topics []*Topic, name string) *Topic {
	for _, t := range topics {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// Serve answers a request for a page below Path. The caller has checked that it may be answered.
func Serve(w http.ResponseWriter, r *http.Request, look Look) {
	name := strings.TrimPrefix(r.URL.Path, Path)
	if name == "help.css" {
		send(w, r, http.StatusOK, "text/css; charset=utf-8", append(themes.Tokens(), style...))
		return
	}
	status, data, err := page(look, name, r.URL.Query().Get("q"))
	if err != nil {
		http.Error(w, "this page could not be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Security-Policy", policy)
	send(w, r, status, "text/html; charset=utf-8", data)
}

func send(w http.ResponseWriter, r *http.Request, status int, media string, data []byte) {
	w.Header().Set("Content-Type", media)
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(data) // the reader has gone
	}
}
