package search

import (
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"precept/internal/word"
)

// stop are words that nearly every page holds, and those that a question is asked with; they never narrow a search.
var stop = [...]string{"a", "am", "an", "and", "any", "are", "as", "at", "be", "by", "can", "did", "do", "does", "for",
	"from", "get", "has", "have", "how", "i", "if", "in", "is", "it", "its", "me", "mean", "my", "need", "of", "on",
	"or", "our", "so", "that", "the", "their", "there", "they", "this", "to", "versus", "vs", "was", "we", "what",
	"when", "where", "which", "who", "whom", "whose", "why", "will", "with", "you", "your"}

// The weights of a word by where it is, as the lists of the index have them.
const (
	inText     = 1 + iota
	often      // in the text, several times
	inSummary  //
	inHead     //
	alsoNamed  // among the other words that lead to the page
	inTitle    //
	shortTitle // in a title of one or two words
)

// entry is what the index knows of a word.
type entry struct {
	total int     // pages that hold it
	last  int     // the page counted last, plus one
	pages []int32 // those where it weighs most, in order: each times 8, plus the weight
}

func (e *entry) add(page int, weight int32) {
	if e.last == page+1 {
		return // a page's words come heaviest first
	}
	e.last = page + 1
	e.total++
	e.pages = append(e.pages, int32(page)<<3|weight)
	if len(e.pages) == 2*keep {
		e.pages = heaviest(e.pages)
	}
}

// heaviest gives the pages of a list to keep: those where the word weighs most, and the first of those with equal
// weight. It writes over the list.
func heaviest(pages []int32) []int32 {
	if len(pages) <= keep {
		return pages
	}
	var room [shortTitle + 1]int // first how many there are of a weight, then how many of them are kept
	for _, v := range pages {
		room[v&7]++
	}
	left := keep
	for weight := shortTitle; weight > 0; weight-- {
		room[weight] = min(room[weight], left)
		left -= room[weight]
	}
	kept := pages[:0]
	for _, v := range pages {
		if room[v&7] > 0 {
			room[v&7]--
			kept = append(kept, v)
		}
	}
	return kept
}

// vocabulary is the words of some docs.
type vocabulary map[string]*entry

// reader reads docs into a vocabulary.
type reader struct {
	all   vocabulary
	skip  map[string]bool
	split word.Splitter
	text  []byte
	pair  []byte // the word before, after a space
}

// words reads the docs from the one numbered first up to, not at, end.
func words(docs []Doc, first, end int) vocabulary {
	r := reader{all: vocabulary{}, skip: map[string]bool{}}
	for _, w := range stop {
		r.skip[w] = true
	}
	for n := first; n < end; n++ {
		d := &docs[n]
		r.title(n, d.Title)
		for _, text := range d.Also {
			r.note(n, text, alsoNamed)
		}
		for _, h := range d.Terms {
			r.note(n, h.Text, alsoNamed)
		}
		for _, h := range d.Heads {
			r.words(n, h.Text, inHead)
		}
		r.words(n, d.Summary, inSummary)
		for _, name := range d.Names {
			r.note(n, name, often)
		}
		said, rest, _ := strings.Cut(d.Words, "\n")
		r.take(n, said, often)
		r.take(n, rest, inText)
	}
	return r.all
}

func (r *reader) title(page int, text string) {
	r.text = append(r.text[:0], text...)
	weight := int32(shortTitle)
	if r.split.Split(r.text, func([]byte) {}) > 2 {
		weight = inTitle
	}
	r.note(page, text, weight)
}

// words takes in the words of a text.
func (r *reader) words(page int, text string, weight int32) {
	r.text = append(r.text[:0], text...)
	r.split.Split(r.text, func(w []byte) { r.add(page, string(w), weight) })
}

// note takes in the words of a short text, and every two that follow one another once those left out are gone.
func (r *reader) note(page int, text string, weight int32) {
	r.words(page, text, weight)
	r.text, r.pair = append(r.text[:0], apart.Replace(text)...), r.pair[:0]
	r.split.Split(r.text, func(w []byte) {
		if r.skip[string(w)] {
			return
		}
		before := len(r.pair)
		r.pair = append(append(r.pair, ' '), w...)
		if before > 0 {
			r.add(page, string(r.pair[1:]), weight)
			r.pair = r.pair[:copy(r.pair, r.pair[before:])]
		}
	})
}

// apart parts the words that a hyphen joins.
var apart = strings.NewReplacer("-", " ", "‐", " ", "‑", " ", "&", " ")

// take takes in words that have been split before.
func (r *reader) take(page int, list string, weight int32) {
	for list != "" {
		var w string
		w, list, _ = strings.Cut(list, " ")
		r.add(page, w, weight)
	}
}

func (r *reader) add(page int, w string, weight int32) {
	e := r.all[w]
	if e == nil {
		if r.skip[w] {
			return
		}
		e = &entry{}
		r.all[strings.Clone(w)] = e
	}
	e.add(page, weight)
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
		mine.pages = heaviest(append(mine.pages, e.pages...))
	}
}

// read reads all docs, a share of them on each processor; the shares change nothing of what comes out.
func read(docs []Doc) vocabulary {
	shares := min(runtime.GOMAXPROCS(0), len(docs)/16+1)
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
