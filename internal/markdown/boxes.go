package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"precept/internal/item"
	"precept/internal/wording"
)

// boxKind is a kind of box: a quotation whose first line is a sign such as [!NOTE].
type boxKind struct {
	sign  string         // as it is written between [! and ]
	word  wording.Phrase // as readers see it
	class string
}

// boxKinds lists GitHub's alerts, then ours.
var boxKinds = []boxKind{
	{sign: "NOTE", word: "Note", class: "note"}, {sign: "TIP", word: "Tip", class: "tip"},
	{sign: "IMPORTANT", word: "Important", class: "important"},
	{sign: "WARNING", word: "Warning", class: "warning"}, {sign: "CAUTION", word: "Caution", class: "caution"},
	{sign: boxMore, word: "More", class: "more"}, {sign: "DO", word: "Do", class: "do"},
	{sign: "DONT", word: "Don’t", class: "dont"}, {sign: boxVideo, word: "Video", class: "video"},
}

const boxMore, boxVideo = "MORE", "VIDEO"

// box is one box of the page.
type box struct {
	boxKind
	title string
	attrs item.Attributes
	at    [2]int // its sign
}

// readBox takes the sign of a box and its title from the first paragraph of a quotation. It reports whether nothing is
// left of the paragraph, which is then gone.
func (p *page) readBox(node *ast.Paragraph, lines *text.Segments) (gone bool) {
	quote, ok := node.Parent().(*ast.Blockquote)
	from, line := p.line(lines, 0)
	if !ok || quote.FirstChild() != ast.Node(node) {
		return false
	}
	if !bytes.HasPrefix(line, []byte("[!")) {
		p.lintBox(from, line)
		return false
	}
	end := bytes.IndexByte(line, ']')
	if end < 0 {
		return false
	}
	sign := strings.ToUpper(string(line[2:end]))
	i := slices.IndexFunc(boxKinds, func(k boxKind) bool { return k.sign == strings.ReplaceAll(sign, "'", "") })
	if i < 0 {
		return false
	}
	b := &box{boxKind: boxKinds[i], at: [2]int{from, from + end + 1}}
	rest := string(line[end+1:])
	if at, _ := item.FindAttributes(rest); at >= 0 {
		base := from + end + 1 + at
		place := func(x, y int) item.Pos { return p.at(base+x, base+y) }
		attrs, faults := p.parser.grammar.ScanAttributes(rest[at:], place)
		b.attrs = attrs
		allowed, what := item.Allowed{}, "a box"
		if b.sign == boxVideo {
			allowed, what = item.Allowed{Flags: []string{"captions"}, Keys: []string{"minutes"}}, "a video"
		}
		p.faults(append(faults, allowed.Check(attrs, what)...))
		rest = rest[:at]
	}
	b.title = collapse(appendText(nil, []byte(rest)))
	if p.boxes == nil {
		p.boxes = map[*ast.Blockquote]*box{}
	}
	p.boxes[quote] = b
	lines.SetSliced(1, lines.Len())
	if lines.Len() == 0 {
		quote.RemoveChild(quote, node)
		return true
	}
	return false
}

// lintBox reports the first line of a quotation that begins with the sign of a box without its exclamation mark.
func (p *page) lintBox(from int, line []byte) {
	for _, k := range boxKinds {
		sign := "[" + k.sign + "]"
		rest, is := bytes.CutPrefix(line, []byte(sign))
		if is && (len(rest) == 0 || rest[0] == ' ') && !p.isDefined(k.sign) {
			p.report(RuleSlip, from, from+len(sign), sign+" does not make a box; the page shows it as it is",
				"did you mean > [!"+k.sign+"]?")
			p.fix(from+1, from+1, "!")
		}
	}
}

// box writes a box. What kind it is, is said in words; a box that is folded away is open in print, and is found by
// search anyway.
func (p *page) box(n *ast.Blockquote, b *box) {
	start := len(p.txt)
	title := p.in.Dict.words().Say(b.word)
	switch {
	case b.sign == boxMore && b.title != "":
		title = b.title
	case b.title != "":
		title += ": " + b.title
	}
	if b.sign == boxMore && b.title == "" {
		p.report(RuleSlip, b.at[0], b.at[1], "the folded box has no title",
			"write a title after it: > [!MORE] Title")
	}
	p.txt = append(append(p.txt, title...), '\n')
	open, end := `<div class="box box-`+b.class+`"><p class="box-title">`, "</div>\n"
	after := "</p>\n"
	if b.sign == boxMore {
		open, after, end = `<details class="more"><summary>`, "</summary><div>\n", "</div></details>\n"
	}
	p.buf.WriteString(open)
	escape(p.buf, []byte(title))
	p.buf.WriteString(after)
	p.blocks(n)
	if b.sign == boxVideo {
		p.video(n, b)
	}
	p.buf.WriteString(end)
	p.keepBlock(start, n.Pos())
}

// video writes how long a video is and whether it has captions. It reports one that those who cannot hear it learn
// nothing of.
func (p *page) video(n *ast.Blockquote, b *box) {
	var facts []string
	if m := b.attrs.Get("minutes"); m != "" {
		facts = append(facts, m+" minutes")
	}
	if b.attrs.Has("captions") {
		facts = append(facts, "with captions")
	}
	if len(facts) > 0 {
		start := len(p.txt)
		p.txt = append(append(p.txt, strings.Join(facts, ", ")...), '\n')
		p.buf.WriteString("<p>")
		escape(p.buf, bytes.TrimSuffix(p.txt[start:], []byte("\n")))
		p.buf.WriteString("</p>\n")
	}
	if !b.attrs.Has("captions") && n.ChildCount() < 2 {
		p.report(RuleSlip, b.at[0], b.at[1], "the video is not marked as having captions, and there is no transcript",
			"write {.captions} after the title if it has captions, or put the transcript below the link, after a  "+
				"line with only >")
	}
}
