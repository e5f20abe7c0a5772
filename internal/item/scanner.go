package item

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// ScanAttributes reads an attribute block with its braces. A bad id is reported and left out, so that it never reaches
// a page; everything else that is wrong is reported and kept as far as it can be understood.
func (g *Grammar) ScanAttributes(block string, at At) (Attributes, []Fault) {
	s := scanner{text: block, at: at, flags: g.flags}
	s.attrs.Pos = at(0, len(block))
	s.end = len(block)
	if strings.HasSuffix(block, "}") {
		s.end--
	} else {
		s.fault(RuleAttribute, 0, len(block), "the brace is not closed", "end the attributes with }")
	}
	s.i = 1
	for {
		for s.i < s.end && isSpace(block[s.i]) {
			s.i++
		}
		if s.i >= s.end {
			return s.attrs, s.faults
		}
		s.one()
	}
}

type scanner struct {
	text    string
	at      At
	flags   []string // every flag that there is
	i, end  int
	attrs   Attributes
	open    bool // what was read last is a pair whose value has no quotes
	afterID bool // what was read last is the id
	faults  []Fault
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func (s *scanner) fault(rule string, from, to int, message, help string) {
	s.faults = append(s.faults, Fault{rule, s.at(from, to), message, help})
}

// word reads up to a space or one of stop.
func (s *scanner) word(stop string) string {
	from := s.i
	for s.i < s.end && !isSpace(s.text[s.i]) && strings.IndexByte(stop, s.text[s.i]) < 0 {
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
	afterID := false
	defer func() { s.afterID = afterID }()
	switch s.text[from] {
	case '#':
		s.i++
		s.id(from, s.word(""))
		afterID = true
	case '.':
		s.i++
		name := s.word("")
		if s.attrs.Has(name) {
			s.fault(RuleAttribute, from, s.i, fmt.Sprintf("the flag .%s is given twice", name), "keep one of them")
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

// bare reports a word that is not an attribute, with the words after it that are not either. Most often they are the
// rest of a value without quotes, or a flag without its dot.
func (s *scanner) bare(from int, word string) {
	if n := len(s.attrs.Pairs); n > 0 && s.open && !slices.Contains(s.flags, word) {
		pair, end := s.attrs.Pairs[n-1], s.i
		for s.i < s.end {
			for s.i < s.end && isSpace(s.text[s.i]) {
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
		help := fmt.Sprintf("write %s=\"%s\"", pair.Key, value)
		if m := span.FindStringSubmatch(value); m != nil {
			help = fmt.Sprintf("write %s=%s-%s", pair.Key, m[1], m[2])
		}
		s.attrs.Pairs[n-1].Loose = true
		s.fault(RuleAttribute, from, end,
			fmt.Sprintf("the value of %s= has a space in it and no quotes around it", pair.Key), help)
		return
	}
	if s.meantPair(from, word) {
		return
	}
	help := fmt.Sprintf("write .%s for a flag, or %s=value for a pair", word, word)
	if slices.Contains(s.flags, word) {
		help = "write ." + word
	} else if id := s.attrs.ID; s.afterID && ValidID(id+"-"+word) {
		help = fmt.Sprintf("write #%s-%s if both words are the id, .%s for a flag, or %s=value for a pair", id, word,
			word, word)
	}
	s.fault(RuleAttribute, from, s.i, fmt.Sprintf("%q is not an id, a flag or a pair", word), help)
}

// span matches a value such as "0 to 1" or "0 - 1", which is written 0-1.
var span = regexp.MustCompile(`^(\d+) (?:to|-|–) (\d+)$`)

// meantPair reports a word that was meant as a pair and has a colon instead of its equals sign, or spaces around that.
func (s *scanner) meantPair(from int, word string) bool {
	key, value, colon := strings.Cut(word, ":")
	why := "there is a colon where a pair needs an equals sign"
	if !colon {
		rest := strings.TrimLeft(s.text[s.i:s.end], " \t\n\r")
		if !strings.HasPrefix(rest, "=") {
			return false
		}
		s.i = s.end - len(rest) + 1
		for s.i < s.end && isSpace(s.text[s.i]) {
			s.i++
		}
		value, why = s.word(""), "there is a space beside the equals sign of a pair"
	}
	if !ValidID(key) || value == "" {
		return false
	}
	s.fault(RuleAttribute, from, s.i, why, fmt.Sprintf("write %s=%s", key, value))
	return true
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
		s.fault(RuleAttribute, from, s.i, fmt.Sprintf("there is a second id, #%s, as well as #%s", id, s.attrs.ID),
			"keep one of them")
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
			s.fault(RuleAttribute, start-1, s.end, "the quote is not closed",
				fmt.Sprintf("write %s=\"…\" with a straight quote at both ends", key))
			return
		}
		value = s.text[start : start+end]
		s.i = start + end + 1
		quoted = true
	default:
		start := s.i
		value = s.word("")
		if strings.ContainsAny(value, "“”‘’") {
			// the value ends at the closing curly quote, which people take for a straight one
			if end := strings.LastIndexAny(s.text[start:s.end], "”’“‘"); end >= 0 && start+end >= s.i {
				s.i = start + end + len("”")
			}
			s.fault(RuleAttribute, start, s.i, "curly quotes do not keep a value together",
				fmt.Sprintf("write %s=\"…\" with straight quotes", key))
			return
		}
	}
	for _, p := range s.attrs.Pairs {
		if p.Key == key {
			s.fault(RuleAttribute, from, s.i, fmt.Sprintf("%s= is given twice", key), "keep one of them")
			return
		}
	}
	if value == "" && !quoted {
		at := s.i
		for s.i < s.end && isSpace(s.text[s.i]) {
			s.i++
		}
		if next := s.word(""); ValidID(key) && next != "" && !strings.ContainsAny(next, "#.=") {
			s.fault(RuleAttribute, from, s.i, "there is a space beside the equals sign of a pair",
				fmt.Sprintf("write %s=%s", key, next))
			return
		}
		s.i = at
	}
	if strings.TrimSpace(value) == "" {
		s.fault(RuleAttribute, from, s.i, fmt.Sprintf("%s= has no value", key),
			fmt.Sprintf("write %s=value, or leave it out", key))
		return
	}
	s.attrs.Pairs = append(s.attrs.Pairs, Attr{Key: key, Value: value, Pos: s.at(from, s.i)})
	s.open = !quoted
}
