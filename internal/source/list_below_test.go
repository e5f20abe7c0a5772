package source

import (
	"strings"
	"testing"
)

// TestListBelowValue shows case-M10: a value above a list is one slip, at the value, however long the list is. What
// comes after it is read as before.
func TestListBelowValue(t *testing.T) {
	text := "---\ntitle: T\nlanes: x\n  - {id: a, title: A}\n  - {id: b, title: B}\n  - c: d\nsummary: a: b\n---\nWords.\n"
	_, findings := Read("p.md", []byte(text), MaxFile)
	var got []string
	for _, f := range findings {
		got = append(got, f.Message)
		if strings.Contains(f.Message, "a list below it") && (f.Line != 3 || f.Column != 8 || f.End != 9) {
			t.Errorf("case-M10: it is at %+v", f.Position)
		}
	}
	if len(got) != 2 || !strings.Contains(got[0], "a list below it") || got[1] != colonKey {
		t.Errorf("case-M10: the findings are %q", got)
	}
}
