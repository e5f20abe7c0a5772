package check

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"

	"precept/internal/toolkit"
)

// TestLiterals shows the words that an expression cannot match without.
func TestLiterals(t *testing.T) {
	for _, c := range []struct{ pattern, want string }{
		{"(?i)Attitudes", "attitudes"},
		{"(?i)understand|know", "understand,know"},
		{"(?i)guid(e|ance)", "guid"},
		{`(?i)AP\b|advanced pract`, "a"},
		{"(?i)non-?judge?mental", "mental"},
		{"(?i)(support){1,3}", "support"},
		{"(?i)(support){0,3}", ""},
		{"(?i)a|.", ""},
		{"(?i)[abc]+", ""},
		{"(?i)café", ""},
		{"", ""},
	} {
		re, err := syntax.Parse(c.pattern, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(literals(re), ","); got != c.want {
			t.Errorf("%q: %q, want %q", c.pattern, got, c.want)
		}
	}
}

// FuzzLiterals: where an expression matches, the text has one of its literals.
func FuzzLiterals(f *testing.F) {
	f.Add("guid(e|ance)|know", "a GUIDE")
	f.Add("(s|k)in", "ſin and \u212ain")
	f.Add("(ab){2,}", "abab")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		re, err := regexp.Compile("(?i)" + pattern)
		if err != nil || len(pattern) > 100 {
			return
		}
		parsed, err := syntax.Parse(re.String(), syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		words := literals(parsed)
		if words == nil || !re.MatchString(text) {
			return
		}
		if !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(fold(text), w) }) {
			t.Errorf("%q matches %q, which has none of %q", pattern, text, words)
		}
		r := &toolkit.Requirement{Patterns: []*regexp.Regexp{re}}
		if b := (blockText{text, fold(text)}); !b.matches(r, [][]string{words}) {
			t.Errorf("%q matches %q, but the requirement does not", pattern, text)
		}
	})
}
