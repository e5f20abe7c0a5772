package source

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"precept/internal/finding"
)

// scanner reads a head line by line before the YAML library does. It counts keys and nesting, so that nothing is
// decoded that would take long. And it finds the slips that people make in YAML at the place where they make them; the
// library reports them lines later, in other words, or not at all.
type scanner struct {
	path  string
	b     []byte // the head
	first int    // the line of the file on which the head begins

	i         int // offset of the next byte
	line      int // lines already read
	lineStart int

	most    int // keys that it may have
	keys    int
	entries int  // list items
	items   bool // the head has more than comments
	keyed   bool // at least one line has a key
	stop    bool // a limit is exceeded: stop reading
	fatal   bool // the head cannot be decoded; the findings say why
	list    []finding.Finding
	slips   []slip
	refused [2]bool // anchors, tags: reported once

	plain       bool // the last entry was unquoted text, which more indented lines continue
	plainIndent int
	plainAt     [2]int // where that text begins and ends on its first line
	listBelow   bool   // a list below that text was reported
	stray       bool   // the last line had no key, and that was reported
	open        bool   // the last entry was a key or dash without a value: more indented lines are its value
	openIndent  int
}

// scan reads a head, with at most so many keys, whose first line is line `first` of the file.
func scan(path string, head []byte, first, keys int) *scanner {
	s := &scanner{path: path, b: head, first: first, most: keys}
	for s.i < len(s.b) && !s.stop {
		s.entryLine()
	}
	s.limits()
	return s
}

func (s *scanner) pos(start, end int) finding.Position {
	begin := bytes.LastIndexByte(s.b[:start], '\n') + 1
	line := s.line
	if begin != s.lineStart {
		line = bytes.Count(s.b[:start], newline)
	}
	col := 1 + utf8.RuneCount(s.b[begin:start])
	return finding.Position{File: s.path, Line: s.first + line, Column: col, End: col + utf8.RuneCount(s.b[start:end])}
}

// find records a fault that makes decoding pointless.
func (s *scanner) find(start, end int, message, help string) {
	s.fatal = true
	s.list = append(s.list, finding.Finding{Rule: RuleYAML, Position: s.pos(start, end), Message: message, Help: help})
}

// enough is the most findings for one head: with more than that, something else is wrong with it.
const enough = 100

// limits stops the scan where the file has more than it may.
func (s *scanner) limits() {
	switch {
	case s.stop:
	case s.keys > s.most:
		s.tooMany(s.most, "keys")
	case s.entries > maxEntries:
		s.tooMany(maxEntries, "list items")
	case len(s.list) >= enough:
		s.stop, s.fatal = true, true
	}
}

// limited is limits within a value; it reports whether the scan has stopped.
func (s *scanner) limited() bool {
	s.limits()
	return s.stop
}

func (s *scanner) tooMany(limit int, of string) {
	s.stop = true
	at := min(s.i, len(s.b))
	s.find(at, at, fmt.Sprintf("more than %d %s in one file", limit, of), "split it into several files")
}

func (s *scanner) tooDeep(at int) {
	s.stop = true
	s.find(at, at+1, fmt.Sprintf("lists and groups are nested more than %d deep", MaxNesting), "make it flatter")
}

