package source

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"precept/internal/civil"
	"precept/internal/finding"
)

// every has a key of each type.
func every() Schema {
	return Schema{Name: "every", Title: "Every type", Keys: []Key{
		{Name: "text", MaxLen: 20, Most: 40},
		{Name: "lines", Multiline: true},
		{Name: "day", Type: Date},
		{Name: "count", Type: Integer},
		{Name: "months", Type: Integer, Min: 1, Max: 36, Example: "12"},
		{Name: "number", Type: Number},
		{Name: "on", Type: Bool},
		{Name: "word", Type: Word, Options: []string{"private", "pair", "practice"}},
		{Name: "texts", Type: TextList, Max: 3},
		{Name: "format", Type: Word, Options: []string{"1"}},
		{Name: "words", Type: WordList, Options: []string{"returning", "international"}, OneOrList: true},
		{
			Name:   "group",
			Type:   Map,
			Fields: []Key{{Name: "role", Required: true, Example: `"Lead"`}, {Name: "date", Type: Date}},
		},
		{
			Name:   "groups",
			Type:   MapList,
			Fields: []Key{{Name: "from", Type: Date}, {Name: "value", Type: Number, Required: true}},
			Bare:   "value",
		},
		{Name: "reasons", Type: TextMap},
		{Name: "done", Type: DateMap},
		{Name: "named", Type: NamedMap, Fields: []Key{{Name: "why", Required: true}}},
		{Name: "any", Type: Any},
	}}
}

func readEvery(head string) (Values, []finding.Finding) {
	f, list := Read("a.md", []byte("---\n"+head+"\n---\n"), MaxFile)
	if f == nil {
		return Values{}, list
	}
	v, more := f.Values(every())
	return v, finding.Sort(append(list, more...))
}

func TestValues(t *testing.T) {
	v, list := readEvery(`text: 012
lines: |
  one
  two
day: "2026-02-28"
count: -3
months: 12
number: 0.80
on: true
word: pair
texts: [no, "null", 2026.10]
words: returning
group: {role: Lead, date: 2026-03-01}
groups:
  - {value: 1}
  - from: 2026-05-01
    value: 0.6
reasons:
  c-one: not here
done:
  m-one: 2026-02-02
named: {m-two: {why: moved}}
any: {a: [b]}`)
	if len(list) > 0 {
		t.Fatal(told(list))
	}
	equal := func(what string, got, want any) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %#v, want %#v", what, got, want)
		}
	}
	equal("text", v.Text("text"), "012")
	equal("lines", v.Text("lines"), "one\ntwo")
	equal("day", v.Date("day"), civil.Date{Year: 2026, Month: 2, Day: 28})
	n, ok := v.Int("count")
	equal("count", []any{n, ok}, []any{-3, true})
	equal("number", v.Text("number"), "0.80")
	equal("on", []bool{v.Bool("on"), v.Bool("off")}, []bool{true, false})
	equal("word", v.Text("word"), "pair")
	var texts []string
	for _, item := range v.List("texts") {
		texts = append(texts, item.Text)
	}
	equal("texts", texts, []string{"no", "null", "2026.10"})
	equal(
		"words",
		v.List("words"),
		[]Scalar{{"returning", finding.Position{File: "a.md", Line: 13, Column: 8, End: 17}}},
	)
	equal("group", v.Map("group").Text("role")+v.Map("group").Date("date").String(), "Lead2026-03-01")
	equal(
		"groups",
		[]string{v.Maps("groups")[0].Text("value"), v.Maps("groups")[1].Date("from").String()},
		[]string{"1", "2026-05-01"},
	)
	equal("reasons", v.Entries("reasons")[0].Key+v.Entries("reasons")[0].Text, "c-onenot here")
	equal("done", v.Entries("done")[0].Date.String(), "2026-02-02")
	equal("named", v.Entries("named")[0].Values.Text("why"), "moved")
	equal("any", v.Node("any").Get("a").Items[0].Value, "b")
	equal("place", v.Pos("count"), finding.Position{File: "a.md", Line: 7, Column: 8, End: 10})
	equal("absent", []bool{v.Has("absent"), v.Has("any")}, []bool{false, true})

	v, list = readEvery("groups: 0.6")
	if len(list) > 0 || v.Maps("groups")[0].Text("value") != "0.6" {
		t.Errorf("a bare number means one group: %s", told(list))
	}
}

