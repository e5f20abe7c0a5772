package site

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/source"
	"precept/internal/wording"
)

// WordsFile is where a site says its own words in place of the program's.
const WordsFile = "data/words.yaml"

// ReadWords reads what a site says in place of the program's phrases, in its language.
func ReadWords(lang string, raw []byte) (*wording.Words, []finding.Finding) {
	node, findings := source.ReadYAML(WordsFile, raw)
	if node == nil {
		return nil, findings
	}
	r := wordsReader{known: map[string]wording.Entry{}, categories: wording.Categories(lang), lang: lang}
	for _, e := range wording.Catalogue() {
		r.known[string(e.Phrase)] = e
	}
	said := map[wording.Phrase]wording.Text{}
	for _, p := range node.Pairs {
		if text := r.text(p); len(text) > 0 {
			said[wording.Phrase(p.Key.Value)] = text
		}
	}
	return wording.New(lang, said), append(findings, r.findings...)
}

// wordsReader reads the pairs of the file.
type wordsReader struct {
	known      map[string]wording.Entry
	categories []string
	lang       string
	findings   []finding.Finding
}

func (r *wordsReader) add(rule string, at finding.Position, help, message string, values ...any) {
	at.File = WordsFile
	r.findings = append(r.findings, finding.Finding{Rule: rule, Position: at, Help: help,
		Message: fmt.Sprintf(message, values...)})
}

// text reads the replacement of one phrase; nothing where it cannot be used.
func (r *wordsReader) text(p source.Pair) wording.Text {
	key := p.Key.Value
	e, known := r.known[key]
	switch {
	case !known:
		var all []string
		for phrase := range r.known {
			all = append(all, phrase)
		}
		slices.Sort(all)
		r.add("words-unknown", p.Key.Pos, source.DidYouMean(key, all, "", "precept words lists every phrase"),
			"%q is not a phrase of precept", key)
		return nil
	case p.Value.Kind == source.ScalarNode:
		if r.complete(e, p.Value) {
			return wording.Text{"other": p.Value.Value}
		}
		return nil
	case p.Value.Kind != source.MapNode:
		r.add("words-placeholder", p.Value.Pos, "write it in straight quotes",
			"the replacement for %q is not text", key)
		return nil
	}
	return r.plural(e, p)
}

// plural reads a phrase that differs with its number: a text for each category of the language.
func (r *wordsReader) plural(e wording.Entry, p source.Pair) wording.Text {
	if e.One == "" {
		r.add("words-plural", p.Value.Pos, "write one text in straight quotes", "%q is not about a number", p.Key.Value)
		return nil
	}
	text := wording.Text{}
	for _, c := range p.Value.Pairs {
		switch {
		case !slices.Contains(r.categories, c.Key.Value):
			r.add("words-plural", c.Key.Pos, "write "+strings.Join(r.categories, ", "),
				"%q is not a kind of number in the language %s", c.Key.Value, r.lang)
		case c.Value.Kind != source.ScalarNode:
			r.add("words-plural", c.Value.Pos, "write it in straight quotes", "the value of %s is not text",
				c.Key.Value)
		case c.Key.Value != "other" || r.complete(e, c.Value):
			text[c.Key.Value] = c.Value.Value
		}
	}
	for _, c := range r.categories {
		if !slices.ContainsFunc(p.Value.Pairs, func(p source.Pair) bool { return p.Key.Value == c }) {
			r.add("words-plural", p.Value.Pos, "write "+c+": and the text in straight quotes",
				"the language %s needs a text for numbers of the kind %q too", r.lang, c)
		}
	}
	return text
}

// complete reports whether a text has the places of all values of a phrase, and no others.
func (r *wordsReader) complete(e wording.Entry, text *source.Node) bool {
	lost, strange := wording.Lost(e.Phrase, text.Value)
	switch {
	case text.Value == "":
		r.add("words-placeholder", text.Pos, "write a text, or leave the line out", "there is no text")
	case len(lost) > 0:
		list := strings.Join(lost, " and ")
		r.add("words-placeholder", text.Pos, "write "+list+" where its value belongs",
			"the text does not have %s", list)
	case len(strange) > 0:
		r.add("words-placeholder", text.Pos, "leave it out; the phrase has only what is in braces on the left",
			"%s means nothing here", strings.Join(strange, " and "))
	default:
		return true
	}
	return false
}
