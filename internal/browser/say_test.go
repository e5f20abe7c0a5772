//go:build browser

package browser

import (
	"regexp"
	"strconv"
	"testing"

	"precept/internal/wording"
)

// nounBraces are a noun of a programme in a phrase.
var nounBraces = regexp.MustCompile(`\{[A-Za-z]`)

// TestScriptsSay: a script says the phrases of internal/wording/testdata/say.json as Go does, whatever is in its values
// and in a site's own words; and say.js says those of a site without words of its own.
func TestScriptsSay(t *testing.T) {
	t.Parallel()
	var list []struct {
		Phrase, One wording.Phrase
		Lang, Want  string
		Own         wording.Text
		Nouns       map[string][]string
		N           int
		Values      []string
	}
	readJSON(t, "../wording/testdata/say.json", &list)
	b := newTab(t)
	b.visit("about:blank")
	b.eval(joined(t, `import * as words from "../say.js"; window.words = words;`))
	for i, v := range list {
		texts := map[wording.Phrase]wording.Text{}
		if v.Own != nil {
			texts[v.Phrase] = v.Own
		}
		nouns := wording.DefaultNouns()
		for name, words := range v.Nouns {
			nouns.Set(name, words[0], append(words, "")[1])
		}
		call := "say(" + jsText(string(v.Phrase))
		if v.One != "" {
			call = "several(n, " + jsText(string(v.One)) + ", " + jsText(string(v.Phrase))
		}
		for _, value := range v.Values {
			call += ", " + jsText(value)
		}
		call += ")"
		n := strconv.Itoa(v.N)
		script := wording.New(v.Lang, texts).For(nouns).Script(call)
		if got := get[string](b, "(n => "+script+")("+n+")"); got != v.Want {
			t.Errorf("%d: %s gives %q, want %q", i, script, got, v.Want)
		}
		if v.Own != nil || nounBraces.MatchString(string(v.Phrase)) {
			continue // say.js knows neither
		}
		if got := get[string](b, "(n => words."+call+")("+n+")"); got != v.Want {
			t.Errorf("%d: say.js gives %q, want %q", i, got, v.Want)
		}
	}
}
