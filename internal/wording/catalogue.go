package wording

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// catalogue has each phrase of the program on a line: the file that says it, the text for 1 (of a phrase about a
// number), and its text, between tabs. A test holds it equal to what templates, scripts and Go files say.
//
//go:generate go test . -count=1 -run ^TestCatalogue$ -update
//go:embed catalogue.txt
var catalogue string

// Entry is a phrase and the file of the program that says it, the first of several. One is the text for 1 where the
// phrase is about a number, and otherwise "".
type Entry struct {
	Where  string
	One    Phrase
	Phrase Phrase
}

// Catalogue gives every phrase, by the file that says it.
func Catalogue() []Entry { return entries() }

var entries = sync.OnceValue(func() []Entry {
	var list []Entry
	for line := range strings.Lines(catalogue) {
		part := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		list = append(list, Entry{part[0], Phrase(part[1]), Phrase(part[2])})
	}
	return list
})

var braced = regexp.MustCompile(`\{[^{}]*\}`)

// Lost gives the places of a phrase that a text has not, and those of the text that mean nothing. Nouns may be left
// out, and may come in.
func Lost(p Phrase, text string) (lost, strange []string) {
	asked, given := braced.FindAllString(string(p), -1), braced.FindAllString(text, -1)
	for _, a := range asked {
		if isValue(a) && !slices.Contains(given, a) {
			lost = append(lost, a)
		}
	}
	for _, g := range given {
		if !slices.Contains(asked, g) && (isValue(g) || (*Words)(nil).Noun(g[1:len(g)-1]) == g) {
			strange = append(strange, g)
		}
	}
	return lost, strange
}

// isValue reports whether it is the place of a value: {1}.
func isValue(braces string) bool { return strings.Trim(braces, "{0123456789}") == "" }
