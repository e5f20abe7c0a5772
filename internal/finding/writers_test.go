package finding

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func write(t *testing.T, format Format, list []Finding, o Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, format, list, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// withLine gives every file only one line.
func withLine(line string) Options {
	return Options{Line: func(string, int) string { return line }}
}

func at(line, column, end int) Position {
	return Position{File: "a.md", Line: line, Column: column, End: end}
}

func TestText(t *testing.T) {
	link := Finding{
		Rule:     "link-broken",
		Severity: Error,
		Position: Position{File: "content/2026.1/organisation/indemnity.md", Line: 14, Column: 21, End: 45},
		Message:  "link goes to a page that does not exist: ../forms/before-start.md",
		Help:     "did you mean ../forms/before-you-start.md?",
	}
	long := strings.Repeat("x", 200) + "HERE" + strings.Repeat("y", 200)
	cases := []struct {
		name string
		f    Finding
		line string
		want string
	}{
		{"a span", link, "See the [checklist](../forms/before-start.md).", `
content/2026.1/organisation/indemnity.md:14:21: error: link goes to a page that does not exist: ../forms/before-start.md [link-broken]
  14 | See the [checklist](../forms/before-start.md).
     |                     ^^^^^^^^^^^^^^^^^^^^^^^^
  help: did you mean ../forms/before-you-start.md?
`},
		{"a point", Finding{Rule: "r", Severity: Warning, Position: at(3, 5, 0), Message: "m"}, "abcdef", `
a.md:3:5: warning: m [r]
  3 | abcdef
    |     ^
`},
		{
			"no line",
			Finding{Rule: "r", Severity: Error, Position: Position{File: "a.md"}, Message: "m"},
			"never shown",
			`
a.md: error: m [r]
`,
		},
		{"no file", Finding{Severity: Note, Message: "m", Help: "h"}, "", `
note: m
  help: h
`},
		{"the line is gone", Finding{Rule: "r", Severity: Gap, Position: at(3, 5, 9), Message: "m"}, "", `
a.md:3:5: gap: m [r]
`},
		{"tabs", Finding{Rule: "r", Severity: Error, Position: at(1, 3, 5), Message: "m"}, "\ta\tbc", `
a.md:1:3: error: m [r]
  1 |     a    bc
    |      ^^^^^
`},
		{"code points", Finding{Rule: "r", Severity: Error, Position: at(1, 4, 6), Message: "m"}, "Zoë is", `
a.md:1:4: error: m [r]
  1 | Zoë is
    |    ^^
`},
		{
			"control characters, hidden ones and bytes that are not text",
			Finding{Rule: "r", Severity: Error, Position: at(1, 2, 3), Message: "a\x1b[31m\nb\u202e"},
			"a\x1b]0;\u202eb\x93",
			`
a.md:1:2: error: a<U+001B>[31m b<U+202E> [r]
  1 | a<U+001B>]0;<U+202E>b\x93
    |  ^^^^^^^^
`,
		},
		{"a span past the end", Finding{Rule: "r", Severity: Error, Position: at(1, 2, 99), Message: "m"}, "abc\r\n", `
a.md:1:2: error: m [r]
  1 | abc
    |  ^^
`},
		{"a point past the end", Finding{Rule: "r", Severity: Error, Position: at(1, 9, 0), Message: "m"}, "abc", `
a.md:1:9: error: m [r]
  1 | abc
    |    ^
`},
		{
			"a long line is cut round the caret",
			Finding{Rule: "r", Severity: Error, Position: at(1, 201, 205), Message: "m"},
			long,
			`
a.md:1:201: error: m [r]
  1 | …` + strings.Repeat("x", 40) + "HERE" + strings.Repeat("y", 56) + `…
    |  ` + strings.Repeat(" ", 40) + `^^^^
`,
		},
		{"a long line's end", Finding{Rule: "r", Severity: Error, Position: at(1, 400, 405), Message: "m"}, long, `
a.md:1:400: error: m [r]
  1 | …` + strings.Repeat("y", 100) + `
    |  ` + strings.Repeat(" ", 95) + `^^^^^
`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := "\n" + write(t, Text, []Finding{c.f}, withLine(c.line)); got != c.want {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
		})
	}
	if got := write(t, Text, []Finding{link, link}, Options{}); strings.Count(got, "\n") != 4 {
		t.Errorf("without lines a block is its message and its help:\n%s", got)
	}
}

func TestColour(t *testing.T) {
	for s, code := range map[Severity]string{Error: "1;31", Warning: "33", Note: "36", Gap: "34"} {
		got := write(t, Text, []Finding{{Severity: s, Message: "m"}}, Options{Color: true})
		if want := "\x1b[" + code + "m" + s.String() + "\x1b[0m: m\n"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if got := write(t, Text, []Finding{{Severity: s, Message: "m"}}, Options{}); strings.Contains(got, "\x1b") {
			t.Errorf("coloured unasked: %q", got)
		}
	}
}

func TestJSON(t *testing.T) {
	list := []Finding{
		{Rule: "link-broken", Severity: Error, Position: at(3, 5, 9), Message: "a <b> & \"c\"", Help: "h"},
		{
			Rule:      "milestone-due",
			Severity:  Gap,
			Position:  Position{File: "b.md"},
			Message:   "m",
			Preceptee: "sam",
			Due:       "2026-05-01",
			Gate:      "midpoint",
		},
	}
	want := `{"findings":[` +
		`{"rule":"link-broken","severity":"error","file":"a.md","line":3,"column":5,"message":"a <b> & \"c\"","help":"h"},` +
		`{"rule":"milestone-due","severity":"gap","file":"b.md","line":0,"column":0,"message":"m","help":"","preceptee":"sam","due":"2026-05-01","gate":"midpoint"}],` +
		`"summary":{"errors":1,"warnings":0,"notes":0,"gaps":1,"pages":7,"portfolios":2}}` + "\n"
	if got := write(t, JSON, list, Options{Summary: Summary{Errors: 99, Pages: 7, Portfolios: 2}}); got != want {
		t.Error(got)
	}
	if got := write(t, JSON, nil, Options{}); !strings.Contains(got, `"findings":[]`) {
		t.Errorf("no findings are an empty list: %s", got)
	}
}

func TestSARIF(t *testing.T) {
	list := []Finding{
		{
			Rule:     "link-broken",
			Severity: Error,
			Position: Position{File: "content/a b:1.md", Line: 3, Column: 5, End: 9},
			Message:  "m",
			Help:     "h",
		},
		{
			Rule:      "milestone-due",
			Severity:  Gap,
			Position:  Position{File: "b.md"},
			Message:   "m",
			Preceptee: "sam",
			Due:       "2026-05-01",
		},
		{Rule: "unlisted", Severity: Note, Message: "m"},
	}
	o := Options{
		Version: "1.2",
		Rules: []RuleInfo{
			{ID: "x", Summary: "s"},
			{ID: "link-broken", Summary: "every link lands", Help: "fix it", Severity: Error},
		},
	}
	got := write(t, SARIF, list, o)
	var doc map[string]any
	if err := json.Unmarshal([]byte(got), &doc); err != nil {
		t.Fatal(err)
	}
	run := doc["runs"].([]any)[0].(map[string]any)
	if doc["version"] != "2.1.0" || run["columnKind"] != "unicodeCodePoints" || len(run["results"].([]any)) != 3 {
		t.Error(got)
	}
	for _, part := range []string{
		`"ruleId": "link-broken",
          "ruleIndex": 1,
          "level": "error",
          "message": {
            "text": "m; h"
          }`,
		`"uri": "content/a%20b:1.md",
                  "uriBaseId": "%SRCROOT%"`,
		`"startLine": 3,
                  "startColumn": 5,
                  "endColumn": 9`,
		`"level": "note"`, `"severity": "gap"`, `"due": "2026-05-01"`, `"shortDescription": {
                "text": "every link lands"`, `"level": "error"`, `"name": "precept",
          "version": "1.2"`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("%s\nis not in\n%s", part, got)
		}
	}
	results := run["results"].([]any)
	for i, want := range []string{"error", "note", "note"} {
		if level := results[i].(map[string]any)["level"]; level != want {
			t.Errorf("result %d is %v", i, level)
		}
	}
	empty := write(t, SARIF, nil, Options{})
	if !strings.Contains(empty, `"results": []`) || !strings.Contains(empty, `"rules": []`) {
		t.Error(empty)
	}
}

