package source

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"precept/internal/finding"
)

// page is a schema like that of a toolkit page, enough to judge the cases by.
func page() Schema {
	return Schema{Name: "page", Title: "A toolkit page", Keys: []Key{
		{Name: "title", Required: true, MaxLen: 120, Example: `"Starting well"`, Doc: "The page's heading."},
		{Name: "summary", Required: true, MaxLen: 300, Example: `"What to do in the first month."`},
		{Name: "kind", Type: Word, Options: []string{"page", "form", "timeline"}},
		{
			Name:      "audience",
			Type:      WordList,
			Options:   []string{"preceptee", "preceptor", "organisation", "everyone"},
			OneOrList: true,
			Min:       1,
		},
		{Name: "order", Type: Integer},
		{Name: "reviewed", Type: Date},
		{Name: "review_by", Type: Date},
		{Name: "owner"},
		{Name: "draft", Type: Bool},
		{
			Name:   "sources",
			Type:   MapList,
			Fields: []Key{{Name: "title", Required: true, Example: `"NHS England"`}, {Name: "url", Required: true}},
		},
		{Name: "aliases", Type: TextList},
		{Name: "outline", Type: Any},
	}}
}

// told writes findings as the tables below have them: line:column rule, then message and help.
func told(list []finding.Finding) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%d:%d %s: %s (%s)\n", f.Line, f.Column, f.Rule, f.Message, f.Help)
	}
	return b.String()
}

// brief writes findings as line:column-end rule alone.
func brief(list []finding.Finding) string {
	var out []string
	for _, f := range list {
		out = append(out, fmt.Sprintf("%d:%d-%d %s", f.Line, f.Column, f.End, f.Rule))
	}
	return strings.Join(out, ", ")
}

// judge reads a page and its head.
func judge(path string, raw []byte) (*File, Values, []finding.Finding) {
	f, list := Read(path, raw, MaxFile)
	if f == nil {
		return nil, Values{}, list
	}
	v, more := f.Values(page())
	return f, v, finding.Sort(append(list, more...))
}

