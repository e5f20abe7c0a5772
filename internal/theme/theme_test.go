package theme

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"precept/internal/view"
)

func load(t *testing.T, overlay fs.FS, accent Accent) *Theme {
	t.Helper()
	th, found, err := Load(overlay, nil, accent)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Errorf("%s:%d: %s [%s]", f.File, f.Line, f.Message, f.Rule)
	}
	return th
}

// TestUsual: the theme that is made once is what a site gets that changes nothing, and no other site does.
func TestUsual(t *testing.T) {
	usual := load(t, nil, Accent{})
	if load(t, nil, Accent{}) != usual {
		t.Error("it is made twice")
	}
	if again := load(t, fstest.MapFS{}, Accent{}); again == usual || again.Digest() != usual.Digest() {
		t.Error("a site whose theme has no files has another look")
	}
	for name, own := range map[string]*Theme{
		"a file":   load(t, fstest.MapFS{"own.css": {Data: []byte("p{margin:0}")}}, Accent{}),
		"a colour": load(t, nil, Accent{Light: "#7a1f5c"}),
	} {
		if own.Digest() == usual.Digest() {
			t.Errorf("%s of the site's own changes nothing", name)
		}
	}
}

// addresses are fields that hold an address, though their name does not say so.
var addresses = []string{"Home", "Canonical", "Style", "PageStyle", "Script", "Icon"}

// fill sets every field of a view to something, lists to two things, so that each branch of a template is taken.
func fill(v reflect.Value, name string, depth int) {
	switch v.Kind() {
	case reflect.String:
		switch {
		case name == "Kind" && depth > 1:
			v.SetString("table")
		case name == "Lang":
			v.SetString("en-GB")
		case v.Type().Name() == "HTML":
			v.SetString("<p>Markup</p>")
		case v.Type().Name() == "CSS":
			v.SetString("p{color:red}")
		case strings.HasSuffix(name, "Href") || slices.Contains(addresses, name):
			v.SetString("x.html")
		case name == "ID":
			v.SetString("id")
		case name == "Root" || name == "Lane" || name == "State":
			v.SetString("lane-1")
		default:
			v.SetString(name + ` <&"'>`)
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(2)
	case reflect.Slice:
		if depth > 7 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i), name, depth+1)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), name, depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), v.Type().Field(i).Name, depth+1)
		}
	}
}

func filled(empty any) any {
	v := reflect.New(reflect.TypeOf(empty)).Elem()
	fill(v, "", 0)
	return v.Interface()
}

func render(t *testing.T, th *Theme, name string, data any) string {
	t.Helper()
	var b bytes.Buffer
	if err := th.Render(&b, name, data); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Facts that hold on every page, whatever is in its view.
func TestEveryLayout(t *testing.T) {
	th := load(t, nil, Accent{})
	for _, l := range Layouts() {
		for _, c := range []struct {
			name string
			data any
		}{{"minimal", minimal(l.View)}, {"filled", filled(l.View)}} {
			t.Run(l.Name+"/"+c.name, func(t *testing.T) {
				page := render(t, th, l.Name, c.data)
				for _, bad := range []string{"ZgotmplZ", "<no value>", "#ZgotmplZ"} {
					if strings.Contains(page, bad) {
						t.Errorf("the page holds %s", bad)
					}
				}
				doc, err := html.Parse(strings.NewReader(page))
				if err != nil {
					t.Fatal(err)
				}
				count := map[string]int{}
				alone := l.Name == "whole" || l.Name == "report"
				for n := range doc.Descendants() {
					if n.Type != html.ElementNode {
						continue
					}
					count[n.Data]++
					src := false
					for _, a := range n.Attr {
						src = src || a.Key == "src"
						if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
							t.Errorf("<%s> carries %s", n.Data, a.Key)
						}
						if a.Key == "lang" {
							count["lang"]++
						}
					}
					if n.Data == "script" && (!src || n.FirstChild != nil) {
						t.Error("a script is within the page")
					}
					if n.Data == "style" && !alone {
						t.Error("a style is within the page")
					}
				}
				for what, want := range map[string]int{"h1": 1, "main": 1, "title": 1, "html": 1, "lang": 1} {
					if count[what] != want {
						t.Errorf("%d of %s, want %d", count[what], what, want)
					}
				}
				if l.Name != "moved" && !strings.Contains(page, `href="#main"`) {
					t.Error("no skip link")
				}
				if alone && (count["script"] > 0 || count["link"] > 0) {
					t.Error("a page that needs no other file asks for one")
				}
			})
		}
	}
}

