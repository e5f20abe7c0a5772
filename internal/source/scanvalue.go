package source

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// value reads the value of a key or a dash, from offset i, on a line that ends at e. Lines indented further than indent
// may belong to it.
func (s *scanner) value(i, e, indent int) {
	end := s.trimEnd(i, e)
	switch c := s.b[i]; c {
	case '"', '\'':
		s.quoted(i, e, indent)
		return
	case '[', '{':
		s.flow(i, indent)
		return
	case '|', '>':
		if s.block(i, e, indent) {
			return
		}
		s.quoteAll(i, end, indent, fmt.Sprintf("an unquoted value cannot begin with %c", c))
	case '@', '`', '%', ',', ']', '}':
		s.quoteAll(i, end, indent, fmt.Sprintf("an unquoted value cannot begin with %c", c))
	case '&', '*', '!':
		s.refuse(i, end)
		s.plain, s.plainIndent, s.plainAt, s.listBelow = true, indent, [2]int{i, end}, false
	case '-', '?', ':':
		if i+1 == end || isSpace(s.b[i+1]) {
			s.quoteAll(i, end, indent, fmt.Sprintf("an unquoted value cannot begin with %c and a space", c))
			break
		}
		s.unquoted(i, end, indent)
	default:
		s.unquoted(i, end, indent)
	}
	s.next(e)
}

// more reports whether the value continues on lines indented further than indent.
func (s *scanner) more(i, indent int) bool {
	next, _ := s.nextIndent(i)
	return next > indent
}

// quoteAll records that the text from i to end needs quotes.
func (s *scanner) quoteAll(i, end, indent int, why string) {
	l := slip{start: i, end: end, text: quote(s.b[i:end])}
	if s.more(i, indent) {
		l.text = ""
		s.plain, s.plainIndent, s.plainAt, s.listBelow = true, indent, [2]int{i, end}, false
	}
	s.report(l, why)
}

// unquoted reads plain text.
func (s *scanner) unquoted(i, end, indent int) {
	s.plain, s.plainIndent, s.plainAt, s.listBelow = true, indent, [2]int{i, end}, false
	if inner, ok := curly(string(s.b[i:end])); ok {
		l := slip{start: i, end: end, text: quote([]byte(inner))}
		if s.more(i, indent) {
			l.text = ""
		}
		s.report(l, "curly quotes round a value would be printed as part of it")
		return
	}
	colon, hash := s.trouble(i, end)
	if colon < 0 && hash < 0 {
		return
	}
	l := slip{start: i, end: end, text: quote(s.b[i:end])}
	if hash >= 0 {
		before := s.b[i:s.trimEnd(i, hash)]
		if hash+1 < end && isSpace(s.b[hash+1]) && single.Match(before) {
			l.text, l.above = string(before), string(s.b[hash:end])
		}
	}
	if s.more(i, indent) {
		l.text, l.above = "", ""
	}
	why := hashComment
	if colon >= 0 {
		why = colonKey
	}
	s.report(l, why)
}

// single matches values that are not free text, so that a # and a space after them do begin a comment.
var single = regexp.MustCompile(`^(-?[0-9][0-9./-]*|true|false|[a-z0-9-]+)$`)

// curly gives the text of a value that is in curly quotes as a whole. Quotes round single words of it do not count.
func curly(v string) (inner string, ok bool) {
	for _, pair := range [...][2]string{{"“", "”"}, {"‘", "’"}, {"„", "“"}, {"”", "”"}, {"“", "“"}} {
		in, a := strings.CutPrefix(v, pair[0])
		in, b := strings.CutSuffix(in, pair[1])
		if a && b && !strings.ContainsAny(in, "“”„") && !strings.Contains(in, "‘") {
			return in, true
		}
	}
	return "", false
}

// refuse reports anchors and aliases, and tags, once each.
func (s *scanner) refuse(i, end int) {
	s.fatal = true
	word := s.b[i:end]
	if n := bytes.IndexAny(word, " \t,]}"); n > 0 {
		word = word[:n]
	}
	kind, name := 0, "anchor"
	switch word[0] {
	case '*':
		name = "alias"
	case '!':
		kind, name = 1, "tag"
	}
	if s.refused[kind] {
		return
	}
	s.refused[kind] = true
	s.find(i, i+len(word), fmt.Sprintf("%s is a YAML %s, which precept does not read", show(string(word)), name),
		"put the text in straight quotes if it is text; otherwise write the value out")
}

