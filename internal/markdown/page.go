package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/word"
)

// page is all that is known about one page while it is parsed. Its buffers are used again for other pages; what leaves
// it is copied.
type page struct {
	parser *Parser
	in     Input
	src    []byte
	record bool
	up     string // relative address of the version's root

	starts     []int // offsets of the lines of src
	findings   []finding.Finding
	added      bool                   // the last finding was added, and not left out as one of too many alike
	counts     map[string]int         // findings by rule
	badMarkers map[*ast.ListItem]bool // items whose marker has a finding
	tags       map[string]int         // elements of HTML that were found and are still open
	reports    int                    // findings in all
	refused    bool                   // a limit was passed: nothing of the page is published

	// What the block phase leaves for the walk. Paragraphs are named by where their text begins (page.key), since a
	// tight list turns them into other nodes.
	items     map[*ast.ListItem]*pending
	nItems    int
	placed    bool // an item of another kind of page has had its finding
	says      map[int][]Says
	headings  map[*ast.Heading]item.Attributes
	trailing  []trailing          // attributes after paragraphs, which may yet become headings
	ids       map[string]item.Pos // ids that the author wrote
	lanes     map[string]bool     // ids that name a lane of a timeline: each phase may have them
	fenced    ast.Node            // the last block of code that was closed by its fence
	boxes     map[*ast.Blockquote]*box
	renamed   []renamed
	githubIDs map[string]int  // the ids that GitHub gives, and the last number added to each of them
	cellsOpen int             // table cells that are being written: a break is allowed there
	captures  int             // captures that are open: what is written goes to another buffer
	notes     []footnote      // as they are written
	cited     map[string]bool // names of the link definitions that links use, as goldmark compares them
	names     map[string]bool // names of all link definitions; nil until they are asked for
	cost      int
	cells     int
	nBlocks   int

	// The walk.
	buf          *bytes.Buffer
	scratch      []*bytes.Buffer
	txt          []byte // the page as a reader sees it, block by block
	facts        Facts
	roomHeadings []Heading // used again for the facts of the next page
	roomLinks    []Link
	used         []uint64 // terms linked so far, a bit each
	word         []byte
	word2        []byte
	noTerm       int
	noLink       int
	silent       int             // above 0, what is walked is neither noted nor reported: it is walked twice
	heads        []int           // headings above, outermost first
	marks        []int           // for each heading, how much content was before it
	content      int             // blocks that are not headings
	madeIDs      map[string]bool // ids made from words
	lastNumber   map[string]int  // the last number added to each of them
	codes        *[]string       // where the code spans of an item's help are gathered
	words        wordSet
	split        word.Splitter
	tables       map[int]int     // tables below each heading
	spare        int             // bytes of blocks that may still be noted with their heads
	termIDs      map[string]bool // ids of terms
	defined      []*ast.LinkReferenceDefinition
	maxHTML      int // bytes of HTML that the page may have
}

// pageKey is where the block phase finds its page.
var pageKey = parser.NewContextKey()

func pageOf(pc parser.Context) *page { return pc.Get(pageKey).(*page) }

