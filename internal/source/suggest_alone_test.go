package source

import "testing"

// TestAlone shows case-M16: a word may be corrected by a program where only one other can have been meant.
func TestAlone(t *testing.T) {
	for word, want := range map[string]string{"titel": "title", "tittle": "title", "tea": "", "zebra": "", "": ""} {
		if got := Alone(word, []string{"title", "ten", "tee", "title"}); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}
