package portfolio

import (
	"testing"

	"precept/internal/form"
)

// TestAccessTo is the whole of who may read what. What a private form asks is in no build: its answers are in a
// file of their own.
func TestAccessTo(t *testing.T) {
	words := map[Access]string{Nothing: "nothing", Line: "line", Whole: "whole"}
	for _, c := range []struct{ visibility, preceptee, pair, practice string }{
		{"private", "line", "line", "line"},
		{"pair", "whole", "whole", "line"},
		{"practice", "whole", "whole", "whole"},
		{"practice-only", "nothing", "nothing", "whole"},
		{"date", "whole", "line", "line"},
		{"", "line", "line", "line"}, // what nobody decided is not told
	} {
		f := &form.Form{Visibility: c.visibility}
		for reader, want := range map[Reader]string{ForPreceptee: c.preceptee, ForPair: c.pair,
			ForPractice: c.practice} {
			if got := words[reader.AccessTo(f)]; got != want {
				t.Errorf("%q, %s: %s, want %s", c.visibility, reader, got, want)
			}
		}
	}
	seen := map[string]bool{}
	for _, r := range Readers() {
		if seen[r.Words(nil)] {
			t.Errorf("%s has the words of another reader: %s", r, r.Words(nil))
		}
		seen[r.Words(nil)] = true
	}
}

// TestHundredths reads a share of full time exactly: 0.1 to 1.0 with at most two decimals.
func TestHundredths(t *testing.T) {
	for text, want := range map[string]int{"1": 100, "1.0": 100, "1.00": 100, "0.6": 60, "0.65": 65, "0.1": 10,
		"0.10": 10, "0.29": 29,
		"0": 0, "0.05": 0, "1.01": 0, "2": 0, "": 0, ".5": 0, "1.": 0, "0.625": 0, "60%": 0, "0,6": 0, "-0.5": 0,
		"0.6 ": 0, "01": 0, "٠.٦": 0} {
		n, ok := hundredths(text)
		if ok != (want != 0) || ok && n != want {
			t.Errorf("%q is %d, %v", text, n, ok)
		}
	}
}
