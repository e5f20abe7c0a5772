package source

import (
	"fmt"
	"strings"
	"testing"

	"precept/internal/finding"
)

// Each slip gives one finding, and where there is a fix, the fixed file has none.
func TestSlips(t *testing.T) {
	cases := []struct {
		name, head string
		want       string // findings, briefly; the head begins on line 2
		fixed      string // the head after the fix; "" where changing one line does not fix it
	}{
		{"a colon", "title: First steps: the basics", "2:8-31 yaml-slip", `title: "First steps: the basics"`},
		{"a colon at the end", "title: First steps:", "2:8-20 yaml-slip", `title: "First steps:"`},
		{"a number sign", "title: Ward #3 round", "2:8-21 yaml-slip", `title: "Ward #3 round"`},
		{
			"a number sign first",
			"title: #1 in the list\norder: 1",
			"2:8-22 yaml-slip",
			"title: \"#1 in the list\"\norder: 1",
		},
		{
			"a comment after a number",
			"order: 10 # after the index",
			"2:8-28 yaml-slip",
			"# after the index\norder: 10",
		},
		{"a comment after a date, nested", "sources:\n  - title: a\n    date: 2026-01-05 # or so", "4:11-29 yaml-slip",
			"sources:\n  - title: a\n    # or so\n    date: 2026-01-05"},
		{"an at sign", "title: @home", "2:8-13 yaml-slip", `title: "@home"`},
		{"a per cent sign", "title: % of visits", "2:8-19 yaml-slip", `title: "% of visits"`},
		{"a bracket followed by text", "title: [Draft] Starting", "2:8-24 yaml-slip", `title: "[Draft] Starting"`},
		{"a brace followed by text", "title: {new} Starting", "2:8-22 yaml-slip", `title: "{new} Starting"`},
		{"a template", "title: {{ name }}", "2:8-18 yaml-slip", `title: "{{ name }}"`},
		{"a dash", "title: - a dash", "2:8-16 yaml-slip", `title: "- a dash"`},
		{"a bar", "title: | x", "2:8-11 yaml-slip", `title: "| x"`},
		{"an arrow", "title: > 5 mg", "2:8-14 yaml-slip", `title: "> 5 mg"`},
		{"a backtick", "title: `x`", "2:8-11 yaml-slip", "title: \"`x`\""},
		{"curly quotes", "title: “Starting well”", "2:8-23 yaml-slip", `title: "Starting well"`},
		{"single curly quotes", "title: ‘It’s fine’", "2:8-19 yaml-slip", `title: "It’s fine"`},
		{"quotes in quotes", `title: "It was "fine" then"`, "2:8-28 yaml-slip", `title: "It was \"fine\" then"`},
		{"an apostrophe in single quotes", "title: 'it's'", "2:8-14 yaml-slip", `title: "it's"`},
		{"quotes at the start only", `title: "Safe" staffing`, "2:8-23 yaml-slip", `title: "\"Safe\" staffing"`},
		{"no space after the colon", "title:Starting", "2:1-15 yaml-slip", "title: Starting"},
		{"the same, with a slip in the text", "title:Starting: well", "2:1-21 yaml-slip", `title: "Starting: well"`},
		{"in a list", "outline:\n  - Ward #3\n  - ok", "3:5-12 yaml-slip", "outline:\n  - \"Ward #3\"\n  - ok"},
		{"a backslash is kept", `title: C:\x: y`, "2:8-15 yaml-slip", `title: "C:\\x: y"`},
		{
			"two lines, two causes",
			"title: a: b\nowner: c: d",
			"2:8-12 yaml-slip, 3:8-12 yaml-slip",
			"title: \"a: b\"\nowner: \"c: d\"",
		},
		{"text over two lines", "summary: one\n  two: three # four", "3:3-7 front-matter-yaml", ""},
		{"text over two lines, a colon within", "summary: one\n  and two: three", "3:3-17 yaml-slip", ""},
		{"a number sign in brackets", "aliases: [Ward #3, b]\ntitle: x", "2:16-22 yaml-slip", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			raw := []byte("\ufeff---\r\n" + strings.ReplaceAll(c.head, "\n", "\r\n") + "\r\n---\r\nBody\r\n")
			f, list := Read("a.md", raw, MaxFile)
			if got := brief(list); got != c.want {
				t.Fatalf("found %s\nwant  %s\n%s", got, c.want, told(list))
			}
			var fixes []Change
			for _, s := range list {
				if fix, ok := QuoteFix(f, s); ok {
					fixes = append(fixes, fix)
				}
			}
			if c.fixed == "" {
				if len(fixes) > 0 {
					t.Fatalf("fixes %+v", fixes)
				}
				return
			}
			want := "\ufeff---\r\n" + strings.ReplaceAll(c.fixed, "\n", "\r\n") + "\r\n---\r\nBody\r\n"
			got, _ := Rewrite(raw, fixes)
			if string(got) != want {
				t.Fatalf("fixed to\n%q\nwant\n%q", got, want)
			}
			if _, list := Read("a.md", got, MaxFile); len(list) > 0 {
				t.Errorf("after the fix: %s", told(list))
			}
			if f.Broken {
				t.Error("a fault that can be fixed hides others")
			}
		})
	}
}

