package source

import (
	"math"
	"path"
	"strings"
	"unicode/utf8"
)

// Suggest gives the word that was most likely meant: the nearest of those in `among`, with case and the choice of hyphen,
// underscore or blank forgiven, within one change for a short word, two for a longer one and a third of the length for a
// long one. Of paths each folder and the name must be near by its own length, and an ending that both have counts for nothing. It
// gives "" where none is near, and the earlier of two that are equally near.
func Suggest(word string, among []string) string {
	if n := utf8.RuneCountInString(word); n == 0 || n > 64 {
		return ""
	}
	typed := fold(word)
	best, nearest := "", math.MaxInt
	for _, candidate := range among {
		if d := apart(typed, fold(candidate), nearest); d < nearest {
			best, nearest = candidate, d
		}
	}
	return best
}

// fold writes a word as words are compared.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return '_'
		}
		return r
	}, strings.ToLower(strings.TrimSpace(s)))
}

// apart counts the changes between two folded words or paths; below is how many there must be fewer than. It gives below where they
// are no likely slip of each other.
func apart(typed, candidate string, below int) int {
	if end := path.Ext(typed); end != "" && strings.HasSuffix(candidate, end) && strings.Trim(end[1:], "0123456789") != "" {
		typed, candidate = strings.TrimSuffix(typed, end), strings.TrimSuffix(candidate, end)
	}
	sum := 0
	for more := true; more; {
		var a, b string
		var longer bool
		a, typed, more = strings.Cut(typed, "/")
		b, candidate, longer = strings.Cut(candidate, "/")
		if more != longer {
			return below
		}
		if a == b {
			continue
		}
		as := []rune(a)
		limit := max(2, len(as)/3)
		if len(as) <= 4 {
			limit = min(len(as)/2, 1)
		}
		d := distance(as, []rune(b), min(limit+1, below-sum))
		if d > limit || sum+d >= below {
			return below
		}
		sum += d
	}
	return sum
}

// Meant is a help that asks whether the nearest word was meant, written behind its lead ("form=", or ""); or otherwise, where none is
// near.
func Meant(word string, among []string, lead, otherwise string) string {
	if near := Suggest(word, among); near != "" {
		return "did you mean " + lead + near + "?"
	}
	return otherwise
}

// distance counts the letters to add, take out, change or swap with their neighbour to turn a into b. It stops counting at
// limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(next[j]+1, row[j+1]+1, row[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
