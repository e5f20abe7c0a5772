package source

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"precept/internal/finding"
)

// Change replaces the bytes From..To of a file's plain form (Plain) by Text, which may have several lines.
type Change struct {
	From, To int
	Text     string
}

// QuoteFix gives the change for a yaml-slip: its text in straight quotes. It gives false where changing a single line
// does not fix it.
func QuoteFix(f *File, slip finding.Finding) (Change, bool) {
	if f == nil || slip.Line >= f.BodyLine {
		return Change{}, false
	}
	return quoteFix(f.Path, f.head, headLine, bytes.IndexByte(f.Text, '\n')+1, slip)
}

// QuoteFixYAML is QuoteFix for a YAML file, whose plain form is text.
func QuoteFixYAML(path string, text []byte, slip finding.Finding) (Change, bool) {
	first, rest := yamlStart(text)
	return quoteFix(path, rest, first, len(text)-len(rest), slip)
}

// quoteFix looks for the slip in a head that begins at the line `first` and the byte `start` of its file.
func quoteFix(path string, head []byte, first, start int, slip finding.Finding) (Change, bool) {
	if slip.Rule != RuleSlip || slip.Line < first {
		return Change{}, false
	}
	s := scan(path, head, first, maxWords) // the finder of the slip has counted
	for _, l := range s.slips {
		if l.at == slip.Position {
			return s.change(l, start), l.text != ""
		}
	}
	return flowFix(head, first, start, slip)
}

// change is what fixes l. A comment behind the value goes to a line of its own above.
func (s *scanner) change(l slip, start int) Change {
	if l.above == "" {
		return Change{From: start + l.start, To: start + l.end, Text: l.text}
	}
	begin := bytes.LastIndexByte(s.b[:l.start], '\n') + 1
	line := string(s.b[begin:l.start])
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	return Change{From: start + begin, To: start + l.end, Text: indent + l.above + "\n" + line + l.text}
}

// flowFix quotes brackets that were meant as text. Only the reader of a key or an answer can know that they were; its
// finding has the position of the value.
func flowFix(head []byte, first, start int, found finding.Finding) (Change, bool) {
	from, to, ok := Range(head, first, found.Position)
	if !ok || from == to {
		return Change{}, false
	}
	value := head[from:to]
	if !strings.ContainsRune("[{", rune(value[0])) || bracket(value) != len(value)-1 {
		return Change{}, false
	}
	return Change{From: start + from, To: start + to, Text: quote(value)}, true
}

// Range gives the bytes of text that a position names, whose first line is line `first` of its file. It gives false
// where the text has no such place.
func Range(text []byte, first int, at finding.Position) (from, to int, ok bool) {
	begin := 0
	for line := first; line < at.Line; line++ {
		n := bytes.IndexByte(text[begin:], '\n')
		if n < 0 {
			return 0, 0, false
		}
		begin += n + 1
	}
	end := len(text)
	if n := bytes.IndexByte(text[begin:], '\n'); n >= 0 {
		end = begin + n
	}
	column, from, to := 1, -1, -1
	for i := range string(text[begin:end]) + " " { // a place may be just past the end of its line
		if column == at.Column {
			from = begin + i
		}
		if column == max(at.End, at.Column) {
			to = begin + i
		}
		column++
	}
	return from, to, at.Line >= first && from >= 0 && to >= from
}

// Plain gives the text of a file as places in it are counted: without a byte-order mark, with LF line ends.
func Plain(raw []byte) []byte {
	return bytes.ReplaceAll(bytes.TrimPrefix(raw, []byte("\uFEFF")), []byte("\r\n"), newline)
}

// Rewrite gives the file's bytes with the changes made and nothing else changed: the byte-order mark and line ends
// stay. Of two changes that overlap, the first is made. It tells how many were made.
func Rewrite(raw []byte, changes []Change) ([]byte, int) {
	changes = slices.Clone(changes)
	slices.SortStableFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	ending := "\n"
	if bytes.Contains(raw, []byte("\r\n")) {
		ending = "\r\n"
	}
	var out bytes.Buffer
	i, at, made := 0, 0, 0 // in raw, and in its plain form
	if mark := []byte("\uFEFF"); bytes.HasPrefix(raw, mark) {
		out.Write(mark)
		i = len(mark)
	}
	copyTo := func(to int, write bool) {
		for ; at < to && i < len(raw); at++ {
			n := 1
			if raw[i] == '\r' && i+1 < len(raw) && raw[i+1] == '\n' {
				n = 2
			}
			if write {
				out.Write(raw[i : i+n])
			}
			i += n
		}
	}
	for _, c := range changes {
		if c.From < at || c.To < c.From {
			continue
		}
		copyTo(c.From, true)
		out.WriteString(strings.ReplaceAll(c.Text, "\n", ending))
		copyTo(c.To, false)
		made++
	}
	out.Write(raw[i:])
	return out.Bytes(), made
}