// What looks like a slip and is none.
func TestNoSlips(t *testing.T) {
	for _, head := range []string{
		"title: https://example.org/a#b:c",
		"time: 16:30",
		"title: it's fine, 100% “safe” [sic]",
		"title: \"a: b # c\" # why",
		"title: 'it''s: fine'",
		"summary: |\n  a # b: c\n\n    - d\n  @e\ntitle: x",
		"summary: >-  # folded\n  a: b\ntitle: x",
		"summary: one\n  two\n  three",
		"title: \"one\n  two: # three\"",
		"audience: # who it is for\n  - preceptor # not a slip of YAML's, and not in text\n",
		"audience: # who it is for\n- preceptor",
		"owner: # not known yet\ntitle: x",
		"# a comment\ntitle: x\n  # another: one",
		"aliases: [a, # one\n  b]\ntitle: x",
		"sources: [{\"title\": \"a: b #c\", \"url\":\"x\"}]",
		"outline:\n  - Preceptee: [Clinical, Educational]\n  -\n    a: b",
		"\"title\": x",
		"title: -5 to +5",
		"title: “Safe” and “valid”",
		"key with spaces: x",
	} {
		f, list := Read("a.md", []byte("---\n"+head+"\n---\n"), MaxFile)
		if strings.Contains(head, "not a slip of YAML's") { // after an unquoted word it is a comment
			if len(list) != 1 || list[0].Rule != RuleSlip {
				t.Errorf("%q: %s", head, told(list))
			}
			continue
		}
		if f == nil || f.Broken || len(list) > 0 {
			t.Errorf("%q: %s", head, told(list))
		}
	}
}

func TestRefused(t *testing.T) {
	cases := []struct{ name, head, want, words string }{
		{"anchor", "a: &x 1", "2:4-6 front-matter-yaml", "anchor"},
		{"alias and emphasis alike", "title: *Important* news", "2:8-19 front-matter-yaml", "straight quotes"},
		{"tag", "a: !!str 1", "2:4-9 front-matter-yaml", "tag"},
		{"anchor in brackets", "a: [&x 1, *x]", "2:5-7 front-matter-yaml", "anchor"},
		{"merge key", "<<: {a: b}", "2:1-3 front-matter-yaml", "merge"},
		{"merge key in brackets", "a: {<<: {b: c}}", "2:5-7 front-matter-yaml", "merge"},
		{"directive", "%YAML 1.2", "2:1-10 front-matter-yaml", "second YAML document"},
		{"complex key", "? a\n: b", "2:1-2 front-matter-yaml", "question mark"},
		{"list as a key", "[a]: b", "2:1-7 yaml-slip", ""},
		{"tab", "a:\n\tb: c", "3:1-2 front-matter-yaml", "tab"},
		{"twice", "a: 1\nb:\n  c: 1\n  c: 2", "5:3-4 key-duplicate", "line 4"},
		{"text below the keys, told once", "a: 1\nSome text\nand more", "3:1-10 front-matter-yaml", "no key"},
		{"a quotation mark never closed", "a: \"one\nb: \"two\"", "2:4-8 front-matter-yaml", "never closed"},
		{"a bracket never closed", "a: [one\nb: two", "2:4-8 front-matter-yaml", "never closed"},
		{"a key too far in", "a: one\n  b: two", "3:3-5 front-matter-yaml", "indented further"},
		{"a key not far enough in", "a:\n    b: c\n  d: e", "4:3-0 front-matter-yaml", "does not fit"},
		{"a bad escape", `a: "C:\path"`, "2:7-0 front-matter-yaml", "backslash"},
		{"a list for a head", "- a\n- b", "2:1-0 front-matter-yaml", "list of keys"},
		{
			"17 brackets deep",
			"a: " + strings.Repeat("[", 17) + strings.Repeat("]", 17),
			"2:20-21 front-matter-yaml",
			"16 deep",
		},
		{"16 groups and a list deep", deep(17), "18:17-19 front-matter-yaml", "16 deep"},
		{"1,001 keys", strings.Repeat("a: 1\n", 1001), "1003:1-1 front-matter-yaml", "1000 keys"},
		{"20,001 items", "a:\n" + strings.Repeat("- b\n", 20001), "", "20000 list items"},
		{"20,001 items in brackets", "a: [" + strings.Repeat("b,", 20002) + "]", "", "20000 list items"},
		{"1,001 keys in brackets", "a: {" + strings.Repeat("b: c,", 1001) + "}", "", "1000 keys"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, list := Read("a.md", []byte("---\n"+c.head+"\n---\n"), MaxRecord)
			got := brief(list)
			if len(list) != 1 || c.want != "" && got != c.want || !strings.Contains(told(list), c.words) {
				t.Errorf("found %s\nwant  %s\n%s", got, c.want, told(list))
			}
		})
	}
}

