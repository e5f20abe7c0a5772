package item

import (
	"fmt"
	"slices"
	"strings"
)

// attributesMost is the longest attribute block, in bytes, that is looked for: it keeps the search linear.
const attributesMost = 1024

// FindAttributes looks for an attribute block that ends line, which has no blanks at its end. It gives the offset of
// the opening brace, or -1, and whether the block is closed by a brace. Braces in code spans, braces behind a backslash
// and braces that begin with none of `#`, `.` and `key=` are text.
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
				// a quote that was never closed runs to the end; the brace may stand there all the same
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

// StrayAttributes finds, in a text whose own attribute block was taken away, braces that look like one. It gives their
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

// pastCode gives the offset past the code span that opens at i, or past the backticks where none does.
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

// begins reports whether what follows an opening brace makes it an attribute block.
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

// ScanAttributes reads an attribute block with its braces. A bad id is reported and left out, so that it never reaches a
// page; everything else that is wrong is reported and kept as far as it can be understood.
func ScanAttributes(block string, at At) (Attributes, []Fault) {
	s := scanner{text: block, at: at}
	s.attrs.Pos = at(0, len(block))
	s.end = len(block)
	if strings.HasSuffix(block, "}") {
		s.end--
	} else {
		s.fault(RuleAttribute, 0, len(block), "the brace is not closed", "end the attributes with }")
	}
	s.i = 1
	for {
		for s.i < s.end && isBlank(block[s.i]) {
			s.i++
		}
		if s.i >= s.end {
			return s.attrs, s.faults
		}
		s.one()
	}
}

type scanner struct {
	text   string
	at     At
	i, end int
	attrs  Attributes
	open   bool // a pair whose value has no quotes stands just before
	faults []Fault
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func (s *scanner) fault(rule string, from, to int, message, help string) {
	s.faults = append(s.faults, Fault{rule, s.at(from, to), message, help})
}

// word reads up to a blank or one of stop.
func (s *scanner) word(stop string) string {
	from := s.i
	for s.i < s.end && !isBlank(s.text[s.i]) && strings.IndexByte(stop, s.text[s.i]) < 0 {
		s.i++
	}
	return s.text[from:s.i]
}

// one reads one id, flag or pair.
func (s *scanner) one() {
	from := s.i
	if c := s.text[from]; c == '#' || c == '.' {
		s.open = false
	}
	switch s.text[from] {
	case '#':
		s.i++
		s.id(from, s.word(""))
	case '.':
		s.i++
		name := s.word("")
		if s.attrs.Has(name) {
			s.fault(RuleAttribute, from, s.i, fmt.Sprintf("the flag .%s stands here twice", name), "keep one of them")
			return
		}
		s.attrs.Flags = append(s.attrs.Flags, Attr{Key: name, Pos: s.at(from, s.i)})
	default:
		key := s.word("=")
		if s.i >= s.end || s.text[s.i] != '=' {
			s.bare(from, key)
			return
		}
		s.i++
		s.pair(from, key)
	}
}

// bare reports a word that is no attribute, with the words behind it that are none either: most often they are the rest of a value
// without quotes, or a flag without its dot.
func (s *scanner) bare(from int, word string) {
	if n := len(s.attrs.Pairs); n > 0 && s.open && !slices.Contains(flags(), word) {
		pair, end := s.attrs.Pairs[n-1], s.i
		for s.i < s.end {
			for s.i < s.end && isBlank(s.text[s.i]) {
				s.i++
			}
			start := s.i
			if next := s.word(""); next == "" || strings.ContainsAny(next[:1], "#.") || strings.Contains(next, "=") {
				s.i = start
				break
			}
			end = s.i
		}
		value := pair.Value + " " + strings.Join(strings.Fields(s.text[from:end]), " ")
		s.fault(RuleAttribute, from, end, fmt.Sprintf("the value of %s= has a blank in it and no quotes round it", pair.Key), fmt.Sprintf("write %s=\"%s\"", pair.Key, value))
		return
	}
	help := fmt.Sprintf("write .%s for a flag, or %s=value for a pair", word, word)
	if slices.Contains(flags(), word) {
		help = "write ." + word
	}
	s.fault(RuleAttribute, from, s.i, fmt.Sprintf("%q is neither an id, nor a flag, nor a pair", word), help)
}

func (s *scanner) id(from int, id string) {
	switch {
	case !ValidID(id):
		help := "write an id with the letters a-z, the digits 0-9 and the hyphen, starting with a letter"
		if plain := PlainID(id); plain != "" {
			help += fmt.Sprintf(", such as {#%s}", plain)
		}
		s.fault(RuleIDBad, from, s.i, fmt.Sprintf("%+q cannot be an id", id), help)
		s.attrs.IDPos = s.at(from, s.i)
	case s.attrs.ID != "":
		s.fault(RuleAttribute, from, s.i, fmt.Sprintf("a second id, #%s, stands beside #%s", id, s.attrs.ID), "keep one of them")
	default:
		s.attrs.ID, s.attrs.IDPos = id, s.at(from, s.i)
	}
}

func (s *scanner) pair(from int, key string) {
	var value string
	quoted := false
	s.open = false
	switch {
	case s.i < s.end && (s.text[s.i] == '"' || s.text[s.i] == '\''):
		quote := s.text[s.i]
		s.i++
		start := s.i
		end := strings.IndexByte(s.text[start:s.end], quote)
		if end < 0 {
			s.i = s.end
			s.fault(RuleAttribute, start-1, s.end, "the quote is not closed", fmt.Sprintf("write %s=\"…\" with a straight quote at both ends", key))
			return
		}
		value = s.text[start : start+end]
		s.i = start + end + 1
		quoted = true
	default:
		start := s.i
		value = s.word("")
		if strings.ContainsAny(value, "“”‘’") {
			// the value goes on to the closing curly quote, which people take for a straight one
			if end := strings.LastIndexAny(s.text[start:s.end], "”’“‘"); end >= 0 && start+end >= s.i {
				s.i = start + end + len("”")
			}
			s.fault(RuleAttribute, start, s.i, "curly quotes do not hold a value together", fmt.Sprintf("write %s=\"…\" with straight quotes", key))
			return
		}
	}
	for _, p := range s.attrs.Pairs {
		if p.Key == key {
			s.fault(RuleAttribute, from, s.i, fmt.Sprintf("%s= stands here twice", key), "keep one of them")
			return
		}
	}
	if strings.TrimSpace(value) == "" {
		s.fault(RuleAttribute, from, s.i, fmt.Sprintf("%s= has no value", key), fmt.Sprintf("write %s=value, or leave it out", key))
		return
	}
	s.attrs.Pairs = append(s.attrs.Pairs, Attr{Key: key, Value: value, Pos: s.at(from, s.i)})
	s.open = !quoted
}
