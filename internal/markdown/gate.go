package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// container is a block parser whose blocks hold others; it refuses to nest them too deep.
type container struct{ parser.BlockParser }

// Open opens the block unless it would stand too deep.
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
	if depth >= mostNesting {
		reader.SetPosition(line, at)
		p.refuse("nesting-deep", at.Start, at.Start+1, fmt.Sprintf("lists and quotations are nested more than %d deep", mostNesting),
			"write fewer levels; a heading often does better")
		return nil, parser.NoChildren
	}
	if node.Kind() == extast.KindFootnote {
		if p.notes++; p.notes > mostNotes {
			reader.SetPosition(line, at)
			p.refuse("items-many", at.Start, at.Start+1, fmt.Sprintf("the page has more than %d footnotes", mostNotes), "part it into several pages")
			return nil, parser.NoChildren
		}
	}
	return node, state
}

// admit reports whether a block of inline Markdown may be parsed: inline parsing is quadratic at worst, so both the
// length of each block and the sum of what blocks can cost are bounded.
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
	if p.nBlocks++; p.nBlocks > mostBlocks {
		p.refuse("items-many", start, start+1, "the page has more than 50,000 paragraphs, list items and headings", "part it into several pages")
		return false
	}
	if size > mostBlock {
		p.refuse("block-large", start, start+1, fmt.Sprintf("this block has %d KiB of text, and %d are the most", (size+1023)>>10, mostBlock>>10),
			"part it into paragraphs with blank lines between them")
	} else if p.cost += marks * size; p.cost > mostCost {
		p.refuse("block-large", start, start+1, "up to here the page holds too many brackets and marks in long blocks",
			"part long blocks into shorter ones, or the page into several")
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

// dashes reports whether a line looks like the one below the heads of a table.
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

// table parses tables within the limits and hands their cells to the grammar.
type table struct{ parser.ParagraphTransformer }

// Transform turns the paragraph into a table where it is one.
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
	if columns > mostColumns {
		p.refuse("table-large", line.Start, line.Start+1, fmt.Sprintf("the table has %d columns, and %d are the most", columns, mostColumns), "part it into several tables")
	} else if rows := lines.Len() - head - 1; rows > mostRows {
		p.refuse("table-large", line.Start, line.Start+1, fmt.Sprintf("the table has %d rows, and %d are the most", rows, mostRows), "part it into several tables")
	} else if p.cells += columns * (rows + 1); p.cells > mostCells {
		p.refuse("table-large", line.Start, line.Start+1, "up to here the tables of the page have more than 40,000 cells", "part the page into several")
	}
	if p.refused {
		lines.SetSliced(0, 0)
		return
	}
	parent, next := node.Parent(), node.NextSibling()
	var above text.Segment
	if head > 1 {
		above = lines.At(head - 2)
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
	made := parent.LastChild()
	if next != nil {
		made = next.PreviousSibling()
	}
	grid, ok := made.(*extast.Table)
	if !ok {
		if !p.record {
			p.uneven(lines, head)
		}
		return
	}
	if n := node.Lines().Len(); n > 0 && n == head-1 { // goldmark takes the line's last byte for a line end, which attributes have left none of
		node.Lines().Set(n-1, above.TrimRightSpace(p.src))
	}
	for row := grid.FirstChild(); row != nil; row = row.NextSibling() {
		if !p.record {
			p.longRow(row.Pos(), len(grid.Alignments))
		}
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			p.cell(cell)
		}
	}
}
