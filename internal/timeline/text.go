package timeline

import (
	"strings"
	"unicode"
)

// width estimates how wide a text is in the system's sans serif, in units of its size: a little generously, since nobody knows
// which one the reader has.
func width(s string, bold bool) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune("iljtfrI.,:;'|!()[] ", r):
			w += 0.34
		case strings.ContainsRune("mwMW@%", r):
			w += 0.9
		case r >= '0' && r <= '9':
			w += 0.58
		case unicode.Is(unicode.Mn, r):
		case unicode.IsUpper(r):
			w += 0.72
		case r > 0x2e00:
			w += 1
		default:
			w += 0.57
		}
	}
	if bold {
		w *= 1.06
	}
	return w
}

// roomy is width for a text with an edge around it or another behind it: it holds in the widest of the usual sans serifs, and
// for the larger letters of print.
func roomy(s string, bold bool) float64 { return width(s, bold) * 1.22 }

// lines breaks a text into at most so many lines of a width in units of its size; what does not fit ends in an ellipsis.
func lines(s string, size, most float64, bold bool, count int) []string {
	fits := func(s string) bool { return width(s, bold)*size <= most }
	var out []string
	line := ""
	words := strings.Fields(s)
	for i, word := range words {
		joined := strings.TrimSpace(line + " " + word)
		if fits(joined) || line == "" && fits(word) {
			line = joined
			continue
		}
		if len(out) == count-1 || line == "" {
			rest := strings.TrimSpace(line + " " + strings.Join(words[i:], " "))
			return append(out, cut(rest, fits))
		}
		out = append(out, line)
		line = word
		if !fits(word) {
			return append(out, cut(strings.Join(words[i:], " "), fits))
		}
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}

// cut shortens a text that does not fit and ends it in an ellipsis.
func cut(s string, fits func(string) bool) string {
	if fits(s) {
		return s
	}
	runes := []rune(s)
	n := 0
	for n < len(runes) && fits(string(runes[:n+1])+"…") {
		n++
	}
	return strings.TrimSpace(string(runes[:n])) + "…"
}

// longestWord gives the width of the widest word.
func longestWord(s string, bold bool) float64 {
	w := 0.0
	for word := range strings.FieldsSeq(s) {
		w = max(w, width(word, bold))
	}
	return w
}
