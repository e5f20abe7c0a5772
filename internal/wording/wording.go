// Package wording owns the phrases that the program shows to readers: the list of all of them, a site's replacements
// (data/words.yaml), and the programme's nouns within them.
//
// A phrase is named by its usual English text, as with gettext: Go asks for it with Words.Say where it makes the text,
// and so do templates (Template) and scripts (Script), in which a site's own text takes the place of ours once, when
// they are read. A site without words of its own has templates and scripts as they are written. So nothing is looked
// for in what goes out, and no character of a phrase has a meaning there. The package knows nothing of pages, of files
// or of what a phrase is for.
package wording

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Phrase is the usual text of a phrase. In it {1} stands for the first value; {person}, {helper}, {place}, {programme},
// {competency} and {record} are the programme's nouns. {persons} is several, {Person} begins a sentence, and
// {a person} has its article.
type Phrase string

// Words are what one site says, about one programme. The zero Words, and a nil one, say what is written in the program.
type Words struct {
	texts map[Phrase]Text
	lang  language.Tag
	nouns Nouns
}

// Text is what a site says in place of a phrase: by the plural category of its number, or always the same, which is
// then other.
type Text map[string]string

// other is the category that every language has, and the only one of a phrase without a number.
const other = "other"

// New gives the words of a site that says these texts in place of ours, in a language such as "cy".
func New(lang string, texts map[Phrase]Text) *Words {
	return &Words{texts: texts, lang: language.Make(lang)}
}

// For gives the same words about a programme with these nouns.
func (w *Words) For(nouns Nouns) *Words {
	if w == nil {
		return &Words{nouns: nouns}
	}
	return &Words{texts: w.texts, lang: w.lang, nouns: nouns}
}

// English reports whether the site is in English, as all is that the program says to editors.
func (w *Words) English() bool {
	if w == nil {
		return true
	}
	base, _ := w.lang.Base()
	english, _ := language.English.Base()
	return base == english
}

// Own reports whether the site says anything in words of its own.
func (w *Words) Own() bool { return w != nil && len(w.texts) > 0 }

// Usual reports whether the words are those that are written in the program, about a programme with the usual nouns.
func (w *Words) Usual() bool {
	return w == nil || len(w.texts) == 0 && (w.nouns == nil || maps.Equal(w.nouns, usual))
}

// Say says a phrase with its values. Values are texts as they are; a phrase knows nothing of HTML.
func (w *Words) Say(p Phrase, values ...any) string { return w.fill(w.text(p, other), values) }

// Several says a phrase about a number, {1}: one for 1 and several for any other. A site says it by several.
func (w *Words) Several(n int, one, several Phrase) string {
	if w != nil && w.texts[several] != nil {
		return w.fill(w.text(several, w.category(n)), []any{n})
	}
	if n == 1 {
		several = one
	}
	return w.fill(string(several), []any{n})
}

// text is the site's text of a phrase, before its values.
func (w *Words) text(p Phrase, category string) string {
	if w == nil {
		return string(p)
	}
	own := w.texts[p]
	if text := own[category]; text != "" {
		return text
	}
	if text := own[other]; text != "" {
		return text
	}
	return string(p)
}

// category is the plural category of a number in the site's language.
func (w *Words) category(n int) string {
	return categories[plural.Cardinal.MatchPlural(w.lang, n, 0, 0, 0, 0)]
}

var categories = [...]string{plural.Other: other, plural.Zero: "zero", plural.One: "one", plural.Two: "two",
	plural.Few: "few", plural.Many: "many"}

// Categories are the plural categories that a language has, such as one and other.
func Categories(lang string) []string {
	w := New(lang, nil)
	list := []string{other}
	for n := range 200 {
		if c := w.category(n); !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	slices.Sort(list)
	return list
}

// fill writes a text with its values and nouns in the places of their braces.
func (w *Words) fill(text string, values []any) string {
	var b strings.Builder
	for {
		before, inner, after, found := cutBraces(text)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		if n, err := strconv.Atoi(inner); err != nil {
			b.WriteString(w.Noun(inner))
		} else if n >= 1 && n <= len(values) {
			fmt.Fprint(&b, values[n-1])
		}
		text = after
	}
}

// cutBraces splits a text around its first {name}.
func cutBraces(s string) (before, inner, after string, found bool) {
	i := strings.IndexByte(s, '{')
	j := strings.IndexByte(s[max(i, 0):], '}') + max(i, 0)
	if i < 0 || j < i {
		return s, "", "", false
	}
	return s[:i], s[i+1 : j], s[j+1:], true
}

// List joins texts as a sentence does: one, two and three.
func (w *Words) List(texts []string) string {
	last := len(texts) - 1
	if last < 1 {
		return strings.Join(texts, "")
	}
	return w.Say("{1} and {2}", strings.Join(texts[:last], ", "), texts[last])
}

// Upper begins a text with a capital letter.
func Upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// Lower begins words without a capital letter, but leaves initials as they are: AHP.
func Lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); n == 0 || unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// Within gives a title as it is within a sentence: each word without a capital letter, and initials as they are.
func Within(title string) string {
	words := strings.Fields(title)
	for i, word := range words {
		words[i] = Lower(word)
	}
	return strings.Join(words, " ")
}

// Digest stands for all that the words say: the same for the same texts and nouns.
func (w *Words) Digest() string {
	if w == nil {
		return ""
	}
	return fmt.Sprint(w.lang, w.texts, w.nouns) // maps are printed in the order of their keys
}
