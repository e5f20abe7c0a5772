package form_test

import (
	"bytes"
	"cmp"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/source"
)

// TestCases reads the cases in testdata. Each is a form page (form.md) and, where answers are its matter, a record
// (record.md); the other files are what the case wants of them:
//
//	fields    the fields that are read from the page, with what is wrong with them
//	html      the page's fields as they are published, a line for each element
//	json      the form's definition
//	answers   what is taken from the record, with what is wrong with it
//	complete  what the record still lacks
//	signed    the text that a signature of the record covers
//
// A comment line "tags: a b" gives the preceptee's tags, and "visibility: practice" the form's, which is else pair.
func TestCases(t *testing.T) {
	eachCase(t, func(t *testing.T, a *txtar.Archive) {
		c := newCase(t, a)
		casetest.Compare(t, a, func(name string) (string, bool) {
			if name == "form.md" || name == "record.md" {
				return "", false
			}
			return c.show(t, name), true
		})
	})
}

// eachCase leaves out the archives that vectors_test.go and write_test.go read.
func eachCase(t *testing.T, run func(*testing.T, *txtar.Archive)) {
	t.Helper()
	casetest.Each(t, "testdata/*.txtar", 10, run, filepath.Base(vectors), filepath.Base(written),
		filepath.Base(laneVectors))
}

// tested is one case, read.
type tested struct {
	text     string // of the record
	form     *form.Form
	items    []*item.Item
	html     string
	page     []finding.Finding // of the page and its fields
	record   *form.Record
	findings []finding.Finding // of the record
	tags     []string
	was      map[string]string // former ids of lanes

	visibility string // of the form
}

// newCase reads a case's page, and its record where it has one.
func newCase(t testing.TB, a *txtar.Archive) *tested {
	t.Helper()
	c := &tested{}
	for line := range strings.Lines(string(a.Comment)) {
		if rest, ok := strings.CutPrefix(line, "tags:"); ok {
			c.tags = strings.Fields(rest)
		}
		if rest, ok := strings.CutPrefix(line, "was:"); ok {
			lane, was, _ := strings.Cut(strings.TrimSpace(rest), " ")
			c.was = map[string]string{was: lane}
		}
		if rest, ok := strings.CutPrefix(line, "visibility:"); ok {
			c.visibility = strings.TrimSpace(rest)
		}
	}
	for _, f := range a.Files {
		switch f.Name {
		case "form.md":
			c.read(t, f.Data)
		case "record.md":
			c.text = string(f.Data)
			file, findings := form.ReadFile("record.md", f.Data)
			if file == nil {
				t.Fatal(findings)
			}
			record, more := form.ReadRecord(file)
			c.record = record
			c.findings = append(append(findings, more...), c.form.Bind(record, nil)...)
		}
	}
	if c.form == nil {
		t.Fatal("the case has no form.md")
	}
	return c
}

// competencies are those of the version of every case.
var competencies = []form.Row{
	{ID: "c-scope", Label: "Works in scope", LabelHTML: "Works in scope", Group: "Clinical", Level: "must"},
	{ID: "c-audit", Label: "Leads an audit", LabelHTML: "Leads an audit", Group: "Research", Level: "should",
		When: "returner"},
}

// read makes a form of a page's Markdown.
func (c *tested) read(t testing.TB, text []byte) {
	t.Helper()
	lanes := map[string]string{"preceptor": "Preceptor", "preceptee": "Preceptee"}
	writers := map[item.Kind]markdown.ItemWriter{item.Form: func(w *bytes.Buffer, _ markdown.Input, list []*item.Item) {
		form.WriteHTML(w, list, nil, func(id string) string { return lanes[id] }, competencies)
	}}
	in := markdown.Input{File: &source.File{Path: "form.md", Text: text, Body: text, BodyLine: 1},
		Slug: "forms/meeting", Folder: "forms", Kind: item.Form,
		Dict: markdown.NewDictionary(nil, nil, lanes, nil)}
	facts, html, findings, err := markdown.New(item.NewGrammar(form.Markers()), writers, nil).Parse(in)
	if err != nil {
		t.Fatal(err)
	}
	headings := make([]form.Heading, len(facts.Headings))
	for i, h := range facts.Headings {
		headings[i] = form.Heading{Text: h.Text, Quadrant: h.Has("quadrant"), Visibility: h.Get("visibility"),
			Pos: h.Pos}
	}
	var more []finding.Finding
	c.form, more = form.New(form.Form{Slug: "meeting", Title: "Meeting", Version: "2026.1", File: "form.md",
		Subject: "preceptee", Repeats: "monthly", Visibility: cmp.Or(c.visibility, "pair"),
		Parties: form.Parties{Person: "preceptee", Helper: "preceptor", Place: "organisation",
			Lanes: []string{"preceptee", "preceptor", "organisation", "assessor"}, Was: c.was}},
		headings, facts.Items, competencies)
	c.items, c.html, c.page = facts.Items, string(html), append(findings, more...)
}

