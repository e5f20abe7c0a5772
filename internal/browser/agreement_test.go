//go:build browser

package browser

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/identify"
	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/source"
	"precept/internal/wording"
)

// TestRecordIdentify: the coach finds what the build finds.
func TestRecordIdentify(t *testing.T) {
	b := records(t)
	a, err := txtar.ParseFile("../identify/testdata/vectors.txtar")
	if err != nil {
		t.Fatal(err)
	}
	marked := regexp.MustCompile(`⟦(?:[a-z-]+:)?([^⟧]*)⟧`)
	tried := 0
	for _, file := range a.Files {
		for vector := range strings.Lines(string(file.Data)) {
			vector = strings.ReplaceAll(strings.TrimSuffix(vector, "\n"), `\n`, "\n")
			label, text, asked := strings.Cut(vector, " » ")
			if !asked {
				label, text = "", vector
			}
			text = marked.ReplaceAllString(text, "$1")
			want := []string{}
			for _, h := range identify.Hits(text, label) {
				want = append(want, h.Rule+": "+text[h.Start:h.End]+": "+h.What+": "+h.Advice)
			}
			got := with[[]string](b, `(text, label) =>
				own.hits(text, label).map(h => h.rule + ': ' + text.slice(h.start, h.end) + ': ' + h.what + ': ' +
				h.advice)`, text, label)
			if !slices.Equal(got, want) {
				t.Errorf("%q (%s): the page finds %q, Go %q", text, label, got, want)
			}
			tried++
		}
	}
	if tried < 120 {
		t.Errorf("only %d vectors", tried)
	}
	if n := with[int](b, `() => own.hits('Ring 07700 900123 or LS1 4AP about 943 476 5919', '', true).length`); n != 1 {
		t.Errorf("in the practice's own records %d are found", n)
	}
}

// TestRecordComplete: the page and Go say the same about what a record lacks, in each of the cases of internal/form.
func TestRecordComplete(t *testing.T) {
	b := records(t)
	tried := 0
	for _, c := range completeCases(t) {
		got := with[string](b, `(text, definition, tags) => {
			const { record, fault } = own.readRecord(text), d = JSON.parse(definition);
			if (fault) return fault;
			const missing = own.missing(record, d, tags), unsigned = own.unsigned(record, d, tags);
			return missing.map(m => 'missing ' + m.field + ': ' + m.text + '\n').join('') +
				unsigned.map(f => 'unsigned ' + f.id + ': ' + f.lane + '\n').join('');
		}`, c.record, c.definition, c.tags)
		if got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
		tried++
	}
	if tried < 3 {
		t.Errorf("only %d cases", tried)
	}
}

// TestP8TypedDates: the page and Go read dates alike, as people type them: those of internal/civil/testdata/typed.txt.
func TestP8TypedDates(t *testing.T) {
	b := records(t)
	data, err := os.ReadFile("../civil/testdata/typed.txt")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		part := strings.Split(strings.TrimSpace(line), " | ")
		want := strings.TrimPrefix(part[2], "none")
		if got := with[string](b, `(typed, toward) => own.readDate(typed, toward, '2026-03-01')`, part[0],
			strings.TrimPrefix(part[1], "-")); got != want {
			t.Errorf("%q, %s: got %q, want %q", part[0], part[1], got, want)
		}
		tried++
	}
	if tried < 60 {
		t.Errorf("only %d texts", tried)
	}
}

// TestTypedMonths: the page reads and says dates in a site's own words as Go does (TestReadDate of package wording).
func TestTypedMonths(t *testing.T) {
	t.Parallel()
	var list []struct {
		Lang   string
		Months []string
		Typed  map[string]string
	}
	readJSON(t, "../wording/testdata/dates.json", &list)
	b := newTab(t)
	b.visit("about:blank")
	for _, v := range list {
		months := map[wording.Phrase]wording.Text{}
		for i, text := range v.Months {
			months[wording.Phrase("{1} "+time.Month(i+1).String()+" {2}")] = wording.Text{"other": text}
		}
		w := wording.New(v.Lang, months)
		b.eval(joinedIn(t, w, `import * as dates from "./dates.js"; window.dates = dates;`))
		for typed, want := range v.Typed {
			got := with[string](b, `typed => dates.readDate(typed, undefined, '2026-02-01')`, typed)
			if got != want {
				t.Errorf("%s: %q is read as %q, want %q", v.Lang, typed, got, want)
			}
		}
		for m := time.January; m <= time.December; m++ {
			d := civil.Date{Year: 2026, Month: m, Day: 9}
			if got := with[string](b, `d => dates.dateWords(d)`, d.String()); got != w.Date(d) {
				t.Errorf("%s: %s is said as %q, want %q", v.Lang, d, got, w.Date(d))
			}
			if got := with[string](b, `typed => dates.readDate(typed)`, w.Date(d)); got != d.String() {
				t.Errorf("%s: %q is read as %q", v.Lang, w.Date(d), got)
			}
		}
	}
}