// TestAbsent: a missing or empty key has no finding unless it is required.
func TestAbsent(t *testing.T) {
	for _, head := range []string{"", "text:\nday:\ntexts: []\ngroup:\nwords:\non: \"\"", "# nothing"} {
		if v, list := readEvery(head); len(list) > 0 || v.Has("text") || !v.Date("day").IsZero() {
			t.Errorf("%q: %s", head, told(list))
		}
	}
	v, list := every().Read(nil, "a.md", finding.Position{Line: 1, Column: 1})
	if len(list) > 0 || v.Has("text") {
		t.Error(told(list))
	}
}

func TestWrongValues(t *testing.T) {
	cases := []struct{ head, want, message, help string }{
		{"text: [a]", "2:7-10 key-type", `"text" must be text, not a list`, "put the text in straight quotes"},
		{"text:\n  a: b", "3:3-7 key-type", `"text" must be text, not a group of keys`, ""},
		{"text: |\n  a\n  b", "2:7-8 key-type", "one line", ""},
		{`text: "a\nb"`, "2:7-13 key-type", "line break", ""},
		{`text: "a\u0007b"`, "2:7-17 control-character", `U+0007 in "text"`, ""},
		{"text: \"a\u202eb\\\\\"", "2:9-10 bidi", "U+202E", ""}, // reported once, though there is a backslash too
		{`text: "a\u202eb"`, "2:7-17 bidi", `U+202E in "text"`, ""},
		{"text: more than twenty letters", "2:7-31 text-long", "24 characters, and more than 20", "shorten"},
		{"text: " + strings.Repeat("x", 41), "2:7-48 key-type", "too long: 41 characters, at most 40", ""},
		{
			"day: 2026-13-01",
			"2:6-16 date-bad",
			`"day" is not a day of the calendar: "2026-13-01"`,
			"such as 2026-01-05",
		},
		{"day: 03/02/2026", "2:6-16 date-bad", "is not a date", "write 2026-02-03 if you mean 3 February 2026"},
		{"day: 2026-2-3", "2:6-14 date-bad", "", "write 2026-02-03"},
		{"day: 3 Feb 2026", "2:6-16 date-bad", "", "write 2026-02-03"},
		{"day: February 3rd, 2026", "2:6-24 date-bad", "", "write 2026-02-03"},
		{"day: 2026-02-03T10:00", "2:6-22 date-bad", "", "write 2026-02-03"},
		{"day: ٢٠٢٦-٠٢-٠٣", "2:6-16 date-bad", "", "write 2026-02-03"},
		{"day: 2026–02–03", "2:6-16 date-bad", "", "write 2026-02-03"},
		{"day: 1999-12-31", "2:6-16 date-bad", "2000 to 2100", "2000 to 2100"},
		{"day: soon", "2:6-10 date-bad", `"soon"`, "such as"},
		{"day: {a: b}", "2:6-12 key-type", "must be a date, not a group", ""},
		{"count: 1.9", "2:8-11 key-type", `"1.9"`, "whole number"},
		{"count: first", "2:8-13 key-type", `"first"`, ""},
		{"count: 012", "2:8-11 key-type", "", "write 12"},
		{"count: 0x10", "2:8-12 key-type", "", ""},
		{"count: 99999999999999999999", "2:8-28 key-type", "too large", ""},
		{"months: 37", "2:9-11 key-type", "between 1 and 36", "write months: 12"},
		{"months: 1000000000", "2:9-19 key-type", "between 1 and 36", ""},
		{"number: .inf", "2:9-13 key-type", `".inf"`, ""},
		{"number: 0,8", "2:9-12 key-type", "", "write 0.8"},
		{"number: 1e3", "2:9-12 key-type", "", ""},
		{"on: yes", "2:5-8 key-type", "true or false", "write true"},
		{"word: Private", "2:7-14 key-type", `"word" cannot be "Private"`, "did you mean private?"},
		{"word: zzz", "2:7-10 key-type", "", "one of private, pair, practice"},
		{"texts: a", "2:8-9 key-type", "must be a list", "write texts: [a]"},
		{"texts: [a, b, c, d]", "2:8-20 key-type", "4 items, at most 3", ""},
		{"texts:\n  - a: b", "3:5-9 key-type", "an item of \"texts\" must be text", "straight quotes"},
		{"texts: [a, \"\"]", "2:12-14 key-missing", "an item of \"texts\" is empty", ""},
		{"words: [returnin, international]", "2:9-17 key-type", "", "did you mean returning?"},
		{"group: Lead", "2:8-12 key-type", "must be a group of keys", "role, date"},
		{"group: {date: 2026-01-01}", "2:8-26 key-missing", `"role" in "group" is missing`, `write role: "Lead"`},
		{"group: {role: a, dat: b}", "2:18-21 key-unknown", `unknown key "dat" in "group"`, "did you mean date?"},
		{"groups: [{from: 2026-02-30, value: 1}]", "2:17-27 date-bad", `"from" in "groups"`, "28 days"},
		{"groups: {value: 1}", "2:9-19 key-type", "must be a list", "[{from: …, value: …}]"},
		{"groups: [1]", "2:10-11 key-type", "an item of", ""},
		{"reasons: [a]", "2:10-13 key-type", "group of keys", ""},
		{"reasons: {a: }", "2:11-12 key-missing", `"a" in "reasons" is empty`, ""},
		{"done: {m: yesterday}", "2:11-20 date-bad", `"m" in "done"`, ""},
		{"named: {m: x}", "2:12-13 key-type", `"m" in "named"`, ""},
		{"named: {m: {y: x}}", "2:13-14 key-unknown", "", "did you mean why?"}, // one cause
		{"months: \"12\" # quoted is fine\ntxt: a", "3:1-4 key-unknown", `"txt"`, "did you mean text?"},
		{"zzzzzz: a", "2:1-7 key-unknown", "", "the known keys are text, lines"},
		{"Text: a", "2:1-5 key-unknown", "", "did you mean text?"},
		{"count: 10 items # or so", "2:8-24 yaml-slip", "", ""}, // one cause, one finding: not its type as well
	}
	for _, c := range cases {
		t.Run(c.head, func(t *testing.T) {
			_, list := readEvery(c.head)
			if got := brief(list); got != c.want {
				t.Errorf("found %s\nwant  %s\n%s", got, c.want, told(list))
			}
			if len(list) > 0 &&
				(!strings.Contains(list[0].Message, c.message) || !strings.Contains(list[0].Help, c.help)) {
				t.Error(told(list))
			}
		})
	}
}