func TestTextStaysText(t *testing.T) {
	th := load(t, nil, Accent{})
	p := minimal(view.Page{}).(view.Page)
	p.Title = `<script>alert(1)</script>{{.Title}}`
	p.Crumbs = []view.Link{{Text: "x", Href: `javascript:alert(1)`}, {Text: `"onx=`, Href: `a.html" onclick="b`}}
	page := render(t, th, "page", p)
	for _, bad := range []string{"<script>alert", "javascript:alert", `" onclick`} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	if !strings.Contains(page, "{{.Title}}") {
		t.Error("template syntax in a text did not come out letter for letter")
	}
}

func zipped(s string) int {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write([]byte(s))
	w.Close()
	return b.Len()
}

// A guidance page of 600 words comes only with the stylesheet of every page; no page has more than 10 KB of style.
func TestWeight(t *testing.T) {
	th := load(t, nil, Accent{})
	if n := zipped(string(th.script.Bytes)); n > 2048 {
		t.Errorf("the small script weighs %d bytes compressed", n)
	}
	all := zipped(string(th.styles.All.Bytes))
	if all > 5.5*1024 {
		t.Errorf("the stylesheet of every page weighs %d bytes compressed", all)
	}
	for _, a := range []Asset{th.styles.Fill, th.styles.Year} {
		if n := zipped(string(a.Bytes)); all+n > 10<<10 {
			t.Errorf("%s weighs %d bytes compressed, beside the %d of every page", a.Path, n, all)
		}
	}
	if n := zipped(string(th.search.Bytes)); n > 4096 {
		t.Errorf("the search script weighs %d bytes compressed", n)
	}
}

func TestScriptsHaveNoNetworkCodeAndNoMarkup(t *testing.T) {
	th := load(t, nil, Accent{})
	for _, a := range th.Assets() {
		switch path.Ext(a.Path) {
		case ".css":
			if regexp.MustCompile(`@import|https?:`).Match(a.Bytes) {
				t.Errorf("%s asks for something", a.Path)
			}
			continue
		case ".js":
		default:
			continue
		}
		for _, bad := range []string{
			"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write",
			"fetch(", "XMLHttpRequest", "import(", "eval(",
			"http:", "https:",
		} {
			if bytes.Contains(a.Bytes, []byte(bad)) {
				t.Errorf("%s holds %s", a.Path, bad)
			}
		}
	}
}

func TestSameBytes(t *testing.T) {
	a, b := load(t, nil, Accent{}), load(t, nil, Accent{})
	if a.Digest() != b.Digest() || a.Styles().All.Path != b.Styles().All.Path {
		t.Error("two loads differ")
	}
	c := load(t, nil, Accent{Light: "#6b3fa0"})
	if c.Digest() == a.Digest() || c.Styles().All.Path == a.Styles().All.Path {
		t.Error("an accent changes neither digest nor stylesheet")
	}
	if at := a.Styles().All.Path; !regexp.MustCompile(`^assets/precept-[0-9a-f]{8}\.css$`).MatchString(at) {
		t.Errorf("the stylesheet is called %s", at)
	}
}

