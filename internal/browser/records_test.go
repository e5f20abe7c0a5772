package browser

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/chromedp/chromedp"
	"github.com/evanw/esbuild/pkg/api"
	"golang.org/x/tools/txtar"

	"precept/internal/form"
	"precept/internal/identify"
	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/source"
)

// recordsEntry puts the modules that know records on window; they touch no page.
const recordsEntry = `
import * as text from './text.js';
import * as sha from './sha256.js';
import * as digest from './digest.js';
import * as record from './record.js';
import * as dates from './dates.js';
import * as complete from './complete.js';
import * as identify from './identify.js';
import * as zip from './zip.js';
Object.assign(window, { own: { ...text, ...sha, ...digest, ...record, ...dates, ...complete, ...identify, ...zip } });
`

// joined joins modules of the form page's script, beginning with an entry of the test's own.
func joined(t testing.TB, entry string) string {
	t.Helper()
	folder, err := filepath.Abs("../../themes/default/form")
	if err != nil {
		t.Fatal(err)
	}
	table := string(identify.Table)
	result := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: entry, ResolveDir: folder},
		Bundle: true, Write: false, Format: api.FormatIIFE, Target: api.ES2020, LogLevel: api.LogLevelSilent,
		Plugins: []api.Plugin{{Name: "identifiers", Setup: func(b api.PluginBuild) {
			b.OnResolve(api.OnResolveOptions{Filter: "^precept:identifiers$"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
				return api.OnResolveResult{Path: a.Path, Namespace: "made"}, nil
			})
			b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "made"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
				return api.OnLoadResult{Contents: &table, Loader: api.LoaderJSON}, nil
			})
		}}},
	})
	for _, m := range result.Errors {
		t.Fatalf("joining the modules: %s", m.Text)
	}
	return string(result.OutputFiles[0].Contents)
}

// records opens a page with the modules on it.
func records(t *testing.T) *tab {
	t.Helper()
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/404.html")
	b.do(chromedp.Evaluate[chromedp.Void](joined(t, recordsEntry)))
	return b
}

// with calls a function with arguments, in the page.
func with[T any](b *tab, function string, arguments ...any) T {
	b.Helper()
	data, err := json.Marshal(append([]any{}, arguments...))
	if err != nil {
		b.Fatal(err)
	}
	return get[T](b, "("+function+")(..."+string(data)+")")
}

