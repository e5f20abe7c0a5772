package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Nouns are what a programme calls its parties and things, by the name within the braces.
type Nouns map[string]string

// DefaultNouns are those of a programme that says nothing else.
func DefaultNouns() Nouns {
	n := Nouns{}
	for name, noun := range map[string]string{"person": "preceptee", "helper": "preceptor", "place": "practice",
		"programme": "programme", "competency": "competency", "record": "record"} {
		n.Set(name, noun, "")
	}
	return n
}

// Set gives a thing another name. Without a plural it has the usual English one.
func (n Nouns) Set(name, noun, several string) {
	if noun == "" {
		return
	}
	if several == "" {
		several = Plural(noun)
	}
	n[name], n[Plural(name)] = noun, several
}

// Plural is the usual English plural of a noun.
func Plural(noun string) string {
	switch {
	case strings.HasSuffix(noun, "y") && !strings.ContainsAny(noun[max(0, len(noun)-2):len(noun)-1], "aeiou"):
		return noun[:len(noun)-1] + "ies"
	case strings.HasSuffix(noun, "s"), strings.HasSuffix(noun, "x"), strings.HasSuffix(noun, "ch"):
		return noun + "es"
	}
	return noun + "s"
}

// Noun gives what the programme calls what is named in braces: "person", "Persons", "a person". What is not a noun
// stays in its braces.
func (w *Words) Noun(name string) string {
	key := strings.ToLower(name)
	key, article := strings.CutPrefix(key, "a ")
	noun := ""
	if w != nil {
		noun = w.nouns[key]
	}
	if noun == "" {
		noun = usual[key]
	}
	if noun == "" {
		return "{" + name + "}"
	}
	if article {
		noun = indefinite(noun) + noun
	}
	if r, _ := utf8.DecodeRuneInString(name); unicode.IsUpper(r) {
		noun = Upper(noun)
	}
	return noun
}

var usual = DefaultNouns()

// indefinite is the English indefinite article before a noun.
func indefinite(noun string) string {
	if strings.ContainsRune("aeiou", unicode.ToLower(rune(noun[0]))) {
		return "an "
	}
	return "a "
}
