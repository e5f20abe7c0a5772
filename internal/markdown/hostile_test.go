package markdown

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
	"golang.org/x/tools/txtar"

	"precept/internal/finding"
	"precept/internal/inert"
	"precept/internal/item"
)

// smaller is the minifier as the program sets it up for bodies.
func smaller() func([]byte) ([]byte, error) {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true,
		KeepDefaultAttrVals: true, KeepSpecialComments: true})
	return func(b []byte) ([]byte, error) { return m.Bytes("text/html", b) }
}

func kinds() []item.Kind {
	return []item.Kind{item.Page, item.Form, item.Timeline, item.Competencies, item.Standards, item.Glossary,
		item.Requirements, item.Notices}
}

// body cuts front matter off, well enough for tests.
func body(file []byte) string {
	if _, rest, ok := bytes.Cut(file, []byte("\n---\n")); ok && bytes.HasPrefix(file, []byte("---\n")) {
		return string(rest)
	}
	return string(file)
}

// TestHostilePages parses every hostile page as every kind of page: what comes out is inert, holds none of what must
// not be published, and every finding has a place in the file.
func TestHostilePages(t *testing.T) {
	files, _ := filepath.Glob("testdata/hostile/*.md")
	if len(files) < 50 {
		t.Fatalf("only %d hostile pages", len(files))
	}
	p := New(testGrammar(), nil, smaller())
	for _, name := range files {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range kinds() {
			out, _ := sound(t, p, kind, body(file))
			for _, secret := range []string{"CNRY-100", "tracker.example", "passwd", "javascript:pwn_014()\"",
				"<iframe", "<base", "<object", "\u202e", `id="config"`, `id="__proto__"`} {
				if bytes.Contains(out, []byte(secret)) {
					t.Errorf("%s as %s: %q is published:\n%s", name, kind, secret, out)
				}
			}
		}
	}
}

// TestHostileRules names the rule that each hostile page must break.
func TestHostileRules(t *testing.T) {
	p := New(testGrammar(), nil, smaller())
	for _, c := range []struct {
		file string
		kind item.Kind
		rule string
	}{
		{"xss-raw-html", item.Page, "raw-html"},
		{"xss-html-comment", item.Page, "html-comment"},
		{"xss-link-javascript", item.Page, "link-scheme"},
		{"xss-footnote", item.Page, "raw-html"},
		{"link-http", item.Page, "link-http"},
		{"image-remote", item.Page, "image-remote"},
		{"image-traversal", item.Page, "image-remote"},
		{"id-clobber", item.Page, "id-bad"},
		{"homoglyph-link", item.Page, "link-homoglyph"},
		{"zero-width-id", item.Form, "id-bad"},
		{"checklist-no-id", item.Form, "id-missing"},
		{"checklist-id-bad", item.Form, "id-bad"},
		{"checklist-attr-two-ids", item.Form, "attribute-bad"},
		{"checklist-attr-unknown", item.Form, "attribute-bad"},
		{"checklist-empty-text", item.Form, "item-text"},
		{"checklist-only-markup", item.Form, "item-text"},
	} {
		file, err := os.ReadFile("testdata/hostile/" + c.file + ".md")
		if err != nil {
			t.Fatal(err)
		}
		_, findings := sound(t, p, c.kind, body(file))
		if !strings.Contains(rules(findings), c.rule) {
			t.Errorf("%s: want %s, got %s", c.file, c.rule, rules(findings))
		}
	}
}

func rules(list []finding.Finding) string {
	var s []string
	for _, f := range list {
		s = append(s, f.Rule)
	}
	return strings.Join(s, " ")
}

// sound parses a page, as a page and as a record, and checks what holds for any input at all.
func sound(t *testing.T, p *Parser, kind item.Kind, text string) ([]byte, []finding.Finding) {
	t.Helper()
	in := Input{File: pageOfText(text), Slug: "a/b", Folder: "a", Kind: kind, Dict: testDictionary(), KeepBlocks: true}
	lines := bytes.Split(in.File.Text, []byte("\n"))
	check := func(facts Facts, out []byte, findings []finding.Finding, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		if bad := inert.Check(out, inert.Options{}); len(bad) > 0 {
			t.Errorf("%s page is not inert: %q\n%s\n%s", kind, bad, text, out)
		}
		if most := max(64<<10, 20*len(text)) + 64<<10; len(out) > most {
			t.Errorf("%d bytes of Markdown came out as %d bytes", len(text), len(out))
		}
		for _, f := range findings {
			if f.Line < 7 || f.Line > len(lines) || f.Column < 1 || f.Column > 1+utf8.RuneCount(lines[f.Line-1]) ||
				f.End < f.Column || f.File == "" || f.Message == "" {
				t.Errorf("finding without a place: %+v\n%q", f, text)
			}
		}
		for _, it := range facts.Items {
			if it.Offset < in.File.BodyOffset || it.Offset > len(in.File.Text) {
				t.Errorf("item beyond the file: %+v", it)
			}
		}
		for _, s := range facts.Says {
			if got := string(in.File.Text[s.From:s.To]); got != s.ID && got != s.ID+":"+s.Digest {
				t.Errorf("says mark %+v stands for %q", s, got)
			}
		}
	}
	facts, out, findings, err := p.Parse(in)
	check(facts, out, findings, err)
	facts2, out2, findings2, err := p.Record(in)
	check(facts2, out2, findings2, err)
	again, outAgain, _, _ := p.Parse(in)
	if !bytes.Equal(out, outAgain) || len(again.Items) != len(facts.Items) {
		t.Errorf("parsed twice, the page comes out differently:\n%s\n%s", out, outAgain)
	}
	return out, findings
}

// FuzzParse holds Parse and Record to the same for any input.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range archive.Files {
			if c.Name != "want" {
				for i := range kinds() {
					f.Add(string(c.Data), uint8(i))
				}
			}
		}
	}
	hostile, _ := filepath.Glob("testdata/hostile/*.md")
	for _, name := range hostile {
		file, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body(file), uint8(0))
		f.Add(body(file), uint8(1))
	}
	p := New(testGrammar(), nil, smaller())
	f.Fuzz(func(t *testing.T, text string, kind uint8) {
		if len(text) > 64<<10 || !utf8.ValidString(text) {
			return // read and refused before a page is parsed
		}
		sound(t, p, kinds()[int(kind)%len(kinds())], text)
	})
}
