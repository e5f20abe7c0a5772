package source

import (
	"fmt"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/finding"
)

// finding is what a form says of a value in brackets where a text was meant.
func (Schema) finding(n *Node) finding.Finding {
	return finding.Finding{Rule: RuleSlip, Position: n.Pos, Message: "text in brackets"}
}

// tree writes a node on one line: value@line:column-end, lists in [], maps in {}.
func tree(n *Node) string {
	at := fmt.Sprintf("@%d:%d-%d", n.Pos.Line, n.Pos.Column, n.Pos.End)
	switch n.Kind {
	case MapNode:
		var parts []string
		for _, p := range n.Pairs {
			parts = append(parts, tree(p.Key)+"="+tree(p.Value))
		}
		return "{" + strings.Join(parts, " ") + "}" + at
	case ListNode:
		var parts []string
		for _, i := range n.Items {
			parts = append(parts, tree(i))
		}
		return "[" + strings.Join(parts, " ") + "]" + at
	}
	return fmt.Sprintf("%q", n.Value) + at
}

// A value is what was typed, at its place in the file; columns count characters.
func TestNodes(t *testing.T) {
	cases := []struct{ head, want string }{
		{"a: 012", `{"a"@2:1-2="012"@2:4-7}@2:1-7`},
		{"a: no", `{"a"@2:1-2="no"@2:4-6}@2:1-6`},
		{"a: null", `{"a"@2:1-2="null"@2:4-8}@2:1-8`},
		{"a: ~", `{"a"@2:1-2="~"@2:4-5}@2:1-5`},
		{"a: 2026.10", `{"a"@2:1-2="2026.10"@2:4-11}@2:1-11`},
		{"a: 2026-01-05", `{"a"@2:1-2="2026-01-05"@2:4-14}@2:1-14`},
		{"a:", `{"a"@2:1-2=""@2:3-0}@2:1-3`},
		{`é: "ü \"x\""`, `{"é"@2:1-2="ü \"x\""@2:4-13}@2:1-13`},
		{"é: 'it''s' # why", `{"é"@2:1-2="it's"@2:4-11}@2:1-17`},
		{"a: [é, {b: c}]", `{"a"@2:1-2=["é"@2:5-6 {"b"@2:9-10="c"@2:12-13}@2:8-14]@2:4-15}@2:1-15`},
		{"a:\n  - b\n  - c: d", `{"a"@2:1-2=["b"@3:5-6 {"c"@4:5-6="d"@4:8-9}@4:5-9]@3:3-6}@2:1-3`},
		{"a: |\n  b\n  c", `{"a"@2:1-2="b\nc\n"@2:4-5}@2:1-5`},
		{"a: b\n  c", `{"a"@2:1-2="b c"@2:4-5}@2:1-5`},
		{"a: \"\u2028x\u2029\"", "{\"a\"@2:1-2=\"\\u2028x\\u2029\"@2:4-9}@2:1-9"},
	}
	for _, c := range cases {
		f, list := Read("a.md", []byte("---\n"+c.head+"\n---\n"), MaxFile)
		if f == nil || f.Head == nil || len(list) > 0 {
			t.Errorf("%q: %s", c.head, told(list))
			continue
		}
		if got := tree(f.Head); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.head, got, c.want)
		}
	}
}

func TestEmpty(t *testing.T) {
	f, _ := Read("a.md", []byte("---\na:\nb: \"\"\nc: null\nd: []\ne: {}\nf: [x]\n---\n"), MaxFile)
	for key, want := range map[string]bool{
		"a": true, "b": true, "c": false, "d": true, "e": true, "f": false, "absent": true,
	} {
		if got := f.Head.Get(key).Empty(); got != want {
			t.Errorf("%s: %v", key, got)
		}
	}
}

// Hostile front matter is refused for what it holds, and twice as much of it costs no more than twice the work.
func TestHostileHeadsAreCheap(t *testing.T) {
	bomb := func(n int) string {
		text := "a0: [x]\n"
		for i := range n {
			text += fmt.Sprintf("a%d: &a%d [*a%d,*a%d]\n", i+1, i+1, i, i)
		}
		return text
	}
	repeated := func(unit string) func(int) string {
		return func(n int) string { return strings.Repeat(unit, n) }
	}
	for name, c := range map[string]struct {
		n    int // twice as many are tried too
		head func(n int) string
	}{
		"keys":     {6000, repeated("k: v\n")},
		"brackets": {30000, repeated("[")},
		"bomb":     {9, bomb},
		"dashes":   {15000, repeated("- ")},
		"quotes":   {6000, repeated("a: \"\n")},
		"braces":   {6000, repeated("a: {\n")},
		"colons":   {3500, repeated("a: b: c\n")},
		"indents":  {150, deep},
		"slips":    {200000, repeated("- a # b\n")},
		"no keys":  {45000, repeated("a\n\nk: v\n")},
	} {
		casetest.GrowsSteadily(t, name, c.n, func(n int) {
			f, list := Read("a.md", []byte("---\n"+c.head(n)+"\n---\n"), MaxRecord)
			if len(list) == 0 || f != nil && !f.Broken {
				t.Errorf("%s: %d of them are accepted", name, n)
			}
		})
	}
}