func TestGitHub(t *testing.T) {
	cases := []struct {
		f    Finding
		want string
	}{
		{
			Finding{Rule: "r", Severity: Error, Position: at(3, 5, 9), Message: "100% sure", Help: "h"},
			"::error file=a.md,line=3,col=5,title=r::100%25 sure%0Ahelp: h\n",
		},
		{
			Finding{Rule: "r", Severity: Warning, Position: Position{File: "a,b:c%.md"}, Message: "m"},
			"::warning file=a%2Cb%3Ac%25.md,title=r::m\n",
		},
		{
			Finding{Rule: "r", Severity: Gap, Message: "m\r\n::error::forged"},
			"::notice title=r::m<U+000D> ::error::forged\n",
		},
		{Finding{Severity: Note, Message: "m"}, "::notice::m\n"},
	}
	for _, c := range cases {
		if got := write(t, GitHub, []Finding{c.f}, Options{}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestCase checks that no format prints a character that steers a terminal, or that nobody sees.
func TestCase(t *testing.T) {
	t.Run("case-X15", func(t *testing.T) {
		odd := "a\x1b]0;x\x07\u009b31m\x7f\u202e\u2028\U000e0001b\r\nc"
		list := []Finding{{Rule: "r", Severity: Error, Position: Position{File: odd, Line: 1, Column: 1}, Message: odd,
			Help: odd, Preceptee: odd}}
		for _, format := range Formats() {
			for _, r := range write(t, format, list, withLine(odd)) {
				if hidden(r) && r != '\n' {
					t.Errorf("%s has %U", format, r)
				}
			}
		}
		var doc struct{ Findings []jsonFinding }
		if err := json.Unmarshal([]byte(write(t, JSON, list, Options{})), &doc); err != nil {
			t.Fatal(err)
		}
		if got := doc.Findings[0]; got.File != odd || got.Message != odd {
			t.Errorf("the values are others: %q", got.File)
		}
	})
}

func TestParseFormat(t *testing.T) {
	for _, f := range Formats() {
		if got, err := ParseFormat(string(f)); got != f || err != nil {
			t.Errorf("%s: %v %v", f, got, err)
		}
	}
	if _, err := ParseFormat("xml"); err == nil || !strings.Contains(err.Error(), "text, json, sarif or github") {
		t.Error(err)
	}
	if err := Write(&bytes.Buffer{}, "xml", nil, Options{}); err == nil {
		t.Error("an unknown format is an error")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

// TestWriteFails: every format reports an output that is closed or full.
func TestWriteFails(t *testing.T) {
	for _, format := range Formats() {
		if err := Write(failing{}, format, []Finding{{Severity: Error, Message: "m"}}, Options{}); err == nil {
			t.Errorf("%s hides that it could not write", format)
		}
	}
}

func TestSortDropsRepeats(t *testing.T) {
	a, b := Finding{Rule: "a", Position: at(2, 1, 0)}, Finding{Rule: "b", Position: at(1, 9, 0)}
	got := Sort([]Finding{a, b, a})
	if len(got) != 2 || got[0] != b || got[1] != a {
		t.Errorf("%+v", got)
	}
}

// FuzzText: whatever is in a file, a block has its lines and no control character.
func FuzzText(f *testing.F) {
	f.Add("a\tb", "m\x1b", 1, 2, 3)
	f.Add("\xff\u202e", "", 9, 0, -5)
	f.Fuzz(func(t *testing.T, line, message string, l, column, end int) {
		var out bytes.Buffer
		list := []Finding{
			{
				Rule:     "r",
				Severity: Error,
				Position: Position{File: "a", Line: l, Column: column, End: end},
				Message:  message,
				Help:     "h",
			},
		}
		if err := Write(&out, Text, list, withLine(strings.ReplaceAll(line, "\n", ""))); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(out.String(), "\n"); n != 2 && n != 4 {
			t.Fatalf("%d lines: %q", n, out.String())
		}
		for _, r := range out.String() {
			if r < ' ' && r != '\n' || r == 0x7f || r == 0x202e {
				t.Fatalf("%U in %q", r, out.String())
			}
		}
	})
}
