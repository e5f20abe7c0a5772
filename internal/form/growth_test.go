package form

import (
	"fmt"
	"strings"
	"testing"

	"precept/internal/casetest"
)

// TestX2Growth (case-X2): twice as much in a record's file is twice the work of reading it and of handing it on.
func TestX2Growth(t *testing.T) {
	repeat := strings.Repeat
	answers := func(n int, line string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, line, i)
		}
		return b.String()
	}
	for name, text := range map[string]func(n int) string{
		"answers":       func(n int) string { return "answers:\n" + answers(n/8, "  a%d: x\n") },
		"a long answer": func(n int) string { return "answers:\n  said: \"" + repeat("word ", n) + "\"\n" },
		"rows":          func(n int) string { return "answers:\n  rows: [" + repeat(`{"a": "x"},`, n/8) + "]\n" },
		"signatures": func(n int) string {
			return "signed:\n" + repeat("  - {field: s, by: preceptor, name: x}\n", n/40)
		},
		"other keys": func(n int) string { return answers(n/8, "k%d: x\n") },
	} {
		casetest.GrowsSteadily(t, name, casetest.Times(4_000, 40_000), func(n int) {
			file, _ := ReadFile("r.md", []byte("---\nform: meeting\ndate: 2026-09-12\n"+text(n)+"---\n"))
			if file != nil {
				ReadRecord(file)
				Plain(file, "Meeting", "2026.1")
			}
		})
	}
}
