package item

import "testing"

// TestNearest shows how far a misspelt word may be from the one that was meant.
func TestNearest(t *testing.T) {
	known := []string{"date", "choice", "choices", "competencies", "on"}
	for word, want := range map[string]string{
		"Date": "date", "dat": "date", "dtae": "date", "datee": "date", "chioce": "choice", "choicse": "choices",
		"competancies": "competencies", "no": "", "x": "", "unheard": "", "ON": "on",
	} {
		if got := nearest(word, known); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

// TestPlainID shows the ids that are proposed; each is valid or empty.
func TestPlainID(t *testing.T) {
	for words, want := range map[string]string{
		"Date confirmed": "date-confirmed", "What's new?": "whats-new", "1. First": "first", "  ": "", "你好": "",
		"an—en dash": "an-en-dash", "sa\u200bme": "same", "Größe": "gr-e",
	} {
		if got := PlainID(words); got != want || got != "" && !ValidID(got) {
			t.Errorf("PlainID(%q) = %q, want %q", words, got, want)
		}
	}
}