// A required text that nobody can see is missing.
func TestRequired(t *testing.T) {
	for _, value := range []string{"", `""`, `" "`, "\"\u00a0\"", "\"\u200b\"", `"\u2060\u00ad"`, "\"\u3164\"", "[]"} {
		_, _, list := judge("a.md", []byte("---\ntitle: "+value+"\nsummary: s\n---\n"))
		said := told(list)
		if !strings.Contains(said, `2:1 key-missing: "title" is empty (write title: "Starting well")`) {
			t.Errorf("%q: %s", value, said)
		}
	}
	// An unsound value is not missing as well.
	_, _, list := judge("a.md", []byte("---\ntitle: {a: b}\nsummary: s\n---\n"))
	if brief(list) != "2:8-14 key-type" {
		t.Error(told(list))
	}
}

func TestSuggest(t *testing.T) {
	among := []string{"title", "summary", "review_by", "reviewed", "url", "by-when"}
	for word, want := range map[string]string{
		"titel": "title", "Title": "title", "sumary": "summary", "review by": "review_by", "review-by": "review_by",
		"ur": "url", "to": "", "colour": "", "": "", "reviewedd": "reviewed", "by_when": "by-when",
		strings.Repeat("x", 99): "",
	} {
		if got := Suggest(word, among); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
	// The ending and the folders of a path make no name likelier.
	pages := []string{
		"roles.md",
		"e.md",
		"forms/meeting.md",
		"forms/swot.md",
		"organisation/indemnity.md",
		"organisation/index.md",
	}
	for path, want := range map[string]string{
		"nowhere.md": "", "my file.md": "", "rols.md": "roles.md",
		"forms/meting.md": "forms/meeting.md", "form/meeting.md": "forms/meeting.md",
		"forms/leave.md": "", "organisation/leave.md": "", "organization/indemnty.md": "organisation/indemnity.md",
		"meeting.md": "", "forms/": "",
		"forms/meeting": "", "f.md": "", "E.md": "e.md",
	} {
		if got := Suggest(path, pages); got != want {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
	if got := Suggest("2026.1", []string{"2026.2"}); got != "2026.2" {
		t.Errorf("a version's figure is no ending: %q", got)
	}
}

// A message shows what was typed so that it can be seen, and cut short.
func TestMessagesAreSafe(t *testing.T) {
	_, list := readEvery("\"a\\u202e\\nb" + strings.Repeat("x", 300) + "\": 1")
	said := told(list)
	if strings.ContainsRune(said, 0x202e) || !strings.Contains(said, `a\u202e\nb`) || len(said) > 400 {
		t.Error(said)
	}
}

func ExampleSchema_Read() {
	f, _ := Read(
		"content/2026.1/index.md",
		[]byte("---\ntitel: Starting well\nsummary: What to do first.\n---\n"),
		MaxFile,
	)
	_, list := f.Values(page())
	for _, x := range list {
		fmt.Printf("%d:%d %s; %s\n", x.Line, x.Column, x.Message, x.Help)
	}
	// Output: 2:1 unknown key "titel"; did you mean title?
}