func (c *tested) show(t testing.TB, what string) string {
	t.Helper()
	var b strings.Builder
	switch what {
	case "fields":
		for _, s := range c.form.Sections {
			fmt.Fprintf(&b, "section %q", s.Title)
			if s.Quadrant {
				b.WriteString(" quadrant")
			}
			b.WriteByte('\n')
			for _, i := range s.Fields {
				showField(&b, "  ", &c.form.Fields[i])
			}
		}
		b.WriteString(printed(c.page))
	case "html":
		// one element a line; in the page there is nothing between them
		return strings.TrimSpace(strings.ReplaceAll(c.html, "><", ">\n<")) + "\n"
	case "json":
		data, err := c.form.JSON()
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	case "answers":
		for i := range c.record.Answers {
			showAnswer(&b, "", &c.record.Answers[i])
		}
		b.WriteString(printed(c.findings))
	case "complete":
		for _, m := range c.form.Missing(c.record, c.tags) {
			fmt.Fprintf(&b, "missing %s: %s\n", m.Field.ID, m.Text)
		}
		for _, f := range c.form.Unsigned(c.record, c.tags) {
			fmt.Fprintf(&b, "unsigned %s: %s\n", f.ID, f.Lane)
		}

	case "signed":
		return c.form.Signed(c.record, "2026.1", "We agreed")
	default:
		t.Fatalf("a case cannot want %q", what)
	}
	return b.String()
}

func showField(b *strings.Builder, indent string, f *form.Field) {
	fmt.Fprintf(b, "%s%s %s %q", indent, f.Type, f.ID, f.Label)
	for _, s := range []struct{ key, value string }{{"options", strings.Join(f.Options, " | ")}, {"picks", f.Picks},
		{"lane", f.Lane}, {"for", f.For}, {"visibility", f.Visibility}, {"read by", strings.Join(f.ReadBy, " ")},
		{"direction", string(f.Toward)},
		{"min", f.Min}, {"max", f.Max}, {"unit", f.Unit}, {"sum", f.Sum}, {"open", f.Open},
		{"meets", strings.Join(f.Meets, " ")}, {"when", f.When}, {"was", f.Was}} {
		if s.value != "" {
			fmt.Fprintf(b, " %s=%q", s.key, s.value)
		}
	}
	for _, n := range []struct {
		key   string
		value int
	}{{"rows", f.Lines}, {"at-least", f.AtLeast}} {
		if n.value != 0 {
			fmt.Fprintf(b, " %s=%d", n.key, n.value)
		}
	}
	for _, s := range []struct {
		key string
		is  bool
	}{{"required", f.Required}, {"private", f.Private}, {"level", f.Level}, {"carries", f.Carries}} {
		if s.is {
			b.WriteString(" ." + s.key)
		}
	}
	b.WriteByte('\n')
	for i := range f.Columns {
		showField(b, indent+"  ", &f.Columns[i])
	}
	for _, r := range f.Rows {
		fmt.Fprintf(b, "%s  row %s %q\n", indent, r.ID, r.Label)
	}
}

func showAnswer(b *strings.Builder, indent string, a *form.Answer) {
	fmt.Fprintf(b, "%s%s:", indent, a.Field)
	if a.Text != "" {
		fmt.Fprintf(b, " %q", a.Text)
	}
	if a.List != nil {
		fmt.Fprintf(b, " list %q", a.List)
	}
	if a.Key != a.Field {
		fmt.Fprintf(b, " (stored as %s)", a.Key)
	}
	if a.Unknown {
		b.WriteString(" (unknown)")
	}
	b.WriteByte('\n')
	for _, r := range a.Rows {
		fmt.Fprintf(b, "%s  row %s", indent, r.Row)
		if r.Key != r.Row {
			fmt.Fprintf(b, " (stored as %s)", r.Key)
		}
		if r.Unknown {
			b.WriteString(" (unknown)")
		}
		b.WriteByte('\n')
		for i := range r.Cells {
			showAnswer(b, indent+"    ", &r.Cells[i])
		}
	}
}

func printed(list []finding.Finding) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%s:%d:%d: %s [%s]\n  help: %s\n", f.File, f.Line, f.Column, f.Message, f.Rule, f.Help)
	}
	return b.String()
}
