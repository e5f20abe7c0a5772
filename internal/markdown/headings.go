package markdown

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"

	"precept/internal/item"
)

// heading writes a heading with its id.
func (p *page) heading(n *ast.Heading) {
	from := max(0, n.Pos())
	to := from
	if l := n.Lines(); l.Len() > 0 {
		start, line := p.line(l, 0)
		to = start + len(line)
	}
	pos := p.at(from, to)
	level := n.Level
	if p.record {
		level = min(level+1, 6)
	} else {
		p.checkLevel(level, pos)
	}
	attrs := p.headings[n]
	start := len(p.txt)
	html := p.capture(func() {
		p.noTerm++
		p.inline(n)
		p.noTerm--
	})
	words := collapse(p.txt[start:])
	id := p.headingID(attrs.ID, words)
	p.txt = append(p.txt, '\n')
	for len(p.heads) > 0 && p.facts.Headings[p.heads[len(p.heads)-1]].Level >= level {
		p.heads = p.heads[:len(p.heads)-1]
	}
	if p.in.KeepBlocks && words != "" {
		p.facts.Blocks = append(p.facts.Blocks, Block{Text: straightQuotes(words), Line: pos.Line})
	}
	p.heads = append(p.heads, len(p.facts.Headings))
	p.marks = append(p.marks, p.content)
	p.facts.Headings = append(p.facts.Headings,
		Heading{Level: level, Text: words, ID: id, Attributes: attributes(attrs), Pos: p.position(pos)})

	open := "h" + strconv.Itoa(level)
	p.buf.WriteString("<" + open + ` id="s-`)
	named := renamed{heading: len(p.facts.Headings) - 1, from: p.buf.Len()}
	escape(p.buf, []byte(id))
	named.to = p.buf.Len()
	added := p.in.File.Joined(from)
	if added >= 0 {
		p.buf.WriteString(`" class="added`)
	}
	p.buf.WriteString(`">`)
	named.words = p.buf.Len()
	if attrs.ID == "" && !p.record {
		p.rename(named, id, words)
	}
	p.buf.WriteString(html)
	p.buf.WriteString("</" + open + ">\n")
	if added >= 0 && added < len(p.in.By) {
		p.buf.WriteString(`<p class="added-by">` + p.in.Dict.Say("Added by {1}", p.in.By[added]) + "</p>\n")
	}
}

// headingID gives a heading the id that its author wrote, or one from its words.
func (p *page) headingID(written, words string) string {
	switch {
	case written == "":
		return p.freeID(slug(words, "section"))
	case p.lanes[written]:
		return p.laneID(written)
	}
	return written
}

// noAttributes is shared by all headings without attributes: a page has many, and their facts stay for the whole build.
var noAttributes = &item.Attributes{}

func attributes(a item.Attributes) *item.Attributes {
	if a.ID == "" && len(a.Flags) == 0 && len(a.Pairs) == 0 {
		return noAttributes
	}
	return &a
}

// checkLevel reports a heading of a level that does not follow from the title or the headings above.
func (p *page) checkLevel(level int, pos item.Pos) {
	before := 1
	if n := len(p.facts.Headings); n > 0 {
		before = max(1, p.facts.Headings[n-1].Level)
	}
	switch {
	case level == 1:
		p.reportAt("heading-h1", pos, "the title of a page is its only heading of the first level",
			"start this one with ##")
	case level > before+1:
		p.reportAt("heading-level", pos,
			"the heading jumps from level "+strconv.Itoa(before)+" to level "+strconv.Itoa(level),
			"start it with "+strings.Repeat("#", before+1))
	}
}

// laneID gives a lane's heading its anchor: its own id the first time, below later phases with the phase's before it.
func (p *page) laneID(lane string) string {
	if p.madeIDs == nil {
		p.madeIDs, p.lastNumber = map[string]bool{}, map[string]int{}
	}
	if !p.madeIDs[lane] {
		p.madeIDs[lane] = true
		return lane
	}
	for _, h := range p.heads {
		if above := p.facts.Headings[h]; above.Level == 2 {
			return p.freeID(above.ID + "-" + lane)
		}
	}
	return p.freeID(lane)
}

// finishHeadings finds the headings with nothing below them.
func (p *page) finishHeadings() {
	hs := p.facts.Headings
	var open []int
	closeTo := func(level int, content int) {
		for len(open) > 0 && hs[open[len(open)-1]].Level >= level {
			last := open[len(open)-1]
			hs[last].Empty = p.marks[last] == content
			open = open[:len(open)-1]
		}
	}
	for i := range hs {
		closeTo(hs[i].Level, p.marks[i])
		open = append(open, i)
	}
	closeTo(0, p.content)
}

// slug makes an id from words: letters of any script in lower case, digits, and one hyphen for whatever is between
// them; fallback where nothing is left. It has at most 80 characters.
func slug(words, fallback string) string {
	var b strings.Builder
	space, count := false, 0
	for _, r := range norm.NFC.String(words) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && count > 0 && !space:
			if space && count > 0 {
				b.WriteByte('-')
				count++
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
			count++
		case r == '\'' || r == '’' || unicode.Is(unicode.Cf, r):
		default:
			space = true
		}
		if count >= 80 {
			break
		}
	}
	if b.Len() == 0 {
		return fallback
	}
	return norm.NFC.String(b.String())
}

// freeID gives base, or base-2, base-3 and so on where it is taken. Ids that the author wrote anywhere on the page
// count as taken.
func (p *page) freeID(base string) string {
	if p.madeIDs == nil {
		p.madeIDs, p.lastNumber = map[string]bool{}, map[string]int{}
	}
	for id := base; ; {
		if _, written := p.ids[id]; !written && !p.madeIDs[id] {
			p.madeIDs[id] = true
			return id
		}
		p.lastNumber[base] = max(2, p.lastNumber[base]+1)
		id = base + "-" + strconv.Itoa(p.lastNumber[base])
	}
}
