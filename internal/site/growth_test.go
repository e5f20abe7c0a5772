package site

import (
	"fmt"
	"strings"
	"testing"

	"precept/internal/casetest"
)

// TestX2Growth (case-X2): twice as much in data/site.yaml is twice the work, whatever repeats in it.
func TestX2Growth(t *testing.T) {
	repeat := strings.Repeat
	for name, text := range map[string]func(n int) string{
		"a long title":         func(n int) string { return "title: " + repeat("word ", n) + "\n" },
		"keys that it has not": func(n int) string { return numbered(n/8, "k%d: x\n") },
		"one key many times":   func(n int) string { return "title: Example\n" + repeat("title: x\n", n/8) },
		"folders left out":     func(n int) string { return "local: [" + numbered(n/8, "a%d, ") + "]\n" },
		"maps in maps": func(n int) string {
			return "accessibility: " + repeat("{a: ", n/80) + repeat("}", n/80) + "\n"
		},
		"comments": func(n int) string {
			return repeat("# a line that nobody reads\n", n/4) + "title: x\n"
		},
		"slips":              func(n int) string { return numbered(n/8, "key %d without a colon\n") },
		"a value over lines": func(n int) string { return "title: |\n" + repeat("  words\n", n/4) },
	} {
		casetest.GrowsSteadily(t, name, casetest.Times(8_000, 60_000), func(n int) { Read([]byte(text(n))) })
	}
}

// numbered is a line for each number up to n.
func numbered(n int, line string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, line, i)
	}
	return b.String()
}