// Each hostile page has one flaw, and one finding for it. Files without an entry of their own are valid.
func TestHostilePages(t *testing.T) {
	cases := map[string]struct {
		want   string   // findings, briefly
		words  []string // must be said
		never  []string // must not be said
		noFile bool
	}{
		"fm-unterminated": {want: "1:1-4 front-matter-open", never: []string{"CNRY-001"}, noFile: true},
		"fm-four-dashes": {
			want:   "4:1-5 front-matter-open",
			words:  []string{"three dashes"},
			never:  []string{"CNRY-004"},
			noFile: true,
		},
		"fm-indented-dashes": {
			want:   "5:3-6 front-matter-open",
			words:  []string{"indented"},
			never:  []string{"CNRY-005"},
			noFile: true,
		},
		"fm-empty": {
			want:  "1:1-4 key-missing, 1:1-4 key-missing",
			words: []string{`"title" is missing`, `write title: "Starting well"`},
		},
		"fm-text-before": {want: "1:1-2 front-matter-open", never: []string{"CNRY-008"}, noFile: true},
		"fm-toml": {
			want:   "1:1-4 front-matter-language",
			words:  []string{"TOML", "YAML"},
			never:  []string{"CNRY-010"},
			noFile: true,
		},
		"fm-dup-key": {
			want:  "4:1-6 key-duplicate",
			words: []string{"title", "line 2"},
			never: []string{"Second title"},
		},
		"fm-unknown-key": {
			want:  "2:1-6 key-unknown",
			words: []string{`unknown key "titel"`, "did you mean title?"},
		},
		"fm-tab-indent": {want: "4:1-2 front-matter-yaml", words: []string{"a tab"}},
		"fm-null-doc":   {want: "2:1-5 front-matter-yaml", words: []string{"title"}},
		"fm-alias-bomb": {
			want:  "2:5-8 front-matter-yaml",
			words: []string{"anchor"},
			never: []string{"xxxxxxxxxx"},
		},
		"fm-alias-known-key": {want: "3:5-8 front-matter-yaml", words: []string{"anchor"}},
		"fm-self-alias":      {want: "3:11-13 front-matter-yaml", words: []string{"anchor"}},
		"fm-raw-nul":         {want: "2:13-14 control-character", words: []string{"U+0000"}},
		"body-invalid-utf8":  {want: "11:5-6 utf8", words: []string{"UTF-8"}, noFile: true},
		"zero-byte":          {want: "1:1-0 file-empty", words: []string{"empty"}, noFile: true},
		"png-as-md": {
			want:   "1:1-2 utf8",
			words:  []string{"UTF-8", "picture"},
			never:  []string{"IHDR"},
			noFile: true,
		},
		"title-newline": {want: "2:8-35 key-type", words: []string{"one line"}},
		"title-map": {
			want:  "2:8-27 key-type",
			words: []string{`"title" must be text`, "straight quotes"},
			never: []string{"map["},
		},
		"title-2000":       {want: "2:8-2010 text-long", words: []string{"long"}},
		"audience-unknown": {want: "4:12-20 key-type", words: []string{`"preceptr"`, "did you mean preceptor?"}},
		"audience-empty":   {want: "4:1-9 key-missing", words: []string{`"audience" is empty`}},
		"order-word":       {want: "8:8-11 key-type", words: []string{`"order"`, `"ten"`}},
		"order-huge":       {want: "8:8-31 key-type", words: []string{`"order"`, "too large"}},
		"order-float":      {want: "8:8-11 key-type", words: []string{`"order"`, `"1.9"`}},
		"date-feb30": {
			want:  "5:11-21 date-bad",
			words: []string{"2026-02-30", "28 days"},
			never: []string{"March 2026"},
		},
		"date-feb29-nonleap": {want: "6:12-22 date-bad", words: []string{"2027-02-29"}, never: []string{"March 2027"}},
		"date-year9999":      {want: "6:12-22 date-bad", words: []string{"review_by", "2000 to 2100"}},
		"date-int":           {want: "5:11-19 date-bad", words: []string{"reviewed", "write 2026-02-03"}},
		"date-fullwidth":     {want: "5:11-23 date-bad", words: []string{"reviewed", "write 2026-02-03"}},
		"date-nbsp":          {want: "5:11-25 date-bad", words: []string{"reviewed", "write 2026-02-03"}},
		"bidi-override":      {want: "2:14-15 bidi", words: []string{"U+202E"}, never: []string{"\u202e"}},
	}
	files, err := filepath.Glob("testdata/hostile/*.md")
	if err != nil || len(files) < len(cases) {
		t.Fatalf("%d files for %d cases: %v", len(files), len(cases), err)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".md")
		t.Run(name, func(t *testing.T) {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			c := cases[name]
			f, _, list := judge(name+".md", raw)
			if got := brief(list); got != c.want {
				t.Errorf("found %s\nwant  %s", got, c.want)
			}
			if (f == nil) != c.noFile {
				t.Errorf("file is %v", f)
			}
			said := told(list)
			for _, w := range c.words {
				if !strings.Contains(said, w) {
					t.Errorf("%q is not said in:\n%s", w, said)
				}
			}
			for _, w := range c.never {
				if strings.Contains(said, w) || f != nil && bytes.Contains(f.Body, []byte(w)) {
					t.Errorf("%q is said in:\n%s", w, said)
				}
			}
		})
	}
}

