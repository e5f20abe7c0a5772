package seal

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestWords: words are plain and short, and no two are so near to each other that a slip makes one of the other.
func TestWords(t *testing.T) {
	list := Words()
	if len(list) < 2048 || !slices.IsSorted(list) {
		t.Errorf("%d words, sorted: %v", len(list), slices.IsSorted(list))
	}
	plain := regexp.MustCompile(`^[a-z]{4,8}$`)
	near := map[string]string{} // what is left of a word without one letter
	for _, w := range list {
		if !plain.MatchString(w) {
			t.Errorf("%q is not a word of four to eight letters", w)
		}
		forms := map[string]bool{w: true}
		for i := range w {
			forms[w[:i]+"_"+w[i+1:]] = true // another letter in its place
			forms[w[:i]+w[i+1:]] = true     // a letter left out
		}
		for form := range forms {
			if other, ok := near[form]; ok && (len(other) != len(w) || strings.Contains(form, "_")) {
				t.Errorf("%s and %s are one letter apart", other, w)
			}
			near[form] = w
		}
	}
}

func TestNewPassphrase(t *testing.T) {
	from := counting(3)
	p, err := NewPassphrase(&from)
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(p)
	if len(words) != wordCount || Weak(p) != "" || p != Normalise(p) {
		t.Errorf("%q: %s", p, Weak(p))
	}
	for _, w := range words {
		if _, ok := slices.BinarySearch(Words(), w); !ok {
			t.Errorf("%q is not in the list", w)
		}
	}
}

func TestWeak(t *testing.T) {
	for _, p := range []string{
		"", "short", "passwordpassword1", "Alex Example 2026", "alexalexalexalexalexalex", "aaaaaaaaaaaaaaaaaaaaaaaa",
		"1234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "Secret Welcome Password 12",
		"rain boat rain boat rain boat rain boat", "precept portfolio example surgery",
	} {
		if Weak(p, "alex example", "Example Surgery") == "" {
			t.Errorf("%q is taken", p)
		}
	}
	for _, p := range []string{
		passphrase, "Zürich im Regen, 7 Schirme", "tx9#Lq2!vB7@mZ4$", "la plume de ma tante est verte",
	} {
		if why := Weak(p, "alex example"); why != "" {
			t.Errorf("%q is refused: %s", p, why)
		}
	}
}
