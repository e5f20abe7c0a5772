package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// termForm is one way in which a term may be written: its words in lower case, and the signs around them. A&E, carer's
// leave, C++ and .NET are whole with their signs only.
type termForm struct {
	words         []string
	before, after string   // signs in front of the first word and behind the last one
	between       []string // the signs between two words, as plainGap gives them
	term          int
}

// signs is how many characters a form has: a longer one is more exact.
func (f *termForm) signs() int {
	n := len(f.before) + len(f.after)
	for _, gap := range f.between {
		n += len(gap)
	}
	return n
}

// aroundTerm are signs of the text around a term, not of the term.
const aroundTerm = " \t\n\"'“”‘’.,;:!?"

// newForm splits the words of a term.
func newForm(text string, term int) (termForm, bool) {
	f := termForm{term: term}
	lower := []byte(strings.ToLower(text))
	at := 0
	for {
		from, to, _ := nextWord(lower, at, nil)
		if from == to {
			break
		}
		if gap := lower[at:from]; len(f.words) > 0 {
			f.between = append(f.between, plainGap(gap))
		} else {
			// a full stop in front, as in .NET, is a sign of the term; a quotation mark is not
			f.before = strings.TrimLeft(string(gap), strings.ReplaceAll(aroundTerm, ".", ""))
		}
		f.words, at = append(f.words, string(lower[from:to])), to
	}
	f.after = strings.TrimRight(string(lower[at:]), aroundTerm)
	return f, len(f.words) > 0
}

func (d *Dictionary) add(text string, term int) {
	form, ok := newForm(text, term)
	if !ok {
		return
	}
	first := form.words[0]
	for _, f := range d.forms[first] {
		if slices.Equal(f.words, form.words) && slices.Equal(f.between, form.between) &&
			f.before == form.before && f.after == form.after {
			return // the first of two terms of the same words
		}
	}
	d.forms[first] = append(d.forms[first], form)
	h := hashWord(first)
	d.bloom[h>>6&63] |= 1 << (h & 63)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func hashWord(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h ^ h>>15
}

// nextWord finds the next word of text at or after i, writes it in lower case to word, and gives where it is.
func nextWord(text []byte, i int, word []byte) (from, to int, lower []byte) {
	for i < len(text) {
		c := text[i]
		if c < utf8.RuneSelf {
			if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
				break
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if wordRune(r) {
			break
		}
		i += n
	}
	from, word = i, word[:0]
	for i < len(text) {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			word = append(word, c)
			i++
			continue
		case c >= 'A' && c <= 'Z':
			word = append(word, c+'a'-'A')
			i++
			continue
		case c < utf8.RuneSelf:
			return from, i, word
		}
		r, n := utf8.DecodeRune(text[i:])
		if !wordRune(r) {
			return from, i, word
		}
		word = utf8.AppendRune(word, unicode.ToLower(r))
		i += n
	}
	return from, i, word
}

// terms writes text as HTML and links the first use of each term in it.
func (p *page) terms(text []byte) {
	d := p.in.Dict
	written := 0
	for i := 0; i < len(text); {
		from, to, word := nextWord(text, i, p.word)
		p.word = word
		if from == to {
			break
		}
		last := i
		i = to
		h := uint32(2166136261)
		for _, c := range word {
			h = (h ^ uint32(c)) * 16777619
		}
		h ^= h >> 15
		if d.bloom[h>>6&63]&(1<<(h&63)) == 0 {
			continue
		}
		term := -1
		for _, f := range d.forms[string(word)] {
			if end, ok := p.matches(&f, text, last, from, to); ok {
				term, from, i = f.term, from-len(f.before), end
				break
			}
		}
		if term < 0 || p.used[term>>6]&(1<<(term&63)) != 0 {
			continue
		}
		p.useTerm(term)
		escape(p.buf, text[written:from])
		p.openTerm(term)
		escape(p.buf, text[from:i])
		p.buf.WriteString("</a>")
		written = i
	}
	escape(p.buf, text[written:])
}

// matches reports whether text has a form, and where that ends. Its first word is text[from:i], and the word or term
// before ends at last.
func (p *page) matches(f *termForm, text []byte, last, from, i int) (int, bool) {
	if f.before != "" {
		rest, ok := bytes.CutSuffix(text[last:from], []byte(f.before))
		if !ok || len(rest) == 0 && last > 0 { // ASP.NET is not .NET
			return 0, false
		}
	}
	for n, w := range f.words[1:] {
		from, to, lower := nextWord(text, i, p.word2)
		p.word2 = lower
		if string(lower) != w || !sameGap(f.between[n], text[i:from]) {
			return 0, false
		}
		i = to
	}
	rest, ok := bytes.CutPrefix(text[i:], []byte(f.after))
	if r, _ := utf8.DecodeRune(rest); !ok || f.after != "" && wordRune(r) { // C++11 is not C++
		return 0, false
	}
	return i + len(f.after), true
}

// sameGap reports whether b, between two words of a text, is what a term has between them.
func sameGap(gap string, b []byte) bool {
	if gap == " " {
		return joinsWords(b)
	}
	return string(b) == gap || plainGap(b) == gap
}

// plainGap gives the signs between two words in one form: " " for what joins words, such as a hyphen, and otherwise the
// signs with one kind of apostrophe, and spaces only where there is one beside a bracket or a comma.
func plainGap(b []byte) string {
	if joinsWords(b) {
		return " "
	}
	s := strings.Join(strings.Fields(apostrophes.Replace(string(b))), " ")
	if first, _ := utf8.DecodeRune(b); unicode.IsSpace(first) {
		s = " " + s
	}
	if last, _ := utf8.DecodeLastRune(b); unicode.IsSpace(last) {
		s += " "
	}
	if sign := strings.TrimSpace(s); sign == "&" || sign == "/" { // R & D is R&D
		return sign
	}
	return s
}

var apostrophes = strings.NewReplacer("’", "'", "ʼ", "'", "‘", "'", "\u2010", "-", "\u2011", "-")

// joinsWords reports whether b may be between two words of a term: spaces, at most one line end, or one hyphen.
func joinsWords(b []byte) bool {
	switch string(b) {
	case " ", "\n", "-", "\u00a0", "\u2010", "\u2011":
		return true
	case "":
		return false
	}
	for _, c := range b {
		if c != ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}
