package markdown

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"precept/internal/item"
)

// Term is one word of the glossary, as bodies link to it.
type Term struct {
	Key        string // what term:key and Facts.Used name it by
	Words      string // as the glossary writes it
	Plural     string // a plural that does not end in s; may be empty
	Page       string // address below the version: reference/glossary.html
	Anchor     string // without prefix
	Definition string // as plain text
}

// Dictionary is all that a body may depend on beside its own file. A version has one. It never changes, so that any
// number of pages can be parsed with it at once.
type Dictionary struct {
	Terms  []Term
	Forms  map[string]string // slug of a form to its title
	Local  map[string]string // local words that the site has filled in
	Lanes  map[string]string // id of a lane to its title
	Digest string            // SHA-256 of all of it, in hexadecimal: part of the key of a cached body

	byWord map[string]int // for term: links
	forms  map[string][]termForm
	bloom  [64]uint64
}

// termForm is one way in which a term may be written: its words in lower case.
type termForm struct {
	words []string
	term  int
}

// NewDictionary makes the dictionary of a version and builds what finds its terms in a text.
func NewDictionary(terms []Term, forms, lanes, local map[string]string) *Dictionary {
	d := &Dictionary{
		Terms: slices.Clone(terms), Forms: maps.Clone(forms), Lanes: maps.Clone(lanes), Local: maps.Clone(local),
		byWord: map[string]int{}, forms: map[string][]termForm{},
	}
	h := sha256.New()
	for i, t := range d.Terms {
		fmt.Fprintf(h, "term %q\n", [...]string{t.Key, t.Words, t.Plural, t.Page, t.Anchor, t.Definition})
		for _, name := range [...]string{t.Key, strings.ToLower(t.Words), item.PlainID(t.Words)} {
			if _, taken := d.byWord[name]; !taken && name != "" {
				d.byWord[name] = i
			}
		}
		d.add(t.Words, i)
		d.add(t.Words+"s", i)
		if t.Plural != "" {
			d.add(t.Plural, i)
		}
	}
	for _, slug := range slices.Sorted(maps.Keys(d.Forms)) {
		fmt.Fprintf(h, "form %q %q\n", slug, d.Forms[slug])
	}
	for _, id := range slices.Sorted(maps.Keys(d.Lanes)) {
		fmt.Fprintf(h, "lane %q %q\n", id, d.Lanes[id])
	}
	for _, word := range slices.Sorted(maps.Keys(d.Local)) {
		fmt.Fprintf(h, "local %q %q\n", word, d.Local[word])
	}
	for _, list := range d.forms {
		slices.SortStableFunc(list, func(a, b termForm) int {
			return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(a.term, b.term))
		})
	}
	d.Digest = hex.EncodeToString(h.Sum(nil))
	return d
}

func (d *Dictionary) add(text string, term int) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !wordRune(r) })
	if len(words) == 0 {
		return
	}
	for _, f := range d.forms[words[0]] {
		if slices.Equal(f.words, words) {
			return // the first of two terms of the same words
		}
	}
	d.forms[words[0]] = append(d.forms[words[0]], termForm{words, term})
	h := hashWord(words[0])
	d.bloom[h>>6&63] |= 1 << (h & 63)
}

// term finds the term that a term: link names.
func (d *Dictionary) term(name string) (int, bool) {
	if d == nil {
		return 0, false
	}
	i, ok := d.byWord[name]
	if !ok {
		i, ok = d.byWord[strings.ToLower(name)]
	}
	return i, ok
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
			if end, ok := p.followedBy(text, to, f.words[1:]); ok {
				term, i = f.term, end
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

// followedBy reports whether words follow at i, with spaces or a hyphen before each.
func (p *page) followedBy(text []byte, i int, words []string) (int, bool) {
	for _, w := range words {
		from, to, lower := nextWord(text, i, p.word2)
		p.word2 = lower
		if string(lower) != w || !joinsWords(text[i:from]) {
			return 0, false
		}
		i = to
	}
	return i, true
}

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

func (p *page) useTerm(term int) { p.used[term>>6] |= 1 << (term & 63) }

// openTerm writes the start tag of a link to the glossary. The page lists the definitions of Facts.Used at its foot.
func (p *page) openTerm(term int) {
	t := p.in.Dict.Terms[term]
	p.buf.WriteString(`<a class="term" href="`)
	p.buf.WriteString(p.up)
	p.buf.WriteString(html.EscapeString(string(util.URLEscape([]byte(t.Page), false))))
	p.buf.WriteString(`#s-`)
	p.buf.WriteString(html.EscapeString(string(util.URLEscape([]byte(t.Anchor), false))))
	p.buf.WriteString(`" data-term="`)
	p.buf.WriteString(html.EscapeString(t.Key))
	p.buf.WriteString(`">`)
}
