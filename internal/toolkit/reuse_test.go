package toolkit

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/finding"
	"precept/internal/store"
)

const before = `
-- content/2026.1/version.md --
---
title: "First"
summary: "First."
released: 2026-09-01
---
-- content/2026.1/index.md --
---
title: "Home"
summary: "Home."
---
A preceptor says that indemnity is needed.
-- content/2026.1/faulty.md --
---
title: "Faulty"
summary: "Has HTML in it."
---
<div>x</div>
-- content/2026.1/glossary.md --
---
title: "Words"
summary: "Words."
kind: glossary
---
Preceptor
: Somebody who helps.
-- content/2026.1/forms/meeting.md --
---
title: "Meeting"
summary: "Meeting."
kind: form
completed_by: [preceptee]
---
- [text] What was said {#said}
-- content/2026.1/requirements.md --
---
title: "Requirements"
summary: "What must be said."
kind: requirements
---
- [must] Indemnity is named {#indemnity on=index}
  - ` + "`indemnity`" + `
-- content/2026.2/version.md --
---
title: "Second"
summary: "Second."
extends: "2026.1"
---
-- content/2026.2/extra.md --
---
title: "Extra"
summary: "Extra."
---
See the [form](forms/meeting.md).
`

// TestReuse: after any edit, a load that may reuse what the last one made gives the same as a clean load. It parses
// again only what the edit affects. An edit replaces a text in one file, or removes the file.
func TestReuse(t *testing.T) {
	all := []string{"2026.1/", "2026.1/faulty", "2026.1/forms/meeting", "2026.1/glossary", "2026.1/requirements",
		"2026.2/", "2026.2/extra", "2026.2/faulty", "2026.2/forms/meeting", "2026.2/glossary", "2026.2/requirements"}
	without := func(names ...string) []string {
		return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(names, s) })
	}
	cases := []struct {
		name, file, from, to string
		local                map[string]string
		kept                 []string
	}{
		{name: "nothing", kept: all},
		{name: "one page", file: "2026.2/extra.md", from: "See", to: "Look at", kept: without("2026.2/extra")},
		{name: "a page that a later version inherits", file: "2026.1/index.md", from: "needed", to: "not needed",
			kept: without("2026.1/", "2026.2/")},
		{name: "front matter alone", file: "2026.1/index.md", from: "summary: \"Home", to: "summary: \"Our home",
			kept: without("2026.1/", "2026.2/")},
		{name: "a fault fixed", file: "2026.1/faulty.md", from: "<div>x</div>", to: "x",
			kept: without("2026.1/faulty", "2026.2/faulty")},
		{name: "a word of the glossary", file: "2026.1/glossary.md", from: "Somebody", to: "A person",
			kept: []string{"2026.1/requirements", "2026.2/requirements"}}, // the others may link to it
		{name: "a form's title", file: "2026.1/forms/meeting.md", from: "title: \"Meeting", to: "title: \"Talk"},
		{name: "a requirement on another page", file: "2026.1/requirements.md", from: "on=index", to: "on=faulty",
			kept: without("2026.1/requirements", "2026.2/requirements", "2026.1/", "2026.2/", "2026.1/faulty",
				"2026.2/faulty")},
		{name: "a page of the same name nearer by", file: "2026.2/faulty.md",
			to: "---\ntitle: \"Faulty\"\nsummary: \"Sound.\"\n---\nx\n", kept: without("2026.2/faulty")},
		{name: "the same page nearer by", file: "2026.2/faulty.md", kept: without("2026.2/faulty"),
			to: "---\ntitle: \"Faulty\"\nsummary: \"Has HTML in it.\"\n---\n<div>x</div>\n"},
		{name: "a page gone", file: "2026.1/faulty.md", from: "*", kept: without("2026.1/faulty", "2026.2/faulty")},
		{name: "a local word", local: map[string]string{"manager": "Jo"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			casetest.WriteFiles(t, dir, txtar.Parse([]byte(before)).Files...)
			old, _ := load1(t, dir, nil, nil)
			if name := "content/" + c.file; c.from == "*" {
				if err := os.Remove(filepath.Join(dir, name)); err != nil {
					t.Fatal(err)
				}
			} else if c.file != "" {
				text, err := os.ReadFile(filepath.Join(dir, name))
				if c.from != "" && (err != nil || !strings.Contains(string(text), c.from)) {
					t.Fatalf("%s has no %q", name, c.from)
				}
				if c.from == "" {
					casetest.Write(t, dir, name, c.to)
				} else {
					casetest.Write(t, dir, name, strings.Replace(string(text), c.from, c.to, 1))
				}
			}
			got, gotFindings := load1(t, dir, old, c.local)
			want, wantFindings := load1(t, dir, nil, c.local)
			if !reflect.DeepEqual(gotFindings, wantFindings) {
				t.Errorf("findings\n%v\na clean load has\n%v", gotFindings, wantFindings)
			}
			var kept []string
			for i, v := range want.Versions {
				w := got.Versions[i]
				if len(v.Pages) != len(w.Pages) || !reflect.DeepEqual(v.Terms, w.Terms) ||
					!reflect.DeepEqual(v.Forms, w.Forms) || len(v.Requirements) != len(w.Requirements) {
					t.Fatalf("version %s is not as a clean load has it", v.Name)
				}
				for j, p := range v.Pages {
					q := w.Pages[j]
					if p.Slug != q.Slug || p.Title != q.Title || p.Summary != q.Summary || p.Digest != q.Digest ||
						p.File != q.File || !reflect.DeepEqual(p.Facts, q.Facts) ||
						string(p.Body.html) != string(q.Body.html) {
						t.Errorf("%s/%s is\n%+v\na clean load has\n%+v", v.Name, p.Slug, q, p)
					}
					if at := old.Version(v.Name).Page(p.Slug); at != nil && at.origin == q.origin {
						kept = append(kept, v.Name+"/"+p.Slug)
					}
				}
			}
			slices.Sort(kept)
			if !slices.Equal(kept, c.kept) {
				t.Errorf("took over %q, want %q", kept, c.kept)
			}
		})
	}
}

// TestReuseNeverSpilled: what is in a build's file ends with the build.
func TestReuseNeverSpilled(t *testing.T) {
	dir := t.TempDir()
	casetest.WriteFiles(t, dir, txtar.Parse([]byte(before)).Files...)
	tree, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	spill := store.NewSpill(0)
	l := Loader{Root: tree, Parser: NewParser(nil), Bodies: Bodies{Spill: spill}, Jobs: 1}
	old, _, err := l.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	spill.Close()
	next, _ := load1(t, dir, old, nil)
	for _, p := range next.Versions[0].Pages {
		if _, err := p.Body.Bytes(); err != nil || p.Body.spill != nil {
			t.Errorf("%s: its body lies in a file that is closed: %v", p.File, err)
		}
	}
}

func load1(t *testing.T, dir string, previous *Toolkit, local map[string]string) (*Toolkit, []finding.Finding) {
	t.Helper()
	tree, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	l := Loader{Root: tree, Parser: NewParser(nil), Jobs: 2, Previous: previous, Local: local}
	kit, findings, err := l.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return kit, finding.Sort(findings)
}