// vectors reads a file of vectors, each a folder of named parts.
func vectors(t testing.TB, name string) (names []string, parts map[string]map[string]string) {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("../form/testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string]map[string]string{}
	for _, f := range a.Files {
		name, part, _ := strings.Cut(f.Name, "/")
		if parts[name] == nil {
			names = append(names, name)
			parts[name] = map[string]string{}
		}
		parts[name][part] = string(f.Data)
	}
	if len(names) < 5 {
		t.Fatalf("only %d vectors in %s", len(names), name)
	}
	return names, parts
}

// TestRecordDigest: the browser signs the same lines as Go, and its own SHA-256 is SHA-256.
func TestRecordDigest(t *testing.T) {
	b := records(t)
	names, parts := vectors(t, "digest.txtar")
	for _, name := range names {
		p := parts[name]
		got := with[[]string](b, `(text, definition) => {
			const { record, fault } = own.readRecord(text), d = JSON.parse(definition);
			if (fault) return [fault];
			record.version = '2026.1';
			return [own.signedText(record, d, 'We agreed'), own.digest(record, d, 'We agreed') + '\n'];
		}`, p["record.md"], p["definition.json"])
		if want := []string{p["lines"], p["digest"]}; !slices.Equal(got, want) {
			t.Errorf("%s: got\n%q\nwant\n%q", name, got, want)
		}
	}
	for n := range 200 {
		data := bytes.Repeat([]byte{byte(n)}, n)
		sum := sha256.Sum256(data)
		if got := with[string](b, `(n) => own.sha256(new Uint8Array(n).fill(n))`, n); got != hex.EncodeToString(sum[:]) {
			t.Fatalf("SHA-256 of %d bytes: %s", n, got)
		}
	}
}

// TestRecordWrite: the browser writes the same bytes as Go and reads them back, whatever the line ends; what a person wrote in
// YAML of their own it refuses kindly.
func TestRecordWrite(t *testing.T) {
	b := records(t)
	names, parts := vectors(t, "records.txtar")
	for _, name := range names {
		p := parts[name]
		for how, text := range map[string]string{"as a person has it": p["record.md"], "as written": p["written.md"], "with CRLF": strings.ReplaceAll(p["written.md"], "\n", "\r\n"),
			"with a byte-order mark": "\ufeff" + p["written.md"]} {
			got := with[string](b, `(text) => { const { record, fault } = own.readRecord(text); return fault || own.writeRecord(record, 'Meeting'); }`, text)
			if got != p["written.md"] {
				t.Errorf("%s, %s: got\n%s\nwant\n%s", name, how, got, p["written.md"])
			}
		}
	}
	for _, text := range []string{"", "Hello", "---\nform: x\n", "---\nform: x\nanswers:\n  said: it went well\n---\n", "---\nform: [x\n---\n", "---\nform: x\nprivate: [a]\n---\n", "---\nform: x\nform: y\n---\n",
		"---\nform: x\nanswers:\n    said: |\n      a\n---\n", "---\nform: x\nanswers:\n  n: [1, 2]\n---\n", "---\nform: x\nsigned:\n- {field: x}\n---\n", "---\ndate: 2026-02-12\n---\n", "---\nform: &a x\n---\n"} {
		fault := with[string](b, `text => own.readRecord(text).fault || 'read: ' + JSON.stringify(own.readRecord(text))`, text)
		if !strings.HasPrefix(fault, "This file ") {
			t.Errorf("%q: %s", text, fault)
		}
	}
}

// TestRecordEveryString: every character, wherever text may stand, is written by the browser so that the browser and Go read it
// back; half a character is replaced.
func TestRecordEveryString(t *testing.T) {
	b := records(t)
	f := &form.Form{Slug: "meeting", Title: "Meeting", Version: "2026.1", Visibility: "pair", Fields: []form.Field{{ID: "said", Type: form.Text, Label: "Said"}, {ID: "evidence", Type: form.Pick, Picks: "records", Label: "Evidence"},
		{ID: "steps", Type: form.Table, Label: "Steps", Columns: []form.Field{{ID: "step", Type: form.Text, Label: "Step"}}}, {ID: "sign", Type: form.Sign, Lane: "preceptor", Label: "We agreed"}}}
	f.Sections = []form.Section{{Fields: []int{0, 1, 2, 3}}}
	definition, err := f.JSON()
	if err != nil {
		t.Fatal(err)
	}
	type result struct{ Text, Digest, Again, Said string }
	check := func(expression, want string) {
		t.Helper()
		got := get[result](b, `(() => {
			const text = `+expression+`, d = `+string(definition)+`, some = [...text].slice(-60).join('');
			const r = { ...own.empty(d), record: 'k7m29qxd', date: '2026-02-12', body: text, about: 'c' + some, answers: { said: text, evidence: [text, 'x'], steps: [{ step: text }, {}, { step: 'x' }] },
				signed: [{ field: 'sign', by: 'preceptor', name: 'A ' + some, date: '2026-02-12', how: 'screen' }], allow: [{ rule: 'phone', at: 'said', reason: 'a ' + some }] };
			const file = own.writeRecord(r, 'Meeting ' + some);
			const back = own.readRecord(file);
			if (back.fault) return { Text: file, Again: back.fault };
			return { Text: file, Digest: own.digest(back.record, d, ''), Again: own.writeRecord(back.record, 'Meeting ' + some), Said: back.record.answers.said };
		})()`)
		if got.Again != got.Text || got.Said != want {
			t.Fatalf("%s: the browser reads back %.200q from\n%.600s", expression, got.Said, got.Text)
		}
		file, findings := form.ReadFile("record.md", []byte(got.Text))
		if file == nil {
			t.Fatalf("%s: %v", expression, findings)
		}
		r, more := form.ReadRecord(file)
		for _, found := range append(append(findings, more...), f.Bind(r)...) {
			if found.Rule != source.RuleBidi {
				t.Fatalf("%s: %s: %s\n%.600q", expression, found.Rule, found.Message, got.Text)
			}
		}
		if a := r.Answer("said"); (a == nil) != (want == "") || a != nil && a.Text != want {
			t.Fatalf("%s: Go reads %.200q", expression, a.Text)
		}
		if a := r.Answer("steps"); len(a.Rows) != 3 || want != "" && (len(a.Rows[0].Cells) != 1 || a.Rows[0].Cells[0].Text != want) {
			t.Fatalf("%s: Go reads the table as %+v", expression, a.Rows)
		}
		// how a text that hides characters is signed, both say alike; about is an id, of which Go leaves them out
		r.About = get[string](b, `own.readRecord(`+jsText(got.Text)+`).record.about`)
		if d := f.Digest(r, "2026.1", ""); d != got.Digest {
			t.Fatalf("%s: Go's digest is %s, the browser's %s", expression, d, got.Digest)
		}
		if own := form.WriteRecord(r, "Meeting"); line(own, 2) != line([]byte(got.Text), 2) || !bytes.Equal(below(own), below([]byte(got.Text))) {
			t.Fatalf("%s: Go writes\n%.600q\nthe browser\n%.600q", expression, own, got.Text)
		}
	}
	const step = 0x2000
	for from := 0; from <= utf8.MaxRune; from += step {
		if from >= 0x20000 && from&0xffff != 0x10000-step {
			continue // of the planes beyond emoji, their ends, where what is no character stands
		}
		var want strings.Builder
		for c := rune(from); c < rune(from+step); c++ {
			if c < 0xd800 || c > 0xdfff {
				want.WriteRune(c)
			}
		}
		check(fmt.Sprintf(`Array.from({length: %d}, (_, i) => i + %d).filter(c => c < 0xd800 || c > 0xdfff).map(c => String.fromCodePoint(c)).join('')`, step, from), want.String())
	}
	for _, text := range []string{"", "---", "\n---\n", ": #", " # ", "- a", "{{", "yes", "null", "012", "</script>", `"`, `\`, `\ud83f\udffe`, "\u0085", "\u2028", "\ufdd0", "\uffff", "\U0001fffe", "\U0010ffff", "\ufeff",
		"👩‍⚕️", "שלום", "one\r\ntwo\rthree\n", strings.Repeat("x", 100_000), strings.Repeat("é\n", 20_000)} {
		check(jsText(text), text)
	}
	check(`'a\ud83d'`, "a\ufffd")
	check(`'\ude00b\ud83d\ude00\ud83dc'`, "\ufffdb😀\ufffdc")
}

func jsText(text string) string {
	data, _ := json.Marshal(text) // a text can always be written
	return string(data)
}

// line gives a line of a text, counted from 0.
func line(text []byte, n int) string {
	lines := strings.SplitN(string(text), "\n", n+2)
	return lines[min(n, len(lines)-1)]
}

// below gives a record without its first lines: what it says of itself, and about.
func below(text []byte) []byte {
	i := bytes.Index(text, []byte("\nanswers:"))
	if i < 0 {
		i = bytes.Index(text, []byte("\nsigned:"))
	}
	return without.ReplaceAll(text[i:], nil)
}

// without is what Go leaves out of a signature's name and of an allowance's reason: what cannot be seen.
var without = regexp.MustCompile(`(?m)^  - \{.*$`)

// TestRecordSplit: private answers go into a file of their own and come back, also those in a column of a table, and the digest is
// that of the file that is handed on.
func TestRecordSplit(t *testing.T) {
	b := records(t)
	got := with[map[string]any](b, `() => {
		const d = { form: 'm', version: '2026.1', title: 'M', subject: 'preceptee', repeats: 'once', visibility: 'pair', fields: [
			{ id: 'said', type: 'text', label: 'Said' }, { id: 'weighs', type: 'text', label: 'Weighs', private: true, was: 'heavy' },
			{ id: 'steps', type: 'table', label: 'Steps', columns: [{ id: 'step', type: 'line', label: 'Step' }, { id: 'why', type: 'line', label: 'Why', private: true }] }] };
		const r = { ...own.empty(d), body: 'Free', rest: { example: true }, answers: { said: 'a', heavy: 'b', steps: [{ step: 'c', why: 'd' }, {}, { why: 'e' }], gone: 'f' } };
		const { main, own: mine } = own.split(r, d), secret = { ...d, visibility: 'private' }, all = own.split(r, secret);
		const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
		const back = own.readRecord(own.writeRecord(mine, 'M')).record;
		return {
			main: same(main.answers, { said: 'a', steps: [{ step: 'c' }, {}, {}], gone: 'f' }) && same(main.private, ['weighs']) && main.body === 'Free',
			mine: same(mine.answers, { heavy: 'b', steps: [{ why: 'd' }, {}, { why: 'e' }] }) && mine.body === '' && mine.record === r.record,
			joined: same(own.join(own.readRecord(own.writeRecord(main, 'M')).record, back).answers.steps, r.answers.steps) && own.join(main, back).answers.heavy === 'b',
			digest: own.digest(r, d, 'x') === own.digest(main, d, 'x') && own.digest(r, d, 'x') !== own.digest({ ...r, body: 'free' }, d, 'x'),
			all: same(all.main.answers, {}) && all.main.body === '' && all.own.body === 'Free' && own.digest(r, secret, 'x') === own.digest(all.main, secret, 'x') && own.join(all.main, all.own).body === 'Free',
			none: own.split({ ...r, answers: { said: 'a' } }, d).own === null,
			name: own.fileName({ ...r, form: 'a/monthly', record: 'k7m29qxd', date: '2026-02-12' }) === '2026-02-12-monthly-k7m29qxd.md',
			ids: Array.from({ length: 500 }, own.newId).every(id => /^[a-z][a-z0-9]{7}$/.test(id)) && new Set(Array.from({ length: 500 }, own.newId)).size === 500,
			complete: own.missing({ ...main, answers: {} }, { ...d, fields: [{ ...d.fields[1], required: true }] }).length === 0,
		};
	}`)
	for what, ok := range got {
		if ok != true {
			t.Errorf("%s: not as it should be", what)
		}
	}
}

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
			got := with[[]string](b, `(text, label) => own.hits(text, label).map(h => h.rule + ': ' + text.slice(h.start, h.end) + ': ' + h.what + ': ' + h.advice)`, text, label)
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

// TestRecordComplete: what a record lacks, the page and Go say alike, for every case that Go is held to.
func TestRecordComplete(t *testing.T) {
	b := records(t)
	tried := 0
	for _, c := range completeCases(t) {
		got := with[string](b, `(text, definition, tags) => {
			const { record, fault } = own.readRecord(text), d = JSON.parse(definition);
			if (fault) return fault;
			const missing = own.missing(record, d, tags), unsigned = own.unsigned(record, d, tags), progress = own.progress(record, d, tags);
			if (progress.done > progress.of || (progress.done === progress.of && missing.some(m => d.fields.find(f => f.id === m.field).required))) return JSON.stringify(progress);
			return missing.map(m => 'missing ' + m.field + ': ' + m.text + '\n').join('') + unsigned.map(f => 'unsigned ' + f.id + ': ' + f.lane + '\n').join('') +
				'done: ' + (record.status === 'complete' && !missing.length && !unsigned.length) + '\nhours: ' + own.hours(record, d) + '\n';
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

// TestRecordDates: dates, times and numbers as people type them.
func TestRecordDates(t *testing.T) {
	b := records(t)
	for _, c := range []struct{ function, typed, want string }{
		{"readDate", "2026-03-27", "2026-03-27"}, {"readDate", " 27 mar 2026 ", "2026-03-27"}, {"readDate", "27/3/26", "2026-03-27"}, {"readDate", "27.3.2026", "2026-03-27"}, {"readDate", "27-03-2026", "2026-03-27"},
		{"readDate", "27 March", "2026-03-27"}, {"readDate", "27th of March 2026", "2026-03-27"}, {"readDate", "March 27, 2026", "2026-03-27"}, {"readDate", "Fri 27 March 2026", "2026-03-27"}, {"readDate", "Friday, 27 March", "2026-03-27"},
		{"readDate", "27mar26", "2026-03-27"}, {"readDate", "27-Mar-2026", "2026-03-27"}, {"readDate", "20260327", "2026-03-27"}, {"readDate", "2026/3/7", "2026-03-07"}, {"readDate", "27 3 2026", "2026-03-27"}, {"readDate", "２７／３／２０２６", "2026-03-27"},
		{"readDate", "1 Sept 2026", "2026-09-01"}, {"readDate", "1/4", "2026-04-01"}, {"readDate", "20 December", "2025-12-20"}, {"readDate", "29 February", ""}, {"readDate", "5 January", "2026-01-05"}, {"readDate", "29/2/2028", "2028-02-29"},
		{"readDate", "30 February 2026", ""}, {"readDate", "29/2/2026", ""}, {"readDate", "31/4/26", ""}, {"readDate", "3/27/2026", ""}, {"readDate", "27 mar 1999", ""}, {"readDate", "1 1 2101", ""}, {"readDate", "soon", ""}, {"readDate", "", ""},
		{"readDate", "27 ma 2026", ""}, {"readDate", "2026", ""}, {"readDate", "12", ""}, {"readDate", "27 march 2026 or so", ""},
		{"dateWords", "2026-03-27", "27 March 2026"}, {"dateWords", "2026-02-30", "2026-02-30"}, {"dateWords", "soon", "soon"},
		{"readTime", "16:30", "16:30"}, {"readTime", "4.30 pm", "16:30"}, {"readTime", "4pm", "16:00"}, {"readTime", "4 p.m.", "16:00"}, {"readTime", "1630", "16:30"}, {"readTime", "9", "09:00"}, {"readTime", "930", "09:30"}, {"readTime", "12 am", "00:00"},
		{"readTime", "12:15pm", "12:15"}, {"readTime", "Noon", "12:00"}, {"readTime", "00:00", "00:00"}, {"readTime", "24:00", ""}, {"readTime", "13pm", ""}, {"readTime", "16:60", ""}, {"readTime", "later", ""}, {"readTime", "", ""},
		{"readNumber", "7.5", "7.5"}, {"readNumber", " 7,5 ", "7.5"}, {"readNumber", "7", "7"}, {"readNumber", ".5", "0.5"}, {"readNumber", "7.", "7"}, {"readNumber", "-1", "-1"}, {"readNumber", "−1", "-1"}, {"readNumber", "0.1234", "0.1234"}, {"readNumber", "007", "007"},
		{"readNumber", "1,500", ""}, {"readNumber", "0.12345", ""}, {"readNumber", "1234567890", ""}, {"readNumber", "1e3", ""}, {"readNumber", "a few", ""}, {"readNumber", "", ""}, {"readNumber", ".", ""}, {"readNumber", "7.5.1", ""},
	} {
		if got := with[string](b, `(f, typed) => own[f](typed, f === 'readDate' ? '2026-03-01' : undefined)`, c.function, c.typed); got != c.want {
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
	data, err := base64.StdEncoding.DecodeString(get[string](b, `btoa(String.fromCharCode(...own.zip([
		{ name: 'a.txt', bytes: own.utf8('one') }, { name: 'Zoë.txt', bytes: own.utf8('two\n') }, { name: 'empty', bytes: new Uint8Array() }, { name: 'long', bytes: new Uint8Array(5000).fill(7) }])))`))
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
	if len(z.File) != 4 || got["a.txt"] != "one" || got["Zoë.txt"] != "two\n" || got["empty"] != "" || got["long"] != strings.Repeat("\a", 5000) {
		t.Errorf("in the zip: %q", got)
	}
	if got := get[string](b, `own.clean('a\r\nb\rc\u0000\u0007\u0085\td\ud800e\u{1F600}')`); got != "a\nb\nc\td\ufffde😀" {
		t.Errorf("cleaned: %q", got)
	}
}

// completeCase is one of the cases that internal/form is held to.
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
				f.Bind(r)
				c.record = string(form.WriteRecord(r, f.Title))
			case "complete":
				c.want = string(part.Data)
			}
		}
		if c.want != "" {
			list = append(list, c)
		}
	}
	return list
}

// formOf reads a form page's Markdown.
func formOf(t testing.TB, text []byte) *form.Form {
	t.Helper()
	in := markdown.Input{File: &markdown.Source{Path: "form.md", Text: text, Body: text, BodyLine: 1}, Slug: "forms/meeting", Folder: "forms", Kind: item.Form,
		Dict: markdown.NewDictionary(nil, nil, nil, nil)}
	facts, _, _, err := markdown.New(nil, nil).Parse(in)
	if err != nil {
		t.Fatal(err)
	}
	headings := make([]form.Heading, len(facts.Headings))
	for i, h := range facts.Headings {
		headings[i] = form.Heading{Text: h.Text, Level: h.Level}
	}
	f, _ := form.New(form.Form{Slug: "meeting", Title: "Meeting", Version: "2026.1", Visibility: "pair"}, headings, facts.Items)
	return f
}
