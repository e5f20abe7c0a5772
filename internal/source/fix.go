package source

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"precept/internal/finding"
)

// Fix replaces one line of a file. Line counts from 1; Old and New are without line ends, but New may have several
// lines.
type Fix struct {
	Line     int
	Old, New string
}

// QuoteFix gives the fix for a yaml-slip: the line with its text in straight quotes. It gives false where changing a
// single line does not fix it.
func QuoteFix(f *File, slip finding.Finding) (Fix, bool) {
	if f == nil || slip.Rule != RuleSlip || slip.Line < headLine || slip.Line >= f.BodyLine {
		return Fix{}, false
	}
	s := scan(f.Path, f.head, headLine)
	for _, l := range s.slips {
		if l.at == slip.Position {
			if l.text == "" {
				return Fix{}, false
			}
			return s.fix(l), true
		}
	}
	return flowFix(f.head, slip)
}

// fix gives the corrected line of l.
func (s *scanner) fix(l slip) Fix {
	begin, end := bytes.LastIndexByte(s.b[:l.start], '\n')+1, s.end(l.start)
	fix := Fix{Line: l.at.Line, Old: string(s.b[begin:end])}
	fix.New = string(s.b[begin:l.start]) + l.text + string(s.b[l.end:end])
	if l.above != "" {
		indent := len(fix.Old) - len(strings.TrimLeft(fix.Old, " "))
		fix.New = fix.Old[:indent] + l.above + "\n" + fix.New
	}
	return fix
}

// flowFix quotes brackets that were meant as text. Only the reader of a key or an answer can know that they were; its
// finding has the position of the value.
func flowFix(head []byte, found finding.Finding) (Fix, bool) {
	lines := strings.Split(string(head), "\n")
	i := found.Line - headLine
	if i < 0 || i >= len(lines) || found.End <= found.Column {
		return Fix{}, false
	}
	line := []rune(lines[i])
	from, to := found.Column-1, found.End-1
	if from < 0 || to > len(line) {
		return Fix{}, false
	}
	value := string(line[from:to])
	if value == "" || !strings.ContainsRune("[{", rune(value[0])) || bracket([]byte(value)) != len(value)-1 {
		return Fix{}, false
	}
	return Fix{
		Line: found.Line,
		Old:  lines[i],
		New:  string(line[:from]) + quote([]byte(value)) + string(line[to:]),
	}, true
}

// Apply gives the file's bytes with the fixes made and nothing else changed: the byte-order mark and line ends stay. A
// fix whose old line is no longer there is ignored; of two fixes for one line the first is used.
func Apply(raw []byte, fixes []Fix) []byte {
	fixes = slices.Clone(fixes)
	slices.SortStableFunc(fixes, func(a, b Fix) int { return cmp.Compare(a.Line, b.Line) })
	var out bytes.Buffer
	if mark := []byte("\uFEFF"); bytes.HasPrefix(raw, mark) {
		out.Write(mark)
		raw = raw[len(mark):]
	}
	line, last := 0, 0
	for l := range bytes.Lines(raw) {
		line++
		for len(fixes) > 0 && fixes[0].Line < line {
			fixes = fixes[1:]
		}
		text := bytes.TrimSuffix(l, newline)
		text = bytes.TrimSuffix(text, []byte("\r"))
		ending := l[len(text):]
		if len(fixes) > 0 && fixes[0].Line == line && last != line && fixes[0].Old == string(text) {
			last = line
			between := string(ending)
			if between == "" {
				between = "\n"
			}
			out.WriteString(strings.ReplaceAll(fixes[0].New, "\n", between))
			out.Write(ending)
			continue
		}
		out.Write(l)
	}
	return out.Bytes()
}
