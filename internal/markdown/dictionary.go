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

	"github.com/yuin/goldmark/util"

	"precept/internal/item"
	"precept/internal/wording"
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
	Sizes  map[string]Size   // of pictures, by their paths below the version
	Files  map[string]File   // that readers save, by their paths below the version
	Rows   []Row             // for a table that has a row for each competency
	Words  *wording.Words    // what the site says
	Digest string            // SHA-256 of all of it, in hexadecimal: part of the key of a cached body

	byWord map[string]int // for term: links
	forms  map[string][]termForm
	bloom  [64]uint64
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
			return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(b.signs(), a.signs()),
				cmp.Compare(a.term, b.term))
		})
	}
	d.Digest = hex.EncodeToString(h.Sum(nil))
	return d
}

// Size is how large a picture is shown, in its own points.
type Size struct{ Width, Height int }

// File is what a link shows about a file that readers save.
type File struct {
	About string // its type and size: "PDF, 640 KB"
	Save  bool   // browsers do not show it: the link saves it
}

// WithFiles gives the dictionary with what is beside the pages: the sizes of pictures, which bodies say so that a page
// does not move while it loads, and the files that readers save.
func (d *Dictionary) WithFiles(sizes map[string]Size, files map[string]File) *Dictionary {
	if len(sizes) == 0 && len(files) == 0 {
		return d
	}
	with := *d
	with.Sizes, with.Files = sizes, files
	h := sha256.New()
	fmt.Fprintln(h, d.Digest)
	for _, name := range slices.Sorted(maps.Keys(sizes)) {
		fmt.Fprintf(h, "picture %q %d %d\n", name, sizes[name].Width, sizes[name].Height)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "file %q %q %v\n", name, files[name].About, files[name].Save)
	}
	with.Digest = hex.EncodeToString(h.Sum(nil))
	return &with
}

// Row is a competency as a table on a form names it.
type Row struct{ ID, Label, LabelHTML, Group, Level, When, Was string }

// WithRows gives the dictionary with the competencies of the version.
func (d *Dictionary) WithRows(rows []Row) *Dictionary {
	if len(rows) == 0 {
		return d
	}
	with := *d
	with.Rows = rows
	h := sha256.New()
	fmt.Fprintln(h, d.Digest)
	for _, r := range rows {
		fmt.Fprintf(h, "row %q\n", r)
	}
	with.Digest = hex.EncodeToString(h.Sum(nil))
	return &with
}

// WithWords gives the dictionary with what the site says in place of our phrases.
func (d *Dictionary) WithWords(words *wording.Words) *Dictionary {
	with := *d
	with.Words = words
	sum := sha256.Sum256([]byte(d.Digest + words.Digest()))
	with.Digest = hex.EncodeToString(sum[:])
	return &with
}

// Say says a phrase as HTML.
func (d *Dictionary) Say(p wording.Phrase, values ...any) string {
	return html.EscapeString(d.words().Say(p, values...))
}

// words are what the site says; ours without a dictionary.
func (d *Dictionary) words() *wording.Words {
	if d == nil {
		return nil
	}
	return d.Words
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
