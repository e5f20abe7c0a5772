package toolkit

import (
	"strings"
	"testing"
)

// TestNumberedNames shows case-M4: what other tools mean by a name has a way of its own here, and the help says which.
func TestNumberedNames(t *testing.T) {
	for name, want := range map[string]string{
		"03-coffee": "name it coffee, and write order: 3", "16-coffee": "name it coffee, and write order: 16",
		"guide/README": "name it index.md", "Coffee Break": "beginning with a letter: coffee-break",
		"2026": "beginning with a letter: page-one",
	} {
		if message, help := NameFault(name); message == "" || !strings.Contains(help, want) {
			t.Errorf("%s: %q, %q; want %q", name, message, help, want)
		}
	}
}