// end gives the offset of the line's end, from offset i.
func (s *scanner) end(i int) int {
	if n := bytes.IndexByte(s.b[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(s.b)
}

// next moves to the line after the one with offset i.
func (s *scanner) next(i int) {
	e := s.end(i)
	s.line++
	s.i = min(e+1, len(s.b))
	s.lineStart = s.i
	s.limits()
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' }

// skip gives the offset of the first character from i to end that is not a space.
func (s *scanner) skip(i, end int) int {
	for i < end && isSpace(s.b[i]) {
		i++
	}
	return i
}

// trimEnd gives the end of the text from i to end without its trailing spaces.
func (s *scanner) trimEnd(i, end int) int {
	for end > i && isSpace(s.b[end-1]) {
		end--
	}
	return end
}

// nextIndent gives the indent of the next line that is neither blank nor a comment, or -1, and whether it is a list
// item.
func (s *scanner) nextIndent(i int) (indent int, item bool) {
	for i = s.end(i) + 1; i < len(s.b); i = s.end(i) + 1 {
		j, e := i, s.end(i)
		for j < e && s.b[j] == ' ' {
			j++
		}
		if s.skip(j, e) == e || s.b[j] == '#' {
			continue
		}
		return j - i, s.b[j] == '-' && (j+1 == e || isSpace(s.b[j+1]))
	}
	return -1, false
}

// entryLine reads one line where a key, a list item or a comment is due.
func (s *scanner) entryLine() {
	start, e := s.i, s.end(s.i)
	i := start
	for i < e && s.b[i] == ' ' {
		i++
	}
	rest := s.skip(i, e)
	if rest == e || s.b[rest] == '#' {
		s.next(e)
		return
	}
	s.items = true
	if rest != i {
		s.find(i, rest, "a tab is used for indentation", "use spaces: two for each level")
		s.next(e)
		return
	}
	indent := i - start
	if indent == 0 && (hasWord(s.b[i:e], "---") || hasWord(s.b[i:e], "...") || s.b[i] == '%') {
		s.find(
			i,
			s.trimEnd(i, e),
			"a second YAML document begins here",
			"keep only one document; put the text in straight quotes if it is text",
		)
		s.next(e)
		return
	}
	if s.plain && indent > s.plainIndent {
		s.continuation(i, e)
		return
	}
	s.plain = false
	s.entry(i, e, indent)
}

// hasWord reports whether b begins with the word, followed by a space or nothing.
func hasWord(b []byte, word string) bool {
	return bytes.HasPrefix(b, []byte(word)) && (len(b) == len(word) || isSpace(b[len(word)]))
}

// continuation reads a line that continues the unquoted text of the line above.
func (s *scanner) continuation(i, e int) {
	end := s.trimEnd(i, e)
	colon, hash := s.trouble(i, end)
	item := s.b[i] == '-' && i+1 < end && isSpace(s.b[i+1])
	switch {
	case s.listBelow: // one cause
	case item && (colon >= 0 || hash >= 0):
		s.listBelow = true
		s.find(s.plainAt[0], s.plainAt[1], "there is a value here and a list below it",
			"delete this value, or the list")
	case colon >= 0 && keyLike(string(s.b[i:end])):
		word := string(s.b[i:colon])
		s.find(i, colon+1, fmt.Sprintf("%s is indented further than the key above it", show(word)),
			fmt.Sprintf("begin %s: in the same column as the key above", word))
	case colon >= 0 || hash >= 0:
		s.fatal = true
		why := hashComment
		if colon >= 0 {
			why = colonKey
		}
		s.report(slip{start: i, end: end}, why)
	}
	s.next(e)
}

// trouble gives the offset of the first colon that ends a key for YAML, or of the first # that begins a comment,
// between i and end, whichever comes first. The other one, or both, are -1.
func (s *scanner) trouble(i, end int) (colon, hash int) {
	for j := i; j < end; j++ {
		switch s.b[j] {
		case ':':
			if j+1 == end || isSpace(s.b[j+1]) {
				return j, -1
			}
		case '#':
			if j > i && isSpace(s.b[j-1]) {
				return -1, j
			}
		}
	}
	return -1, -1
}

// entry reads from the first character of a line: dashes, a key, a value.
func (s *scanner) entry(i, e, indent int) {
	parent := s.openIndent
	valueDue := s.open && indent > s.openIndent
	s.open = false
	dashed := false
	for dashes := 0; i < e && s.b[i] == '-' && (i+1 == e || isSpace(s.b[i+1])); dashes++ {
		if dashes == MaxNesting {
			s.tooDeep(i)
			return
		}
		dashed, parent = true, i-s.lineStart
		s.entries++
		i = s.skip(i+1, e)
	}
	if dashed && (i == e || s.b[i] == '#') {
		s.emptyValue(i, e, parent, true)
		return
	}
	if s.b[i] == '?' && (i+1 == e || isSpace(s.b[i+1])) {
		s.find(
			i,
			i+1,
			"a question mark opens a key that is not a word",
			"write \"key: value\", or put the text in straight quotes",
		)
		s.next(e)
		return
	}
	keyIndent := i - s.lineStart
	after, ok := s.key(i, e)
	if !ok {
		if dashed || valueDue {
			s.value(i, e, parent)
			return
		}
		s.lineWithoutKey(i, e, indent)
		return
	}
	if !dashed && indent == 0 && s.gluedKey(i, after-1) {
		s.lineWithoutKey(i, e, indent)
		return
	}
	s.keys++
	s.keyed, s.stray = true, false
	value := s.skip(after, e)
	if value == e || s.b[value] == '#' && value > after {
		s.emptyValue(value, e, keyIndent, false)
		return
	}
	s.value(value, e, keyIndent)
}

// key gives the offset just past the colon of the key that begins at i, where one does.
func (s *scanner) key(i, e int) (after int, ok bool) {
	switch c := s.b[i]; c {
	case '"', '\'':
		close := s.closing(i, e)
		if close < 0 {
			return 0, false
		}
		j := s.skip(close+1, e)
		if j < e && s.b[j] == ':' && (j+1 == e || isSpace(s.b[j+1])) {
			return j + 1, true
		}
		return 0, false
	case '[', '{', '|', '>', '@', '`', '%':
		return 0, false
	case '&', '*', '!':
		return 0, false
	}
	colon, _ := s.trouble(i, e)
	if colon < 0 {
		return 0, false
	}
	if string(s.b[i:colon]) == "<<" {
		s.find(i, colon, "<< would merge other keys in", "write each key out")
	}
	return colon + 1, true
}

// closing gives the offset of the quotation mark that closes the one at i before end, or -1.
func (s *scanner) closing(i, end int) int {
	q := s.b[i]
	for j := i + 1; j < end; j++ {
		switch {
		case s.b[j] == '\\' && q == '"':
			j++
		case s.b[j] == q && q == '\'' && j+1 < end && s.b[j+1] == q:
			j++
		case s.b[j] == q:
			return j
		}
	}
	return -1
}

// emptyValue reads a key or dash followed by nothing or a comment. `#1 in the list` is not meant as a comment; `# who
// is responsible` is.
func (s *scanner) emptyValue(i, e, indent int, dash bool) {
	next, item := s.nextIndent(i)
	nested := next > indent || item && !dash && next == indent
	if !nested && i+1 < e && s.b[i] == '#' && !isSpace(s.b[i+1]) && s.b[i+1] != '#' {
		end := s.trimEnd(i, e)
		s.report(slip{start: i, end: end, text: quote(s.b[i:end])}, hashComment)
	}
	s.open, s.openIndent = true, indent
	s.next(e)
}
