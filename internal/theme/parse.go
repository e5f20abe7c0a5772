package theme

import (
	"fmt"
	"html/template"
	"io"
	"path"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/tdewolff/minify/v2"
	minhtml "github.com/tdewolff/minify/v2/html"

	"precept/internal/finding"
	"precept/internal/view"
)

// Layout is a kind of page: its template's name and an empty view of the type that the template is run over.
type Layout struct {
	Name string
	View any
}

// Layouts gives every kind of page, by name.
func Layouts() []Layout {
	return []Layout{
		{"calendar", view.Calendar{}},
		{"form", view.Form{}},
		{"gaps", view.Gaps{}},
		{"guide", view.Guide{}},
		{"home", view.Home{}},
		{"moved", view.Moved{}},
		{"notfound", view.Page{}},
		{"overview", view.Overview{}},
		{"page", view.Page{}},
		{"record", view.Record{}},
		{"records", view.Records{}},
		{"search", view.Search{}},
		{"timeline", view.Timeline{}},
		{"versions", view.Versions{}},
		{"whole", view.Whole{}},
	}
}

// parse makes one set of all templates. Faults in a site's files are findings; the built-in templates then stand.
func parse(files, own set) (*template.Template, []finding.Finding, error) {
	var found []finding.Finding
	if files.overlaid() { // our own templates are held to the same by a test
		found = judge(files)
	}
	if len(found) > 0 {
		for _, f := range found {
			if !files[f.File].overlay {
				return nil, nil, fmt.Errorf("the built-in theme does not hold: %s:%d: %s", f.File, f.Line, f.Message)
			}
		}
		files = own
	}
	squeeze := minify.New()
	squeeze.Add("text/html", &minhtml.Minifier{
		KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true,
		TemplateDelims: minhtml.GoTemplateDelims,
	})
	whole := sharing(template.New("").Funcs(functions))
	for _, name := range files.templates() {
		text := files.text(name)
		if !files[name].overlay {
			// our own files never rest a blank on a line's end between tags
			text = lineEnds.ReplaceAllString(text, "$1$2")
		}
		small, err := squeeze.String("text/html", text)
		if err != nil {
			small = text
		}
		if _, err := whole.New(name).Parse(small); err != nil {
			return nil, nil, fmt.Errorf("parsing the minified %s: %w", name, err)
		}
	}
	return whole, found, nil
}

var lineEnds = regexp.MustCompile(`(>|}})\n+(<|{{)`)

// minimal gives a copy of an empty view with the site that every frame has.
func minimal(empty any) any {
	v := reflect.New(reflect.TypeOf(empty)).Elem()
	v.FieldByName("Site").Set(reflect.ValueOf(&view.Site{Lang: "en-GB"}))
	return v.Interface()
}

// judge reads all templates as they were written and says what does not hold in them: what cannot be parsed, fields that a view
// does not have, and what html/template refuses to print.
func judge(files set) []finding.Finding {
	whole := sharing(template.New("").Funcs(functions))
	var found []finding.Finding
	for _, name := range files.templates() {
		if _, err := whole.New(name).Parse(files.text(name)); err != nil {
			found = append(found, fault(name, err.Error()))
		}
	}
	if len(found) > 0 {
		return found
	}
	c := checker{set: whole, seen: map[string]bool{}}
	for _, l := range Layouts() {
		if whole.Lookup(l.Name) == nil {
			continue
		}
		c.template(l.Name, reflect.TypeOf(l.View))
	}
	if len(c.found) > 0 {
		finding.Sort(c.found)
		return c.found
	}
	for _, l := range Layouts() {
		err := whole.ExecuteTemplate(io.Discard, l.Name, minimal(l.View))
		if err != nil {
			f := fault("layouts/"+l.Name+".html", err.Error())
			return []finding.Finding{f}
		}
	}
	return nil
}

func (s set) templates() []string {
	var list []string
	for _, name := range s.names() {
		if path.Ext(name) == ".html" && !strings.HasPrefix(name, "static/") {
			list = append(list, name)
		}
	}
	return list
}

// place finds the file and line in a message such as "template: layouts/page.html:12:5: executing …".
var place = regexp.MustCompile(`^(?:(?:html/)?template: ?)?([^:]+\.html):(\d+)(?::(\d+))?: (.*)`)

func fault(name, message string) finding.Finding {
	message, _, _ = strings.Cut(message, "\n")
	f := finding.Finding{
		Rule:     "theme-template",
		Position: finding.Position{File: name},
		Message:  "this template does not hold: " + message,
		Help:     "mend it, or take the file away to use the built-in one",
	}
	if m := place.FindStringSubmatch(message); m != nil {
		f.File = m[1]
		f.Line, _ = strconv.Atoi(m[2])
		if m[3] != "" {
			// html/template counts columns from 0
			col, _ := strconv.Atoi(m[3])
			f.Column = col + 1
		}
		f.Message = "this template does not hold: " + m[4]
	}
	return f
}
