package markdown

import (
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/item"
)

// TestLimits shows each limit at the last size that passes and the first that does not. Beyond it there is one finding,
// and nothing of the page.
func TestLimits(t *testing.T) {
	table := func(columns, rows int) string {
		row := "|" + strings.Repeat(" a |", columns) + "\n"
		return row + "|" + strings.Repeat("---|", columns) + "\n" + strings.Repeat(row, rows)
	}
	quote := func(depth int) string { return strings.Repeat("> ", depth) + "x\n" }
	nested := func(depth int) string {
		var b strings.Builder
		for i := range depth {
			b.WriteString(strings.Repeat("  ", i) + "- x\n")
		}
		return b.String()
	}
	items := func(n int) string { return strings.Repeat("- [must] An item\n", n) }
	p := New(testGrammar(), nil, nil)
	for _, c := range []struct {
		name       string
		kind       item.Kind
		rule       string
		fits, over string
	}{
		{"a paragraph", item.Page, "block-large", strings.Repeat("word ", 3276), strings.Repeat("word ", 3300)},
		{"a heading", item.Page, "block-large", "## " + strings.Repeat("word ", 3270),
			"## " + strings.Repeat("word ", 3300)},
		{"a table row", item.Page, "block-large", "|a|\n|-|\n|" + strings.Repeat("x", 16000) + "|",
			"|a|\n|-|\n|" + strings.Repeat("x", 17000) + "|"},
		{"a tight list is many blocks", item.Page, "", strings.Repeat("- some words that are in a list\n", 2000), ""},
		{"columns", item.Page, "table-large", table(30, 1), table(31, 1)},
		{"rows", item.Page, "table-large", table(3, 500), table(3, 501)},
		{"quotations", item.Page, "nesting-deep", quote(16), quote(17)},
		{"lists", item.Page, "nesting-deep", nested(16), nested(17)},
		{"cells", item.Page, "table-large", strings.Repeat(table(30, 250)+"\n", 5),
			strings.Repeat(table(30, 250)+"\n", 6)},
		{"blocks", item.Page, "items-many", strings.Repeat("- a\n", 50_000), strings.Repeat("- a\n", 50_001)},
		{"items", item.Competencies, "items-many", items(2000), items(2001)},
		{"footnotes", item.Page, "items-many", strings.Repeat("[^a]: x\n", 500), strings.Repeat("[^a]: x\n", 501)},
		{"marks", item.Page, "block-large", strings.Repeat(strings.Repeat("*a ", 100)+"\n\n", 10),
			strings.Repeat(strings.Repeat("*a_", 5000)+"\n\n", 10)},
	} {
		in := Input{File: pageOfText(c.fits), Kind: c.kind}
		if _, out, findings, _ := p.Parse(in); len(out) == 0 && len(findings) > 0 &&
			findings[len(findings)-1].Rule == c.rule {
			t.Errorf("%s: what fits is refused: %+v", c.name, findings[len(findings)-1])
		}
		if c.over == "" {
			continue
		}
		in.File = pageOfText(c.over)
		facts, out, findings, _ := p.Parse(in)
		if len(out) > 0 || len(facts.Items)+len(facts.Headings) > 0 {
			t.Errorf("%s: beyond the limit %d bytes are published", c.name, len(out))
		}
		if n := len(findings); n == 0 || findings[n-1].Rule != c.rule {
			t.Errorf("%s: want %s, got %v", c.name, c.rule, rules(findings))
		}
	}
}

// TestFindingsAreCounted shows that a page with one fault a thousand times over says so once it has said it a hundred
// times.
func TestFindingsAreCounted(t *testing.T) {
	_, _, findings, _ := New(testGrammar(), nil,
		nil).Parse(Input{File: pageOfText(strings.Repeat("<b>x</b>\n\n", 1000)), Kind: item.Page})
	if len(findings) != maxAlike+1 || !strings.Contains(findings[maxAlike].Message, "more than 100") {
		t.Errorf("%d findings, the last: %s", len(findings), findings[len(findings)-1].Message)
	}
}

// hostile are inputs that have made Markdown parsers slow or their output huge, each of about so many bytes.
func hostile(size int) map[string]string {
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	blocks := func(unit string, block int) string {
		return fill(strings.Repeat(unit, block/len(unit)) + "\n\n")
	}
	m := map[string]string{
		"one reference used everywhere": "[a]: https://example.org/" + strings.Repeat("x", 2000) + "\n\n" +
			fill("[a]\n\n"),
		"one note used everywhere": "[^a]: x\n\n" + fill("[^a] "+"\n\n"),
		"many notes":               strings.Repeat("[^1]: x\n", 400) + fill("[^2] [^1]\n\n"),
		"headings alike":           fill("## a\n"),
		"short items":              fill("- a\n"),
		"empty items":              fill("-\n"),
		"definitions":              fill("a\n: b\n\n"),
		"tables":                   fill("|a|\n|-|\n|b|\n\n"),
		"wide tables": fill("|" + strings.Repeat("a|", 29) + "\n|" + strings.Repeat("-|", 29) + "\n" +
			strings.Repeat("|\n", 400) + "\n"),
		"deep quotes":                fill(strings.Repeat(">", 200) + "\n"),
		"deep dashes":                fill(strings.Repeat("- ", 300) + "\n"),
		"code":                       fill("    <&>\n"),
		"open fence":                 "```\n" + fill("<&>\n"),
		"ticks":                      fill("- [ ] a {#a .b c=d}\n"),
		"definitions of links":       fill("[a]: b\n"),
		"one line":                   fill("a"),
		"one long quotation":         fill("> a\n"),
		"html":                       fill("<b>"),
		"html blocks":                fill("<div>\n\n"),
		"ampersands":                 blocks("&amp", min(16000, size/8)),
		"long headings above tables": "## " + strings.Repeat("word ", 3000) + "\n\n" + fill("|a|\n|-|\n|b|\n\n"),
	}
	size /= 4 // what inline parsing may cost is bounded for a whole page: a larger one is refused earlier
	for _, unit := range []string{
		"[a](b", "[", "![", "[a](<b", "[a][", "](", "*a ", "*a_", "**a*", "_a*b_ ", "`a``b```", "<a ",
		"<!--", "<a href=\"", "~~a~", "\\[", "[a](b \"", "{#a ", "{a=\"", "<?", "<![CDATA[", "http://a",
		" www.a.b(", "a@b.c ", "((((", "[^a", "! [", "*_`[<",
	} {
		m["blocks of "+unit] = blocks(unit, min(16000, size/8))
		m["lines of "+unit] = blocks(unit, 200)
	}
	return m
}

// TestHostileSizes holds each such input, up to the most a file may have in a long run, to its output, and to work that
// grows with its size and no faster.
func TestHostileSizes(t *testing.T) {
	size := casetest.Times(1<<15, 1<<19)
	half, whole := hostile(size), hostile(2*size)
	for name := range whole {
		casetest.GrowsSteadily(t, name, size, func(n int) {
			text := whole[name]
			if n == size {
				text = half[name]
			}
			in := Input{File: pageOfText(text), Kind: item.Form, Dict: testDictionary(), KeepBlocks: true}
			_, out, _, err := New(testGrammar(), nil, nil).Parse(in) // with no buffers of an earlier page
			if err != nil {
				t.Fatal(err)
			}
			if len(out) > 20*len(text)+64<<10 {
				t.Errorf("%s: %d bytes out", name, len(out))
			}
		})
	}
}
