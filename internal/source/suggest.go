package source

import (
	"math"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"
)

// Suggest gives the word of `among` that was most likely meant, or "" where none is near; of two equally near words,
// the earlier one. Case and the choice of hyphen, underscore or space do not count. A short word may differ by one
// letter, a longer one by two, a long one by a third of its length; letters are added, dropped, changed or swapped with
// their neighbour. In paths each folder and the name are compared by themselves, and a shared file extension does not
// count.
func Suggest(word string, among []string) string {
	if n := utf8.RuneCountInString(word); n == 0 || n > 64 {
		return ""
	}
	typed := fold(word)
	best, nearest := "", math.MaxInt
	for _, candidate := range among {
		if d := pathDistance(typed, fold(candidate), nearest); d < nearest {
			best, nearest = candidate, d
		}
	}
	return best
}

// Alone gives the word of `among` that was meant where no other is near enough to have been meant; else "". What was
// typed may be corrected to it by a program.
func Alone(word string, among []string) string {
	near, typed := "", fold(word)
	if n := utf8.RuneCountInString(word); n == 0 || n > 64 {
		return ""
	}
	for _, candidate := range among {
		if candidate == near || pathDistance(typed, fold(candidate), math.MaxInt) == math.MaxInt {
			continue
		}
		if near != "" {
			return ""
		}
		near = candidate
	}
	return near
}

// DidYouMean is a help text that asks whether the nearest word was meant. lead is written before that word ("form=", or
// ""). Where no word is near, the help is otherwise.
func DidYouMean(word string, among []string, lead, otherwise string) string {
	if near := Suggest(word, among); near != "" {
		return "did you mean " + lead + near + "?"
	}
	return otherwise
}

// fold writes a word in the form in which words are compared.
func fold(s string) string {
	return strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(strings.TrimSpace(s)))
}

// pathDistance counts the changes between two folded words or paths. It gives below where there are that many or more,
// or where the two are too different to be a typing mistake.
func pathDistance(typed, candidate string, below int) int {
	end := path.Ext(typed)
	if end != "" && strings.HasSuffix(candidate, end) && strings.Trim(end[1:], "0123456789") != "" {
		typed, candidate = strings.TrimSuffix(typed, end), strings.TrimSuffix(candidate, end)
	}
	if strings.Count(typed, "/") != strings.Count(candidate, "/") {
		return below
	}
	sum := 0
	for more := true; more; {
		var a, b string
		a, typed, more = strings.Cut(typed, "/")
		b, candidate, _ = strings.Cut(candidate, "/")
		if a == b {
			continue
		}
		n, m := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
		limit := max(2, n/3)
		if n <= 4 {
			limit = min(n/2, 1)
		}
		if n-m > limit || m-n > limit {
			return below
		}
		d := edlib.OSADamerauLevenshteinDistance(a, b)
		if sum += d; d > limit || sum >= below {
			return below
		}
	}
	return sum
}
