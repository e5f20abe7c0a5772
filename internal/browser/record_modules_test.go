//go:build browser

package browser

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"precept/internal/form"
	"precept/internal/source"
)

// recordsEntry puts the modules that know records on window; they touch no page.
const recordsEntry = `
import * as text from './text.js';
import * as sha from './sha256.js';
import * as digest from './digest.js';
import * as record from './record.js';
import * as privacy from './privacy.js';
import * as join from './join.js';
import * as readrecord from './readrecord.js';
import * as dates from './dates.js';
import * as complete from './complete.js';
import * as identify from './identify.js';
import * as zip from './zip.js';
import * as compute from './compute.js';
import * as decimal from './decimal.js';
Object.assign(window, {
	own: {
		...text, ...sha, ...digest, ...record, ...privacy, ...join, ...readrecord, ...dates, ...complete, ...identify,
			...zip, ...compute, ...decimal,
	},
});
`

// records opens a page with the modules on it.
func records(t *testing.T) *tab {
	t.Helper()
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/404.html")
	b.eval(joined(t, recordsEntry))
	return b
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

// TestRecordDigest: the browser signs the same lines as Go, by both rules, and its own SHA-256 is SHA-256.
func TestRecordDigest(t *testing.T) {
	b := records(t)
	names, parts := vectors(t, "digest.txtar")
	signatures := 0
	for _, name := range names {
		p := parts[name]
		got := with[map[string]string](b, `(text, definition) => {
			const { record, fault } = own.readRecord(text), d = JSON.parse(definition);
			if (fault) return { fault };
			record.version = '2026.1';
			const got = { lines: own.signedText(record, d, 'We agreed'),
				digest: own.digest(record, d, 'We agreed') + '\n' };
			record.signed.forEach((s, i) => {
				got['signature-' + (i + 1)] = own.signatureText(record, d, s);
				got['signature-' + (i + 1) + '-digest'] = own.signatureDigest(record, d, s) + '\n';
			});
			return got;
		}`, p["record.md"], p["definition.json"])
		for _, part := range slices.Sorted(maps.Keys(p)) {
			switch {
			case strings.HasPrefix(part, "signature"):
				signatures++
			case part != "lines" && part != "digest":
				continue
			}
			if got[part] != p[part] {
				t.Errorf("%s/%s: got\n%q\nwant\n%q", name, part, got[part], p[part])
			}
		}
	}
	if signatures < 6 {
		t.Errorf("only %d texts and digests of signatures", signatures)
	}
	for n := range 200 {
		data := bytes.Repeat([]byte{byte(n)}, n)
		sum := sha256.Sum256(data)
		if got := with[string](b, `(n) => own.sha256(new Uint8Array(n).fill(n))`,
			n); got != hex.EncodeToString(sum[:]) {
			t.Fatalf("SHA-256 of %d bytes: %s", n, got)
		}
	}
}

// TestRecordWrite: the browser writes the same bytes as Go and reads them back, whatever the line ends; what a person
// wrote in YAML of their own it refuses kindly.
func TestRecordWrite(t *testing.T) {
	b := records(t)
	names, parts := vectors(t, "records.txtar")
	for _, name := range names {
		p := parts[name]
		for how, text := range map[string]string{"as a person has it": p["record.md"], "as written": p["written.md"],
			"with CRLF":              strings.ReplaceAll(p["written.md"], "\n", "\r\n"),
			"with a byte-order mark": "\ufeff" + p["written.md"]} {
			got := with[string](b, `(text) =>
				{ const { record, fault } = own.readRecord(text); return fault || own.writeRecord(record, 'Meeting');
				}`, text)
			if got != p["written.md"] {
				t.Errorf("%s, %s: got\n%s\nwant\n%s", name, how, got, p["written.md"])
			}
		}
	}
	for _, text := range []string{"", "Hello", "---\nform: x\n", "---\nform: x\nanswers:\n  said: it went well\n---\n",
		"---\nform: [x\n---\n", "---\nform: x\nprivate: [a]\n---\n", "---\nform: x\nform: y\n---\n",
		"---\nform: x\nanswers:\n    said: |\n      a\n---\n", "---\nform: x\nanswers:\n  n: [1, 2]\n---\n",
		"---\nform: x\nsigned:\n- {field: x}\n---\n", "---\ndate: 2026-02-12\n---\n", "---\nform: &a x\n---\n"} {
		fault := with[string](b, `text => own.readRecord(text).fault ||
			'read: ' + JSON.stringify(own.readRecord(text))`, text)
		if !strings.Contains(strings.ToLower(fault), "this file ") {
			t.Errorf("%q: %s", text, fault)
		}
	}
}

// meetingForm is a form in which text may be in every place that a record has.
func meetingForm() *form.Form {
	return &form.Form{Slug: "meeting", Title: "Meeting", Version: "2026.1", Visibility: "pair",
		Sections: []form.Section{{Fields: []int{0, 1, 2, 3}}},
		Fields: []form.Field{
			{ID: "said", Type: form.Text, Label: "Said"},
			{ID: "evidence", Type: form.Pick, Picks: "records", Label: "Evidence"},
			{ID: "steps", Type: form.Table, Label: "Steps",
				Columns: []form.Field{{ID: "step", Type: form.Text, Label: "Step"}}},
			{ID: "sign", Type: form.Sign, Lane: "preceptor", Label: "We agreed"}}}
}

// everyPlace writes a record that has the text in every place and reads it back. EXPRESSION and DEFINITION are
// replaced.
const everyPlace = `(() => {
	const text = EXPRESSION, d = DEFINITION, some = [...text].slice(-60).join('');
	const r = { ...own.empty(d), record: 'k7m29qxd', date: '2026-02-12', body: text, about: 'c' + some,
		answers: { said: text, evidence: [text, 'x'], steps: [{ step: text }, {}, { step: 'x' }] },
		signed: [{ field: 'sign', by: 'preceptor', name: 'A ' + some, date: '2026-02-12', how: 'screen' }],
		allow: [{ rule: 'phone', at: 'said', reason: 'a ' + some }] };
	const file = own.writeRecord(r, 'Meeting ' + some), back = own.readRecord(file);
	if (back.fault) return { Text: file, Again: back.fault };
	return { Text: file, Digest: own.digest(back.record, d, ''),
		Again: own.writeRecord(back.record, 'Meeting ' + some), Said: back.record.answers.said };
})()`

// inEveryPlace writes the text that an expression gives, in the browser, and reads it back there and in Go.
func inEveryPlace(b *tab, f *form.Form, definition, expression, want string) {
	b.Helper()
	got := get[struct{ Text, Digest, Again, Said string }](b,
		strings.NewReplacer("EXPRESSION", expression, "DEFINITION", definition).Replace(everyPlace))
	if got.Again != got.Text || got.Said != want {
		b.Fatalf("%s: the browser reads back %.200q from\n%.600s", expression, got.Said, got.Text)
	}
	file, findings := form.ReadFile("record.md", []byte(got.Text))
	if file == nil {
		b.Fatalf("%s: %v", expression, findings)
	}
	r, more := form.ReadRecord(file)
	for _, found := range append(append(findings, more...), f.Bind(r, nil)...) {
		if found.Rule != source.RuleBidi {
			b.Fatalf("%s: %s: %s\n%.600q", expression, found.Rule, found.Message, got.Text)
		}
	}
	if a := r.Answer("said"); (a == nil) != (want == "") || a != nil && a.Text != want {
		b.Fatalf("%s: Go reads %.200q", expression, a.Text)
	}
	rows := r.Answer("steps").Rows
	if len(rows) != 3 || want != "" && (len(rows[0].Cells) != 1 || rows[0].Cells[0].Text != want) {
		b.Fatalf("%s: Go reads the table as %+v", expression, rows)
	}
	// both sign a text with hidden characters alike; about is an id, from which Go removes them
	r.About = get[string](b, `own.readRecord(`+jsText(got.Text)+`).record.about`)
	if d := f.Digest(r, "2026.1", ""); d != got.Digest {
		b.Fatalf("%s: Go's digest is %s, the browser's %s", expression, d, got.Digest)
	}
	if own := form.WriteRecord(r, "Meeting"); line(own, 2) != line([]byte(got.Text), 2) ||
		!bytes.Equal(below(own), below([]byte(got.Text))) {
		b.Fatalf("%s: Go writes\n%.600q\nthe browser\n%.600q", expression, own, got.Text)
	}
}

// TestRecordEveryString: every character, wherever text may be, is written by the browser so that the browser and Go
// read it back; half a character is replaced.
func TestRecordEveryString(t *testing.T) {
	b, f := records(t), meetingForm()
	definition, err := f.JSON()
	if err != nil {
		t.Fatal(err)
	}
	check := func(expression, want string) {
		t.Helper()
		inEveryPlace(b, f, string(definition), expression, want)
	}
	const step = 0x2000
	for from := 0; from <= utf8.MaxRune; from += step {
		if from >= 0x20000 && from&0xffff != 0x10000-step {
			continue // of the planes beyond emoji only the ends, with what is not a character
		}
		var want strings.Builder
		for c := rune(from); c < rune(from+step); c++ {
			if c < 0xd800 || c > 0xdfff {
				want.WriteRune(c)
			}
		}
		check(fmt.Sprintf(`Array.from({ length: %d }, (_, i) => i + %d)
			.filter(c => c < 0xd800 || c > 0xdfff).map(c => String.fromCodePoint(c)).join('')`, step, from),
			want.String())
	}
	for _, text := range []string{"", "---", "\n---\n", ": #", " # ", "- a", "{{", "yes", "null", "012", "</script>",
		`"`, `\`, `\ud83f\udffe`, "\u0085", "\u2028", "\ufdd0", "\uffff", "\U0001fffe", "\U0010ffff", "\ufeff",
		"👩‍⚕️", "שלום", "one\r\ntwo\rthree\n", strings.Repeat("x", 100_000), strings.Repeat("é\n", 20_000)} {
		check(jsText(text), text)
	}
	check(`'a\ud83d'`, "a\ufffd")
	check(`'\ude00b\ud83d\ude00\ud83dc'`, "\ufffdb😀\ufffdc")
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

// TestRecordSplit: private answers go into a file of their own and come back, also those in a column of a table, and
// the digest is that of the file that is handed on.
func TestRecordSplit(t *testing.T) {
	b := records(t)
	got := with[map[string]any](b, `() => {
		const d = { form: 'm', version: '2026.1', title: 'M', subject: 'preceptee', repeats: 'once', visibility: 'pair',
			fields: [
			{ id: 'said', type: 'text', label: 'Said' },
				{ id: 'weighs', type: 'text', label: 'Weighs', private: true, was: 'heavy' },
			{ id: 'steps', type: 'table', label: 'Steps',
				columns: [{ id: 'step', type: 'line', label: 'Step' },
				{ id: 'why', type: 'line', label: 'Why', private: true }] }] };
		const r = { ...own.empty(d), body: 'Free', rest: { example: true },
			answers: { said: 'a', heavy: 'b', steps: [{ step: 'c', why: 'd' }, {}, { why: 'e' }], gone: 'f' } };
		const { main, own: mine } = own.split(r, d), secret = { ...d, visibility: 'private' },
			all = own.split(r, secret);
		const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
		const back = own.readRecord(own.writeRecord(mine, 'M')).record;
		return {
			main: same(main.answers, { said: 'a', steps: [{ step: 'c' }, {}, {}], gone: 'f' }) &&
				same(main.private, ['weighs']) && main.body === 'Free',
			mine: same(mine.answers, { heavy: 'b', steps: [{ why: 'd' }, {}, { why: 'e' }] }) && mine.body === '' &&
				mine.record === r.record,
			joined: same(own.join(own.readRecord(own.writeRecord(main, 'M')).record, back).answers.steps,
				r.answers.steps) && own.join(main, back).answers.heavy === 'b',
			digest: own.digest(r, d, 'x') === own.digest(main, d, 'x') &&
				own.digest(r, d, 'x') !== own.digest({ ...r, body: 'free' }, d, 'x'),
			all: same(all.main.answers, {}) && all.main.body === '' && all.own.body === 'Free' &&
				own.digest(r, secret, 'x') === own.digest(all.main, secret, 'x') &&
				own.join(all.main, all.own).body === 'Free',
			none: own.split({ ...r, answers: { said: 'a' } }, d).own === null,
			name: own.fileName({ ...r, form: 'a/monthly', record: 'k7m29qxd',
				date: '2026-02-12' }) === '2026-02-12-monthly-k7m29qxd.md',
			ids: Array.from({ length: 500 }, own.newId).every(id => /^[a-z][a-z0-9]{7}$/.test(id)) &&
				new Set(Array.from({ length: 500 }, own.newId)).size === 500,
			complete: own.missing({ ...main, answers: {} },
				{ ...d, fields: [{ ...d.fields[1], required: true }] }).length === 0,
		};
	}`)
	for what, ok := range got {
		if ok != true {
			t.Errorf("%s: not as it should be", what)
		}
	}
}

// TestComputedAlike: the browser computes what Go computes.
func TestComputedAlike(t *testing.T) {
	b := records(t)
	raw, err := os.ReadFile("../form/testdata/compute.json")
	if err != nil {
		t.Fatal(err)
	}
	wrong := with[[]string](b, `(text) => {
		const { between, sums } = JSON.parse(text);
		return [...between.map(([from, to, want]) => [from, to, own.minutesBetween(from, to), want]),
			...sums.map(([sum, goal, want]) => [sum, goal, own.offSum(own.decimal(sum), goal), want])]
			.filter(([, , got, want]) => got !== want).map((one) => one.join(' | '));
	}`, string(raw))
	for _, one := range wrong {
		t.Error(one)
	}
}
