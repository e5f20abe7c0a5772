// Package search builds the index that the search page loads: small scripts cut by first letters, so that no reader
// loads more than 100 KB to search a toolkit of any size, and from a folder on disk too. It takes what is known of each
// page and gives bytes; it never reads a page and never says what is found (themes/default/search does).
//
// Every piece is a script that calls preceptSearch(key, data). Its file is search/index-<key>.js:
//
//	start     {"n": pages, "per": pages in a d- piece, "groups": […], "stop": words left out, "keys": ["a", "be", …]}
//	w-<key>   {"w": {word: list, …}, "p": list}  the words that start with key (letters a to z and digits)
//	x-<hex>   the same for a key of other letters: its code points in hexadecimal, joined by hyphens
//	d-<n>     [[group, title, href, summary, [[heading, fragment], …]], …]  the pages n*per and on
//
// Package word says what a word is. The index holds words as they are written; those of one stem are found together by
// the script, the only place that knows of stems. Of titles, terms and other words it also holds every two that follow
// one another, with a space between, so that "part time" is more than part and time.
//
// A list is the number of pages that hold the word, and then one number for each page kept: (the page's number less the
// one before) times 8, plus its weight, which is 1 in the text and up to 7 in a short title (words.go). At most 200
// pages are kept for a word, those where it weighs most.
//
// A piece that grows too large is split by one more letter. Its own key stays: it then holds the word that equals the
// key, and in "p" the pages of all words that start with it, so that the first letters typed never need more than one
// piece.
package search

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Doc is one page as the index sees it.
type Doc struct {
	Title, Summary string
	Href           string   // from the search page
	Group          string   // what it is, as a label: "Guidance", "Form", "Glossary"
	Also           []string // other words that lead to it
	Heads          []Head
	Terms          []Head   // that a glossary explains
	Names          []string // other names of terms that it uses
	Words          string   // of the text, each once, split: those that it says often, a newline, the others
}

// Head is a heading of the page, with its fragment ("#s-scope").
type Head struct {
	Text, Fragment string
}

// Shard is one file of the index. Name is its file name: "index-start.js".
type Shard struct {
	Name  string
	Bytes []byte
}

const (
	keep      = 200  // pages kept for a word
	pieceSize = 8192 // bytes of a w- piece, unless a single word needs more
	fewPages  = 4    // pages in a d- piece
	headsKept = 16   // headings kept of a page
	termsKept = 100  // terms kept of a glossary
)

// Shards builds the index over docs, in their order. The same docs give the same bytes; names come in order.
func Shards(docs []Doc) []Shard {
	words := read(docs)
	list := make([]string, 0, len(words))
	for w := range words {
		list = append(list, w)
	}
	slices.Sort(list)

	b := &builder{words: words}
	b.cut("", list)
	groups, rows := table(docs)
	for at := 0; at < len(rows); at += fewPages {
		piece := "[" + strings.Join(rows[at:min(at+fewPages, len(rows))], ",") + "]"
		b.write(fmt.Sprintf("d-%d", at/fewPages), piece)
	}
	slices.Sort(b.keys)
	b.write("start", fmt.Sprintf(`{"n":%d,"per":%d,"groups":%s,"stop":%s,"keys":%s}`, len(docs), fewPages,
		encode(groups), encode(stop), encode(append([]string{}, b.keys...))))
	slices.SortFunc(b.out, func(x, y Shard) int { return cmp.Compare(x.Name, y.Name) })
	return b.out
}

type builder struct {
	words vocabulary
	keys  []string
	out   []Shard
	buf   []byte // used again by piece
}

// cut writes the words of list, which all start with key, as one piece, or as one for each further letter.
func (b *builder) cut(key string, list []string) {
	if len(list) == 0 {
		return
	}
	if key != "" {
		if piece, ok := b.piece(list, ""); ok {
			b.keys = append(b.keys, key)
			b.write(fileOf(key), piece)
			return
		}
		// too large: the key itself, with the pages of all that start with it
		var own []string
		if list[0] == key {
			own = list[:1]
		}
		b.keys = append(b.keys, key)
		piece, _ := b.piece(own, b.prefix(list))
		b.write(fileOf(key), piece)
		list = list[len(own):]
	}
	for len(list) > 0 {
		_, size := utf8.DecodeRuneInString(list[0][len(key):])
		next := list[0][:len(key)+size]
		n := len(list)
		if i := slices.IndexFunc(list, func(w string) bool { return !strings.HasPrefix(w, next) }); i >= 0 {
			n = i
		}
		b.cut(next, list[:n])
		list = list[n:]
	}
}

