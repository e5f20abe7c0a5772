// Package help owns the manual. Its topics are the Markdown files in topics/: `precept help TOPIC` prints one in a
// terminal, and `precept serve` shows all of them as pages below /-/help/, with a search. Tables of keys come from the
// schemas and the list of rules from the catalogue, so that neither is typed twice. It reads no project and judges
// nothing. Commands and serve are above it; the schemas and the catalogue of rules are below. Its tests build every
// example in the topics.
package help

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/portfolio"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/toolkit"
)

//go:embed topics/*.md
var files embed.FS

// names lists the topics in the order in which they are shown. Each is the name of a file in topics/.
var names = []string{
	"project", "items", "front-matter", "programme", "preceptee", "records",
	"forms", "desk", "keeper", "sharing", "releases", "copies", "commands", "errors", "themes", "hosting",
}

// Topic is one part of the manual.
type Topic struct {
	Name    string // its file, its address and what is typed after `precept help`
	Title   string // its heading
	Summary string // its first paragraph, one sentence

	source []byte // Markdown, with the tables filled in
	tree   ast.Node
}

// Topics gives every topic, in order.
func Topics() []*Topic {
	list := make([]*Topic, len(names))
	for i, name := range names {
		list[i] = read(name, markdownOf(name))
	}
	return list
}

// Find gives the topic of that name, or nil.
func Find(name string) *Topic {
	if !slices.Contains(names, name) {
		return nil
	}
	return read(name, markdownOf(name))
}

// Entry is one line of a list of topics.
type Entry struct{ Name, About string }

// Entries lists the topics, in order, without reading more than their headings.
func Entries() []Entry {
	list := make([]Entry, len(names))
	for i, name := range names {
		heading, _, _ := strings.Cut(markdownOf(name), "\n")
		_, about, _ := strings.Cut(heading, ": ")
		list[i] = Entry{name, about}
	}
	return list
}

// markdownOf is the Markdown of a topic.
func markdownOf(name string) string {
	raw, err := files.ReadFile("topics/" + name + ".md")
	if err != nil {
		panic("help: no topic " + name) // a fault of the program, which every test would find
	}
	return string(raw)
}

// read parses a topic and takes its title and summary from its first two blocks.
func read(name, markdown string) *Topic {
	t := &Topic{Name: name, source: []byte(fill(markdown))}
	t.tree = parse(t.source)
	if h := t.tree.FirstChild(); h != nil {
		t.Title = words(h, t.source)
		if p := h.NextSibling(); p != nil {
			t.Summary = words(p, t.source)
		}
	}
	return t
}

// Schemas are all that a person may write as YAML: data/site.yaml and the front matter of each kind of file.
func Schemas() []source.Schema {
	list := []source.Schema{site.Schema, toolkit.VersionSchema, toolkit.NoticesSchema, toolkit.SectionSchema}
	for _, k := range item.Kinds() {
		list = append(list, toolkit.PageSchema(k))
	}
	return append(list, portfolio.PrecepteeSchema, form.RecordSchema)
}

// schema finds a schema by its name.
func schema(name string) source.Schema {
	for _, s := range Schemas() {
		if s.Name == name {
			return s
		}
	}
	panic(fmt.Sprintf("help: no schema %q", name)) // a fault of a topic, which every test would find
}

// fill puts the tables in the place of the lines that ask for them:
//
//	<!-- keys preceptee -->         every key of a schema
//	<!-- keys form without page --> the keys that it has beside those of another
//	<!-- rules -->                  every rule
func fill(markdown string) string {
	var b strings.Builder
	for line := range strings.Lines(markdown) {
		switch f := strings.Fields(line); {
		case strings.HasPrefix(line, "<!-- rules"):
			b.WriteString(rulesTable())
		case strings.HasPrefix(line, "<!-- keys") && len(f) == 4:
			b.WriteString(keysTable(schema(f[2]).Keys))
		case strings.HasPrefix(line, "<!-- keys"):
			b.WriteString(keysTable(without(schema(f[2]).Keys, schema(f[4]).Keys)))
		default:
			b.WriteString(line)
		}
	}
	return b.String()
}