func TestOverlay(t *testing.T) {
	th := load(t, fstest.MapFS{
		"layouts/notfound.html": {Data: []byte(`{{define "notfound"}}{{template "top" .}}` +
			`<main id="main"><h1>Lost</h1></main>{{template "bottom" .}}{{end}}`)},
		"zz.css":            {Data: []byte(".ours{color:red}")},
		"static/humans.txt": {Data: []byte("us\r\n")},
		"README.md":         {Data: []byte("for people")},
		".hidden":           {Data: []byte("x")},
	}, Accent{})
	if page := render(t, th, "notfound", minimal(view.Page{})); !strings.Contains(page, "<h1>Lost</h1>") {
		t.Errorf("the site's own layout is not used: %s", page)
	}
	if !strings.HasSuffix(th.StyleSource(), ".ours{color:red}") {
		t.Error("a further stylesheet does not come last in a portfolio on one page")
	}
	// whichever of ours a page links, it comes after them
	for _, a := range []Asset{th.Styles().All, th.Styles().Fill, th.Styles().Year} {
		if !strings.HasSuffix(string(a.Bytes), ".ours{color:red}") {
			t.Errorf("a further stylesheet does not come last in %s", a.Path)
		}
	}
	if got := fmt.Sprintf("%q", th.Static()); got != `[{"humans.txt" "us\r\n"}]` {
		t.Errorf("static files: %s", got)
	}
}

func TestOverlayFaults(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		line             int
		says             string
	}{
		{"not closed", "layouts/page.html", "{{define \"page\"}}\n{{if .Title}}x{{end}}\n", 3, "unexpected EOF"},
		{
			"misspelt field", "layouts/page.html",
			"{{define \"page\"}}\n<h1>\n{{.Titel}}</h1>{{end}}", 3, "no field Titel",
		},
		{
			"misspelt deep down", "layouts/page.html",
			"{{define \"page\"}}{{range .Crumbs}}\n{{.Name}}{{end}}{{end}}", 2, "no field Name",
		},
		{
			"not a list", "layouts/page.html",
			"{{define \"page\"}}{{range $i := 3}}{{$i}}{{end}}\n{{range .Title}}{{end}}{{end}}", 2, "not a list",
		},
		{
			"no such part", "layouts/page.html",
			"{{define \"page\"}}\n{{template \"tpo\" .}}{{end}}", 2, `no template called "tpo"`,
		},
		{
			"ends within a tag", "layouts/page.html",
			"{{define \"page\"}}<a href=\"{{.Home}}\n{{end}}", 0, "ends in a non-text context",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			th, found, err := Load(fstest.MapFS{c.file: {Data: []byte(c.text)}}, nil, Accent{})
			if err != nil {
				t.Fatal(err)
			}
			if len(found) != 1 {
				t.Fatalf("%d findings: %v", len(found), found)
			}
			f := found[0]
			if f.Rule != "theme-template" || f.File != c.file || f.Line != c.line ||
				!strings.Contains(f.Message, c.says) {
				t.Errorf("%s:%d: %s [%s]", f.File, f.Line, f.Message, f.Rule)
			}
			if page := render(t, th, "page", minimal(view.Page{})); !strings.Contains(page, "skip") {
				t.Error("the built-in layout is not used instead")
			}
		})
	}
}

func BenchmarkPage(b *testing.B) {
	th, _, err := Load(nil, nil, Accent{})
	if err != nil {
		b.Fatal(err)
	}
	data := filled(view.Page{}).(view.Page)
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		if err := th.Render(&out, "page", &data); err != nil {
			b.Fatal(err)
		}
	}
}

// TestJoinLines: nothing stands for a line's end between tags or actions, and a space for any other.
func TestJoinLines(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "one": "one", " one ": " one ", "one\ntwo": "one two", "one  \r\n\t two": "one two",
		"<p>\n  <b>": "<p><b>", "{{if .A}}\n\n\t{{.B}}\n": "{{if .A}}{{.B}} ", "<p>\n  one\n</p>": "<p> one </p>",
		"\n<p>": " <p>", "\n \n": " ", "{{.A}}\n<b>\n{{.C}}": "{{.A}}<b>{{.C}}",
	} {
		if got := joinLines(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