func (p *Parser) begin(in Input, record bool) *page {
	pg := p.pages.Get().(*page)
	old := *pg
	*pg = page{
		parser: p, in: in, src: in.File.Body[:len(in.File.Body):len(in.File.Body)], record: record,
		starts: old.starts[:0], buf: old.buf, scratch: old.scratch, txt: old.txt[:0],
		word: old.word, word2: old.word2, words: old.words, split: old.split, used: old.used[:0],
		heads: old.heads[:0], marks: old.marks[:0],
		facts: Facts{Headings: old.roomHeadings, Links: old.roomLinks},
	}
	if pg.in.Kind == "" {
		pg.in.Kind = item.Page
	}
	if pg.buf == nil {
		pg.buf = new(bytes.Buffer)
	}
	pg.buf.Reset()
	if in.Folder != "" {
		pg.up = strings.Repeat("../", strings.Count(in.Folder, "/")+1)
	}
	if in.Dict != nil {
		for range (len(in.Dict.Terms) + 63) / 64 {
			pg.used = append(pg.used, 0)
		}
	}
	pg.noTerm = 0
	if in.Dict == nil || len(in.Dict.Terms) == 0 || in.NoGlossary || in.Kind == item.Glossary || record {
		pg.noTerm = 1
	}
	pg.maxHTML = max(64<<10, 20*len(pg.src))
	pg.spare = pg.maxHTML
	pg.starts = append(pg.starts, 0)
	for i := 0; ; {
		n := bytes.IndexByte(pg.src[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		pg.starts = append(pg.starts, i)
	}
	return pg
}

// end gives the page's buffers back, unless they have grown very large.
func (p *Parser) end(pg *page) {
	if pg.buf.Cap() > 1<<20 || cap(pg.txt) > 1<<20 {
		return
	}
	pg.in, pg.src, pg.facts, pg.findings = Input{}, nil, Facts{}, nil
	p.pages.Put(pg)
}

func (p *page) context() parser.Context {
	pc := parser.NewContext()
	pc.Set(pageKey, p)
	return pc
}

// at gives the place in the file of the bytes from..to of the body. A place ends with its line.
func (p *page) at(from, to int) item.Pos {
	from = max(0, min(from, len(p.src)))
	to = max(from, min(to, len(p.src)))
	line := sort.SearchInts(p.starts, from+1) - 1
	start := p.starts[line]
	fileLine, _ := p.in.File.Place(from, line)
	pos := item.Pos{Line: fileLine, Column: 1 + utf8.RuneCount(p.src[start:from])}
	if line+1 < len(p.starts) {
		to = min(to, p.starts[line+1]-1)
		for to > from && p.src[to-1] == '\r' {
			to--
		}
	}
	pos.End = pos.Column + utf8.RuneCount(p.src[from:max(from, to)])
	return pos
}

// offset is where a byte of the body is in its file.
func (p *page) offset(at int) int {
	_, offset := p.in.File.Place(at, 0)
	return offset
}

func (p *page) position(pos item.Pos) finding.Position {
	return finding.Position{File: p.in.File.Path, Line: pos.Line, Column: pos.Column, End: pos.End}
}

// report adds a finding about the bytes from..to of the body.
func (p *page) report(rule string, from, to int, message, help string) {
	p.reportAt(rule, p.at(from, to), message, help)
}

// itemFaults are the rules about items that could not be read, or that have lost their id.
var itemFaults = [...]string{item.RuleSyntax, item.RulePlace, item.RuleIDBad, "id-duplicate"}

func (p *page) reportAt(rule string, pos item.Pos, message, help string) {
	p.added = false
	if p.silent > 0 {
		return
	}
	if p.counts == nil {
		p.counts = map[string]int{}
	}
	p.counts[rule]++
	p.reports++
	switch n := p.counts[rule]; {
	case n == maxAlike+1:
		message = fmt.Sprintf("the page has more than %d findings like this; the others are not listed", maxAlike)
		help = "fix these first"
	case n > maxAlike:
		return
	}
	p.added = true
	p.facts.ItemFault = p.facts.ItemFault || slices.Contains(itemFaults[:], rule)
	p.findings = append(p.findings,
		finding.Finding{Rule: rule, Position: p.position(pos), Message: message, Help: help})
}

// fix gives the finding that was reported last what --fix writes in place of the bytes from..to, which are on one line.
func (p *page) fix(from, to int, text string) {
	if p.added {
		p.findings[len(p.findings)-1].Fix = finding.ReplaceAt(p.position(p.at(from, to)), text)
	}
}

// refuse reports that a limit was passed. Nothing of the page is published.
func (p *page) refuse(rule string, from, to int, message, help string) {
	if !p.refused {
		p.refused = true
		p.report(rule, from, to, message, help)
	}
}

func (p *page) faults(list []item.Fault) {
	for _, f := range list {
		p.reportAt(f.Rule, f.Pos, f.Message, f.Help)
	}
}

// takeID notes an id that the author wrote; it reports whether the id is still free.
func (p *page) takeID(id string, pos item.Pos) (first item.Pos, free bool) {
	if p.ids == nil {
		p.ids = map[string]item.Pos{}
	}
	if first, taken := p.ids[id]; taken {
		return first, false
	}
	p.ids[id] = pos
	return pos, true
}

// capture runs write with an empty buffer in place of the page's and gives what was written.
func (p *page) capture(write func()) string {
	outer := p.buf
	if n := len(p.scratch); n > 0 {
		p.buf, p.scratch = p.scratch[n-1], p.scratch[:n-1]
		p.buf.Reset()
	} else {
		p.buf = new(bytes.Buffer)
	}
	p.captures++
	write()
	p.captures--
	s := p.buf.String()
	if p.buf.Cap() <= 64<<10 {
		p.scratch = append(p.scratch, p.buf)
	}
	p.buf = outer
	return s
}
