package source

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// value reads what stands behind a key or a dash, from offset i, on a line that ends at e. Lines further in than indent may
// belong to it.
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
		s.plain, s.plainIndent = true, indent
	case '-', '?', ':':
		if i+1 == end || isBlank(s.b[i+1]) {
			s.quoteAll(i, end, indent, fmt.Sprintf("an unquoted value cannot begin with %c and a blank", c))
			break
		}
		s.unquoted(i, end, indent)
	default:
		s.unquoted(i, end, indent)
	}
	s.next(e)
}

// more reports whether lines further in than indent follow, so that one line's text is not the whole value.
func (s *scanner) more(i, indent int) bool {
	next, _ := s.nextIndent(i)
	return next > indent
}

// quoteAll records that the text from i to end wants quotes.
func (s *scanner) quoteAll(i, end, indent int, why string) {
	l := slip{start: i, end: end, text: quote(s.b[i:end])}
	if s.more(i, indent) {
		l.text = ""
		s.plain, s.plainIndent = true, indent
	}
	s.slipFor(l, why)
}

// unquoted reads plain text.
func (s *scanner) unquoted(i, end, indent int) {
	s.plain, s.plainIndent = true, indent
	if inner, ok := curly(string(s.b[i:end])); ok {
		l := slip{start: i, end: end, text: quote([]byte(inner))}
		if s.more(i, indent) {
			l.text = ""
		}
		s.slipFor(l, "curly quotes round a value would be printed as part of it")
		return
	}
	colon, hash := s.trouble(i, end)
	if colon < 0 && hash < 0 {
		return
	}
	l := slip{start: i, end: end, text: quote(s.b[i:end])}
	if hash >= 0 {
		before := s.b[i:s.trimEnd(i, hash)]
		if hash+1 < end && isBlank(s.b[hash+1]) && single.Match(before) {
			l.text, l.above = string(before), string(s.b[hash:end])
		}
	}
	if s.more(i, indent) {
		l.text, l.above = "", ""
	}
	s.slip(l, colon >= 0)
}

// single matches values that are no free text: a # and a blank behind them begin a comment, not a part of them.
var single = regexp.MustCompile(`^(-?[0-9][0-9./-]*|true|false|[a-z0-9-]+)$`)

// curly gives the text within curly quotes that stand round a whole value. Quotes round single words of it are its own.
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

// refuse tells of anchors, aliases and tags, once of each.
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

// block reads a block of text that a bar or an arrow opens: all lines further in than indent. It answers false where what
// stands behind the mark is text.
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

// quoted reads a value in straight quotes, which may go on over several lines, and what stands behind it.
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
			s.slipFor(l, "text goes on after the closing quotation mark")
			s.plain, s.plainIndent = true, indent
		}
		s.next(e)
		return
	}
	close, ok := s.closingBelow(i, indent)
	if !ok {
		s.unclosed(i, e, close, fmt.Sprintf("the quotation mark %c is never closed", s.b[i]), "close it at the end of the text")
		return
	}
	s.moveTo(close)
	e = s.end(close)
	if j := s.skip(close+1, e); j < e && (s.b[j] != '#' || j == close+1) {
		s.find(j, s.trimEnd(j, e), "text goes on after the closing quotation mark",
			"put the whole text in one pair of straight quotes; write a quotation mark in it as \\\"")
	}
	s.next(e)
}

// within reports whether the quotation mark at offset i, which YAML takes for a closing one, opens a word or stands in one.
func (s *scanner) within(i int) bool {
	return isBlank(s.b[i-1]) || s.b[i-1] == '(' || i+1 < len(s.b) && !isBlank(s.b[i+1]) && bytes.IndexByte([]byte(".,;:!?)"), s.b[i+1]) < 0
}

// closingBelow finds the mark that closes the one at i on a later line. Where a line at or left of indent looks like the
// next key, the text was never closed: that line's offset, and false. Otherwise the end of the head.
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

