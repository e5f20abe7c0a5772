package check

import (
	"testing"

	"precept/internal/toolkit"
)

// TestHasWord says when a definition uses a term: as whole words, in any case that the caller made small, a plural s
// forgiven.
func TestHasWord(t *testing.T) {
	for _, c := range []struct {
		text, words string
		want        bool
	}{
		{"who supports a preceptor", "preceptor", true},
		{"unlike mentors, who advise", "mentor", true},
		{"the mentorship of others", "mentor", false},
		{"a tormentor, then a mentor", "mentor", true},
		{"learning contracts are kept", "learning contract", true},
		{"é-mentor", "mentor", true},
		{"émentor", "mentor", false},
		{"mentors'", "mentor", true},
		{"mentorss", "mentor", false},
		{"", "mentor", false},
		{"words", "", false},
	} {
		if got := hasWord(c.text, c.words); got != c.want {
			t.Errorf("hasWord(%q, %q) = %v", c.text, c.words, got)
		}
	}
}

// TestRelative says how a page below the version is written as a link from another.
func TestRelative(t *testing.T) {
	for _, c := range []struct{ folder, to, want string }{
		{"", "index.md", "index.md"},
		{"", "forms/meeting.md", "forms/meeting.md"},
		{"organisation", "forms/meeting.md", "../forms/meeting.md"},
		{"organisation", "organisation/index.md", "index.md"},
		{"a/b", "a/c/d.md", "../c/d.md"},
		{"a/b", "index.md", "../../index.md"},
	} {
		if got := relative(&toolkit.Page{Folder: c.folder}, c.to); got != c.want {
			t.Errorf("from %q to %q: %q, want %q", c.folder, c.to, got, c.want)
		}
	}
}
