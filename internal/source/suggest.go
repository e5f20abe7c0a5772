package source

import (
	"strings"
	"unicode/utf8"
)

// Suggest gives the word that was most likely meant: the nearest of those in `among`, with case and the choice of hyphen,
// underscore or blank forgiven, within one change for a short word, two for a longer one and a third of the length for a
// long one. It gives "" where none is near, and the earlier of two that are equally near.
func Suggest(word string, among []string) string {
	plain := strings.NewReplacer("-", "_", " ", "_")
	fold := func(s string) []rune { return []rune(plain.Replace(strings.ToLower(strings.TrimSpace(s)))) }
	length := utf8.RuneCountInString(word)
	if length == 0 || length > 64 {
		return ""
	}
	limit := max(2, length/3)
	if length <= 3 {
		limit = 1
	}
	typed := fold(word)
	best, nearest := "", limit+1
	for _, candidate := range among {
		if d := distance(typed, fold(candidate), nearest); d < nearest {
			best, nearest = candidate, d
		}
	}
	return best
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
