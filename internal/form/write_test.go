package form_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/source"
)

const written = "testdata/records.txtar"

// TestWrite checks the vectors in testdata/records.txtar, which serve the browser's own code as well. A vector is a
// folder:
//
//	form.md          the form page
//	definition.json  its definition
//	record.md        a record as a person may have it: other quotes, other line ends, former ids
//	written.md       the same as precept and the form page write it
//
// What is written is read back as the same record and written as the same bytes.
func TestWrite(t *testing.T) {
	holdVectors(t, written, 5, func(name string, c *tested) map[string]string {
		for _, f := range append(c.page, c.findings...) {
			if f.Rule != "answer-unknown" && f.Rule != "key-unknown" {
				t.Errorf("%s: %s", name, f.Message)
			}
		}
		text := form.WriteRecord(c.record, c.form.Title)
		again := reread(t, c, text)
		if !reflect.DeepEqual(plain(again), plain(c.record)) {
			t.Errorf("%s: read back as\n%+v\nwant\n%+v", name, plain(again), plain(c.record))
		}
		if twice := form.WriteRecord(again, c.form.Title); !bytes.Equal(twice, text) {
			t.Errorf("%s: written again as\n%s\nwant\n%s", name, twice, text)
		}
		for _, from := range []string{c.text, string(text)} {
			if got := form.Plain(fileOf(t, from), "Meeting", ""); !bytes.Equal(got, text) {
				t.Errorf("%s: written without its form\n%s\nas\n%s\nwant\n%s", name, from, got, text)
			}
		}
		if one, two := c.form.Digest(c.record, "2026.1", ""), c.form.Digest(again, "2026.1", ""); one != two {
			t.Errorf("%s: the digest has changed", name)
		}
		return map[string]string{"written.md": string(text)}
	})
}

// fileOf reads a record's file.
func fileOf(t testing.TB, text string) *source.File {
	t.Helper()
	file, findings := form.ReadFile("record.md", []byte(text))
	if file == nil {
		t.Fatalf("cannot be read: %v\n%s", findings, text)
	}
	return file
}

