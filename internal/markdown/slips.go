package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// RuleSlip is about Markdown that is not what it was meant as, so that its signs stand on the page.
const RuleSlip = "markdown-slip"

// slips reports what is left as text in the bytes from..to of the body, which stand between two nodes of inline Markdown, and looks
// like a link, a picture, a footnote or bold type.
func (p *page) slips(from, to int) {
	if p.record || p.again > 0 || bytes.IndexByte(p.src[from:to], ']') < 0 && bytes.IndexByte(p.src[from:to], '*') < 0 {
		return
	}
	if bytes.HasSuffix(p.src[from:to], []byte("](")) { // a bare address follows, which is a link of its own
		line, _, _ := bytes.Cut(p.src[to:], []byte("\n"))
		if n := bytes.IndexAny(line, ")["); n >= 0 && line[n] == ')' {
			to += n + 1
		} else if n >= 0 {
			to += n
		} else {
			to += len(bytes.TrimRight(line, "\r"))
		}
	}
	s := string(p.src[from:to])
	open := -1 // the last bracket that opens
	bold := false
	for i := 0; i < len(s); i++ {
		rest := s[i:]
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '[':
			open = i
			if n := footnoteMark(rest); n > 0 {
				p.report(RuleSlip, from+i, from+i+n, "there is no footnote "+excerpt(rest[:n], 40)+", and its signs stand on the page",
					"write the note in a paragraph of its own: "+excerpt(rest[:n], 40)+": and its words")
				i += n - 1
			} else if strings.HasPrefix(rest, "[[") {
				if n := strings.Index(rest, "]]"); n > 2 && !strings.ContainsAny(rest[2:n], "[]") && strings.ContainsFunc(rest[2:n], unicode.IsLetter) {
					p.report(RuleSlip, from+i, from+i+n+2, "two brackets make no link, and stand on the page: "+excerpt(rest[:n+2], 60), "write ["+excerpt(rest[2:n], 40)+"](page.md), with the path of the page")
					i += n + 1
				}
			}
		case strings.HasPrefix(rest, "]("):
			i = p.brokenLink(s, from, max(open, 0), i, open >= 0)
			open = -1
		case strings.HasPrefix(rest, "] (") && open >= 0:
			if n := addressEnd(rest[3:], ')'); n > 0 {
				address := rest[3 : 3+n]
				p.report(RuleSlip, from+open, from+i+4+n, "a blank parts the words of a link from its address, and its signs stand on the page", "write "+excerpt(s[open:i], 40)+"]("+excerpt(whole(address), 80)+")")
				i, open = i+3+n, -1
			}
		case strings.HasPrefix(rest, ")["):
			n, start := addressEnd(rest[2:], ']'), strings.LastIndexByte(s[:i], '(')
			if n > 0 && start >= 0 {
				p.report(RuleSlip, from+start, from+i+3+n, "the brackets of a link are the wrong way round, and stand on the page",
					"write ["+excerpt(s[start+1:i], 40)+"]("+excerpt(whole(rest[2:2+n]), 80)+"): the words in square brackets, the address in round ones")
				i += 2 + n
			}
		case strings.HasPrefix(rest, "][") && open >= 0:
			if n := strings.IndexByte(rest[2:], ']'); n > 0 {
				name := rest[2 : 2+n]
				p.report(RuleSlip, from+open, from+i+3+n, "no link is defined as ["+excerpt(name, 40)+"], and the brackets stand on the page", "write [words](address)")
				i, open = i+2+n, -1
			}
		case strings.HasPrefix(rest, "**"):
			n := len(rest) - len(strings.TrimLeft(rest, "*"))
			if n == 2 && !bold && wordBeside(s, i, i+n) {
				p.report(RuleSlip, from+i, from+i+n, "these ** belong to no bold words, and stand on the page",
					"put ** straight before the first word and straight behind the last, as in **these words**; for a star that is meant, put a backslash before it")
				bold = true // its other half, if there is one, is the same slip
			}
			i += n - 1
		}
	}
}

// excerpt is a part of the body for a message: in one line, with nothing hidden, and cut where it is long.
func excerpt(s string, n int) string {
	return shorten(strings.Map(shown, collapse([]byte(s))), n)
}

// brokenLink reports a link that goldmark did not take for one, whose words end at s[at]; begin is where they seem to start. It gives
// the offset of what was looked at last.
func (p *page) brokenLink(s string, from, begin, at int, opened bool) int {
	const message = "this is not written as a link, and its signs stand on the page: "
	end := strings.IndexByte(s[at:], ')')
	if end > 0 && strings.IndexByte(s[at+2:at+end], '[') >= 0 { // the bracket closes another link
		end = -1
	}
	address := ""
	if end > 0 {
		address = strings.TrimSpace(s[at+2 : at+end])
	}
	words := "[words"
	if opened {
		words = excerpt(s[begin:at], 40)
	} else {
		begin = at
	}
	help := "write [words](address), and no link within a link"
	switch {
	case end < 0 || strings.ContainsRune(address, '\n'):
		stop := len(s)
		if n := strings.IndexAny(s[at:], " \n"); n > 0 {
			stop = at + n
		}
		p.report(RuleSlip, from+begin, from+stop, message+excerpt(s[begin:stop], 60), "close the address with a bracket: "+words+"]("+excerpt(strings.TrimSpace(s[at+2:stop]), 60)+")")
		return stop - 1
	case strings.ContainsAny(address, "\"“”"):
		help = "write the address alone: " + words + "](address)"
	case strings.ContainsAny(address, " \t") && schemeOf(address) != "":
		help = "an address has no blanks: write %20 for each, as in " + words + "](" + excerpt(strings.Join(strings.Fields(address), "%20"), 80) + ")"
	case strings.ContainsAny(address, " \t"):
		help = "an address has no blanks: name the file with hyphens, and write " + words + "](" + excerpt(strings.Join(strings.Fields(address), "-"), 80) + ")"
	}
	p.report(RuleSlip, from+begin, from+at+end+1, message+excerpt(s[begin:at+end+1], 60), help)
	return at + end
}

