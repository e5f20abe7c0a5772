package word

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func split(text string) []string {
	words := []string{}
	var s Splitter
	s.Split([]byte(text), func(w []byte) { words = append(words, string(w)) })
	return words
}

// TestSplit reads the vectors that the search page's script is held to as well.
func TestSplit(t *testing.T) {
	data, err := os.ReadFile("testdata/split.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors [][2]any
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	for _, v := range vectors {
		text, want := v[0].(string), []string{}
		for _, w := range v[1].([]any) {
			want = append(want, w.(string))
		}
		if got := split(text); !slices.Equal(got, want) {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
	if len(vectors) < 25 {
		t.Errorf("only %d vectors", len(vectors))
	}
}

// TestAgain: what a text leaves behind changes nothing of the next one.
func TestAgain(t *testing.T) {
	var s Splitter
	s.Split([]byte("up-to-date's-"), func([]byte) {})
	var got []string
	s.Split([]byte("s one"), func(w []byte) { got = append(got, string(w)) })
	if !slices.Equal(got, []string{"s", "one"}) {
		t.Errorf("got %q", got)
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"", "Café's", "a-b_c", "ÅÄÖ 12", "\xff\xfe", "İstanbul", "漢字かな", "-'&-a's'-b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, w := range split(text) {
			if w == "" || utf8.RuneCountInString(w) > longest || strings.ContainsAny(w, " <>\"'-&\n") {
				t.Errorf("%q gives the word %q", text, w)
			}
			if !slices.Equal(split(w), []string{w}) {
				t.Errorf("the word %q of %q is split again into %q", w, text, split(w))
			}
		}
	})
}
