package source

import (
	"bytes"
	"fmt"
	"strings"

	"precept/internal/finding"
)

// slip is a value that needs quotes, and what to write instead.
type slip struct {
	start, end int    // byte offsets in the head
	text       string // what to write there; "" where changing one line does not fix it
	above      string // a comment to move to a line of its own above; "" without one
	at         finding.Position
}

// lineWithoutKey reads a line that should begin with a key and does not.
func (s *scanner) lineWithoutKey(i, e, indent int) {
	end := s.trimEnd(i, e)
	if s.gluedKey(i, end) {
		colon := bytes.IndexByte(s.b[i:end], ':')
		s.keys++
		s.keyed, s.stray = true, false
		value := string(s.b[i+colon+1 : end])
		c, h := s.trouble(i+colon+1, end)
		if c >= 0 || h >= 0 || strings.IndexByte("@`%,]}&*!|>[{\"'#", value[0]) >= 0 {
			value = quote([]byte(value))
		}
		fixed := string(s.b[i:i+colon+1]) + " " + value
		s.slips = append(s.slips, slip{start: i, end: end, text: fixed, at: s.pos(i, end)})
		s.list = append(s.list, finding.Finding{
			Rule: RuleSlip, Position: s.pos(i, end),
			Message: fmt.Sprintf("there is no space after %s", show(string(s.b[i:i+colon+1]))),
			Help:    "write a space between the colon and the value",
		})
		s.next(e)
		return
	}
	if !s.keyed && (s.b[i] == '{' || s.b[i] == '[') { // a whole head as one flow map is YAML
		s.value(i, e, -1)
		return
	}
	if c := s.b[i]; c == '&' || c == '*' || c == '!' {
		s.value(i, e, indent)
		return
	}
	if !s.stray { // a whole paragraph is reported once
		s.find(i, end, "this line has no key",
			"write \"key: value\", such as title: \"Starting well\"; the text of the page goes below the closing ---")
	}
	s.stray = true
	s.next(e)
}

// gluedKey reports whether the text from i to end begins with a key and has no space after the colon. A web address
// does not count.
func (s *scanner) gluedKey(i, end int) bool {
	colon := bytes.IndexByte(s.b[i:end], ':')
	if colon < 1 || i+colon+1 >= end || !keyLike(string(s.b[i:i+colon+1])) {
		return false
	}
	rest := s.b[i+colon+1 : end]
	return !isSpace(rest[0]) && !bytes.HasPrefix(rest, []byte("//"))
}

// Why a value needs quotes.
const (
	hashComment = "a # after a space begins a comment, so the rest of this line would be lost"
	colonKey    = "a colon followed by a space makes YAML look for another key"
)

// report records a value that needs quotes, and why.
func (s *scanner) report(l slip, why string) {
	help := "put the text in straight quotes"
	switch {
	case l.above != "":
		help = "put the comment on a line of its own, or put the text in straight quotes if it is not a comment"
	case l.text != "" && len(l.text) <= 100 && strings.HasPrefix(l.text, "\""):
		help += ": " + l.text
	}
	l.at = s.pos(l.start, l.end)
	s.slips = append(s.slips, l)
	s.list = append(s.list, finding.Finding{Rule: RuleSlip, Position: l.at, Message: why, Help: help})
	if l.text == "" {
		s.fatal = true
	}
}

// quote writes text as a YAML value in straight double quotes.
func quote(text []byte) string {
	r := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	return `"` + r.Replace(string(text)) + `"`
}
