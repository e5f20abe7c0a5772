package source

import (
	"bytes"
	"fmt"
)

// flow reads a list or map in brackets, which may run over several lines, and what follows it on the line.
func (s *scanner) flow(open, indent int) {
	firstLine, depth := s.line, 0
	begins := true // the next character begins an item or a value
	last := byte(0)
	for i := open; i < len(s.b); i++ {
		c := s.b[i]
		switch {
		case c == '\n':
			s.line++
			s.lineStart = i + 1
			if s.startsOver(i+1, indent) {
				s.openBracket(open, i+1)
				return
			}
			continue
		case isSpace(c):
			continue
		case c == '[' || c == '{':
			if depth++; depth > MaxNesting {
				s.tooDeep(i)
				return
			}
			begins = true
		case c == ']' || c == '}':
			begins = false
			if depth--; depth == 0 {
				s.afterFlow(open, i, indent, firstLine)
				return
			}
		case c == ',', c == ':' && s.endsKey(i, last):
			begins = true
			if s.counted(i) {
				return
			}
		case begins && (c == '"' || c == '\''):
			close, ok := s.closingBelow(i, indent)
			if !ok {
				s.unclosed(i, s.end(i), close, neverClosed(c), closeIt)
				return
			}
			s.moveTo(close)
			i, begins = close, false
		case begins && s.curlyInFlow(i):
			begins = false
		case begins && (c == '&' || c == '*' || c == '!'):
			s.refuse(i, s.end(i))
			begins = false
		case c == '#' && (isSpace(s.b[i-1]) || s.b[i-1] == '\n'):
			if s.hashInFlow(i, indent) {
				return
			}
			i = s.end(i) - 1
		default:
			begins = false
		}
		last = s.b[i]
	}
	s.openBracket(open, len(s.b))
}

// endsKey reports whether the colon at i ends a key within brackets; last is the character before it that is not a
// space.
func (s *scanner) endsKey(i int, last byte) bool {
	return last == '"' || last == '\'' || i+1 == len(s.b) || bytes.IndexByte([]byte(" \t\n,]}"), s.b[i+1]) >= 0
}

// curlyInFlow reports a value within brackets that is in curly quotes and begins at i. It reports whether there is one.
func (s *scanner) curlyInFlow(i int) bool {
	if s.b[i] != 0xE2 {
		return false
	}
	for j := i; j < s.end(i); j++ {
		if bytes.IndexByte([]byte(",]}"), s.b[j]) < 0 {
			continue
		}
		end := s.trimEnd(i, j)
		if inner, ok := curly(string(s.b[i:end])); ok {
			l := slip{start: i, end: end, text: quote([]byte(inner))}
			s.report(l, "curly quotes round a value would be printed as part of it")
			return true
		}
	}
	return false
}

// counted counts the item that ends at a comma, or the key that ends at a colon, at offset i. It reports whether there
// are too many.
func (s *scanner) counted(i int) bool {
	if s.b[i] == ',' {
		s.entries++
	} else {
		s.keys++
	}
	s.i = i
	return s.limited()
}

// hashInFlow reports a comment at i, within brackets, that hides the rest of the list. It gives false where the comment
// is harmless.
func (s *scanner) hashInFlow(i, indent int) bool {
	end := s.end(i)
	if !bytes.ContainsAny(s.b[i:end], ",]}") {
		return false
	}
	s.report(slip{start: i, end: s.trimEnd(i, end)}, hashComment)
	s.next(i)
	s.resync(indent)
	return true
}

// startsOver reports whether the line at offset i looks like a key at or left of indent, so that an open value ends
// there.
func (s *scanner) startsOver(i, indent int) bool {
	j, e := i, s.end(i)
	for j < e && s.b[j] == ' ' {
		j++
	}
	return j-i <= max(indent, 0) && j < e && keyLike(string(s.b[j:e]))
}

const closeIt = "close it at the end of the text"

func neverClosed(mark byte) string { return fmt.Sprintf("the quotation mark %c is never closed", mark) }

// resync skips the remaining lines of a value that cannot be read.
func (s *scanner) resync(indent int) {
	for s.i < len(s.b) && !s.startsOver(s.i, indent) {
		s.next(s.i)
	}
}

// openBracket reports a bracket that is not closed, and continues at offset resume.
func (s *scanner) openBracket(open, resume int) {
	e := s.end(open)
	s.find(open, s.trimEnd(open, e), fmt.Sprintf("the bracket %c is never closed", s.b[open]),
		"close it, or put the text in straight quotes if it is text")
	s.i = resume
}

// afterFlow reads what follows the closing bracket at i.
func (s *scanner) afterFlow(open, i, indent, firstLine int) {
	e := s.end(i)
	j := s.skip(i+1, e)
	if j < e && (s.b[j] != '#' || j == i+1) {
		end := s.trimEnd(open, e)
		if s.line == firstLine && !s.more(i, indent) {
			s.report(slip{start: open, end: end, text: quote(s.b[open:end])},
				fmt.Sprintf("an unquoted value cannot begin with %c", s.b[open]))
		} else {
			s.find(
				j,
				s.trimEnd(j, e),
				"there is more text after the closing bracket",
				"put the text in straight quotes if it is text",
			)
			s.plain, s.plainIndent, s.plainAt, s.listBelow = true, indent, [2]int{i, end}, false
		}
	} else if s.line == firstLine && bytes.HasPrefix(s.b[open:], []byte("{{")) {
		s.report(slip{start: open, end: i + 1, text: quote(s.b[open : i+1])}, "an unquoted value cannot begin with {{")
	}
	s.next(i)
}
