package item

import (
	"strings"
	"unicode"
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
			// an apostrophe or an invisible character parts no words
		default:
			gap = true
		}
		if b.Len() >= 40 {
			break
		}
	}
	return b.String()
}

// nearest gives the word of known that s was most likely meant to be: the same but for case, or at most one letter
// (two in words of eight letters and more) added, dropped, changed or swapped. It gives "" when none is near.
func nearest(s string, known []string) string {
	lower := strings.ToLower(s)
	for _, k := range known {
		if k == lower {
			return k
		}
	}
	best, least := "", 3
	for _, k := range known {
		limit := 1
		if len(k) >= 8 {
			limit = 2
		}
		if len(k) < 3 || len(lower) < 2 {
			continue
		}
		// of two that are as near, the one of the same length: letters are swapped more often than lost
		if d := distance(lower, k); d <= limit && (d < least || d == least && len(k) == len(lower)) {
			best, least = k, d
		}
	}
	return best
}

// distance counts single-letter edits and swaps of neighbours between a and b; it gives 3 for anything beyond 2.
func distance(a, b string) int {
	if len(a)-len(b) > 2 || len(b)-len(a) > 2 || len(a) > 40 {
		return 3
	}
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	next := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row, next = row, next, before
	}
	return min(row[len(b)], 3)
}
