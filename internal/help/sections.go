package help

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// section is a heading of a topic and the text below it, up to the next heading: what a search finds.
type section struct {
	Topic *Topic
	ID    string // of the heading
	Title string
	Text  string // one line of plain text
}

// sections splits a topic at its headings.
func (t *Topic) sections() []section {
	var list []section
	for n := t.tree.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			s := section{Topic: t, Title: words(h, t.source)}
			if id, ok := h.AttributeString("id"); ok {
				s.ID = string(id.([]byte))
			}
			list = append(list, s)
		} else if len(list) > 0 {
			last := &list[len(list)-1]
			last.Text = strings.TrimSpace(last.Text + " " + words(n, t.source))
		}
	}
	return list
}

// hit is a section in which a search found every word.
type hit struct {
	section
	Before, Match, After string // what is shown of the text; Match is "" where only the heading has the words
}

// search finds the sections that have every word of a query in their heading or text. Those that have them all in the
// heading come first.
func search(topics []*Topic, query string) []hit {
	wanted := strings.Fields(strings.ToLower(query))
	if len(wanted) == 0 {
		return nil
	}
	has := func(text string) bool {
		text = strings.ToLower(text)
		return !slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(text, w) })
	}
	var first, then []hit
	for _, t := range topics {
		for _, s := range t.sections() {
			switch {
			case has(s.Title):
				first = append(first, s.around(wanted))
			case has(s.Title + " " + s.Text):
				then = append(then, s.around(wanted))
			}
		}
	}
	return append(first, then...)
}

// shownAround is how many bytes of text are shown before and after what a search found.
const shownAround = 90

// around cuts the text to what is near the first of the words.
func (s section) around(wanted []string) hit {
	h := hit{section: s}
	lower := strings.ToLower(s.Text)
	at, size := len(s.Text), 0
	for _, w := range wanted {
		if i := strings.Index(lower, w); i >= 0 && i < at && len(lower) == len(s.Text) {
			at, size = i, len(w)
		}
	}
	if size == 0 {
		h.After = cut(s.Text, 2*shownAround)
		return h
	}
	before := s.Text[:at]
	if len(before) > shownAround {
		before = before[len(before)-shownAround:]
		_, before, _ = strings.Cut(before, " ")
		before = "… " + before
	}
	h.Before, h.Match, h.After = before, s.Text[at:at+size], cut(s.Text[at+size:], shownAround)
	return h
}

// cut shortens a text at a space.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	if i := strings.LastIndexByte(text[:most], ' '); i >= 0 {
		return text[:i] + " …"
	}
	return text
}
