package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// sign is a mark of another tool that makes nothing here: a pattern of a line, and what to write instead.
type sign struct {
	pattern *regexp.Regexp
	what    string
	help    string
	drop    bool // nothing is lost without it: --fix takes it out
}

const writeBox = "write > [!NOTE] and the words below it, on lines that begin with >; precept help items shows boxes"

const shownAsItIs = ", which does nothing here; the page shows it unchanged"

// lineSigns are the signs that a line of a paragraph begins with, or is.
var lineSigns = []sign{
	{regexp.MustCompile(`^(!!!|\?\?\?\+?) *"?[A-Za-z]`), "a box of MkDocs", writeBox, false},
	{regexp.MustCompile(`^:::+ *\{?[A-Za-z.]`), "a box of Docusaurus or Pandoc", writeBox, false},
	{regexp.MustCompile(`^\.\. [a-z-]+::`), "a directive of reStructuredText", writeBox, false},
	{regexp.MustCompile(`^=== "`), "a tab of MkDocs", "write a heading for each, one below the other", false},
	{regexp.MustCompile(`^-+8<-+`), "a file that another tool would put here",
		"copy the words, or link to the page", false},
	{regexp.MustCompile(`^(?i)(\[TOC\]|\[\[_?TOC_?\]\])$`), "a contents list of another tool",
		"leave it out: a page with several headings lists them by itself", true},
	{regexp.MustCompile(`^\{:[^}]*\}$`), "an attribute list of kramdown",
		"leave it out; an id is written at the end of its heading: {#id}", true},
	{regexp.MustCompile(`^\$\$`), "a formula", "write it in words, or put it beside the page as a picture", false},
}

// lintSign reports a line that is a sign of another tool.
func (p *page) lintSign(from int, line []byte) {
	if bytes.IndexByte([]byte("!?:.=-[{$"), line[0]) < 0 {
		return
	}
	for _, s := range lineSigns {
		if !s.pattern.Match(line) {
			continue
		}
		p.report(RuleSlip, from, from+len(line), "this is "+s.what+shownAsItIs, s.help)
		if s.drop {
			p.fix(from, from+len(line), "")
		}
		return
	}
}

// headingList matches an attribute list of kramdown at the end of a heading.
var headingList = regexp.MustCompile(`[ \t]*\{:[ \t]*([^}]*?)[ \t]*\}$`)

// lintHeadingList reports an attribute list of kramdown at the end of a heading.
func (p *page) lintHeadingList(from int, line []byte) {
	m := headingList.FindSubmatchIndex(line)
	if m == nil {
		return
	}
	id := ""
	for _, word := range strings.Fields(string(line[m[2]:m[3]])) {
		if strings.HasPrefix(word, "#") {
			id = " {" + word + "}"
		}
	}
	help := "leave it out"
	if id != "" {
		help = "write" + id + ", without the colon"
	}
	p.report(RuleSlip, from+m[0], from+m[1], "this is an attribute list of kramdown"+shownAsItIs, help)
	p.fix(from+m[0], from+m[1], id)
}

// lintFence reports a block of code that another tool would make a box of.
func (p *page) lintFence(n *ast.FencedCodeBlock) {
	if n.Info == nil || p.record {
		return
	}
	info := n.Info.Segment
	if s := p.src[info.Start:info.Stop]; len(s) > 0 && s[0] == '{' {
		p.report(RuleSlip, info.Start, info.Stop, "this is a box of MyST, which is shown as code here", writeBox)
	}
}

// textSigns reports signs of other tools in the middle of text, of which s[i] may be the first character. It gives the
// offset of the last byte that it has dealt with.
func (l *inlineLint) textSigns(i int) int {
	rest := l.s[i:]
	open, end, what := "", "", ""
	switch {
	case strings.HasPrefix(rest, "{{"):
		open, end, what = "{{", "}}", "a value that another tool would put here"
	case strings.HasPrefix(rest, "{%"):
		open, end, what = "{%", "%}", "an instruction to another tool"
	case rest[0] == ':':
		return l.emoji(i)
	}
	n := -1
	if open != "" {
		n = strings.Index(rest[2:], end)
	}
	if n < 0 {
		return i
	}
	n += 4
	l.slip(i, i+n, "this is "+what+"; the page shows it as it is",
		"write the words themselves; for signs that are meant, put them in code: `"+excerpt(rest[:n], 40)+"`")
	return i + n - 1
}

var emojiName = regexp.MustCompile(`^:[a-z][a-z0-9_+-]{1,30}:`)

// emoji reports the name of an emoji between colons.
func (l *inlineLint) emoji(i int) int {
	name := emojiName.FindString(l.s[i:])
	before := i == 0 || strings.IndexByte(" \n(", l.s[i-1]) >= 0
	if after := l.s[i+len(name):]; name == "" || !before || after != "" && isWord(after[0]) {
		return i
	}
	l.slip(i, i+len(name), "the page shows "+name+" as it is", "write a word, or the sign itself")
	return i + len(name) - 1
}
