package markdown

import (
	"bytes"
	"strings"
	"unicode"
)

// RuleSlip is about Markdown with a slip, so that its characters appear on the page.
const RuleSlip = "markdown-slip"

// inlineLint looks for broken Markdown in text between two nodes of inline Markdown.
type inlineLint struct {
	*page
	s    string // the text
	from int    // where it begins in the body
	open int    // offset in s of the last opening bracket, or -1
	text bool   // an opening bracket has a backslash: the closing one that follows is text too
	bold bool   // a stray ** has been reported; its other half, if there is one, is the same slip
}

// lint reports what is left as text in the bytes from..to of the body and looks like a link, a footnote or bold type.
func (p *page) lint(from, to int) {
	text := p.src[from:to]
	if p.record || p.silent > 0 || !suspect(text) {
		return
	}
	if bytes.HasSuffix(text, []byte("](")) { // a bare address follows, which is a link of its own
		line, _, _ := bytes.Cut(p.src[to:], []byte("\n"))
		if n := bytes.IndexAny(line, ")["); n >= 0 && line[n] == ')' {
			to += n + 1
		} else if n >= 0 {
			to += n
		} else {
			to += len(bytes.TrimRight(line, "\r"))
		}
	}
	l := &inlineLint{page: p, s: string(p.src[from:to]), from: from, open: -1}
	for i := 0; i < len(l.s); i++ {
		i = l.look(i)
	}
}

// suspect reports whether text has a character that could be left of broken Markdown, or be a sign of another tool.
func suspect(text []byte) bool {
	for i, c := range text {
		switch c {
		case ']', '*':
			return true
		case '_', '~', '{':
			if i+1 < len(text) && (text[i+1] == c || text[i+1] == '%') {
				return true
			}
		case ':':
			if i+1 < len(text) && text[i+1] >= 'a' && text[i+1] <= 'z' {
				return true
			}
		}
	}
	return false
}

// look judges what begins at s[i]. It gives the offset of the last byte that it has dealt with.
func (l *inlineLint) look(i int) int {
	rest := l.s[i:]
	switch {
	case l.s[i] == '\\':
		l.text = l.text || strings.HasPrefix(rest, `\[`)
		return i + 1
	case strings.HasPrefix(rest, "](") && l.text && l.open < 0:
		l.text = false
		return i + 1
	case l.s[i] == '[':
		l.open = i
		return l.openingBracket(i)
	case strings.HasPrefix(rest, "]("):
		end := l.brokenLink(max(l.open, 0), i, l.open >= 0)
		l.open = -1
		return end
	case strings.HasPrefix(rest, "] (") && l.open >= 0:
		return l.spacedLink(i)
	case strings.HasPrefix(rest, ")["):
		return l.reversedLink(i)
	case strings.HasPrefix(rest, "][") && l.open >= 0:
		return l.undefinedLink(i)
	case strings.HasPrefix(rest, "**"):
		return l.strayBold(i)
	case l.s[i] == '{' || l.s[i] == ':':
		return l.textSigns(i)
	case strings.HasPrefix(rest, "__"), strings.HasPrefix(rest, "~~"):
		return l.strayPair(i)
	}
	return i
}

// slip reports the bytes from..to of the text.
func (l *inlineLint) slip(from, to int, message, help string) {
	l.report(RuleSlip, l.from+from, l.from+to, message, help)
}

// openingBracket reports a footnote that is not defined, and a link as wikis write it.
func (l *inlineLint) openingBracket(i int) int {
	rest := l.s[i:]
	if n := footnoteMark(rest); n > 0 {
		mark := excerpt(rest[:n], 40)
		l.slip(i, i+n, "there is no footnote "+mark+", so the page shows these characters",
			"write the note in a paragraph of its own: "+mark+": and its words")
		return i + n - 1
	}
	if !strings.HasPrefix(rest, "[[") {
		return i
	}
	n := strings.Index(rest, "]]")
	toc := n > 2 && strings.EqualFold(strings.Trim(rest[2:n], "_"), "toc") // a sign of another tool
	if n <= 2 || toc || strings.ContainsAny(rest[2:n], "[]") || !strings.ContainsFunc(rest[2:n], unicode.IsLetter) {
		return i
	}
	l.slip(i, i+n+2, "two brackets do not make a link; the page shows them: "+excerpt(rest[:n+2], 60),
		"write ["+excerpt(rest[2:n], 40)+"](page.md), with the path of the page")
	return i + n + 1
}

// spacedLink reports a link with a space between its words and its address.
func (l *inlineLint) spacedLink(i int) int {
	n := addressEnd(l.s[i+3:], ')')
	if n <= 0 {
		return i
	}
	words, address := l.s[l.open:i], l.s[i+3:i+3+n]
	l.slip(l.open, i+4+n,
		"there is a space between the words of a link and its address, so the page shows its characters",
		"write "+excerpt(words, 40)+"]("+excerpt(withScheme(address), 80)+")")
	l.open = -1
	return i + 3 + n
}

