package markdown

import (
	"strconv"
	"strings"

	extast "github.com/yuin/goldmark/extension/ast"
)

// table writes a table that can be scrolled by keyboard, with its columns' alignment as classes.
func (p *page) table(n *extast.Table) {
	p.buf.WriteString(`<div class="scroll" role="region" tabindex="0" aria-label="`)
	escape(p.buf, []byte(p.tableName()))
	p.buf.WriteString("\"><table>")
	var heads []string
	for row := n.FirstChild(); row != nil && !p.refused; row = row.NextSibling() {
		head := row.Kind() == extast.KindTableHeader
		start := len(p.txt)
		switch {
		case head:
			p.buf.WriteString("<thead>")
			p.noTerm++
		case row.PreviousSibling() == n.FirstChild():
			p.buf.WriteString("<tbody>")
		}
		p.buf.WriteString("<tr>")
		var joined []string
		column := 0
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			text := p.tableCell(cell.(*extast.TableCell), head)
			if head {
				heads = append(heads, shorten(text, 200))
			} else if p.in.KeepBlocks {
				if column < len(heads) && heads[column] != "" {
					joined = append(joined, heads[column])
				}
				joined = append(joined, text)
			}
			column++
		}
		p.buf.WriteString("</tr>")
		if head {
			p.buf.WriteString("</thead>")
			p.noTerm--
			p.keepBlock(start, row.Pos())
		} else if p.in.KeepBlocks {
			p.keepText(straightQuotes(strings.Join(joined, " ")), row.Pos())
		}
		if p.says != nil {
			for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
				p.noteSays(cell.Lines(), start)
			}
		}
		p.tooLong(row)
	}
	if n.ChildCount() > 1 {
		p.buf.WriteString("</tbody>")
	}
	p.buf.WriteString("</table></div>\n")
}

func (p *page) tableCell(cell *extast.TableCell, head bool) string {
	tag := "td"
	if head && cell.FirstChild() != nil {
		tag = "th"
	}
	p.buf.WriteByte('<')
	p.buf.WriteString(tag)
	if tag == "th" {
		p.buf.WriteString(` scope="col"`)
	}
	switch cell.Alignment {
	case extast.AlignLeft:
		p.buf.WriteString(` class="ta-l"`)
	case extast.AlignCenter:
		p.buf.WriteString(` class="ta-c"`)
	case extast.AlignRight:
		p.buf.WriteString(` class="ta-r"`)
	}
	p.buf.WriteByte('>')
	start := len(p.txt)
	p.cellsOpen++
	p.inline(cell)
	p.cellsOpen--
	var text string
	if head || p.in.KeepBlocks {
		text = collapse(p.txt[start:])
	}
	p.txt = append(p.txt, '\n')
	p.buf.WriteString("</")
	p.buf.WriteString(tag)
	p.buf.WriteByte('>')
	return text
}

// tableName names a table by the heading above it. Each table of a page has a name of its own.
func (p *page) tableName() string {
	at, name := -1, p.in.Title
	if n := len(p.heads); n > 0 {
		at = p.heads[n-1]
		name = p.facts.Headings[at].Text
	}
	if p.tables == nil {
		p.tables = map[int]int{}
	}
	p.tables[at]++
	words := p.in.Dict.words()
	if name = shorten(name, 80); name == "" {
		name = words.Say("Table")
	} else {
		name = words.Say("Table: {1}", name)
	}
	if n := p.tables[at]; n > 1 {
		name += " (" + strconv.Itoa(n) + ")"
	}
	return name
}
