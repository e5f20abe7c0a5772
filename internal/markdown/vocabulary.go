package markdown

import (
	"bytes"
	"strings"
)

// wordSet holds the words of one page, each once, in the order in which they first appear. It is a hash table that is
// used again for the next page: a page has a few hundred words, and a map would make a string of each.
type wordSet struct {
	bytes  []byte   // the words one after another
	spans  []int    // where each ends in bytes
	counts []int    // how often each appears
	slots  []uint32 // number of a word, from 1; 0 where free
}

func (s *wordSet) reset() {
	s.bytes, s.spans, s.counts = s.bytes[:0], s.spans[:0], s.counts[:0]
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
		if i := int(s.slots[at]) - 1; bytes.Equal(s.word(i), word) {
			s.counts[i]++
			return
		}
		at = (at + 1) & mask
	}
	s.bytes = append(s.bytes, word...)
	s.spans, s.counts = append(s.spans, len(s.bytes)), append(s.counts, 1)
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

// often is how many times a page says a word that it says often.
const often = 3

// vocabulary counts the page's words and notes each of them once: what a search finds the page by.
func (p *page) vocabulary() {
	p.words.reset()
	p.facts.Words = p.split.Split(p.txt, p.words.add)
	var b strings.Builder
	b.Grow(len(p.words.bytes) + len(p.words.spans) + 1)
	p.words.write(&b, func(count int) bool { return count >= often })
	b.WriteByte('\n')
	p.words.write(&b, func(count int) bool { return count < often })
	p.facts.Vocabulary = b.String()
}

// write writes the words whose count is wanted, separated by spaces.
func (s *wordSet) write(b *strings.Builder, wanted func(count int) bool) {
	first := true
	for i, n := range s.counts {
		if !wanted(n) {
			continue
		}
		if !first {
			b.WriteByte(' ')
		}
		b.Write(s.word(i))
		first = false
	}
}
