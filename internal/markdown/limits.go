package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Limits on one page. They are checked before the work is done, so that the cost of any file stays bounded.
const (
	maxBlock   = 16 << 10 // bytes of Markdown in a paragraph, heading or table row
	maxNesting = 16       // lists, quotations, definitions and footnotes in each other
	maxColumns = 30
	maxRows    = 500
	maxItems   = 2000
	maxNotes   = 500
	maxAddress = 2048
	maxBlocks  = 50_000   // paragraphs, headings and table rows of a page
	maxCells   = 40_000   // in all tables of a page
	maxCost    = 64 << 20 // marks times bytes, summed over blocks: the most work that inline parsing can be
	maxAlike   = 100      // findings of one rule on one page
)

// container is a block parser whose blocks hold others. It refuses to nest them too deep.
type container struct{ parser.BlockParser }

// Open opens the block unless it would be too deep.
func (c container) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	p := pageOf(pc)
	if p.refused {
		return nil, parser.NoChildren
	}
	line, at := reader.Position()
	node, state := c.BlockParser.Open(parent, reader, pc)
	if node == nil {
		return node, state
	}
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		switch n.Kind() {
		case ast.KindList, ast.KindBlockquote, extast.KindDefinitionList, extast.KindFootnote:
			depth++
		}
	}
	if depth >= maxNesting {
		reader.SetPosition(line, at)
		p.refuse("nesting-deep", at.Start, at.Start+1,
			fmt.Sprintf("lists and quotations are nested more than %d deep", maxNesting),
			"write fewer levels; a heading is often better")
		return nil, parser.NoChildren
	}
	if note, ok := node.(*extast.Footnote); ok {
		p.notes = append(p.notes, footnote{string(note.Ref), at.Start, node})
		if len(p.notes) > maxNotes {
			reader.SetPosition(line, at)
			p.refuse("items-many", at.Start, at.Start+1, fmt.Sprintf("the page has more than %d footnotes", maxNotes),
				"split it into several pages")
			return nil, parser.NoChildren
		}
	}
	return node, state
}

// admit reports whether a block of inline Markdown may be parsed. Inline parsing is quadratic at worst, so there is a
// limit on the length of each block and on what all blocks together can cost.
func (p *page) admit(lines *text.Segments, from, to int) bool {
	size, marks := 0, 0
	for i := from; i < to; i++ {
		s := lines.At(i)
		size += s.Stop - s.Start
		for _, c := range p.src[s.Start:s.Stop] {
			switch c {
			case '[', ']', '(', '<', '`', '*', '_', '~', '!', '&', '{':
				marks++
			}
		}
	}
	if size == 0 {
		return true
	}
	start := lines.At(from).Start
	if p.nBlocks++; p.nBlocks > maxBlocks {
		p.refuse("items-many", start, start+1, "the page has more than 50,000 paragraphs, list items and headings",
			"split it into several pages")
		return false
	}
	if size > maxBlock {
		p.refuse("block-large", start, start+1,
			fmt.Sprintf("this block has %d KiB of text; the limit is %d", (size+1023)>>10, maxBlock>>10),
			"split it into paragraphs with empty lines between them")
	} else if p.cost += marks * size; p.cost > maxCost {
		p.refuse("block-large", start, start+1, "by this line the page has too many brackets and marks in long blocks",
			"split long blocks into shorter ones, or the page into several")
	}
	return !p.refused
}

// rowsOf finds the line of dashes that makes a paragraph a table; it gives its index, or 0.
func rowsOf(lines *text.Segments, src []byte) int {
	for i := 1; i < lines.Len(); i++ {
		s := lines.At(i)
		if dashes(src[s.Start:s.Stop]) {
			return i
		}
	}
	return 0
}

// dashes reports whether a line looks like the one below the column headings of a table.
func dashes(line []byte) bool {
	line = bytes.TrimSpace(line)
	only := true
	for _, c := range line {
		switch c {
		case '-':
		case '|', ':', ' ', '\t':
			only = false
		default:
			return false
		}
	}
	return len(line) > 0 && !only
}

// admitTable reports whether a table may be parsed, whose line of dashes begins at the offset at.
func (p *page) admitTable(at, columns, rows int) bool {
	const split = "split it into several tables"
	refuse := func(message, help string) { p.refuse("table-large", at, at+1, message, help) }
	switch {
	case columns > maxColumns:
		refuse(fmt.Sprintf("the table has %d columns; the limit is %d", columns, maxColumns), split)
	case rows > maxRows:
		refuse(fmt.Sprintf("the table has %d rows; the limit is %d", rows, maxRows), split)
	default:
		if p.cells += columns * (rows + 1); p.cells > maxCells {
			refuse("by this line the tables of the page have more than 40,000 cells", "split the page into several")
		}
	}
	return !p.refused
}

// table parses tables within the limits and hands their cells to the grammar.
type table struct{ parser.ParagraphTransformer }

// Transform makes a table of the paragraph where it is one.
func (t table) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	p := pageOf(pc)
	lines := node.Lines()
	if p.refused || lines.Len() < 2 {
		return
	}
	head := rowsOf(lines, p.src)
	if head == 0 {
		return
	}
	line := lines.At(head)
	columns := bytes.Count(bytes.Trim(p.src[line.Start:line.Stop], "| \t\r\n"), []byte("|")) + 1
	if !p.admitTable(line.Start, columns, lines.Len()-head-1) {
		lines.SetSliced(0, 0)
		return
	}
	parent, next := node.Parent(), node.NextSibling()
	var above text.Segment
	if head > 1 {
		above = lines.At(head - 2)
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
	result := parent.LastChild()
	if next != nil {
		result = next.PreviousSibling()
	}
	grid, ok := result.(*extast.Table)
	if !ok {
		if !p.record {
			p.lintDashes(lines, head)
		}
		return
	}
	if n := node.Lines().Len(); n > 0 && n == head-1 {
		// goldmark takes the line's last byte for a line end, but the attributes have taken that away
		node.Lines().Set(n-1, above.TrimRightSpace(p.src))
	}
	for row := grid.FirstChild(); row != nil; row = row.NextSibling() {
		if !p.record {
			p.lintRow(row.Pos(), len(grid.Alignments))
		}
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			p.cell(cell)
		}
	}
}
