package identify

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// read is a row of the table's reads: what is read in place of what its expression finds.
type read struct {
	Find string `json:"find"`
	With string `json:"with"`
	find *regexp.Regexp
}

// stays is before what begins a line of its own: an empty line, a heading, a row of a table, an item of a list.
var stays = regexp.MustCompile(`^(?:$|\n|#|\||(?:[-+*]|[0-9]{1,3}[.)]) )`)

// reading gives a text as it reads, and for each of its bytes the place that it has in the text as typed. It is without
// the marks of Markdown, invisible characters and repeated spaces, and the lines of a paragraph are joined: a number
// that is broken over a line is a number, and a name in bold is a name. The form page's script does the same.
func reading(text string, reads []read) (plain string, at []int) {
	r := reader{text: text, at: make([]int, 0, len(text))}
	r.out.Grow(len(text))
	for i := 0; i < len(text); {
		i = r.next(i, reads)
	}
	return r.out.String(), r.at
}

type reader struct {
	text string
	out  strings.Builder
	at   []int
	last byte // that was written
}

// next reads what is at i and gives where to go on.
func (r *reader) next(i int, reads []read) int {
	c, n := utf8.DecodeRuneInString(r.text[i:])
	if !special(c) {
		r.copy(i, n)
		return i + n
	}
	rest := r.text[i:]
	switch {
	case c == '\n' || strings.HasPrefix(rest, "\\\n"):
		return r.lineEnd(i)
	case c == '\\':
		if len(rest) > 1 && punctuation(rest[1]) {
			r.copy(i+1, 1)
			return i + 2
		}
	case c == '_':
		before, _ := utf8.DecodeLastRuneInString(r.text[:i])
		after, _ := utf8.DecodeRuneInString(rest[1:])
		if !inWord(before) || !inWord(after) {
			return i + 1
		}
	default:
		for k := range reads {
			if found := reads[k].find.FindStringIndex(rest); found != nil {
				r.put(i, reads[k].With)
				return i + found[1]
			}
		}
	}
	r.copy(i, n)
	return i + n
}

// lineEnd reads the end of a line. Within a paragraph it is a space, or nothing after a hyphen.
func (r *reader) lineEnd(i int) int {
	next := i + strings.IndexByte(r.text[i:], '\n') + 1
	for next < len(r.text) && strings.IndexByte(" \t>", r.text[next]) >= 0 {
		next++
	}
	switch {
	case stays.MatchString(r.text[next:]):
		r.put(i, "\n")
	case r.last != '-':
		r.put(i, " ")
	}
	return next
}

// copy writes what is at i as it is.
func (r *reader) copy(i, n int) {
	r.out.WriteString(r.text[i : i+n])
	for k := range n {
		r.at = append(r.at, i+k)
	}
	r.last = r.text[i+n-1]
}

// put writes something in place of what is at i: one space for any number of them.
func (r *reader) put(i int, with string) {
	if with == "" || with == " " && (r.last == ' ' || r.last == '\n') {
		return
	}
	r.out.WriteString(with)
	r.at = append(r.at, i)
	r.last = with[0]
}

// special reports whether a character may be read as something else.
func special(c rune) bool {
	if c < utf8.RuneSelf {
		return strings.IndexByte("\n\\_*`[]<&~ \t\r", byte(c)) >= 0
	}
	return c == 0xa0 || c == 0xad || c >= 0x2000 && c <= 0x206f || c == 0x3000 || c == 0xfeff
}

func punctuation(c byte) bool { return c > ' ' && c < 0x7f && !letter(c) && !(c >= '0' && c <= '9') }
