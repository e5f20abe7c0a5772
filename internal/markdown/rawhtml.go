package markdown

import (
	"bytes"
	"regexp"
	"strings"
)

// lineBreak matches the HTML of a line break.
var lineBreak = regexp.MustCompile(`^(?i)<br */?>$`)

// isBreak reports whether a tag is a line break: the one tag that Markdown has no sign for in the cell of a table.
func isBreak(tag []byte) bool { return lineBreak.Match(tag) }

// htmlTag matches a tag and its name.
var htmlTag = regexp.MustCompile(`^</?([A-Za-z][A-Za-z0-9]*)`)

// closesTag reports whether HTML is the end of an element that was found before, and notes which elements it begins.
func (p *page) closesTag(html []byte) bool {
	m := htmlTag.FindSubmatch(html)
	if m == nil {
		return false
	}
	name := strings.ToLower(string(m[1]))
	if html[1] == '/' {
		open := p.tags[name] > 0
		if open {
			p.tags[name]--
		}
		return open
	}
	if !bytes.Contains(bytes.ToLower(html), []byte("</"+name)) {
		if p.tags == nil {
			p.tags = map[string]int{}
		}
		p.tags[name]++
	}
	return false
}

// htmlWays say what to write instead of the tags that people bring along.
var htmlWays = map[string]string{
	"br": "end the line with a backslash; in a table, <br> is allowed", "b": "write **words**",
	"strong": "write **words**", "i": "write *words*", "em": "write *words*", "del": "write ~~words~~",
	"code": "write `words`", "kbd": "write `words`", "hr": "write *** on a line of its own",
	"details": "write > [!MORE] and the title, and the words below it, on lines that begin with >",
	"summary": "write > [!MORE] and the title, and the words below it, on lines that begin with >",
	"a":       "write [words](address), and {#id} at the end of a heading for a place to link to",
	"img":     "write ![what it shows](picture.png), with the picture beside the page",
	"video":   "write > [!VIDEO] and the title, and below it > [words](address)",
	"iframe":  "write a link: pages load nothing from other sites",
	"table":   "write a table with | between the cells", "p": "leave the tag out, with an empty line around the words",
	"div":    "leave the tag out; for a box, write > [!NOTE] and the words on lines that begin with >",
	"center": "leave the tag out", "span": "leave the tag out", "font": "leave the tag out",
	"sup": "write the words without it; for a note, write [^1]", "sub": "write the words without it",
	"ul": "write lines that begin with a dash", "li": "write lines that begin with a dash",
}

// htmlHelp says what to write instead of HTML.
func htmlHelp(html []byte) string {
	const otherwise = "write Markdown instead; for a < that is meant as text, put a backslash before it"
	m := htmlTag.FindSubmatch(html)
	if m == nil {
		return otherwise
	}
	if way := htmlWays[strings.ToLower(string(m[1]))]; way != "" {
		return way + "; for a < that is meant as text, put a backslash before it"
	}
	return otherwise
}