// deep gives n groups, each in the one before.
func deep(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String() + strings.Repeat(" ", n) + "b"
}

// A flow list where a text was meant is found by the code that knows what the key is; the fix goes by the finding's
// place.
func TestFlowAsText(t *testing.T) {
	raw := []byte("---\nanswers:\n  went-well: {the clinic: on time}\n---\n")
	f, list := Read("a.md", raw, MaxFile)
	if len(list) > 0 {
		t.Fatal(told(list))
	}
	n := f.Head.Get("answers").Get("went-well")
	slip := page().finding(n)
	fix, ok := QuoteFix(f, slip)
	if !n.Flow || !ok || fix.Text != `"{the clinic: on time}"` {
		t.Errorf("%+v %v", fix, ok)
	}
}

// TestRewrite shows that nothing but the changes is changed, and that of two that overlap the first is made.
func TestRewrite(t *testing.T) {
	raw := "\ufeffone\r\ntwo\r\nthree"
	for want, changes := range map[string][]Change{
		raw:                                   nil,
		"\ufeffone\r\n2\r\nand\r\nthree":      {{From: 4, To: 7, Text: "2\nand"}},
		"\ufeffone two\r\nthree.":             {{From: 13, To: 13, Text: "."}, {From: 3, To: 4, Text: " "}},
		"\ufeffone\r\nTWO\r\nthree":           {{From: 4, To: 7, Text: "TWO"}, {From: 5, To: 6, Text: "x"}},
		"\ufeff{#a} one\r\ntwo {#b}\r\nthree": {{From: 7, To: 7, Text: " {#b}"}, {From: 0, To: 0, Text: "{#a} "}},
	} {
		if got, _ := Rewrite([]byte(raw), changes); string(got) != want {
			t.Errorf("%+v: %q, want %q", changes, got, want)
		}
	}
}

// TestRange shows which bytes a place names.
func TestRange(t *testing.T) {
	for at, want := range map[finding.Position]string{
		{Line: 3, Column: 1, End: 3}: "äö", {Line: 4, Column: 2, End: 4}: "bc", {Line: 4, Column: 4, End: 4}: "",
		{Line: 4, Column: 1}: "", {Line: 5, Column: 1}: "none", {Line: 4, Column: 9, End: 9}: "none",
	} {
		from, to, ok := Range([]byte("äö\nabc"), 3, at)
		got := "none"
		if ok {
			got = "äö\nabc"[from:to]
		}
		if got != want {
			t.Errorf("%+v: %q, want %q", at, got, want)
		}
	}
}

// A YAML file of words may have more keys than a head, but not any number.
func TestKeysOfAFile(t *testing.T) {
	for n, want := range map[int]string{10000: "", 10001: "10002:1-1 front-matter-yaml"} {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "\"phrase %d\": \"words\"\n", i)
		}
		node, list := ReadYAML("words.yaml", []byte(b.String()))
		if got := brief(list); got != want || want == "" && len(node.Pairs) != n {
			t.Errorf("%d keys: found %s, want %s", n, got, want)
		}
	}
}
