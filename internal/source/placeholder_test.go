package source_test

import (
	"testing"

	"precept/internal/source"
)

// TestPlaceholders finds what somebody still has to write only by its first words, once a file.
func TestPlaceholders(t *testing.T) {
	for _, c := range []struct {
		text         string
		line, column int
		message      string
	}{
		{text: "owner: Practice manager\nFill in: the form, and FILL IN the rest.\n"},
		{text: "FILL IN: anything\n", line: 1, column: 1,
			message: "the text that precept wrote here for you to replace is still there, for everyone to read"},
		{text: "---\nowner: “FILL IN: who”\n---\nFILL IN: this. FILL IN: that.\n", line: 2, column: 9,
			message: "the text that precept wrote here for you to replace is still there, for everyone to read; and on line 4"},
		{text: "FILL IN: a\nFILL IN: b\n\nFILL IN: c\n", line: 1, column: 1,
			message: "the text that precept wrote here for you to replace is still there, for everyone to read; and on lines 2 and 4"},
	} {
		got := source.Placeholders("page.md", []byte(c.text))
		if c.message == "" {
			if len(got) > 0 {
				t.Errorf("%q: %v", c.text, got)
			}
			continue
		}
		if len(got) != 1 || got[0].Line != c.line || got[0].Column != c.column || got[0].Message != c.message ||
			got[0].End != c.column+len(source.Placeholder) {
			t.Errorf("%q: %+v", c.text, got)
		}
	}
}
