package internal

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// longestSentence is the most words of one sentence. Comments have technical terms, so it is more than content may
// have.
const longestSentence = 40

// swap is a word that we do not use, and what to write instead.
type swap struct {
	pattern *regexp.Regexp
	instead string
}

func word(pattern, instead string) swap {
	return swap{regexp.MustCompile(`(?i)\b(?:` + pattern + `)\b`), instead}
}

// banned lists words that a British colleague would not say.
var banned = []swap{
	word(`mend(?:s|ed|ing)?`, "fix"),
	word(`anew`, "again"),
	word(`wherein|therein|thereof|thereto|whereof|whence|thence|whither|lest|hitherto|herein`, "plain words"),
	word(`save for|but for`, "except"),
	word(
		`(?:a|the|one|two|no|with|of|its|by|leading|trailing|these|those|without) blanks?|blanks (?:and|or|to|in|at|before|after|behind)`,
		"space",
	),
	word(
		`parted (?:by|from|into|with|at)|parts? (?:it|the text|them|the file|the page) (?:into|from|by|at)`,
		"split, separate",
	),
	word(`bears? (?:on|upon|a|an|the|no|its|it|both|one|two|its)|borne by`, "applies to, has"),
	word(
		`stands? (?:as|on|in|at|below|under|beside|behind|between|above|there|here|within|alone|outside|first|once|twice|open)`,
		"is, means",
	),
	word(`stood (?:as|on|in|at|below|there|before)`, "was"),
	word(`knows? no|know no`, "does not know, does not have"),
	word(`in (?:its|their|his) turn`, "nothing, or then"),
	word(`each with (?:the|its) reason`, "and say why"),
	word(`noughts?`, "zero"),
	word(`said of|told of|whom it concerns|of whom|by whom it|whereby`, "about"),
	word(`dear to make|costly to make`, "expensive"),
	word(`reckon(?:s|ed|ing)?`, "calculate"),
	word(`hither|upon|amongst|whilst|albeit|ere|oft|betwixt|forsooth|unto|verily|nay|thus`, "plain words"),
	word(`as it (?:was typed|stood|stands)|stands? as (?:it|they)`, "unchanged, as typed"),
	word(`wants? (?:quotes|an? [a-z]+ of its own|no)`, "needs"),
	word(`lies (?:in|below|outside|inside|under|there)|lie (?:below|outside|inside|under)`, "is"),
	word(`all the same`, "anyway, still"),
	word(`at the most`, "at most"),
	word(`(?:in|for) the time to come`, "later"),
	word(`a day that has been`, "a date that is not in the future"),
	word(`(?:is|are) kept nowhere|and kept nowhere`, "is not saved anywhere"),
	word(`none (?:of them )?is there twice`, "none appears twice"),
	word(`put together so`, "combined like this"),
	word(`besides`, "as well as, apart from"),
	word(`of those whose`, "the people or things, then who or which"),
	word(`(?:is|are|was|were) laid over`, "based on"),
	word(
		`(?:by|at|on|with|of|from|for|in|to) (?:the|its|their|one|these|this|that|some|each) (?:[a-z]+ ){0,2}alone`,
		"only",
	),
	word(`do you mean|did you perhaps mean|perhaps you mean|you may have meant`, "did you mean X?"),
}

// suggestion is the one way to ask whether another word was meant.
var suggestion = regexp.MustCompile(`(?i)did you mean`)

// isNo finds "X is no page"; "there is no page", "is no longer" and the like are fine.
var isNo = regexp.MustCompile(`(?i)\b([a-z']+)\s+(?:is|are|was|were)\s+no\s+([a-z]+)`)

var noWords = []string{"longer", "more", "one", "other", "such", "different"}

// wordFaults lists the faults of one piece of text.
func wordFaults(u unit) []fault {
	var faults []fault
	add := func(format string, args ...any) {
		faults = append(faults, fault{u.file, u.line, fmt.Sprintf(format, args...)})
	}
	text := strings.ReplaceAll(u.text, "blank line", "empty line")
	for _, s := range banned {
		if found := s.pattern.FindString(text); found != "" {
			add("%q: write %s", found, s.instead)
		}
	}
	for _, m := range isNo.FindAllStringSubmatch(u.text, -1) {
		if strings.EqualFold(m[1], "there") || slices.Contains(noWords, strings.ToLower(m[2])) {
			continue
		}
		add("%q: write is not", strings.Join(strings.Fields(m[0]), " "))
	}
	for _, at := range suggestion.FindAllStringIndex(u.text, -1) {
		if !strings.HasPrefix(u.text[at[0]:], "did you mean ") ||
			u.kind == literal && !strings.Contains(u.text, "did you mean ") {
			add("write a suggestion as: did you mean X?")
		}
	}
	for _, s := range sentences(u.text) {
		if words := strings.Fields(s); len(words) > longestSentence {
			add("a sentence of %d words: %.60q", len(words), s)
		}
	}
	return faults
}

// sentenceEnd ends a sentence. A semicolon or a colon does too, as long as text follows.
var sentenceEnd = regexp.MustCompile(`[.!?;:]["”’)]*\s+`)

func sentences(text string) []string { return sentenceEnd.Split(text, -1) }

// TestWords checks all our own words: comments of Go, scripts and styles, messages, help topics and the text of pages.
func TestWords(t *testing.T) {
	var faults []fault
	read := 0
	for _, u := range ownWords(t) {
		if strings.HasSuffix(u.file, "words_test.go") { // the banned words themselves
			continue
		}
		read++
		faults = append(faults, wordFaults(u)...)
	}
	if read < 5000 {
		t.Errorf("only %d pieces of text were read", read)
	}
	report(t, faults)
}

// TestWordsFinds shows what the checks find, and what they allow.
func TestWordsFinds(t *testing.T) {
	long := strings.Repeat("word ", longestSentence)
	for _, c := range []struct{ text, want string }{
		{"Fix it and try again.", ""},
		{"Mend it.", `"Mend": write fix`},
		{"a recommendation to amend it", ""},
		{"Every form, save for one.", `"save for": write except`},
		{"a blank behind the colon", `"a blank": write space`},
		{"a blank line", ""},
		{"It counts all the same.", `"all the same": write anyway`},
		{"Write a day that has been.", `"a day that has been": write a date that is not in the future`},
		{"It is known by its name alone.", `"by its name alone": write only`},
		{"The file is no page.", `"file is no page": write is not`},
		{"There is no page. It is no longer here.", ""},
		{"did you mean cover?", ""},
		{"Did you mean cover?", "write a suggestion as: did you mean X?"},
		{long + "more.", "a sentence of 41 words"},
		{long[:len(long)-1] + ". " + long, ""},
	} {
		var got []string
		for _, f := range wordFaults(unit{file: path.Join("a", "b.go"), line: 1, text: c.text}) {
			got = append(got, f.what)
		}
		if all := strings.Join(got, "; "); c.want == "" && all != "" || !strings.HasPrefix(all, c.want) {
			t.Errorf("%.40q: %s, want %s", c.text, all, c.want)
		}
	}
}
