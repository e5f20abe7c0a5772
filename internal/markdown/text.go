package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// plain appends Markdown text as a reader sees it: backslashes and character references are resolved, carriage returns
// and the characters that turn the direction of writing are left out, NUL becomes U+FFFD.
func appendText(dst, src []byte) []byte {
	from := 0
	for i := 0; i < len(src); i++ {
		switch c := src[i]; c {
		case '\\':
			if i+1 < len(src) && util.IsPunct(src[i+1]) {
				dst = append(dst, src[from:i]...)
				i++
				from = i
			}
		case '\r':
			dst = append(dst, src[from:i]...)
			from = i + 1
		case 0:
			dst = append(append(dst, src[from:i]...), "\uFFFD"...)
			from = i + 1
		case '&':
			if text, n := reference(src[i:]); n > 0 {
				dst = append(append(dst, src[from:i]...), text...)
				i += n - 1
				from = i + 1
			}
		case 0xE2:
			if isBidi(src[i:]) {
				dst = append(dst, src[from:i]...)
				i += 2
				from = i + 1
			}
		}
	}
	return append(dst, src[from:]...)
}

// raw appends text in which nothing is resolved, such as code.
func appendRaw(dst, src []byte) []byte {
	for i := 0; i < len(src); i++ {
		switch c := src[i]; {
		case c == '\r':
		case c == 0:
			dst = append(dst, "\uFFFD"...)
		case c == 0xE2 && isBidi(src[i:]):
			i += 2
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// turns reports whether b starts with one of U+202A to U+202E or U+2066 to U+2069, which make text read otherwise than
// it is written.
func isBidi(b []byte) bool {
	return len(b) >= 3 && (b[1] == 0x80 && b[2] >= 0xAA && b[2] <= 0xAE || b[1] == 0x81 && b[2] >= 0xA6 && b[2] <= 0xA9)
}

// reference resolves the character reference at the start of b: its text and its length, or 0 where there is none.
func reference(b []byte) (string, int) {
	end := bytes.IndexByte(b[:min(len(b), 40)], ';')
	if end < 2 {
		return "", 0
	}
	name := b[1:end]
	if name[0] != '#' {
		e, ok := util.LookUpHTML5EntityByName(string(name))
		if !ok {
			return "", 0
		}
		return string(safeRunes(string(e.Characters))), end + 1
	}
	digits, base, most := name[1:], rune(10), 7
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		digits, base, most = digits[1:], 16, 6
	}
	if len(digits) == 0 || len(digits) > most {
		return "", 0
	}
	var r rune
	for _, c := range digits {
		v := rune(99)
		switch {
		case c >= '0' && c <= '9':
			v = rune(c - '0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			v = rune(c|0x20-'a') + 10
		}
		if v >= base {
			return "", 0
		}
		r = r*base + v
	}
	if !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return string(safeRunes(string(r))), end + 1
}

// safeRunes replaces what a character reference must not bring in: control characters and turns of direction.
func safeRunes(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return r
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return utf8.RuneError
		}
		return r
	}, s)
}

// escape writes plain text as HTML text, safe in a quoted attribute too.
func escape(w *bytes.Buffer, text []byte) {
	from := 0
	for i, c := range text {
		if c > '>' {
			continue
		}
		var s string
		switch c {
		case '&':
			s = "&amp;"
		case '<':
			s = "&lt;"
		case '>':
			s = "&gt;"
		case '"':
			s = "&quot;"
		default:
			continue
		}
		w.Write(text[from:i])
		w.WriteString(s)
		from = i + 1
	}
	w.Write(text[from:])
}

// collapse replaces each run of spaces and line ends by one space, and removes those at the ends.
func collapse(text []byte) string {
	tidy := true
	for i, c := range text {
		if c <= ' ' && (c != ' ' || i == 0 || i+1 == len(text) || text[i+1] <= ' ') || c >= utf8.RuneSelf {
			tidy = false
			break
		}
	}
	if tidy {
		return string(text)
	}
	clean := make([]byte, 0, len(text))
	space := false
	for i := 0; i < len(text); {
		c, n := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRune(text[i:])
		}
		if c == ' ' || c == '\n' || c == '\t' || c >= utf8.RuneSelf && unicode.IsSpace(c) {
			space = true
		} else {
			if space && len(clean) > 0 {
				clean = append(clean, ' ')
			}
			space = false
			clean = append(clean, text[i:i+n]...)
		}
		i += n
	}
	return string(clean)
}

// straightQuotes replaces curly quotes by straight ones, in texts that patterns are matched against.
func straightQuotes(s string) string {
	if !strings.ContainsRune(s, '’') && !strings.ContainsAny(s, "‘“”") {
		return s
	}
	return strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`).Replace(s)
}

// visible reports whether any character of s can be seen.
func visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		switch r {
		case 0x2800, 0x3164, 0x115F: // letters and a braille cell that are drawn as nothing
			return false
		}
		return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && !unicode.IsControl(r) && !unicode.IsMark(r)
	})
}

// shorten cuts s after at most n characters, at a word where it can.
func shorten(s string, n int) string {
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	count, cut := 0, 0
	for i := range s {
		if count == n-1 {
			cut = i
			break
		}
		count++
	}
	if space := strings.LastIndexByte(s[:cut], ' '); space > cut*2/3 {
		cut = space
	}
	return strings.TrimRight(s[:cut], " ,;:") + "…"
}
