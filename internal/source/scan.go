package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"precept/internal/finding"
)

// scanner looks over a head line by line before any YAML library does. It counts keys and nesting, so that nothing is
// decoded that would take long, and it finds the slips that people make in YAML where they make them: a library reports
// them lines later, in other words, or not at all.
type scanner struct {
	path  string
	b     []byte // the head
	first int    // the file's line that the head begins on

	i         int // offset of the next byte
	line      int // lines passed
	lineStart int

	keys    int
	entries int  // list items
	items   bool // something other than comments stands in the head
	keyed   bool // at least one line has a key
	stop    bool // the limits are broken: look no further
	fatal   bool // decoding would only repeat what was found
	list    []finding.Finding
	slips   []slip
	refused [2]bool // anchors, tags: told once

	plain       bool // the last entry was unquoted text, which more indented lines carry on
	plainIndent int
	stray       bool // the last line had no key, and that was told
	open        bool // the last entry was a key or dash with nothing behind it: more indented lines are its value
	openIndent  int
}

// slip is a value that needs quotes: where it stands in the head, and what its line should be.
type slip struct {
	start, end int    // byte offsets in the head
	text       string // what to put there; "" where no single line mends it
	above      string // a comment to put on a line of its own above; "" without one
	at         finding.Position
}

// scan looks over a head whose first line is line `first` of the file.
func scan(path string, head []byte, first int) *scanner {
	s := &scanner{path: path, b: head, first: first}
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

// find records a fault that decoding cannot get past.
func (s *scanner) find(start, end int, message, help string) {
	s.fatal = true
	s.list = append(s.list, finding.Finding{Rule: RuleYAML, Position: s.pos(start, end), Message: message, Help: help})
}

// enough is the most that is said of one head: past it the cause is another, and the rest would be noise.
const enough = 100

// limits stops the scan where there is more than a file may hold.
func (s *scanner) limits() {
	switch {
	case s.stop:
	case s.keys > maxKeys:
		s.tooMany(maxKeys, "keys")
	case s.entries > maxEntries:
		s.tooMany(maxEntries, "list items")
	case len(s.list) >= enough:
		s.stop, s.fatal = true, true
	}
}

// limited is limits within a value: it answers whether the scan is at its end.
func (s *scanner) limited() bool {
	s.limits()
	return s.stop
}

func (s *scanner) tooMany(limit int, of string) {
	s.stop = true
	at := min(s.i, len(s.b))
	s.find(at, at, fmt.Sprintf("more than %d %s in one file", limit, of), "part it into several files")
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

// next moves to the line after the one that offset i stands in.
func (s *scanner) next(i int) {
	e := s.end(i)
	s.line++
	s.i = min(e+1, len(s.b))
	s.lineStart = s.i
	s.limits()
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// skip passes blanks up to end.
func (s *scanner) skip(i, end int) int {
	for i < end && isBlank(s.b[i]) {
		i++
	}
	return i
}

// trimEnd gives the end of the text that runs from i to end without blanks behind it.
func (s *scanner) trimEnd(i, end int) int {
	for end > i && isBlank(s.b[end-1]) {
		end--
	}
	return end
}

// nextIndent gives the indent of the next line that is neither blank nor a comment, or -1, and whether it is a list item.
func (s *scanner) nextIndent(i int) (indent int, item bool) {
	for i = s.end(i) + 1; i < len(s.b); i = s.end(i) + 1 {
		j, e := i, s.end(i)
		for j < e && s.b[j] == ' ' {
			j++
		}
		if s.skip(j, e) == e || s.b[j] == '#' {
			continue
		}
		return j - i, s.b[j] == '-' && (j+1 == e || isBlank(s.b[j+1]))
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
		s.find(i, rest, "a tab is used for indentation", "use blanks: two for each level")
		s.next(e)
		return
	}
	indent := i - start
	if indent == 0 && (hasWord(s.b[i:e], "---") || hasWord(s.b[i:e], "...") || s.b[i] == '%') {
		s.find(i, s.trimEnd(i, e), "a second YAML document begins here", "keep to one document; put the text in straight quotes if it is text")
		s.next(e)
		return
	}
	if s.plain && indent > s.plainIndent {
		s.carriedOn(i, e)
		return
	}
	s.plain = false
	s.entry(i, e, indent)
}

// hasWord reports whether b begins with the word and ends there or goes on with a blank.
func hasWord(b []byte, word string) bool {
	return bytes.HasPrefix(b, []byte(word)) && (len(b) == len(word) || isBlank(b[len(word)]))
}

// carriedOn reads a line that carries on the unquoted text of the line above.
func (s *scanner) carriedOn(i, e int) {
	end := s.trimEnd(i, e)
	colon, hash := s.trouble(i, end)
	switch {
	case colon >= 0 && keyLike(string(s.b[i:end])):
		word := string(s.b[i:colon])
		s.find(i, colon+1, fmt.Sprintf("%s stands further in than the key above it", show(word)),
			fmt.Sprintf("begin %s: in the same column as the key above", word))
	case colon >= 0 || hash >= 0:
		s.fatal = true
		s.slip(slip{start: i, end: end}, colon >= 0)
	}
	s.next(e)
}

// trouble finds the first colon that YAML takes for a key's and the first # that begins a comment, between i and end; -1
// where there is none. Only the one that comes first is given.
func (s *scanner) trouble(i, end int) (colon, hash int) {
	for j := i; j < end; j++ {
		switch s.b[j] {
		case ':':
			if j+1 == end || isBlank(s.b[j+1]) {
				return j, -1
			}
		case '#':
			if j > i && isBlank(s.b[j-1]) {
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
	for dashes := 0; i < e && s.b[i] == '-' && (i+1 == e || isBlank(s.b[i+1])); dashes++ {
		if dashes == MaxNesting {
			s.tooDeep(i)
			return
		}
		dashed, parent = true, i-s.lineStart
		s.entries++
		i = s.skip(i+1, e)
	}
	if dashed && (i == e || s.b[i] == '#') {
		s.nothingBehind(i, e, parent, true)
		return
	}
	if s.b[i] == '?' && (i+1 == e || isBlank(s.b[i+1])) {
		s.find(i, i+1, "a question mark opens a key that is not a word", "write \"key: value\", or put the text in straight quotes")
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
		s.noKey(i, e, indent)
		return
	}
	if !dashed && indent == 0 && s.gluedKey(i, after-1) {
		s.noKey(i, e, indent)
		return
	}
	s.keys++
	s.keyed, s.stray = true, false
	value := s.skip(after, e)
	if value == e || s.b[value] == '#' && value > after {
		s.nothingBehind(value, e, keyIndent, false)
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
		if j < e && s.b[j] == ':' && (j+1 == e || isBlank(s.b[j+1])) {
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

// nothingBehind reads a key or dash with nothing, or only a comment, behind it. `#1 in the list` is no comment to its
// author; `# who answers for it` is.
func (s *scanner) nothingBehind(i, e, indent int, dash bool) {
	next, item := s.nextIndent(i)
	nested := next > indent || item && !dash && next == indent
	if !nested && i+1 < e && s.b[i] == '#' && !isBlank(s.b[i+1]) && s.b[i+1] != '#' {
		end := s.trimEnd(i, e)
		s.slip(slip{start: i, end: end, text: quote(s.b[i:end])}, false)
	}
	s.open, s.openIndent = true, indent
	s.next(e)
}

// noKey reads a line that stands where a key is due and has none.
func (s *scanner) noKey(i, e, indent int) {
	end := s.trimEnd(i, e)
	if s.gluedKey(i, end) {
		colon := bytes.IndexByte(s.b[i:end], ':')
		s.keys++
		s.keyed, s.stray = true, false
		value := string(s.b[i+colon+1 : end])
		if c, h := s.trouble(i+colon+1, end); c >= 0 || h >= 0 || strings.IndexByte("@`%,]}&*!|>[{\"'#", value[0]) >= 0 {
			value = quote([]byte(value))
		}
		s.slips = append(s.slips, slip{start: i, end: end, text: string(s.b[i:i+colon+1]) + " " + value, at: s.pos(i, end)})
		s.list = append(s.list, finding.Finding{
			Rule: RuleSlip, Position: s.pos(i, end), Message: fmt.Sprintf("a blank is missing after %s", show(string(s.b[i:i+colon+1]))),
			Help: "write a blank between the colon and the value",
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
	if !s.stray { // a paragraph is one mistake
		s.find(i, end, "this line has no key",
			"write \"key: value\", such as title: \"Starting well\"; what belongs to the text goes below the closing ---")
	}
	s.stray = true
	s.next(e)
}

// gluedKey reports whether the text from i to end begins with a key whose value follows the colon without a blank. A web
// address is none.
func (s *scanner) gluedKey(i, end int) bool {
	colon := bytes.IndexByte(s.b[i:end], ':')
	if colon < 1 || i+colon+1 >= end || !keyLike(string(s.b[i:i+colon+1])) {
		return false
	}
	rest := s.b[i+colon+1 : end]
	return !isBlank(rest[0]) && !bytes.HasPrefix(rest, []byte("//"))
}

// slip records a value that wants quotes; colon tells which of the two characters is in the way.
func (s *scanner) slip(l slip, colon bool) {
	why := "a # behind a blank begins a comment, so the rest of this line would be lost"
	if colon {
		why = "a colon with a blank behind it makes YAML look for another key"
	}
	s.slipFor(l, why)
}

func (s *scanner) slipFor(l slip, why string) {
	help := "put the text in straight quotes"
	switch {
	case l.above != "":
		help = "put the comment on a line of its own, or put the text in straight quotes if it is none"
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
