package item

import "strings"

// attributesMost is the longest attribute block, in bytes, that is looked for: it keeps the search linear.
const attributesMost = 1024

// FindAttributes looks for an attribute block at the end of line, which has no spaces at its end. It gives the offset
// of the opening brace, or -1, and whether the block is closed by a brace. Braces in code spans, braces after a
// backslash and braces that do not begin with `#`, `.` or `key=` are text.
func FindAttributes(line string) (from int, closed bool) {
	if strings.IndexByte(line, '{') < 0 {
		return -1, false
	}
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '`':
			i = pastCode(line, i) - 1
		case '{':
			if len(line)-i > attributesMost || !begins(line[i+1:]) {
				continue
			}
			end, ok := blockEnd(line[i:])
			if !ok {
				// a quote that is not closed runs to the end, where the brace may be anyway
				return i, line[len(line)-1] == '}'
			}
			if i+end == len(line) {
				return i, true
			}
			i += end - 1
		}
	}
	return -1, false
}

// StrayAttributes finds braces that look like an attribute block in a text whose own block was cut off. It gives their
// range, or -1 and -1.
func StrayAttributes(text string) (from, to int) {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '`':
			i = pastCode(text, i) - 1
		case '{':
			rest := text[i:min(len(text), i+attributesMost)]
			if !begins(rest[1:]) {
				continue
			}
			end := strings.IndexByte(rest, '}')
			if end < 0 {
				continue
			}
			return i, i + end + 1
		}
	}
	return -1, -1
}

// pastCode gives the offset past the code span that opens at i, or past the backticks where they open none.
func pastCode(s string, i int) int {
	n := i
	for n < len(s) && s[n] == '`' {
		n++
	}
	run := s[i:n]
	for at := n; at < len(s); {
		k := strings.Index(s[at:], run)
		if k < 0 {
			break
		}
		at += k
		end := at
		for end < len(s) && s[end] == '`' {
			end++
		}
		if end-at == len(run) {
			return end
		}
		at = end
	}
	return n
}

// begins reports whether s, what follows an opening brace, begins an attribute block.
func begins(s string) bool {
	s = strings.TrimLeft(s, " \t")
	if s == "" {
		return false
	}
	if s[0] == '#' || s[0] == '.' {
		return len(s) > 1 && s[1] != ' ' && s[1] != '}' && s[1] != '.'
	}
	for i := range len(s) {
		c := s[i]
		if c == '=' {
			return i > 0
		}
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return false
}

// blockEnd gives the offset past the brace that closes the block at the start of s.
func blockEnd(s string) (int, bool) {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '}':
			return i + 1, true
		case '"', '\'':
			if s[i-1] != '=' {
				continue
			}
			end := strings.IndexByte(s[i+1:], s[i])
			if end < 0 {
				return 0, false
			}
			i += end + 1
		}
	}
	return 0, false
}
