package help

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/item"
)

// asOf is the day for which the examples are built.
var asOf = civil.Date{Year: 2026, Month: 12, Day: 7}

// example is one fenced block of a topic that says where it belongs.
type example struct{ place, text string }

// examples lists those of a topic, in order.
func examples(t *Topic) []example {
	var list []example
	for n := t.tree.FirstChild(); n != nil; n = n.NextSibling() {
		if n, ok := n.(*ast.FencedCodeBlock); ok && place(n, t.source) != "" {
			var b bytes.Buffer
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				b.Write(line.Value(t.source))
			}
			list = append(list, example{place(n, t.source), b.String()})
		}
	}
	return list
}

// project lays a topic's examples over the base project. Part of a page becomes a page of its kind.
func project(t *testing.T, topic *Topic) map[string]string {
	t.Helper()
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range base.Files {
		files[f.Name] = string(f.Data)
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	files["content/2026.1/examples/door.png"] = picture.String()
	files["content/2026.1/examples/policy.pdf"] = "%PDF-1.7\n"
	files["content/2026.1/examples/dates.ics"] = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
	links := ""
	for i, e := range examples(topic) {
		if strings.Contains(e.place, "/") {
			if name, ok := strings.CutPrefix(e.place, "content/2026.1/forms/"); ok {
				links += fmt.Sprintf("- [Form %d](../forms/%s)\n", i, name)
			}
			files[e.place] = e.text
			continue
		}
		head := fmt.Sprintf("---\ntitle: Example %d\nsummary: An example.\nkind: %s\n---\n", i, e.place)
		switch kind := item.Kind(e.place); {
		case kind == item.Form:
			files[fmt.Sprintf("content/2026.1/forms/example-%d.md", i)] = head + e.text
			links += fmt.Sprintf("- [Example %d](../forms/example-%d.md)\n", i, i)
		case kind == item.Timeline:
			files["content/2026.1/programme/timeline.md"] = head + e.text
		case slices.Contains(item.Kinds(), kind):
			files[fmt.Sprintf("content/2026.1/examples/example-%d.md", i)] = head + e.text
		default:
			t.Errorf("%s: an example belongs to %q, which is neither a path nor a kind of page", topic.Name, e.place)
		}
	}
	if links == "" {
		links = "There are none.\n"
	}
	files["content/2026.1/examples/index.md"] = "---\ntitle: Examples\nsummary: Every example.\n---\n" + links
	return files
}

// prepare writes a project and reads it as a build does.
func prepare(t *testing.T, files map[string]string) *build.Snapshot {
	t.Helper()
	dir := t.TempDir()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(files[name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := build.Prepare(context.Background(), build.Options{Project: dir, AsOf: asOf, Generator: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// TestExamples builds the examples of every topic. Nothing is wrong with any of them, and each worked record that says
// it is complete lacks no answer and no signature.
func TestExamples(t *testing.T) {
	count := 0
	for _, topic := range Topics() {
		list := examples(topic)
		if len(list) == 0 {
			continue
		}
		count += len(list)
		t.Run(topic.Name, func(t *testing.T) {
			files := project(t, topic)
			s := prepare(t, files)
			record := func(file string) bool {
				return strings.HasPrefix(file, "data/preceptees/") && !strings.HasSuffix(file, "/preceptee.md")
			}
			for _, f := range s.Findings {
				if f.Severity == finding.Error || f.Severity == finding.Warning ||
					f.Severity == finding.Gap && record(f.File) {
					t.Errorf("%s:%d: %s [%s]\n  %s", f.File, f.Line, f.Message, f.Rule, f.Help)
				}
			}
			if len(s.Portfolios) != 1 {
				t.Fatalf("%d portfolios", len(s.Portfolios))
			}
			read := 0
			for _, r := range s.Portfolios[0].Records {
				read++
				if !r.Done() {
					t.Errorf("%s is not complete", r.File)
				}
				for i := range r.Signed {
					signed(t, r.Template, r.Record.Record, r.Under.Name, &r.Signed[i])
				}
			}
			for name := range files {
				if record(name) && strings.HasSuffix(name, ".md") {
					read--
				}
			}
			if read != 0 {
				t.Errorf("%d records too few or too many were read", read)
			}
		})
	}
	if count < 40 {
		t.Errorf("only %d examples", count)
	}
}

// signed holds the digest of a signature, where there is one, to what was signed.
func signed(t *testing.T, f *form.Form, r *form.Record, version string, s *form.Signature) {
	t.Helper()
	field := f.Field(s.Field)
	if field == nil {
		t.Fatalf("%s: no field %s", r.File, s.Field)
	}
	if want := f.Digest(r, version, field.Label); s.Digest != "" && s.Digest != want {
		t.Errorf("%s: the digest is %s, want %s of\n%s", r.File, s.Digest, want, f.Signed(r, version, field.Label))
	}
	if s.Digest == "" && s.How != "paper" {
		t.Errorf("%s: a signature that is not from paper has no digest", r.File)
	}
}

// TestEveryTypeHasARecord wants an answer to each type of field among the worked records.
func TestEveryTypeHasARecord(t *testing.T) {
	s := prepare(t, project(t, Find("records")))
	seen := map[form.Type]bool{}
	for _, r := range s.Portfolios[0].Records {
		if len(r.Signed) > 0 {
			seen[form.Sign] = true
		}
		for _, a := range r.Answers {
			field := r.Template.Field(a.Field)
			seen[field.Type] = true
			for _, row := range a.Rows {
				for _, c := range row.Cells {
					seen[field.Column(c.Field).Type] = true
				}
			}
		}
	}
	for _, one := range form.Types() {
		if !seen[one] {
			t.Errorf("no worked record answers a [%s]", one)
		}
	}
}
