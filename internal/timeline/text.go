package timeline

import (
	"strings"
	"unicode"
)

// width gives the width of a text, in units of its size, in the widest of the usual sans serifs: the reader's own is
// not known, and in any other the text is narrower.
func width(s string, bold bool) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune("ijlI|'", r):
			w += 0.3
		case strings.ContainsRune("fJ.,:;!()[]/- ", r):
			w += 0.36
		case strings.ContainsRune("rt", r):
			w += 0.41
		case strings.ContainsRune("csz", r):
			w += 0.55
		case strings.ContainsRune("GHMNOQDUw&", r):
			w += 0.79
		case strings.ContainsRune("mW@%…—", r):
			w += 1
		case unicode.Is(unicode.Mn, r):
		case unicode.IsUpper(r):
			w += 0.69
		case r > 0x2e00:
			w += 1
		default:
			w += 0.635
		}
	}
	if bold {
		w *= 1.12
	}
	return w
}

// roomy is width for a text with an edge around it or another after it: there is room for the larger letters of print
// too.
func roomy(s string, bold bool) float64 { return width(s, bold) * printed }

// printed is how much larger letters are on paper, where a wide drawing shrinks to fit its sheet.
const printed = 19.5 / 17

// printedMost is how much larger they are on the sheet of a portfolio, which says more above its drawing.
const printedMost = 21.7 / 17

// lines breaks a text into at most so many lines of a width in units of its size; what does not fit ends in an
// ellipsis.
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