// piece writes the words of list; ok is false, and the piece cut short, where it grows too large.
func (b *builder) piece(list []string, prefix string) (piece string, ok bool) {
	buf := append(b.buf[:0], `{"w":{`...)
	defer func() { b.buf = buf }()
	for i, w := range list {
		if i > 0 {
			buf = append(buf, ',')
		}
		// a word is only letters and digits, a pair has a space, and neither needs escaping
		buf = append(buf, '"')
		buf = append(buf, w...)
		buf = append(buf, '"', ':')
		e := b.words[w]
		e.pages = heaviest(e.pages)
		buf = appendList(buf, e.total, e.pages)
		if len(buf) > pieceSize {
			return "", false
		}
	}
	buf = append(buf, '}')
	if prefix != "" {
		buf = append(buf, `,"p":`+prefix...)
	}
	buf = append(buf, '}')
	return string(buf), true
}

// prefix gives the list of all pages that hold any of the words, no more than are kept for one word.
func (b *builder) prefix(list []string) string {
	weights := map[int32]int32{}
	total := 0
	for _, w := range list {
		e := b.words[w]
		total = max(total, e.total)
		for _, v := range e.pages {
			weights[v>>3] = max(weights[v>>3], v&7)
		}
	}
	pages := make([]int32, 0, len(weights))
	for page, weight := range weights {
		pages = append(pages, page<<3|weight)
	}
	slices.Sort(pages)
	return string(appendList(nil, max(total, len(pages)), heaviest(pages)))
}

// appendList writes a list.
func appendList(buf []byte, total int, pages []int32) []byte {
	buf = append(buf, '[')
	buf = strconv.AppendInt(buf, int64(total), 10)
	last := int32(0)
	for _, v := range pages {
		buf = append(buf, ',')
		buf = strconv.AppendInt(buf, int64(v-last<<3), 10)
		last = v >> 3
	}
	return append(buf, ']')
}

func (b *builder) write(key, data string) {
	b.out = append(b.out, Shard{"index-" + key + ".js", []byte("preceptSearch(" + encode(key) + "," + data + ")\n")})
}

// fileOf names a piece so that every file system takes it.
func fileOf(key string) string {
	odd := func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9') }
	if !strings.ContainsFunc(key, odd) {
		return "w-" + key
	}
	var hex []string
	for _, r := range key {
		hex = append(hex, fmt.Sprintf("%x", r))
	}
	return "x-" + strings.Join(hex, "-")
}

// table gives the groups in the order in which they first come, and a row for each page.
func table(docs []Doc) (groups, rows []string) {
	groups = []string{}
	for _, d := range docs {
		g := slices.Index(groups, d.Group)
		if g < 0 {
			g = len(groups)
			groups = append(groups, d.Group)
		}
		row := []any{g, clip(d.Title, 120), d.Href, clip(d.Summary, 160)}
		if heads := append(kept(d.Heads, headsKept), kept(d.Terms, termsKept)...); len(heads) > 0 {
			row = append(row, heads)
		}
		rows = append(rows, encode(row))
	}
	return groups, rows
}

func kept(heads []Head, most int) (rows [][2]string) {
	for _, h := range heads[:min(len(heads), most)] {
		rows = append(rows, [2]string{clip(h.Text, 60), h.Fragment})
	}
	return rows
}

// clip cuts text to n letters at the end of a word.
func clip(text string, n int) string {
	r := []rune(text)
	if len(r) <= n {
		return text
	}
	cut := string(r[:n])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + "…"
}

// encode writes JSON that is safe within a script: <, >, & and the two line separators are escaped.
func encode(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	if err := e.Encode(v); err != nil {
		panic("search: strings and lists always encode: " + err.Error())
	}
	return strings.TrimSpace(b.String())
}