func TestDelimiters(t *testing.T) {
	const key, end = "title: x\n", "---\nBody\n"
	cases := []struct {
		name, text string
		want       string // rule and words of the only finding; "" for a valid file
	}{
		{"valid", "---\n" + key + end, ""},
		{"spaces after the dashes are invisible", "--- \t\n" + key + "---  \nBody\n", ""},
		{"no body", "---\n" + key + "---", ""},
		{"a rule in the body", "---\n" + key + end + "\n---\n\n----\n", ""},
		{"four dashes open", "----\n" + key + end, "front-matter-open 4 dashes"},
		{"a word processor's dash opens", "—\n" + key + end, "front-matter-open long dashes"},
		{"an indented opening", " ---\n" + key + end, "front-matter-open indented"},
		{"a blank line first", "\n---\n" + key + end, "front-matter-open blank line"},
		{"text on the opening line", "--- x\n" + key + end, "front-matter-open more on it"},
		{"no opening at all", key + end, "front-matter-open not opened"},
		{"dots close", "---\n" + key + "...\nBody\n", "front-matter-open end of the front matter"},
		{"a word processor's dash closes", "---\n" + key + "—\nBody\n", "front-matter-open long dashes"},
		{"an indented closing only", "---\n" + key + " ---\nBody\n", "front-matter-open indented"},
		{
			"a no-break space after the closing",
			"---\n" + key + "---\u00a0\nBody\n",
			"front-matter-open invisible character",
		},
		{"text on the closing line", "---\n" + key + "--- end\nBody\n", "front-matter-open followed by more text"},
		{"five dashes, and a rule in the body", "---\n" + key + "-----\nBody\n\n---\n", "front-matter-open 5 dashes"},
		{"never closed", "---\n" + key + "\n# Body\n", "front-matter-open never closed"},
		{"only the opening", "---", "front-matter-open never closed"},
		{"none", "# Heading\n\nText.\n", "front-matter-missing no front matter"},
		{"JSON", "{\"title\": \"x\"}\n\nBody\n", "front-matter-language JSON"},
		{"TOML in dashes", "---toml\ntitle = 1\n---\n", "front-matter-language TOML"},
		{"too long", "---\n" + strings.Repeat(key, maxHead/8) + end, "file-too-large 64 KiB"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f, list := Read("a.md", []byte(c.text), MaxFile)
			if c.want == "" {
				if f == nil || len(list) > 0 || f.Head.Get("title").Value != "x" ||
					strings.Contains(string(f.Body), "title") {
					t.Fatalf("file %+v, findings %s", f, told(list))
				}
				return
			}
			rule, words, _ := strings.Cut(c.want, " ")
			if f != nil || len(list) != 1 || list[0].Rule != rule ||
				!strings.Contains(list[0].Message, words) && !strings.Contains(list[0].Help, words) {
				t.Errorf("file %v, findings %s", f != nil, told(list))
			}
			if len(list) > 0 && list[0].Line == 0 {
				t.Error("no line")
			}
		})
	}
}

// A byte-order mark and CRLF change nothing but the bytes.
func TestSameTextWhateverTheLineEnds(t *testing.T) {
	const text = "---\ntitle: x\norder: 3\n---\n# Body\n\ntext\n"
	plain, list := Read("a.md", []byte(text), MaxFile)
	if len(list) > 0 {
		t.Fatal(told(list))
	}
	raw := []byte("\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"))
	f, list := Read("a.md", raw, MaxFile)
	if len(list) > 0 || string(f.Text) != text || f.Digest != plain.Digest || string(f.Body) != "# Body\n\ntext\n" {
		t.Errorf("%+v %s", f, told(list))
	}
	if want := fmt.Sprintf("%x", sha256.Sum256([]byte(text))); f.Digest != want {
		t.Errorf("digest %s, want %s", f.Digest, want)
	}
	if f.BodyLine != 5 || string(f.Text[f.BodyOffset:]) != string(f.Body) {
		t.Errorf("body at line %d, offset %d", f.BodyLine, f.BodyOffset)
	}
	if p := f.Head.Get("order").Pos; p.Line != 3 || p.Column != 8 || p.End != 9 {
		t.Errorf("order is at %+v", p)
	}
}

