package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// link writes a link, notes it, and checks its address and its words.
func (p *page) link(n *ast.Link) {
	start := len(p.txt)
	if p.noLink > 0 {
		p.inline(n)
		p.linkInLabel(n)
		return
	}
	t := p.resolve(string(appendText(nil, n.Destination)))
	from, to := p.rangeOf(n.Destination, n)
	p.openLink(&t, n.Title)
	p.noTerm++
	if local, ok := p.localWord(t); ok {
		p.txt = append(p.txt, local...)
		escape(p.buf, []byte(local))
		p.silent++ // the words in the source are not what is shown
		p.capture(func() { at := len(p.txt); p.inline(n); p.txt = p.txt[:at] })
		p.silent--
	} else {
		p.inline(n)
	}
	p.noTerm--
	p.closeLink(t)
	p.noteLink(t, collapse(p.txt[start:]), from, to, false)
}

// linkInLabel reports a link in the label of an item: it would take the click from the field.
func (p *page) linkInLabel(n ast.Node) {
	if from := n.Pos(); from >= 0 {
		p.report("item-text", from, from+1, "there is a link in the label", "put the link below the label, indented")
	}
}

func (p *page) localWord(t target) (string, bool) {
	if t.Kind != LinkLocal || p.in.Dict == nil {
		return "", false
	}
	word, ok := p.in.Dict.Local[t.Slug]
	return word, ok && word != ""
}

// openLink writes what comes before the words of a link.
func (p *page) openLink(t *target, title []byte) {
	if p.record && t.Kind != LinkWeb {
		t.href = ""
	}
	switch {
	case t.Kind == LinkLocal:
		p.buf.WriteString(`<span class="local">`)
		return
	case t.href == "":
		return
	case t.term >= 0:
		if p.silent == 0 {
			p.useTerm(t.term)
		}
		p.openTerm(t.term)
		return
	}
	p.buf.WriteString(`<a href="`)
	escape(p.buf, util.URLEscape([]byte(t.href), false))
	p.buf.WriteByte('"')
	if t.Kind == LinkWeb && t.href[0]|0x20 == 'h' {
		p.buf.WriteString(` rel="external noreferrer"`)
	}
	if t.file.Save {
		p.buf.WriteString(` download`)
	}
	if len(title) > 0 && len(title) <= 300 {
		p.buf.WriteString(` title="`)
		escape(p.buf, appendText(nil, title))
		p.buf.WriteByte('"')
	}
	p.buf.WriteByte('>')
}

func (p *page) closeLink(t target) {
	switch {
	case t.Kind == LinkLocal:
		p.buf.WriteString("</span>")
	case t.file.About != "" && t.href != "":
		p.buf.WriteString(` <span class="about-file">(`)
		escape(p.buf, []byte(t.file.About))
		p.buf.WriteString(`)</span></a>`)
	case t.href != "":
		p.buf.WriteString("</a>")
	}
}

// autoLink writes an address in < > or by itself.
func (p *page) autoLink(n *ast.AutoLink) {
	label := n.Label(p.src)
	text := appendRaw(nil, label) // in < > there are no escapes
	start := len(p.txt)
	if p.noLink > 0 {
		p.txt = append(p.txt, text...)
		escape(p.buf, text)
		p.linkInLabel(n)
		return
	}
	address := string(text)
	bare := true
	if n.AutoLinkType == ast.AutoLinkEmail {
		bare = false
		if !strings.HasPrefix(strings.ToLower(address), "mailto:") {
			address = "mailto:" + address
		}
	} else if strings.HasPrefix(address, "www.") {
		address = "https://" + address
	}
	t := p.resolve(strings.ReplaceAll(address, `\`, "%5C"))
	p.openLink(&t, nil)
	p.txt = append(p.txt, text...)
	escape(p.buf, text)
	p.closeLink(t)
	from, to := p.rangeOf(label, n)
	p.noteLink(t, string(p.txt[start:]), from, to, bare)
}

// rangeOf gives the range of b, which is part of the body, or else the start of n.
func (p *page) rangeOf(b []byte, n ast.Node) (from, to int) {
	// a slice of the body ends, with its capacity, where the body's ends
	from = cap(p.src) - cap(b)
	if len(b) > 0 && from >= 0 && from+len(b) <= len(p.src) && bytes.Equal(p.src[from:from+len(b)], b) {
		return from, from + len(b)
	}
	from = max(0, n.Pos())
	return from, min(len(p.src), from+1)
}

// noteLink adds a link to the facts and reports what is wrong with it.
func (p *page) noteLink(t target, text string, from, to int, bare bool) {
	if p.silent > 0 {
		return
	}
	pos := p.at(from, to)
	l := t.Link
	l.Text, l.Pos = text, p.position(pos)
	p.facts.Links = append(p.facts.Links, l)
	if t.wrong != "" {
		message := t.wrong
		if t.Raw != "" {
			message += ": " + shorten(strings.Map(visibleRune, t.Raw), 80)
		}
		p.reportAt("link-scheme", pos, message, t.help)
		return
	}
	if t.Kind == LinkWeb {
		p.checkWeb(t, text, from, to)
	}
	if t.Kind == LinkLocal {
		return
	}
	switch {
	case !visible(text):
		p.reportAt("link-text", pos, "the link has no words", "write where it leads: [words](address)")
	case bare || strings.Contains(text, "://") || strings.HasPrefix(text, "www."):
		p.reportAt("link-text", pos, "the words of the link are only its address",
			"write what the reader finds there: [words](address)")
	case saysNothing(text):
		p.reportAt("link-text", pos, "the words of the link, “"+shorten(text, 40)+"”, do not say where it leads",
			"write words that make sense by themselves, such as the title of the page")
	}
}

// visibleRune replaces by U+FFFD a character that would not be seen in a message, or would break it.
func visibleRune(r rune) rune {
	if hidden(r) {
		return utf8.RuneError
	}
	return r
}

// saysNothing reports words that mean nothing to a reader who hears them without their sentence.
func saysNothing(text string) bool {
	sign := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	lower := strings.ToLower(strings.TrimFunc(text, sign))
	switch strings.Join(strings.Fields(lower), " ") {
	case "click here", "click", "here", "read more", "link", "this link", "follow this link", "this page", "this",
		"more", "more info", "more information", "learn more", "find out more", "see here", "see more", "page", "go",
		"details", "website", "this website", "web page", "this form":
		return true
	}
	return false
}
