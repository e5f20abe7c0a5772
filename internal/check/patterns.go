package check

import (
	"regexp/syntax"
	"slices"
	"strings"

	"precept/internal/markdown"
	"precept/internal/toolkit"
)

// blockTexts has the text of the blocks of pages that requirements have been about so far.
type blockTexts map[*toolkit.Page][]blockText

// blockText is a block with the titles above it, as patterns match it, and the same in small letters.
type blockText struct{ text, folded string }

// straight replaces curly quotes with straight ones, as in blocks.
var straight = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`)

func (b blockTexts) of(page *toolkit.Page) []blockText {
	texts, known := b[page]
	if known {
		return texts
	}
	title := straight.Replace(page.Title)
	for i := range page.Facts.Blocks {
		block := &page.Facts.Blocks[i]
		text := title + " " + block.Heads + " " + block.Text
		texts = append(texts, blockText{text, fold(text)})
	}
	b[page] = texts
	return texts
}

// fold writes a text in small letters; the long s is the one other character that an expression takes for an ASCII
// letter.
func fold(s string) string { return strings.ReplaceAll(strings.ToLower(s), "ſ", "s") }

// meets reports whether the pages of a requirement say it: one of their blocks matches all patterns, or is marked.
func (b blockTexts) meets(v *toolkit.Version, r *toolkit.Requirement) bool {
	var words [][]string
	for _, re := range r.Patterns {
		if parsed, err := syntax.Parse(re.String(), syntax.Perl); err == nil {
			if any := literals(parsed); any != nil {
				words = append(words, any)
			}
		}
	}
	for _, slug := range r.On {
		page := v.Page(pageSlug(slug))
		if page == nil {
			continue
		}
		marked := func(s markdown.Says) bool { return s.ID == r.ID && (s.Digest == "" || s.Digest == s.Actual) }
		if slices.ContainsFunc(page.Facts.Says, marked) {
			return true
		}
		matches := func(t blockText) bool { return t.matches(r, words) }
		if len(r.Patterns) > 0 && slices.ContainsFunc(b.of(page), matches) {
			return true
		}
	}
	return false
}

// matches reports whether all patterns of a requirement match. It first looks for the words that they cannot match
// without, which is much faster than an expression.
func (t blockText) matches(r *toolkit.Requirement, words [][]string) bool {
	for _, any := range words {
		if !slices.ContainsFunc(any, func(w string) bool { return strings.Contains(t.folded, w) }) {
			return false
		}
	}
	for _, re := range r.Patterns {
		if !re.MatchString(t.text) {
			return false
		}
	}
	return true
}

// literals gives ASCII texts in small letters. Every match of the expression contains at least one of them. It gives
// nil where it cannot tell.
func literals(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		text := strings.ToLower(string(re.Rune))
		if strings.ContainsFunc(text, func(r rune) bool { return r >= 0x80 }) {
			return nil
		}
		return []string{text}
	case syntax.OpCapture, syntax.OpPlus:
		return literals(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return literals(re.Sub[0])
		}
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			some := literals(sub)
			if some == nil {
				return nil
			}
			all = append(all, some...)
		}
		return all
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if some := literals(sub); some != nil && (best == nil || shortest(some) > shortest(best)) {
				best = some
			}
		}
		return best
	}
	return nil
}

func shortest(words []string) int {
	n := len(words[0])
	for _, w := range words[1:] {
		n = min(n, len(w))
	}
	return n
}
