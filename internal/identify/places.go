package identify

import (
	"strings"
	"unicode/utf8"
)

// span is a piece of a text, in bytes.
type span struct{ start, end int }

// How many bytes before and after a place are looked at. What a rule finds there is never longer: figures have little
// beside them, a word may have an address or, some way off, a date.
const (
	besideFigures = 24
	besideWord    = 1600
)

// figures gives the spans of a text in which so many figures are close together: no letter among them, and little else.
func figures(text string, count int) []span {
	const gap = 6
	var list []span
	first, last, n := 0, -1, 0
	close := func() {
		if n >= count {
			list = widen(list, text, first, last+1, besideFigures)
		}
		n = 0
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			if n == 0 {
				first = i
			}
			last = i
			n++
		case n > 0 && (i-last > gap || c|0x20 >= 'a' && c|0x20 <= 'z'):
			close()
		}
	}
	close()
	return list
}

// begin gives the spans of a text around the words that begin with one of the needs.
func begin(text string, needs []string) []span {
	var list []span
	for i := 0; i < len(text); i++ {
		for _, need := range needs {
			if text[i] == need[0] && strings.HasPrefix(text[i:], need) &&
				(i == 0 || need == "@" || !letter(text[i-1])) {
				list = widen(list, text, i, i+len(need), besideWord)
				break
			}
		}
	}
	return list
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// widen adds a span with room on both sides, and joins it to the last where they touch.
func widen(list []span, text string, start, end, room int) []span {
	start, end = max(start-room, 0), min(end+room, len(text))
	for start > 0 && !utf8.RuneStart(text[start]) {
		start--
	}
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	if n := len(list); n > 0 && start <= list[n-1].end {
		list[n-1].end = end
		return list
	}
	return append(list, span{start, end})
}

// lower makes the letters a to z small, and leaves every byte in its place.
func lower(text string) string {
	for i := 0; i < len(text); i++ {
		if text[i] >= 'A' && text[i] <= 'Z' {
			b := []byte(text)
			for ; i < len(b); i++ {
				if b[i] >= 'A' && b[i] <= 'Z' {
					b[i] |= 0x20
				}
			}
			return string(b)
		}
	}
	return text
}
