package serve

import (
	"bytes"
	"html/template"

	"precept/internal/media"
)

// The pages that are in no tree are plain: what matters on them is the panel of findings.
var ownPage = template.Must(template.New("own").Parse(`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>{{.Title}} – precept serve</title>
<link rel="stylesheet" href="/-/live.css?token={{.Token}}">
</head>
<body class="precept-own">
<main>
<h1>{{.Title}}</h1>
{{.Body}}
</main>
</body>
</html>
`))

var peopleList = template.Must(template.New("people").Parse(
	`{{if .List}}<p>Private pages, {{.Reader}}, as this machine alone shows them.</p>
<ul>{{range .List}}<li><a href="/portfolios/{{.ID}}/">{{.Name}}</a>
{{- if .Blocked}} (not shown until what is wrong is fixed){{end}}</li>{{end}}</ul>
{{else}}<p>There is no portfolio yet. <code>precept new preceptee</code> begins one.</p>
{{end}}{{if .Public}}<p><a href="/">The toolkit</a></p>{{end}}`))

const (
	notReady template.HTML = `<p>Something is wrong with this part of the site, and there is no earlier state of it
to show. This page shows it by itself once that is fixed.</p>`
	notFound template.HTML = `<p>There is no page at this address. This page shows it by itself once there is one.</p>
<p><a href="/">Home</a></p>`
	failure template.HTML = `<p>Something that this page needs could not be read. It is tried again when the page,
or what it reads, changes.</p><p><a href="/">Home</a></p>`
)

// own makes a page that is in no tree.
func (s *Server) own(status int, title string, body template.HTML) answer {
	var b bytes.Buffer
	// what could fail here is the template alone, which never changes
	_ = ownPage.Execute(&b, struct {
		Title, Token string
		Body         template.HTML
	}{title, s.token, body})
	return answer{status: status, media: media.ContentType(".html"), body: b.Bytes()}
}

// listed is the list of portfolios.
func (s *Server) listed(state *state) template.HTML {
	type person struct {
		ID, Name string
		Blocked  bool
	}
	v := struct {
		List   []person
		Reader string
		Public bool
	}{Reader: s.readers(), Public: state.public != nil}
	for _, t := range state.private {
		v.List = append(v.List, person{t.preceptee, t.name, len(t.outputs) == 0})
	}
	var b bytes.Buffer
	_ = peopleList.Execute(&b, v) // as in own
	return template.HTML(b.String())
}
