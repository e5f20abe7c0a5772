package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// wordSet holds the words of one page, each once, in the order in which they first appear. It is a hash table that is
// used again for the next page: a page has a few hundred words, and a map would make a string of each.
type wordSet struct {
	bytes []byte   // the words one after another
	spans []int    // where each ends in bytes
	slots []uint32 // number of a word, from 1; 0 where free
}

func (s *wordSet) reset() {
	s.bytes, s.spans = s.bytes[:0], s.spans[:0]
	clear(s.slots)
}

func (s *wordSet) word(i int) []byte {
	from := 0
	if i > 0 {
		from = s.spans[i-1]
	}
	return s.bytes[from:s.spans[i]]
}

func (s *wordSet) add(word []byte) {
	if 2*len(s.spans) >= len(s.slots) {
		s.grow()
	}
	mask := uint32(len(s.slots) - 1)
	at := hashWord(string(word)) & mask
	for s.slots[at] != 0 {
		if bytes.Equal(s.word(int(s.slots[at])-1), word) {
			return
		}
		at = (at + 1) & mask
	}
	s.bytes = append(s.bytes, word...)
	s.spans = append(s.spans, len(s.bytes))
	s.slots[at] = uint32(len(s.spans))
}

func (s *wordSet) grow() {
	s.slots = make([]uint32, max(1024, 2*len(s.slots)))
	mask := uint32(len(s.slots) - 1)
	for i := range s.spans {
		at := hashWord(string(s.word(i))) & mask
		for s.slots[at] != 0 {
			at = (at + 1) & mask
		}
		s.slots[at] = uint32(i + 1)
	}
}

// vocabulary counts the page's words and notes each of them once, separated by spaces: what a search finds the page by.
func (p *page) vocabulary() {
	p.words.reset()
	for i := 0; ; {
		from, to, word := nextWord(p.txt, i, p.word)
		if from == to {
			break
		}
		p.word, i = word, to
		p.facts.Words++
		if slices.ContainsFunc(word, func(c byte) bool { return c >= utf8.RuneSelf }) {
			word = norm.NFC.Bytes(word) // so that it is found however it was typed
		}
		p.words.add(word)
	}
	var b strings.Builder
	b.Grow(len(p.words.bytes) + len(p.words.spans))
	for i := range p.words.spans {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.Write(p.words.word(i))
	}
	p.facts.Vocabulary = b.String()
}