// footnoteMark gives the length of a footnote's mark, as in [^1], at the start of s; 0 where there is none.
func footnoteMark(s string) int {
	if !strings.HasPrefix(s, "[^") {
		return 0
	}
	if n := strings.IndexAny(s, "]\n \t"); n > 2 && s[n] == ']' {
		return n + 1
	}
	return 0
}

// addressEnd gives the length of what looks like an address at the start of s, up to the sign that ends it; 0 for any other text.
func addressEnd(s string, sign byte) int {
	n := strings.IndexByte(s, sign)
	if n <= 0 || strings.ContainsAny(s[:n], " \t\n[]()") {
		return 0
	}
	file, _, _ := strings.Cut(s[:n], "#")
	switch schemeOf(s[:n]) {
	case "http", "https", "mailto", "tel", "form", "item", "term", "local":
		return n
	}
	if strings.HasSuffix(file, ".md") || strings.HasSuffix(file, ".html") || strings.HasPrefix(file, "www.") {
		return n
	}
	return 0
}

// whole gives an address of the web its https.
func whole(address string) string {
	if strings.HasPrefix(address, "www.") {
		return "https://" + address
	}
	return address
}

// wordBeside reports whether a letter stands by the signs from..to, or beyond one blank.
func wordBeside(s string, from, to int) bool {
	before, behind := strings.TrimSuffix(s[:from], " "), strings.TrimPrefix(s[to:], " ")
	return behind != "" && isWord(behind[0]) || before != "" && isWord(before[len(before)-1])
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}

// lineSlips reports lines of a paragraph that were meant as a heading or as a box of another Markdown, and lines of a table that lacks
// its line of dashes.
func (p *page) lineSlips(lines *text.Segments, n int, first bool) {
	rows := 0
	for i := range n {
		from, line := p.line(lines, i)
		if len(line) < 2 {
			continue
		}
		switch {
		case line[0] == '|' && line[len(line)-1] == '|' && bytes.Count(line, []byte("|")) > 2:
			if rows++; rows == 2 {
				p.report(RuleSlip, from, from+len(line), "these lines are no table, since no line of dashes stands below the first", "write a line such as "+dashLine(cells(line))+" below the heads")
			}
		case bytes.HasPrefix(line, []byte("##")):
			if hashes := len(line) - len(bytes.TrimLeft(line, "#")); hashes <= 6 && hashes < len(line) {
				words := strings.TrimSpace(string(line[hashes:]))
				p.report(RuleSlip, from, from+hashes, "no blank stands behind the "+string(line[:hashes])+", so that this is no heading", "write "+string(line[:hashes])+" "+excerpt(words, 60))
			}
		case bytes.HasPrefix(line, []byte("[!")) && !(first && i == 0): // a list item that begins so is judged as an item
			if n := bytes.IndexByte(line, ']'); n > 2 && bytes.IndexFunc(line[2:n], func(r rune) bool { return !(r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') }) < 0 &&
				(n+1 == len(line) || line[n+1] == ' ') {
				word := strings.ToLower(string(line[2:n]))
				word = strings.ToUpper(word[:1]) + word[1:]
				p.report(RuleSlip, from, from+n+1, string(line[:n+1])+" makes no box here, and stands on the page", "write **"+word+":** and the words")
			}
		}
	}
}

// uneven reports a table whose heads and line of dashes do not agree, so that it is no table.
func (p *page) uneven(lines *text.Segments, dashes int) {
	from, line := p.line(lines, dashes)
	if bytes.IndexByte(line, '|') < 0 {
		return
	}
	_, heads := p.line(lines, dashes-1)
	if has, want := cells(line), cells(heads); has != want {
		p.report(RuleSlip, from, from+len(line), "these lines are no table: the heads have "+counted(want)+", and the line of dashes has "+counted(has),
			"write "+dashLine(want))
		return
	}
	p.report(RuleSlip, from, from+len(line), "these lines are no table: the line of dashes is not written as one", "write "+dashLine(cells(heads)))
}

// longRow reports a row, which begins at from, with more cells than the table has heads: what stands in them is not published.
func (p *page) longRow(from, heads int) {
	line := p.src[from:]
	if n := bytes.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	line = bytes.TrimRight(line, " \t\r")
	if n := cells(line); n > heads {
		p.report(RuleSlip, from, from+len(line), "the row has "+counted(n)+", and the table's heads have "+counted(heads)+": what stands beyond them is left out",
			"write as many cells as heads; for a bar that belongs to the words, write \\|")
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

func counted(cells int) string {
	if cells == 1 {
		return "1 cell"
	}
	return strconv.Itoa(cells) + " cells"
}

// dashLine writes the line that stands below the heads of a table.
func dashLine(columns int) string { return strings.Repeat("|---", min(columns, mostColumns)) + "|" }

// fence is the parser of fenced code; it reports a fence that is never closed.
type fence struct{ parser.BlockParser }

// Continue notes that a block came to its end by a fence of its own.
func (f fence) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	state := f.BlockParser.Continue(node, reader, pc)
	if state == parser.Close {
		pageOf(pc).fenced = node
	}
	return state
}

// Close reports a block that came to its end because the page did, or the list or quotation that it stands in.
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
	p.report(RuleSlip, from, to, "the code that begins here has no end: what follows is shown as it is typed", "write "+signs+" on a line of its own where the code ends")
}
