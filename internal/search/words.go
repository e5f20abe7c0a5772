package search

import (
	"runtime"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/unicode/norm"
)

// stop are words that nearly every page holds; they never narrow a search.
var stop = [...]string{"a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on",
	"or", "that", "the", "this", "to", "with"}

// The weights of a word by where it is.
const (
	inText = 1 + iota
	inHead
	inTitle
)

// entry is what the index knows of a word: the first pages that hold it at each weight, in the order of the pages.
type entry struct {
	total int
	last  int // the page counted last, plus one
	pages [inTitle + 1][]int32
}

func (e *entry) add(page int, weight int) {
	if e.last == page+1 {
		return // a page's words come heaviest first
	}
	e.last = page + 1
	e.total++
	if len(e.pages[weight]) < keep {
		e.pages[weight] = append(e.pages[weight], int32(page))
	}
}

// vocabulary is the words of some docs.
type vocabulary map[string]*entry

// words reads the docs from the one numbered first up to, not at, end.
func words(docs []Doc, first, end int) vocabulary {
	all := vocabulary{}
	skip := map[string]bool{}
	for _, w := range stop {
		skip[w] = true
	}
	for n := first; n < end; n++ {
		d := &docs[n]
		note := func(text string, weight int) {
			split(text, func(w string) {
				if skip[w] || len(w) > longest {
					return
				}
				e := all[w]
				if e == nil {
					e = &entry{}
					all[strings.Clone(w)] = e
				}
				e.add(n, weight)
			})
		}
		note(d.Title, inTitle)
		for _, h := range d.Heads {
			note(h.Text, inHead)
		}
		note(d.Summary, inHead)
		for _, p := range d.Passages {
			note(p, inText)
		}
		note(d.Words, inText)
	}
	return all
}

// take adds what is known of later docs.
func (v vocabulary) take(later vocabulary) {
	for w, e := range later {
		mine := v[w]
		if mine == nil {
			v[w] = e
			continue
		}
		mine.total += e.total
		for weight := range e.pages {
			more := e.pages[weight]
			mine.pages[weight] = append(mine.pages[weight], more[:min(len(more), keep-len(mine.pages[weight]))]...)
		}
	}
}

// read reads all docs, a share of them on each processor; the shares change nothing of what comes out.
func read(docs []Doc) vocabulary {
	shares := min(runtime.GOMAXPROCS(0), len(docs)/fewPages+1)
	parts := make([]vocabulary, shares)
	var g errgroup.Group
	for i := range parts {
		g.Go(func() error {
			parts[i] = words(docs, len(docs)*i/shares, len(docs)*(i+1)/shares)
			return nil
		})
	}
	_ = g.Wait() // no share fails
	for _, later := range parts[1:] {
		parts[0].take(later)
	}
	return parts[0]
}

// split calls yield for each word of text, as the index spells it. The word may share memory with text.
func split(text string, yield func(word string)) {
	if !plain(text) {
		text = fold(text)
	}
	start := -1
	for i, r := range text {
		if r < utf8.RuneSelf && ('a' <= r && r <= 'z' || '0' <= r && r <= '9') || r >= utf8.RuneSelf &&
			(unicode.IsLetter(r) || unicode.IsNumber(r)) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			yield(text[start:i])
			start = -1
		}
	}
	if start >= 0 {
		yield(text[start:])
	}
}

// plain reports whether text is spelt as the index spells it already.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == '\'' {
			return false
		}
	}
	return true
}

func fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range norm.NFD.String(text) {
		if unicode.Is(unicode.M, r) || r == '\'' || r == '’' {
			continue
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
