package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"precept/internal/item"
	"precept/internal/markdown"
)

// termUnused finds terms that no page, no other definition and no link uses.
func termUnused(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		if p.anyUnreadable(v) {
			continue // a page that could not be read may use it
		}
		used := map[string]bool{}
		known := termWords(v)
		for _, page := range v.Pages {
			for _, key := range page.Facts.Used {
				used[key] = true
			}
			for _, l := range page.Facts.Links {
				if l.Kind == markdown.LinkTerm {
					used[known[strings.ToLower(l.Slug)]] = true
				}
			}
		}
		var definitions []markdown.Definition
		for _, page := range v.Pages {
			if page.Kind == item.Glossary {
				definitions = append(definitions, page.Facts.Terms...)
			}
		}
		for _, d := range definitions {
			alike := func(name string) bool { return used[known[strings.ToLower(name)]] }
			if used[d.ID] || slices.ContainsFunc(d.Also, alike) || inAnother(d, definitions) {
				continue
			}
			p.Report(d.Pos, "delete the term, or use this word where the pages now use another",
				"no page uses the term %q", d.Term)
		}
	}
}

// inAnother reports whether the definition of another term uses this one.
func inAnother(d markdown.Definition, among []markdown.Definition) bool {
	word := strings.ToLower(d.Term)
	for _, other := range among {
		if other.ID != d.ID && other.Text != d.Text && hasWord(strings.ToLower(other.Text), word) {
			return true
		}
	}
	return false
}

// hasWord reports whether a text has the words as whole words; a plural s does not matter.
func hasWord(text, words string) bool {
	if words == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(words)
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		rest := strings.TrimPrefix(text[to:], "s")
		next, _ := utf8.DecodeRuneInString(text[to:])
		after, _ := utf8.DecodeRuneInString(rest)
		if !inWord(before) && (!inWord(next) || !inWord(after)) {
			return true
		}
		at = to
	}
}

func inWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