// block reads a block of text that a bar or an arrow opens: all lines indented further than indent. It gives false
// where the bar or arrow is followed by text.
func (s *scanner) block(i, e, indent int) bool {
	if !blockHead.Match(s.b[i:e]) {
		return false
	}
	s.next(e)
	for s.i < len(s.b) {
		j, e := s.i, s.end(s.i)
		for j < e && s.b[j] == ' ' {
			j++
		}
		if s.skip(j, e) < e && j-s.i <= indent {
			break
		}
		s.next(e)
	}
	return true
}

var blockHead = regexp.MustCompile(`^[|>][0-9+-]{0,2}[ \t]*(?:[ \t]#.*)?$`)

// quoted reads a value in straight quotes, which may run over several lines, and what follows it on the line.
func (s *scanner) quoted(i, e, indent int) {
	if close := s.closing(i, e); close >= 0 {
		j := s.skip(close+1, e)
		if j < e && (s.b[j] != '#' || j == close+1) {
			end := s.trimEnd(i, e)
			text := s.b[i:end]
			if q := text[0]; text[len(text)-1] == q && s.within(close) { // "It was "fine"" without its outer pair
				inner := text[1 : len(text)-1]
				if q == '\'' {
					inner = bytes.ReplaceAll(inner, []byte("''"), []byte("'"))
				} else {
					inner = bytes.ReplaceAll(inner, []byte(`\"`), []byte(`"`))
				}
				text = inner
			}
			l := slip{start: i, end: end, text: quote(text)}
			if s.more(i, indent) {
				l.text = ""
			}
			s.report(l, "there is more text after the closing quotation mark")
			s.plain, s.plainIndent, s.plainAt, s.listBelow = true, indent, [2]int{i, end}, false
		}
		s.next(e)
		return
	}
	close, ok := s.closingBelow(i, indent)
	if !ok {
		s.unclosed(i, e, close, neverClosed(s.b[i]), closeIt)
		return
	}
	s.moveTo(close)
	e = s.end(close)
	if j := s.skip(close+1, e); j < e && (s.b[j] != '#' || j == close+1) {
		s.find(j, s.trimEnd(j, e), "there is more text after the closing quotation mark",
			"put the whole text in one pair of straight quotes; write a quotation mark in it as \\\"")
	}
	s.next(e)
}

// within reports whether the quotation mark at offset i, which YAML takes for a closing one, opens a word or is in one.
func (s *scanner) within(i int) bool {
	if isSpace(s.b[i-1]) || s.b[i-1] == '(' {
		return true
	}
	return i+1 < len(s.b) && !isSpace(s.b[i+1]) && bytes.IndexByte([]byte(".,;:!?)"), s.b[i+1]) < 0
}

// closingBelow gives the offset of the mark on a later line that closes the one at i. Where the text is never closed it
// gives false, and the offset of the line at or left of indent that looks like the next key, or else the end of the
// head.
func (s *scanner) closingBelow(i, indent int) (at int, ok bool) {
	close := s.closing(i, len(s.b))
	limit := len(s.b)
	if close >= 0 {
		limit = close
	}
	for l := s.end(i) + 1; l < limit; l = s.end(l) + 1 {
		j, e := l, s.end(l)
		for j < e && s.b[j] == ' ' {
			j++
		}
		if j-l <= max(indent, 0) && j < e && keyLike(string(s.b[j:e])) {
			return l, false
		}
	}
	if close < 0 {
		return len(s.b), false
	}
	return close, true
}

// unclosed reports that what opens at i is never closed, and continues at offset resume.
func (s *scanner) unclosed(i, e, resume int, message, help string) {
	s.find(i, s.trimEnd(i, e), message, help)
	if resume >= len(s.b) {
		s.i = len(s.b)
		return
	}
	s.moveTo(resume)
}

// moveTo moves the scanner to offset i, on the same or a later line.
func (s *scanner) moveTo(i int) {
	if n := bytes.Count(s.b[s.lineStart:i], newline); n > 0 {
		s.line += n
		s.lineStart = bytes.LastIndexByte(s.b[:i], '\n') + 1
	}
	s.i = i
}
