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
	"precept/internal/wording"
)

// Layout is a kind of page: its template's name and an empty view of the type that the template is run over.
type Layout struct {
	Name string
	View any
}

// Layouts gives every kind of page, by name.
func Layouts() []Layout {
	return []Layout{
		{"adapted", view.Adapted{}},
		{"calendar", view.Calendar{}},
		{"changes", view.Changes{}},
		{"competencies", view.Competencies{}},
		{"evidence", view.Evidence{}},
		{"form", view.Form{}},
		{"gaps", view.Gaps{}},
		{"guide", view.Guide{}},
		{"home", view.Home{}},
		{"hours", view.Hours{}},
		{"meeting", view.Meeting{}},
		{"summary", view.Summary{}},
		{"moved", view.Moved{}},
		{"notfound", view.Page{}},
		{"overview", view.Overview{}},
		{"page", view.Page{}},
		{"record", view.Record{}},
		{"records", view.Records{}},
		{"report", view.Report{}},
		{"search", view.Search{}},
		{"timeline", view.Timeline{}},
		{"versions", view.Versions{}},
		{"whole", view.Whole{}},
	}
}

// parse makes one set of all templates. Faults in a site's files are findings; the built-in templates are used instead.
func parse(files, builtin set, words *wording.Words) (*template.Template, []finding.Finding, error) {
	var found []finding.Finding
	if files.ownTemplates() { // a test checks ours
		found = check(files)
	}
	if len(found) > 0 {
		for _, f := range found {
			if !files[f.File].overlay {
				return nil, nil, fmt.Errorf("the built-in theme is broken: %s:%d: %s", f.File, f.Line, f.Message)
			}
		}
		files = builtin
	}
	m := minify.New()
	m.Add("text/html", &minhtml.Minifier{
		KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true,
		TemplateDelims: minhtml.GoTemplateDelims,
	})
	whole := sharing(template.New("").Funcs(functions))
	for _, name := range files.templates() {
		text := files.text(name)
		if !files[name].overlay {
			text = joinLines(text)
		}
		small, err := m.String("text/html", words.Template(text))
		if err != nil {
			small = text
		}
		if _, err := whole.New(name).Parse(small); err != nil {
			return nil, nil, fmt.Errorf("parsing the minified %s: %w", name, err)
		}
	}
	return whole, found, nil
}

// joinLines takes the lines of a built-in template together: a line's end between two tags or actions is nothing, and
// any other is a space.
func joinLines(text string) string {
	const space = " \t\r\f"
	var b strings.Builder
	lines, before := strings.Split(text, "\n"), ""
	for i, line := range lines {
		if i > 0 {
			line = strings.TrimLeft(line, space)
		}
		if i < len(lines)-1 {
			line = strings.TrimRight(line, space)
		}
		if line == "" && i > 0 && i < len(lines)-1 {
			continue
		}
		ends := strings.HasSuffix(before, ">") || strings.HasSuffix(before, "}}")
		begins := strings.HasPrefix(line, "<") || strings.HasPrefix(line, "{{")
		if i > 0 && !(ends && begins) {
			b.WriteByte(' ')
		}
		b.WriteString(line)
		before = line
	}
	return b.String()
}

// minimal gives a copy of an empty view with the site that every frame has.
func minimal(empty any) any {
	v := reflect.New(reflect.TypeOf(empty)).Elem()
	v.FieldByName("Site").Set(reflect.ValueOf(&view.Site{Lang: "en-GB"}))
	return v.Interface()
}

// check reads all templates as they were written and says what is wrong in them: what cannot be parsed, fields that a
// view does not have, and what html/template refuses to print.
func check(files set) []finding.Finding {
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
		if err := whole.ExecuteTemplate(io.Discard, l.Name, minimal(l.View)); err != nil {
			return []finding.Finding{fault("layouts/"+l.Name+".html", err.Error())}
		}
	}
	return nil
}

// templates are the names of the files that hold templates.
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
		Message:  "this template cannot be used: " + message,
		Help:     fixFile,
	}
	if m := place.FindStringSubmatch(message); m != nil {
		f.File = m[1]
		f.Line, _ = strconv.Atoi(m[2])
		if m[3] != "" {
			// html/template counts columns from 0
			col, _ := strconv.Atoi(m[3])
			f.Column = col + 1
		}
		f.Message = "this template cannot be used: " + m[4]
	}
	return f
}
