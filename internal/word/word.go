// Package word splits text into the words that a search finds it by. The search page splits what is typed in the same
// way (themes/default/search/words.js); testdata/split.json holds both to it.
//
// A word is a run of letters and digits, in lower case, without accents. An apostrophe is left out, with the s behind
// it where nothing follows: "master's" is master. A hyphen or an & between two words keeps each of them, and adds both
// together: "sign-off" is sign, off and signoff.
package word

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longest is how many letters a word may have. People do not type longer ones.
const longest = 48

// Splitter splits texts. It holds what one text can leave to the next: memory.
type Splitter struct {
	word   []byte // the word that is being read
	joined []byte // the words before it that a hyphen joins to it
	mark   rune   // an apostrophe, hyphen or & that came last, until it is known what follows
	apart  int    // where in word the last apostrophe stood, or -1
	count  int    // words, without those that are joined
}

// Split calls yield for each word, which holds until yield returns, and counts the words as a reader does: sign-off is
// two.
func (s *Splitter) Split(text []byte, yield func(word []byte)) int {
	s.word, s.joined, s.mark, s.apart, s.count = s.word[:0], s.joined[:0], 0, -1, 0
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
				s.letter(c, yield)
			} else if 'A' <= c && c <= 'Z' {
				s.letter(c+'a'-'A', yield)
			} else {
				s.sign(rune(c), yield)
			}
			continue
		}
		_, n := utf8.DecodeRune(text[i:])
		var parts [utf8.UTFMax * 20]byte // no sign has more than 18 parts
		s.others(norm.NFKD.Append(parts[:0], text[i:i+n]...), yield)
		i += n
	}
	s.end(yield)
	return s.count
}

// others takes one sign beyond ASCII, in its parts.
func (s *Splitter) others(parts []byte, yield func([]byte)) {
	for i, n := 0, 0; i < len(parts); i += n {
		var r rune
		r, n = utf8.DecodeRune(parts[i:])
		switch {
		case unicode.IsMark(r) || unicode.Is(unicode.Cf, r): // accents, and signs that are not seen
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			var lower [utf8.UTFMax]byte
			if r = unicode.ToLower(r); r == 'ς' {
				r = 'σ' // the same letter, at the end of a word
			}
			for _, c := range lower[:utf8.EncodeRune(lower[:], r)] {
				s.letter(c, yield)
			}
		default:
			s.sign(r, yield)
		}
	}
}

// letter takes a letter or digit, or a byte of one.
func (s *Splitter) letter(c byte, yield func([]byte)) {
	switch s.mark {
	case 0:
	case '\'':
		s.apart = len(s.word)
	default:
		s.part(yield)
		s.apart = -1
	}
	s.mark = 0
	s.word = append(s.word, c)
}

// sign takes anything else.
func (s *Splitter) sign(r rune, yield func([]byte)) {
	if len(s.word) == 0 {
		return
	}
	mark := joint(r)
	if mark == 0 || s.mark != 0 {
		s.end(yield)
		return
	}
	s.mark = mark
}

// joint says what a sign between two letters is: an apostrophe, a hyphen, or 0 for one that parts them.
func joint(r rune) rune {
	switch r {
	case '\'', '‘', '’', 'ʼ':
		return '\''
	case '-', '‐', '‑', '&':
		return '-'
	}
	return 0
}

// part ends a word that another follows.
func (s *Splitter) part(yield func([]byte)) {
	if n := len(s.word); s.apart >= 0 && s.apart == n-1 && s.word[n-1] == 's' {
		s.word = s.word[:n-1]
	}
	s.count++
	if short(s.word) {
		yield(s.word)
	}
	s.joined = append(s.joined, s.word...)
	s.word = s.word[:0]
}

// end ends a word, and with it the words that are joined to it.
func (s *Splitter) end(yield func([]byte)) {
	if len(s.word) > 0 {
		alone := len(s.joined) == 0
		s.part(yield)
		if !alone && short(s.joined) {
			yield(s.joined)
		}
	}
	s.joined, s.mark, s.apart = s.joined[:0], 0, -1
}

func short(word []byte) bool {
	return len(word) > 0 && (len(word) <= longest || utf8.RuneCount(word) <= longest)
}