// TestPlainLosesNothing: whatever can be read as a record's file is handed on whole, even where precept cannot take it.
func TestPlainLosesNothing(t *testing.T) {
	file := fileOf(t,
		"---\nform: gone\ndate: soon\nstatus: perhaps\nremark: |\n  one\n  two\nprivate: notes\nanswers:\n  n: sixty\n"+
			"  empty: \"\"\n  deep: {\"a\": {\"b\": [\"c\"]}}\n"+
			"signed:\n  - name: Example\n    field: sign\n    mood: fine\n---\nBody.\n")
	want := "---\n# A record for precept. To read or change it, open the form \"Gone\" and choose \"Open a file\".\n" +
		"form: \"gone\"\nversion: \"2026.1\"\ndate: \"soon\"\nstatus: \"perhaps\"\nprivate: \"notes\"\n" +
		"answers:\n  n: \"sixty\"\n  deep: {\"a\": {\"b\": [\"c\"]}}\n" +
		"signed:\n  - {\"field\": \"sign\", \"name\": \"Example\", \"mood\": \"fine\"}\n" +
		"remark: \"one\\ntwo\\n\"\n---\nBody.\n"
	if got := string(form.Plain(file, "Gone", "2026.1")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// reread reads a record's file by the form of the case.
func reread(t testing.TB, c *tested, text []byte) *form.Record {
	t.Helper()
	file, findings := form.ReadFile("record.md", text)
	if file == nil {
		t.Fatalf("cannot be read: %v\n%s", findings, text)
	}
	r, more := form.ReadRecord(file)
	for _, f := range append(append(findings, more...), c.form.Bind(r, nil)...) {
		if f.Rule != "answer-unknown" && f.Rule != "key-unknown" && f.Rule != "bidi" {
			t.Fatalf("%s: %s\n%q", f.Rule, f.Message, text)
		}
	}
	return r
}

// plain is a record without the places in its file.
func plain(r *form.Record) form.Record {
	c := form.Record{Form: r.Form, Version: r.Version, ID: r.ID, About: r.About, Milestone: r.Milestone,
		Revises: r.Revises, Date: r.Date,
		Status: r.Status, Private: r.Private, Body: r.Body, Allow: r.Allow, Example: r.Example,
		Answers: placeless(r.Answers)}
	for _, s := range r.Signed {
		s.Pos = form.Signature{}.Pos
		c.Signed = append(c.Signed, s)
	}
	return c
}

func placeless(answers []form.Answer) []form.Answer {
	var list []form.Answer
	for _, a := range answers {
		b := form.Answer{Field: a.Field, Key: a.Key, Text: a.Text, List: a.List, Unknown: a.Unknown}
		for _, row := range a.Rows {
			row.Cells = placeless(row.Cells)
			if row.Key == "" || len(row.Cells) > 0 {
				b.Rows = append(b.Rows, row)
			}
		}
		list = append(list, b)
	}
	return list
}

// anywhere is a form with a place for text of every kind.
func anywhere(t testing.TB) *tested {
	return newCase(t, &txtar.Archive{Files: []txtar.File{{Name: "form.md",
		Data: []byte("- [text] Said {#said}\n- [pick: records] Evidence {#evidence}\n" +
			"- [table] Steps {#steps}\n  - [text] Step {#step}\n- [sign: preceptor] We agreed {#sign}\n")}}})
}

// filled is a record with the text wherever a text may be.
func filled(text string) *form.Record {
	day := civil.Date{Year: 2026, Month: 2, Day: 12}
	return &form.Record{Form: "meeting", Version: "2026.1", ID: "k7m29qxd", Date: day, Status: form.Complete,
		Body: []byte(text),
		Answers: []form.Answer{{Field: "said", Key: "said", Text: text},
			{Field: "evidence", Key: "evidence", List: []string{text, "x"}},
			{Field: "steps", Key: "steps",
				Rows: []form.AnswerRow{{Cells: []form.Answer{{Field: "step", Key: "step", Text: text}}}, {},
					{Cells: []form.Answer{{Field: "step", Key: "step", Text: "x"}}}}}},
		Signed: []form.Signature{{Field: "sign", By: "preceptor", Name: "A " + last(text), Date: day, How: "screen"}},
		Allow:  []form.Allowance{{Rule: "phone", At: "said", Reason: "a " + last(text)}}}
}

// last is the end of a text, as much as fits in a line.
func last(text string) string {
	runes := []rune(text)
	return string(runes[max(0, len(runes)-60):])
}

// TestEveryCharacter: every character that is typed in an answer comes back as typed.
func TestEveryCharacter(t *testing.T) {
	t.Parallel()
	c := anywhere(t)
	check := func(text string) {
		t.Helper()
		again := reread(t, c, form.WriteRecord(filled(text), "Meeting "+text))
		if a := again.Answer("said"); a == nil || a.Text != text {
			t.Fatalf("%q is read back as %+v", text, a)
		}
		if got := again.Answer("steps").Rows[0].Cells[0].Text; got != text {
			t.Fatalf("%q is read back from a table as %q", text, got)
		}
		if got := again.Answer("evidence").List[0]; got != text {
			t.Fatalf("%q is read back from a list as %q", text, got)
		}
	}
	var b strings.Builder
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if r >= 0xd800 && r <= 0xdfff {
			continue
		}
		b.WriteRune(r)
		if b.Len() > 60_000 || r == utf8.MaxRune {
			check(b.String())
			b.Reset()
		}
		if r < 0x300 || r >= 0x2000 && r < 0x2100 || r >= 0xfd00 && r < 0x10100 || r&0xfffe == 0xfffe {
			check(string(r) + "a" + string(r) + "\n" + string(r) + " ")
		}
	}
	for _, text := range []string{"---", "\n---\n", ": #", " #", "- ", "{{", "}", "[", "]", ",", "@", "`", "%",
		"&a", "*a", "!!str", "|", ">", "<<", "yes", "null", "~", "012", "1e3", "</script>",
		"'", "\"", "\\", "\\u0041", "“x”", "👩‍⚕️", "\u202eabc", "שלום", "one\r\ntwo\rthree\n", "? x", "=",
		strings.Repeat("x", 100_000), strings.Repeat("é ", 50_000), strings.Repeat("\n", 1000)} {
		check(text)
	}
}

// TestDigestOfPrivateForm: the file of a private form that is handed on holds nothing that was written, so the digest
// does not either.
func TestDigestOfPrivateForm(t *testing.T) {
	c := anywhere(t)
	c.form.Visibility = "private"
	handed := filled("")
	handed.Answers = nil
	if c.form.Digest(filled("x"), "2026.1", "a") != c.form.Digest(handed, "2026.1", "a") {
		t.Error("the digest covers what stays with the preceptee")
	}
	if c.form.Digest(handed, "2026.1", "a") == c.form.Digest(handed, "2026.1", "b") {
		t.Error("the digest leaves the statement out")
	}
}

func FuzzWrite(f *testing.F) {
	for _, seed := range []string{"", "---", "a: b #", "\u2028\ufdd0\x85", "\xff", "\U0001fffe"} {
		f.Add(seed)
	}
	c := anywhere(f)
	f.Fuzz(func(t *testing.T, text string) {
		r := filled(text)
		again := reread(t, c, form.WriteRecord(r, text))
		want := strings.ToValidUTF8(text, "\ufffd")
		if !utf8.ValidString(text) {
			want = string([]rune(text)) // a replacement for each broken byte
		}
		if a := again.Answer("said"); want != "" && (a == nil || a.Text != want) {
			t.Fatalf("%q is read back as %+v", text, a)
		}
		once := form.WriteRecord(again, text)
		if twice := form.WriteRecord(reread(t, c, once), text); !bytes.Equal(once, twice) {
			t.Fatalf("%q does not settle", text)
		}
	})
}
