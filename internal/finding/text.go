package finding

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How a line of source is printed, in characters.
const (
	shown  = 100 // at most, of a long line
	before = 40  // at most this many of them before the caret
	tab    = 4   // the spaces that replace a tab
)

// writeText prints one block:
//
//	content/2026.1/index.md:14:21: error: link goes to a page that does not exist: gone.md [link-broken]
//	  14 | See the [checklist](gone.md).
//	     |                     ^^^^^^^
//	  help: did you mean done.md?
func writeText(out *bytes.Buffer, f Finding, o Options) {
	if f.File != "" {
		out.WriteString(Visible(f.File))
		if f.Line > 0 {
			fmt.Fprintf(out, ":%d:%d", f.Line, max(f.Column, 1))
		}
		out.WriteString(": ")
	}
	fmt.Fprintf(out, "%s: %s", coloured(f.Severity, o.Color), Visible(f.Message))
	if f.Rule != "" {
		fmt.Fprintf(out, " [%s]", f.Rule)
	}
	out.WriteByte('\n')
	if f.Line > 0 && o.Line != nil && !f.HideLine {
		if line := o.Line(f.File, f.Line); strings.TrimSpace(line) != "" {
			source(out, f.Position, line)
		}
	}
	if f.Help != "" {
		fmt.Fprintf(out, "  help: %s\n", Visible(f.Help))
	}
}

// coloured gives the severity, in its colour if wanted. A gap is something to do, not a failure, so it is never red.
func coloured(s Severity, color bool) string {
	if !color {
		return s.String()
	}
	code := "36" // cyan
	switch s {
	case Error:
		code = "1;31" // bold red
	case Warning:
		code = "33" // yellow
	case Gap:
		code = "34" // blue
	}
	return "\x1b[" + code + "m" + s.String() + "\x1b[0m"
}

// source prints the line, with carets under the span of the position.
func source(out *bytes.Buffer, p Position, line string) {
	cells := cellsOf(strings.TrimRight(line, "\r\n"))
	from := min(max(p.Column, 1)-1, len(cells))
	to := min(max(p.End-1, from+1), max(len(cells), from+1))

	// Of a long line only the part around the caret is printed.
	first, last := 0, len(cells)
	if last > shown {
		first = max(0, min(from-before, last-shown))
		last = first + shown
	}
	number := strconv.Itoa(p.Line)
	fmt.Fprintf(out, "  %s | ", number)
	lead := 0
	if first > 0 {
		out.WriteString("…")
		lead = 1
	}
	for i := first; i < last; i++ {
		out.WriteString(cells[i])
		if i < from {
			lead += utf8.RuneCountInString(cells[i])
		}
	}
	if last < len(cells) {
		out.WriteString("…")
	}
	carets := 0
	for i := max(from, first); i < min(to, last); i++ {
		carets += utf8.RuneCountInString(cells[i])
	}
	margin := strings.Repeat(" ", len(number))
	fmt.Fprintf(out, "\n  %s | %s%s\n", margin, strings.Repeat(" ", lead), strings.Repeat("^", max(carets, 1)))
}

// cellsOf gives what is printed for each character of a line: itself, spaces for a tab, and a name for a character that
// no terminal should get.
func cellsOf(line string) []string {
	cells := make([]string, 0, len(line))
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		switch {
		case r == '\t':
			cells = append(cells, strings.Repeat(" ", tab))
		case r == utf8.RuneError && n == 1:
			cells = append(cells, fmt.Sprintf(`\x%02x`, line[i]))
		case hidden(r):
			cells = append(cells, fmt.Sprintf("<U+%04X>", r))
		default:
			cells = append(cells, line[i:i+n])
		}
		i += n
	}
	return cells
}

// hidden reports characters that could control a terminal, or make a line look different from what is stored. Joiners
// and variation selectors are not hidden: names and emoji need them.
func hidden(r rune) bool {
	if r == 0x200c || r == 0x200d || r >= 0xe0020 && r <= 0xe007f {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// Visible gives a text as one line that is safe to print: characters that a terminal would obey, or that are invisible,
// are written out.
func Visible(s string) string {
	clean := true
	for _, r := range s {
		if r == utf8.RuneError || hidden(r) {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	return strings.Join(cellsOf(strings.ReplaceAll(s, "\n", " ")), "")
}
