package desk

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"precept/internal/importer"
	"precept/internal/portfolio"
	"precept/internal/wording"
	"precept/themes"
)

//go:embed pages/*.html
var pageFiles embed.FS

//go:embed pages/desk.css
var deskStyle []byte

//go:embed pages/delivery.css
var deliveryStyle []byte

//go:embed pages/people.css
var peopleStyle []byte

//go:embed pages/save.css
var saveStyle []byte

//go:embed scripts/desk.js
var deskScript string

// pages are the templates of the desk's pages in the words of a site.
type pages struct {
	words *wording.Words
	*template.Template
}

// templates gives them in the words of the site as it is now.
func (d *Desk) templates() *pages {
	w := d.words()
	if p := d.made.Load(); p != nil && p.words == w {
		return p
	}
	p := &pages{w, template.New("desk").Funcs(template.FuncMap{
		"sentence":   sentence,
		"portfolios": func(n int) string { return w.Several(n, "{1} portfolio", "{1} portfolios") },
		"files":      func(n int) string { return w.Several(n, "{1} file", "{1} files") },
		"differing": func(n int) string {
			return w.Several(n, "{1} record arrived that is different from the one here. Both are kept.",
				"{1} records arrived that are different from the ones here. Both are kept.")
		},
		"noun":     w.Noun,
		"messages": func(o importer.Offer) []message { return offerMessages(w, o) },
		"reader":   func(r portfolio.Reader) string { return readerWords(w, r) },
		"state":    func(o importer.Offer) string { return stateWords(w, o) }, "tag": stateTag,
		"advice": func(o importer.Offer) string { return advice(w, o) }, "ticks": ticks, "writes": writes,
		"conflict": conflicts, "replaces": replaces, "doubted": doubted,
		"person": personPath,
		"takes":  func(list []importer.Offer) bool { return slices.ContainsFunc(list, writes) },
		"numbered": func(n int, to string, o importer.Offer) numberedOffer {
			return numberedOffer{n, to, w.Noun("person"), w, o}
		},
		"list":     func(list ...string) []string { return list },
		"fileSize": func() string { return strconv.Itoa(importer.MaxFile >> 20) },
		"size":     func() string { return strconv.Itoa(MaxPosted >> 20) },
	})}
	names, _ := fs.Glob(pageFiles, "pages/*.html") // the pattern is sound
	for _, name := range names {
		text, err := pageFiles.ReadFile(name)
		if err == nil {
			_, err = p.New(name).Parse(w.Template(string(text)))
		}
		if err != nil {
			panic("desk: " + err.Error()) // the templates are ours: every test would find it
		}
	}
	d.made.Store(p)
	return p
}

// pageView is what every page of the desk is given.
type pageView struct {
	Title, Token  string
	Lang          string
	Site          string
	Style, Script string // of every page of the theme; "" where there is none
	Icon          string
	Toolkit       bool
	Front         bool // the page that all others lead back to
	Data          any
}

// policy is what a page of the desk may do.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// sendPage sends a page of the desk, made by the template of that name.
func (d *Desk) sendPage(w http.ResponseWriter, r *http.Request, status int, title, name string, data any) {
	site := d.o.Site()
	v := pageView{Title: title, Token: d.o.Token, Lang: site.Snapshot.Site.Lang,
		Site: site.Snapshot.Site.Title, Toolkit: site.Toolkit, Data: data}
	v.Front = name == "front"
	v.Style, _ = site.Asset("precept-", ".css")
	v.Script, _ = site.Asset("precept-", ".js")
	v.Icon, _ = site.Asset("", ".svg")
	var b bytes.Buffer
	if err := d.templates().ExecuteTemplate(&b, name, v); err != nil {
		d.refuse(w, http.StatusInternalServerError, "this page could not be made")
		return
	}
	w.Header().Set("Content-Security-Policy", policy)
	send(w, status, "text/html; charset=utf-8", site.Live(b.Bytes(), r.URL.Path))
}

// failed says that something went wrong with the machine.
func (d *Desk) failed(w http.ResponseWriter, r *http.Request, err error) {
	if byScript(r) {
		sendJSON(w, http.StatusInternalServerError, outcome{Stage: cancelled, Notes: []string{sentence(err.Error())}})
		return
	}
	d.sendPage(w, r, http.StatusInternalServerError, d.say("This could not be done"), "failed", sentence(err.Error()))
}

// say says a phrase in the words of the site.
func (d *Desk) say(p wording.Phrase, values ...any) string { return d.words().Say(p, values...) }

func send(w http.ResponseWriter, status int, media string, data []byte) {
	w.Header().Set("Content-Type", media)
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	w.Write(data)
}

func sendScript(w http.ResponseWriter, script []byte) {
	send(w, http.StatusOK, "text/javascript; charset=utf-8", script)
}

// sendDeskScript sends the script of the desk's own pages, in the words of the site.
func (d *Desk) sendDeskScript(w http.ResponseWriter, r *http.Request) {
	sendScript(w, []byte(d.words().Script(deskScript)))
}

// sendSaveScript sends the script that form pages get from the desk.
func (d *Desk) sendSaveScript(w http.ResponseWriter, r *http.Request) {
	var script []byte
	if b := d.o.Site().Snapshot; b != nil {
		script = b.DeskScript()
	}
	sendScript(w, script)
}

const styleMedia = "text/css; charset=utf-8"

// sendStyle sends the desk's own stylesheet after the theme's for what is filled in, so that its pages link no more
// stylesheets than others do.
func (d *Desk) sendStyle(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	if _, write := d.o.Site().Asset("fill-", ".css"); write != nil {
		if write(&b) != nil {
			b.Reset() // the desk works without it
		}
		b.WriteByte('\n')
	}
	b.Write(themes.Tokens())
	b.Write(themes.Changes())
	b.Write(deskStyle)
	b.Write(deliveryStyle)
	b.Write(peopleStyle)
	send(w, http.StatusOK, styleMedia, b.Bytes())
}

func (d *Desk) sendSaveStyle(w http.ResponseWriter, r *http.Request) {
	send(w, http.StatusOK, styleMedia, append(themes.Tokens(), saveStyle...))
}

// sentence makes one of a message that begins in lower case and ends without a stop.
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

func readerWords(w *wording.Words, r portfolio.Reader) string {
	switch r {
	case portfolio.ForPair:
		return w.Say("the pair")
	case portfolio.ForPractice:
		return w.Say("the {place}")
	case portfolio.ForAppraiser:
		return w.Say("an appraiser")
	}
	return w.Say("the {person}")
}
