package item

import (
	"slices"
	"strings"
	"unicode"

	"github.com/hbollon/go-edlib"
)

// ValidID reports whether s may name an item or a heading: a-z, 0-9 and the hyphen, starting with a letter.
func ValidID(s string) bool {
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '-'):
		default:
			return false
		}
	}
	return s != ""
}

// PlainID makes a valid id out of any words: what it proposes when an id is missing or bad. It gives "" when no letter
// a-z or digit is left.
func PlainID(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' && b.Len() > 0:
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’' || unicode.Is(unicode.Cf, r):
			// an apostrophe or an invisible character does not split a word
		default:
			gap = true
		}
		if b.Len() >= 40 {
			break
		}
	}
	return b.String()
}

// nearest gives the word of known that s was most likely meant to be: the same except for case, or at most one letter
// (two in words of eight letters and more) added, dropped, changed or swapped. It gives "" when none is near.
func nearest(s string, known []string) string {
	lower := strings.ToLower(s)
	if slices.Contains(known, lower) {
		return lower
	}
	if len(lower) < 2 || len(lower) > 40 {
		return ""
	}
	best, least := "", 3
	for _, k := range known {
		limit := 1
		if len(k) >= 8 {
			limit = 2
		}
		if len(k) < 3 || len(lower)-len(k) > limit || len(k)-len(lower) > limit {
			continue
		}
		d := edlib.OSADamerauLevenshteinDistance(lower, k)
		// Of two equally near words, prefer the one of the same length: letters are swapped more often than lost.
		if d <= limit && (d < least || d == least && len(k) == len(lower)) {
			best, least = k, d
		}
	}
	return best
}
