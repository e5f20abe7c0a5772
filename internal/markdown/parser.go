// Package markdown parses one page: goldmark set up once, the grammar of items on top of it, and one walk over the
// document that gives facts, the body as minified HTML, and findings. It comes after package source, which takes the
// front matter off, and before package toolkit, which puts pages together. It does not see other pages: links are
// resolved only by their paths, and whatever else a body may depend on is in the version's Dictionary. The HTML of
// items comes from the kinds of page (ItemWriter); later stages check that a link's target exists. It never reads a
// file and never keeps a document.
package markdown

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/source"
)

// Input is one page to parse.
type Input struct {
	File       *source.File // its head is not looked at
	Slug       string       // organisation/indemnity; organisation for organisation/index.md
	Folder     string       // folder of the source file below the version, "" at the top: organisation
	Title      string
	Kind       item.Kind // "" counts as a plain page
	NoGlossary bool      // the page has no links to the glossary
	KeepBlocks bool      // fill Facts.Blocks
	By         []string  // who adds each of the texts in File.Joins
	Dict       *Dictionary
}

// ItemWriter writes a run of items, one list of the page, as HTML. Plain list items among them have the marker
// item.Plain.
type ItemWriter func(w *bytes.Buffer, in Input, list []*item.Item)

// Parser turns pages into facts and HTML. It may be used by any number of goroutines at once.
type Parser struct {
	grammar *item.Grammar
	bare    parser.Parser // for texts without a bare address
	linkify parser.Parser // makes links of bare addresses, which costs a third more
	writers map[item.Kind]ItemWriter
	minify  func([]byte) ([]byte, error)
	pages   sync.Pool
}

// New makes a parser. grammar says what is an item. writers writes the items of each kind of page; a kind without one
// gets plain lists. minify is given each finished body; nil leaves bodies as they are.
func New(grammar *item.Grammar, writers map[item.Kind]ItemWriter, minify func([]byte) ([]byte, error)) *Parser {
	p := &Parser{grammar: grammar, bare: goldmark(false), linkify: goldmark(true), writers: writers, minify: minify}
	p.pages.New = func() any { return new(page) }
	return p
}

// goldmark sets up the Markdown that pages are written in: CommonMark, tables, strikethrough, definition lists and
// footnotes. Blocks are parsed within the limits, and paragraphs go through the grammar.
func goldmark(linkify bool) parser.Parser {
	inline := parser.DefaultInlineParsers()
	inline = append(inline,
		util.Prioritized(extension.NewFootnoteParser(), 101),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
	)
	if linkify {
		inline = append(inline, util.Prioritized(bareLinks{extension.NewLinkifyParser()}, 999))
	}
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(heading{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(container{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(heading{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(fence{parser.NewFencedCodeBlockParser()}, 700),
			util.Prioritized(container{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(container{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(container{extension.NewFootnoteBlockParser()}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(inline...),
		parser.WithParagraphTransformers(
			util.Prioritized(grammar{}, 50),
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(table{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}

// Parse parses one page of a toolkit. An error comes from the minifier, never from the author. A page that goes beyond
// one of the limits has a finding for it, an empty body and no facts.
func (p *Parser) Parse(in Input) (Facts, []byte, []finding.Finding, error) {
	return p.parse(in, false)
}

// Record parses the free text of a record: no items, no attributes, no links to the glossary, headings one level down.
// Only web links stay links, since a record is shown in a tree of its own; an image is replaced by its description.
func (p *Parser) Record(in Input) (Facts, []byte, []finding.Finding, error) {
	in.Kind, in.NoGlossary = item.Page, true
	return p.parse(in, true)
}

func (p *Parser) parse(in Input, record bool) (Facts, []byte, []finding.Finding, error) {
	pg := p.begin(in, record)
	defer p.end(pg)

	md := p.bare
	if bareAddress(pg.src) {
		md = p.linkify
	}
	doc := md.Parse(text.NewReader(pg.src), parser.WithContext(pg.context()))
	if !pg.refused {
		pg.document(doc)
	}
	if pg.refused {
		return Facts{}, nil, pg.findings, nil
	}
	body := pg.buf.Bytes()
	if p.minify == nil {
		return pg.facts, bytes.Clone(body), pg.findings, nil
	}
	small, err := p.minify(body)
	if err != nil {
		return Facts{}, nil, pg.findings, fmt.Errorf("making the HTML of %s smaller: %w", in.File.Path, err)
	}
	return pg.facts, small, pg.findings, nil
}

// bareAddress reports whether body holds an address that is not written as a link.
func bareAddress(body []byte) bool {
	for i := 0; ; i++ {
		n := bytes.IndexByte(body[i:], 'w')
		if n < 0 {
			break
		}
		i += n
		if bytes.HasPrefix(body[i:], []byte("www.")) && (i == 0 || body[i-1] != '/') {
			return true
		}
	}
	for rest := body; ; {
		i := bytes.Index(rest, []byte("://"))
		if i < 0 {
			return false
		}
		before := bytes.TrimSuffix(bytes.TrimSuffix(rest[max(0, i-8):i], []byte("http")), []byte("https"))
		if !bytes.HasSuffix(before, []byte("](")) && !bytes.HasSuffix(before, []byte("<")) {
			return true
		}
		rest = rest[i+3:]
	}
}

// bareLinks makes links of addresses that begin with http or www. E-mail addresses are linked only within < >.
type bareLinks struct{ parser.InlineParser }

// Parse reads a bare address.
func (b bareLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) > 0 && bytes.IndexByte(b.Trigger(), line[0]) >= 0 {
		line = line[1:]
	}
	if !bytes.HasPrefix(line, []byte("http")) && !bytes.HasPrefix(line, []byte("www.")) {
		return nil
	}
	return b.InlineParser.Parse(parent, block, pc)
}