func TestCharacters(t *testing.T) {
	cases := []struct{ name, line, want string }{
		{"a name in Arabic with its marks", "الطبيب\u200f (GP)", ""},
		{"a family in one emoji", "👩\u200d⚕️ and 👨\u200d👩\u200d👧", ""},
		{"the flag of Wales", "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", ""},
		{"Persian", "می\u200cخواهم", ""},
		{"Hindi", "क्\u200dष", ""},
		{"accents, dashes, no-break space", "Zoë – 5\u00a0mg", ""},
		{"zero-width space", "one\u200btwo", "5:4-5 bidi"},
		{"joiner in an English word", "ab\u200dc", "5:3-4 bidi"},
		{"soft hyphen", "pre\u00adceptor", "5:4-5 bidi"},
		{"right-to-left mark in English", "dose\u200f 5", "5:5-6 bidi"},
		{"override, twice on a line: told once", "a\u202eb\u202cc", "5:2-3 bidi"},
		{"byte-order mark inside", "a\ufeffb", "5:2-3 bidi"},
		{"bell", "a\ab", "5:2-3 control-character"},
		{"delete", "a\x7fb", "5:2-3 control-character"},
		{"C1", "a\u0085b", "5:2-3 control-character"},
		{"non-character", "a\ufdd0b", "5:2-3 control-character"},
		{"carriage return alone", "a\rb", "5:2-3 control-character"},
		{"tab", "a\tb", ""},
		{"columns count characters", "👩é\u200b", "5:3-4 bidi"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f, list := Read("a.md", []byte("---\ntitle: x\n---\n\n"+c.line+"\n"), MaxFile)
			if got := brief(list); got != c.want || f == nil || f.Broken {
				t.Errorf("found %q, want %q (%v)", got, c.want, f)
			}
		})
	}
	t.Run("many are cut short", func(t *testing.T) {
		_, list := Read("a.md", []byte("---\ntitle: x\n---\n"+strings.Repeat("a\x01\n", 5000)), MaxFile)
		if len(list) != reported {
			t.Errorf("%d findings", len(list))
		}
	})
}

func TestTooLarge(t *testing.T) {
	f, list := Read("a.md", bytes.Repeat([]byte("x"), MaxFile+1), MaxFile)
	if f != nil || len(list) != 1 || list[0].Rule != RuleTooLarge ||
		!strings.Contains(list[0].Message, "at most 1 MiB") {
		t.Errorf("%v %s", f, told(list))
	}
	record := "---\nanswers:\n  a: \"" + strings.Repeat("x", 2*maxHead) + "\"\n---\n"
	if f, list := Read("r.md", []byte(record), MaxRecord); f == nil || len(list) > 0 {
		t.Errorf("a record's answers may be long: %s", told(list))
	}
}

func TestReadYAML(t *testing.T) {
	n, list := ReadYAML("data/site.yaml", []byte("\ufeff---\r\ntitle: Our site\r\n"))
	if len(list) > 0 || n.Get("title").Value != "Our site" || n.Get("title").Pos.Line != 2 {
		t.Errorf("%+v %s", n, told(list))
	}
	for _, text := range []string{"title: a\n---\ntitle: b\n", "title: a: b\nfoo\n", "- a\n", "title: \x00\n"} {
		if n, list := ReadYAML("s.yaml", []byte(text)); n != nil || len(list) == 0 || list[0].Line == 0 {
			t.Errorf("%q: %v %s", text, n, told(list))
		}
	}
	if n, list := ReadYAML("s.yaml", []byte("# nothing yet\n")); n == nil || n.Kind != MapNode || len(list) > 0 {
		t.Errorf("%v %s", n, told(list))
	}
}

func TestFindingsAreSorted(t *testing.T) {
	_, _, list := judge("a.md", []byte("---\nzzz: 1\ntitle: a\u200bb\norder: x\n---\nb\u200bc\n"))
	if !slices.IsSortedFunc(list, finding.Compare) || len(list) != 5 {
		t.Error(told(list))
	}
}
