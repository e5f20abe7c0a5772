package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"precept/internal/item"
	"precept/internal/source"
)

// lintLines reports lines of a paragraph that were meant as a heading or as an alert box of another Markdown, and lines
// of a table that has no line of dashes. first tells whether the paragraph begins a list item.
func (p *page) lintLines(node ast.Node, lines *text.Segments, n int, first bool) {
	rows := 0
	for i := range n {
		from, line := p.line(lines, i)
		if len(line) < 2 {
			continue
		}
		p.lintSign(from, line)
		switch {
		case line[0] == '|' && line[len(line)-1] == '|' && bytes.Count(line, []byte("|")) > 2:
			if rows++; rows == 2 {
				p.report(RuleSlip, from, from+len(line),
					"these lines do not make a table: there is no line of dashes below the first",
					"write a line such as "+dashLine(cells(line))+" below the column headings")
			}
		case bytes.HasPrefix(line, []byte("##")), n == 1 && !first && lintTitle(line):
			p.lintHeading(from, line)
		case line[0] == ':' && p.in.Kind == item.Glossary && i > 0 && line[1] != ' ' && line[1] != '\t':
			p.report(RuleSlip, from, from+1, "there is no space after the colon, so this is not a definition",
				"write : "+excerpt(string(line[1:]), 60))
			p.fix(from+1, from+1, " ")
		case i == 1 && p.undefined(node, lines):
			p.report(RuleSlip, from, from+len(line),
				"this line does not begin with a colon, so it does not define the line above",
				"write : "+excerpt(string(line), 60))
			p.fix(from, from, ": ")
		case bytes.HasPrefix(line, []byte("[!")) && !(first && i == 0):
			p.lintAlert(from, line) // at the start of a list item it is judged as a marker instead
		}
	}
}

// undefined reports whether a paragraph of a glossary is a term with its definition, which lacks the colon: its first
// line is short and is not a sentence, and the lines are not several terms of the definition that follows.
func (p *page) undefined(node ast.Node, lines *text.Segments) bool {
	const most = 50
	if p.in.Kind != item.Glossary || node.Parent().Kind() != ast.KindDocument {
		return false
	}
	_, term := p.line(lines, 0)
	if rest := bytes.TrimLeft(p.src[lines.At(lines.Len()-1).Stop:], " \t\r\n"); bytes.HasPrefix(rest, []byte(":")) {
		return false
	}
	return len(term) <= most && term[0] >= '0' && term[0] <= 'Z' && !bytes.ContainsAny(term, "|*[") &&
		bytes.IndexByte([]byte(".,:;?!"), term[len(term)-1]) < 0
}

// lintTitle reports whether a line that is a whole paragraph looks like a heading with one number sign: #Heading. A tag
// such as #nhs75 begins with a small letter, or has no spaces and several words.
func lintTitle(line []byte) bool {
	r, _ := utf8.DecodeRune(line[1:])
	return line[0] == '#' && unicode.IsUpper(r) && bytes.IndexByte(line[1:], '#') < 0
}

// lintHeading reports a heading without a space after its number signs.
func (p *page) lintHeading(from int, line []byte) {
	n := len(line) - len(bytes.TrimLeft(line, "#"))
	if n > 6 || n == len(line) {
		return
	}
	signs, words := string(line[:n]), strings.TrimSpace(string(line[n:]))
	help := "write " + signs + " " + excerpt(words, 60)
	if n == 1 {
		help = "write ## " + excerpt(words, 60) + ": the title of the page is its only heading with one number sign; " +
			"for text, put a backslash before it"
	}
	p.report(RuleSlip, from, from+n, "there is no space after the "+signs+", so this is not a heading", help)
	if n > 1 {
		p.fix(from+n, from+n, " ")
	}
}