// reversedLink reports a link such as (words)[address].
func (l *inlineLint) reversedLink(i int) int {
	n, start := addressEnd(l.s[i+2:], ']'), strings.LastIndexByte(l.s[:i], '(')
	if n <= 0 || start < 0 {
		return i
	}
	words, address := l.s[start+1:i], l.s[i+2:i+2+n]
	l.slip(start, i+3+n, "the brackets of a link are the wrong way round, so the page shows them",
		"write ["+excerpt(words, 40)+"]("+excerpt(withScheme(address), 80)+
			"): the words in square brackets, the address in round ones")
	return i + 2 + n
}

// undefinedLink reports [words][name] where no link is defined by that name.
func (l *inlineLint) undefinedLink(i int) int {
	n := strings.IndexByte(l.s[i+2:], ']')
	if n <= 0 {
		return i
	}
	name := excerpt(l.s[i+2:i+2+n], 40)
	l.slip(l.open, i+3+n, "no link is defined as ["+name+"], so the page shows the brackets", "write [words](address)")
	l.open = -1
	return i + 2 + n
}

// strayBold reports ** that does not begin or end bold words.
func (l *inlineLint) strayBold(i int) int {
	rest := l.s[i:]
	n := len(rest) - len(strings.TrimLeft(rest, "*"))
	if n == 2 && !l.bold && wordBeside(l.s, i, i+n) {
		l.slip(i, i+n, "these ** do not make any words bold, so the page shows them",
			"put ** directly before the first word and directly after the last, as in **these words**; "+
				"for a real star, put a backslash before it")
		l.bold = true
	}
	return i + n - 1
}

// strayPair reports __ or ~~ round words that they have no effect on, since there is a space on the inner side of one.
func (l *inlineLint) strayPair(i int) int {
	rest := l.s[i:]
	sign := rest[:2]
	n := len(rest) - len(strings.TrimLeft(rest, sign[:1]))
	if n != 2 {
		return i + n - 1
	}
	inner, _, ok := strings.Cut(rest[2:], sign)
	words := strings.TrimSpace(inner)
	spaced := len(strings.TrimLeft(inner, " ")) < len(inner) && len(strings.TrimRight(inner, " ")) < len(inner)
	if begins := i == 0 || l.s[i-1] == '\n'; !ok || words == "" || words == inner || spaced && !begins ||
		strings.HasPrefix(rest[2+len(inner)+2:], sign[:1]) {
		return i + 1 // 5 ~~ 6, or a space to fill in
	}
	what := "bold"
	if sign == "~~" {
		what = "struck through"
	}
	l.slip(i, i+2, "these "+sign+" do not make any words "+what+", so the page shows them",
		"put them directly before the first word and directly after the last: "+sign+excerpt(words, 40)+sign)
	return i + 2 + len(inner) + 1
}

// brokenLink reports a link that goldmark did not read as one. Its words begin at s[begin] and end at s[at]; opened
// tells whether they have an opening bracket.
func (l *inlineLint) brokenLink(begin, at int, opened bool) int {
	const message = "this is not written as a link, so the page shows its characters: "
	s := l.s
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
	if end < 0 || strings.ContainsRune(address, '\n') {
		stop := len(s)
		if n := strings.IndexAny(s[at:], " \n"); n > 0 {
			stop = at + n
		}
		l.slip(begin, stop, message+excerpt(s[begin:stop], 60),
			"close the address with a bracket: "+words+"]("+excerpt(strings.TrimSpace(s[at+2:stop]), 60)+")")
		return stop - 1
	}
	l.slip(begin, at+end+1, message+excerpt(s[begin:at+end+1], 60), brokenLinkHelp(words, address))
	return at + end
}

// brokenLinkHelp says what to write instead of words](address).
func brokenLinkHelp(words, address string) string {
	joined := func(sep string) string {
		return words + "](" + excerpt(strings.Join(strings.Fields(address), sep), 80) + ")"
	}
	switch {
	case strings.ContainsAny(address, "\"“”"):
		return "write only the address: " + words + "](address)"
	case strings.ContainsAny(address, " \t") && schemeOf(address) != "":
		return "an address has no spaces: write %20 for each, as in " + joined("%20")
	case strings.ContainsAny(address, " \t"):
		return "an address has no spaces: name the file with hyphens, and write " + joined("-")
	}
	return "write [words](address), without another link inside it"
}

// excerpt is a piece of the body for a message: on one line, with nothing hidden, and cut where it is long.
func excerpt(s string, n int) string {
	return shorten(strings.Map(visibleRune, collapse([]byte(s))), n)
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

// addressEnd gives the length of what looks like an address at the start of s, up to the sign that ends it; 0 for any
// other text.
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

// withScheme puts https:// before an address that begins with www.
func withScheme(address string) string {
	if strings.HasPrefix(address, "www.") {
		return "https://" + address
	}
	return address
}

// wordBeside reports whether a letter or digit is next to s[from:to], or one space away from it.
func wordBeside(s string, from, to int) bool {
	before, after := strings.TrimSuffix(s[:from], " "), strings.TrimPrefix(s[to:], " ")
	return after != "" && isWord(after[0]) || before != "" && isWord(before[len(before)-1])
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}
