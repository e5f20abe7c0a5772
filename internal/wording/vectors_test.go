package wording_test

import (
	"encoding/json"
	"os"
	"testing"

	"precept/internal/wording"
)

// TestSayVectors says the phrases of testdata/say.json, which a site's scripts must say alike (TestScriptsSay of
// package browser).
func TestSayVectors(t *testing.T) {
	data, err := os.ReadFile("testdata/say.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []struct {
		Phrase, One wording.Phrase
		Lang, Want  string
		Own         wording.Text
		Nouns       map[string][]string
		N           int
		Values      []any
	}
	if err := json.Unmarshal(data, &list); err != nil || len(list) < 20 {
		t.Fatal(len(list), err)
	}
	for i, v := range list {
		texts := map[wording.Phrase]wording.Text{}
		if v.Own != nil {
			texts[v.Phrase] = v.Own
		}
		nouns := wording.DefaultNouns()
		for name, noun := range v.Nouns {
			nouns.Set(name, noun[0], append(noun, "")[1])
		}
		w := wording.New(v.Lang, texts).For(nouns)
		got := ""
		if v.One == "" {
			got = w.Say(v.Phrase, v.Values...)
		} else {
			got = w.Several(v.N, v.One, v.Phrase)
		}
		if got != v.Want {
			t.Errorf("%d: %q, want %q", i, got, v.Want)
		}
	}
}