// unclosed tells that what opens at i is never closed, and goes on reading at offset resume.
func (s *scanner) unclosed(i, e, resume int, message, help string) {
	s.find(i, s.trimEnd(i, e), message, help)
	if resume >= len(s.b) {
		s.i = len(s.b)
		return
	}
	s.moveTo(resume)
}

// moveTo makes offset i, on the same or a later line, the place that the scanner has read up to.
func (s *scanner) moveTo(i int) {
	if n := bytes.Count(s.b[s.lineStart:i], newline); n > 0 {
		s.line += n
		s.lineStart = bytes.LastIndexByte(s.b[:i], '\n') + 1
	}
	s.i = i
}

// flow reads a list or map in brackets, which may go on over several lines, and what stands behind it.
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
				s.neverClosed(open, i+1)
				return
			}
			continue
		case isBlank(c):
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
				s.behindFlow(open, i, indent, firstLine)
				return
			}
		case c == ',':
			begins = true
			s.entries++
			if s.i = i; s.limited() {
				return
			}
		case begins && (c == '"' || c == '\''):
			close, ok := s.closingBelow(i, indent)
			if !ok {
				s.unclosed(i, s.end(i), close, fmt.Sprintf("the quotation mark %c is never closed", c), "close it at the end of the text")
				return
			}
			s.moveTo(close)
			i, begins = close, false
		case begins && (c == '&' || c == '*' || c == '!'):
			s.refuse(i, s.end(i))
			begins = false
		case c == ':' && (last == '"' || last == '\'' || i+1 == len(s.b) || bytes.IndexByte([]byte(" \t\n,]}"), s.b[i+1]) >= 0):
			begins = true
			s.keys++
			if s.i = i; s.limited() {
				return
			}
		case c == '#' && i > 0 && (isBlank(s.b[i-1]) || s.b[i-1] == '\n'):
			end := s.end(i)
			if bytes.ContainsAny(s.b[i:end], ",]}") {
				s.slipFor(slip{start: i, end: s.trimEnd(i, end)}, "a # behind a blank begins a comment, so the rest of this line would be lost")
				s.next(i)
				s.resync(indent)
				return
			}
			i = end - 1
		default:
			begins = false
		}
		last = s.b[i]
	}
	s.neverClosed(open, len(s.b))
}

// startsOver reports whether the line at offset i looks like a key at or left of indent.
func (s *scanner) startsOver(i, indent int) bool {
	j, e := i, s.end(i)
	for j < e && s.b[j] == ' ' {
		j++
	}
	return j-i <= max(indent, 0) && j < e && keyLike(string(s.b[j:e]))
}

// resync passes the lines of a value that was given up.
func (s *scanner) resync(indent int) {
	for s.i < len(s.b) && !s.startsOver(s.i, indent) {
		s.next(s.i)
	}
}

// neverClosed tells of a bracket that nothing closes, and goes on at offset resume.
func (s *scanner) neverClosed(open, resume int) {
	e := s.end(open)
	s.find(open, s.trimEnd(open, e), fmt.Sprintf("the bracket %c is never closed", s.b[open]),
		"close it, or put the text in straight quotes if it is text")
	s.i = resume
}

// behindFlow reads what stands behind the bracket that closes at i.
func (s *scanner) behindFlow(open, i, indent, firstLine int) {
	e := s.end(i)
	j := s.skip(i+1, e)
	if j < e && (s.b[j] != '#' || j == i+1) {
		end := s.trimEnd(open, e)
		if s.line == firstLine && !s.more(i, indent) {
			s.slipFor(slip{start: open, end: end, text: quote(s.b[open:end])},
				fmt.Sprintf("an unquoted value cannot begin with %c", s.b[open]))
		} else {
			s.find(j, s.trimEnd(j, e), "text goes on after the closing bracket", "put the text in straight quotes if it is text")
			s.plain, s.plainIndent = true, indent
		}
	} else if s.line == firstLine && bytes.HasPrefix(s.b[open:], []byte("{{")) {
		s.slipFor(slip{start: open, end: i + 1, text: quote(s.b[open : i+1])}, "an unquoted value cannot begin with {{")
	}
	s.next(i)
}
