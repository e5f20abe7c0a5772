package casetest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"precept/internal/wording"
)

var (
	valueIn = regexp.MustCompile(`\{\d\}`)
	marked  = regexp.MustCompile(`§[^§¶]*¶`)
)

// Marked puts § and ¶ around each part of a phrase that is ours, so that a value in it needs marks of its own.
func Marked(phrase wording.Phrase) string {
	return strings.ReplaceAll("§"+valueIn.ReplaceAllString(string(phrase), "¶$0§")+"¶", "§¶", "")
}

// MarkedWords is a data/words.yaml in which every phrase is marked.
func MarkedWords() string {
	var b strings.Builder
	for _, e := range wording.Catalogue() {
		text := strconv.Quote(Marked(e.Phrase))
		if e.One != "" {
			text = "{one: " + strconv.Quote(Marked(e.One)) + ", other: " + text + "}"
		}
		b.WriteString(strconv.Quote(string(e.Phrase)) + ": " + text + "\n")
	}
	return b.String()
}

// Unmarked lists the texts of a page in which a word is neither marked nor one of those known, each once. A text is
// what a reader sees or hears, without code.
func Unmarked(t testing.TB, page string, known []string) (list []string) {
	t.Helper()
	for _, text := range visible(t, page) {
		outside := text
		for marked.MatchString(outside) { // a marked value within what is marked
			outside = marked.ReplaceAllString(outside, " ")
		}
		unknown := func(word string) bool { return !slices.Contains(known, word) }
		if slices.ContainsFunc(Letters(outside), unknown) && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

// Letters are the words of a text, in small letters.
func Letters(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

func visible(t testing.TB, page string) (list []string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type == html.TextNode && !slices.Contains([]string{"script", "style", "code"}, n.Parent.Data) {
			list = append(list, n.Data)
		}
		for _, a := range n.Attr {
			if slices.Contains([]string{"aria-label", "title", "alt", "placeholder"}, a.Key) {
				list = append(list, a.Val)
			}
		}
	}
	return list
}