// TestRecordDates: dates in words, and times and numbers as people type them.
func TestRecordDates(t *testing.T) {
	b := records(t)
	for _, c := range []struct{ function, typed, want string }{
		{"dateWords", "2026-03-27", "27 March 2026"}, {"dateWords", "2026-02-30", "2026-02-30"},
		{"dateWords", "soon", "soon"},
		{"readTime", "16:30", "16:30"}, {"readTime", "4.30 pm", "16:30"}, {"readTime", "4pm", "16:00"},
		{"readTime", "4 p.m.", "16:00"}, {"readTime", "1630", "16:30"}, {"readTime", "9", "09:00"},
		{"readTime", "930", "09:30"}, {"readTime", "12 am", "00:00"},
		{"readTime", "12:15pm", "12:15"}, {"readTime", "Noon", "12:00"}, {"readTime", "00:00", "00:00"},
		{"readTime", "24:00", ""}, {"readTime", "13pm", ""}, {"readTime", "16:60", ""}, {"readTime", "later", ""},
		{"readTime", "", ""},
		{"readNumber", "7.5", "7.5"}, {"readNumber", " 7,5 ", "7.5"}, {"readNumber", "7", "7"},
		{"readNumber", ".5", "0.5"}, {"readNumber", "7.", "7"}, {"readNumber", "-1", "-1"},
		{"readNumber", "−1", "-1"}, {"readNumber", "0.1234", "0.1234"}, {"readNumber", "007", "007"},
		{"readNumber", "1,500", ""}, {"readNumber", "0.12345", ""}, {"readNumber", "1234567890", ""},
		{"readNumber", "1e3", ""}, {"readNumber", "a few", ""}, {"readNumber", "", ""}, {"readNumber", ".", ""},
		{"readNumber", "7.5.1", ""},
	} {
		if got := with[string](b, `(f, typed) => own[f](typed)`, c.function, c.typed); got != c.want {
			t.Errorf("%s(%q) is %q, want %q", c.function, c.typed, got, c.want)
		}
	}
	if got := get[string](b, `own.day()`); !regexp.MustCompile(`^20\d\d-\d\d-\d\d$`).MatchString(got) {
		t.Errorf("today is %q", got)
	}
}

// TestRecordZip: the zip that a page makes is one.
func TestRecordZip(t *testing.T) {
	b := records(t)
	data, err := base64.StdEncoding.DecodeString(get[string](b, `btoa(own.zip([
		{ name: 'a.txt', bytes: own.utf8('one') }, { name: 'Zoë.txt', bytes: own.utf8('two\n') },
			{ name: 'empty', bytes: new Uint8Array() },
			{ name: 'long', bytes: new Uint8Array(5000).fill(7) }]).map(part =>
			String.fromCharCode(...part)).join(''))`))
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r) // reading checks the CRC-32
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		got[f.Name] = string(text)
	}
	if len(z.File) != 4 || got["a.txt"] != "one" || got["Zoë.txt"] != "two\n" || got["empty"] != "" ||
		got["long"] != strings.Repeat("\a", 5000) {
		t.Errorf("in the zip: %q", got)
	}
	cleaned := get[string](b, `own.clean('a\r\nb\rc\u0000\u0007\u0085\td\ud800e\u{1F600}')`)
	if got := cleaned; got != "a\nb\nc\td\ufffde😀" {
		t.Errorf("cleaned: %q", got)
	}
}

// completeCase is one of the cases of internal/form.
type completeCase struct {
	name, record, definition, want string
	tags                           []string
}

// completeCases reads them, each record as precept writes it.
func completeCases(t testing.TB) []completeCase {
	t.Helper()
	paths, err := filepath.Glob("../form/testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var list []completeCase
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		c := completeCase{name: filepath.Base(path), tags: []string{}}
		for comment := range strings.Lines(string(a.Comment)) {
			if rest, ok := strings.CutPrefix(comment, "tags:"); ok {
				c.tags = strings.Fields(rest)
			}
		}
		var f *form.Form
		judged := false
		for _, part := range a.Files {
			switch part.Name {
			case "form.md":
				f = formOf(t, part.Data)
				definition, err := f.JSON()
				if err != nil {
					t.Fatal(err)
				}
				c.definition = string(definition)
			case "record.md":
				file, findings := form.ReadFile("record.md", part.Data)
				if file == nil {
					t.Fatal(findings)
				}
				r, _ := form.ReadRecord(file)
				f.Bind(r, nil)
				c.record = string(form.WriteRecord(r, f.Title))
			case "complete":
				c.want, judged = string(part.Data), true
			}
		}
		if judged {
			list = append(list, c)
		}
	}
	return list
}

// formOf reads a form page's Markdown.
func formOf(t testing.TB, text []byte) *form.Form {
	t.Helper()
	in := markdown.Input{File: &source.File{Path: "form.md", Text: text, Body: text, BodyLine: 1},
		Slug: "forms/meeting", Folder: "forms", Kind: item.Form,
		Dict: markdown.NewDictionary(nil, nil, nil, nil)}
	facts, _, _, err := markdown.New(item.NewGrammar(form.Markers()), nil, nil).Parse(in)
	if err != nil {
		t.Fatal(err)
	}
	headings := make([]form.Heading, len(facts.Headings))
	for i, h := range facts.Headings {
		headings[i] = form.Heading{Text: h.Text}
	}
	f, _ := form.New(form.Form{Slug: "meeting", Title: "Meeting", Version: "2026.1", Visibility: "pair"}, headings,
		facts.Items, nil)
	return f
}