// lintAlert reports a sign such as [!NOTE] that makes no box: it is not known, or not in a quotation.
func (p *page) lintAlert(from int, line []byte) {
	other := func(r rune) bool { return !(r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') }
	n := bytes.IndexByte(line, ']')
	if n <= 2 || n+1 < len(line) && line[n+1] != ' ' || bytes.IndexFunc(line[2:n], other) >= 0 {
		return
	}
	var known []string
	for _, k := range boxKinds {
		known = append(known, "[!"+k.sign+"]")
	}
	sign := strings.ToUpper(string(line[:n+1]))
	help := source.DidYouMean(sign, known, "> ", "known here: "+strings.Join(known, ", "))
	if slices.Contains(known, sign) {
		help = "begin its line with >, and make it the first line of a quotation: > " + sign
	}
	p.report(RuleSlip, from, from+n+1, string(line[:n+1])+" does not make a box here; the page shows it as it is", help)
}

// lintDashes reports a table whose heads and line of dashes do not agree, so that it is not a table.
func (p *page) lintDashes(lines *text.Segments, dashes int) {
	from, line := p.line(lines, dashes)
	if bytes.IndexByte(line, '|') < 0 {
		return
	}
	_, heads := p.line(lines, dashes-1)
	has, want := cells(line), cells(heads)
	why := "the line of dashes is not written correctly"
	if has != want {
		why = "the headings have " + cellCount(want) + ", and the line of dashes has " + cellCount(has)
	}
	p.report(RuleSlip, from, from+len(line), "these lines do not make a table: "+why, "write "+dashLine(want))
}

// lintRow reports a row, which begins at from, with more cells than the table has heads: the extra cells are not
// published.
func (p *page) lintRow(from, heads int) {
	line := p.src[from:]
	if n := bytes.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	line = bytes.TrimRight(line, " \t\r")
	n := cells(line)
	if n < heads {
		p.report(RuleSlip, from, from+len(line), "the row has "+cellCount(n)+", and the table's headings have "+
			cellCount(heads)+": the last of them are empty", "write as many cells as headings; an empty cell is | |")
	}
	if n > heads {
		more := "the row has " + cellCount(n) + ", and the table's headings have " + cellCount(heads)
		p.report(RuleSlip, from, from+len(line), more+": the extra cells are left out",
			"write as many cells as headings; for a bar that belongs to the words, write \\|")
	}
}

// cells counts the cells of a line of a table.
func cells(line []byte) int {
	line = bytes.TrimPrefix(bytes.TrimSpace(line), []byte("|"))
	if bytes.HasSuffix(line, []byte("|")) {
		line = line[:len(line)-1]
	}
	n := 1
	for i, c := range line {
		if c == '|' && (i == 0 || line[i-1] != '\\') {
			n++
		}
	}
	return n
}

func cellCount(n int) string {
	if n == 1 {
		return "1 cell"
	}
	return strconv.Itoa(n) + " cells"
}

// dashLine writes the line that goes below the column headings of a table.
func dashLine(columns int) string { return strings.Repeat("|---", min(columns, maxColumns)) + "|" }

// fence is the parser of fenced code; it reports a fence that is never closed.
type fence struct{ parser.BlockParser }

// Continue notes that a block was closed by a fence of its own.
func (f fence) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	state := f.BlockParser.Continue(node, reader, pc)
	if state == parser.Close {
		pageOf(pc).fenced = node
	}
	return state
}

// Close reports a block that ended only because the page did, or the list or quotation that holds it.
func (f fence) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	f.BlockParser.Close(node, reader, pc)
	p := pageOf(pc)
	if p.fenced == node || p.record || p.refused {
		return
	}
	from := max(0, node.Pos())
	to := from
	for to < len(p.src) && (p.src[to] == '`' || p.src[to] == '~') {
		to++
	}
	signs := string(p.src[from:to])
	if len(signs) < 3 {
		signs = "```"
	}
	p.report(RuleSlip, from, to, "the code that begins here has no end: what follows is shown as it is typed",
		"write "+signs+" on a line of its own where the code ends")
}
