package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// Op says what became of a run of words.
type Op string

// What may become of words.
const (
	Kept     Op = "kept"
	Deleted  Op = "deleted"
	Inserted Op = "inserted"
)

// Run is some words that belong together.
type Run struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// Text is a text in both states, as runs in reading order: what was deleted comes before what took its place. A text
// that did not change is empty.
type Text []Run

// Words compares two texts word by word. Runs of spaces count as one, and curly quotes as straight ones.
func Words(before, after string) Text {
	a, b := tokens(before), tokens(after)
	hunks := hunks(keys(a), keys(b))
	if len(hunks) == 0 {
		return nil
	}
	var t Text
	at := 0 // in b
	for _, h := range hunks {
		t = t.add(Kept, b[at:h.ReplStart])
		t = t.add(Deleted, a[h.Start:h.End])
		t = t.add(Inserted, b[h.ReplStart:h.ReplEnd])
		at = h.ReplEnd
	}
	return t.add(Kept, b[at:])
}

// whole is a text that was inserted or deleted as a whole.
func whole(op Op, text string) Text { return Text{}.add(op, tokens(text)) }

// add adds words to a text. The space before its first word goes with the run.
func (t Text) add(op Op, words []token) Text {
	if len(words) == 0 {
		return t
	}
	var b strings.Builder
	instead := op == Inserted && len(t) == 1 && t[0].Op == Deleted // at the beginning, where no space was
	for i, w := range words {
		if w.space && (i > 0 || len(t) > 0) || i == 0 && instead {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return append(t, Run{op, b.String()})
}

// After gives the text as it is now.
func (t Text) After() string { return t.without(Deleted) }

// Before gives the text as it was.
func (t Text) Before() string { return t.without(Inserted) }

func (t Text) without(op Op) string {
	var b strings.Builder
	for _, r := range t {
		if r.Op != op {
			b.WriteString(r.Text)
		}
	}
	return strings.TrimSpace(b.String())
}

// token is a word or a sign.
type token struct {
	text  string
	space bool // there is a space before it
}

// tokens splits a text into words and signs. A sign within a word or a number belongs to it: on-call, don't, 7.5, 9:30.
func tokens(text string) []token {
	var list []token
	space := false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			space = true
			i += n
			continue
		}
		if isWord(r) {
			n = wordLen(text[i:])
		}
		list = append(list, token{text[i : i+n], space})
		space = false
		i += n
	}
	return list
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// wordLen is the length of the word that a text begins with.
func wordLen(text string) int {
	n := 0
	var last rune
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		next, _ := utf8.DecodeRuneInString(text[n+size:])
		joins := strings.ContainsRune("-'’", r) && isWord(next) ||
			strings.ContainsRune(".,:/", r) && unicode.IsDigit(last) && unicode.IsDigit(next)
		if !isWord(r) && !joins {
			break
		}
		last = r
		n += size
	}
	return n
}

// keys are what words are compared by.
func keys(words []token) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = straight.Replace(w.text)
	}
	return list
}

var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)

// few is how many unchanged words between two changes are not worth keeping, where both changes are longer.
const few = 3

// rewritten is the share of words that have to stay, one in so many, for a text to be a changed one and not another.
const rewritten = 4

// hunks lists what differs between two lists of words, so that people can read it: changes with next to nothing between
// them are one, and where next to nothing stayed everything is. The work grows with the number of words.
func hunks(a, b []string) []lcs.Diff {
	var list []lcs.Diff
	for _, h := range lcs.DiffLines(a, b) {
		if n := len(list); n > 0 {
			last := &list[n-1]
			if gap := h.Start - last.End; gap <= few && gap < size(*last) && gap < size(h) {
				last.End, last.ReplEnd = h.End, h.ReplEnd
				continue
			}
		}
		list = append(list, h)
	}
	if len(list) > 1 && kept(len(a), list)*rewritten < max(len(a), len(b)) {
		list = []lcs.Diff{{End: len(a), ReplEnd: len(b)}}
	}
	return list
}

// size is how long a change is, in words.
func size(h lcs.Diff) int { return max(h.End-h.Start, h.ReplEnd-h.ReplStart) }

// kept counts the words of n that no change touches.
func kept(n int, list []lcs.Diff) int {
	for _, h := range list {
		n -= h.End - h.Start
	}
	return n
}
