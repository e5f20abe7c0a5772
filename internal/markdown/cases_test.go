package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/source"
)

// testGrammar is the grammar that all cases are parsed with.
func testGrammar() *item.Grammar { return item.NewGrammar(form.Markers()) }

// testDictionary is the small dictionary that all cases are parsed with.
func testDictionary() *Dictionary {
	return NewDictionary([]Term{
		{Key: "preceptor", Words: "Preceptor", Page: "reference/glossary.html", Anchor: "preceptor",
			Definition: "Who guides you."},
		{Key: "learning-contract", Words: "learning contract", Page: "reference/glossary.html",
			Anchor: "learning-contract"},
		{Key: "contract", Words: "contract", Page: "reference/glossary.html", Anchor: "contract"},
		{Key: "competency", Words: "competency", Plural: "competencies", Page: "reference/glossary.html",
			Anchor: "competency"},
		{Key: "año", Words: "Año", Page: "reference/glossary.html", Anchor: "año"},
	}, map[string]string{"monthly-meeting": "Monthly meeting"}, nil,
		map[string]string{"practice-manager": "Mrs <Example>"})
}

func pageOfText(body string) *source.File {
	// front matter of six lines: what is found must be placed in the file, not in the body
	front := "---\ntitle: A\n\n\n\n---\n"
	text := []byte(front + body)
	return &source.File{Path: "p.md", Text: text, Body: text[len(front):], BodyLine: 7, BodyOffset: len(front)}
}

// TestCase/case-H11: a term is linked whole with the signs in it, however its apostrophe is typed, and no other word
// is.
func TestCase(t *testing.T) {
	t.Run("case-H11", func(t *testing.T) {
		words := []string{"A&E", "R&D", "carer’s leave", "24/7", "Health Education England (HEE)", "Q&A session", "C++",
			".NET", "C#", "cafés", "e-Portfolio", "Band 7.5", "NHS", "(e)Learning", "“never event”", "St. John’s"}
		var terms []Term
		for _, w := range words {
			terms = append(terms, Term{Key: w, Words: w, Page: "g.html", Anchor: "a"})
		}
		dict := NewDictionary(terms, nil, nil, nil)
		p := New(testGrammar(), nil, nil)
		linked := regexp.MustCompile(`<a class="term"[^>]*>([^<]*)</a>`)
		for text, want := range map[string]string{
			"They work in A&E and R&D.":                  "A&amp;E|R&amp;D",
			"An A&amp;E, then R & D; two R&Ds":           "A&amp;E|R &amp; D",
			"Two A&Es. A and E; a-e; A/E; A&Ex":          "A&amp;Es",
			"They take carer's leave.":                   "carer's leave",
			"Carer’s leave; carers leave":                "Carer’s leave",
			"A carer's\nleave":                           "carer's\nleave",
			"The carer leaves; a carer s leave":          "",
			"It is 24/7, not 24/75 or 24-7.":             "24/7",
			"Health Education England (HEE) said so":     "Health Education England (HEE)",
			"Health Education England, HEE":              "",
			"A Q&A session in the cafés":                 "Q&amp;A session|cafés",
			"Vitamin C is good; C+ and C++11 too":        "",
			"Written in C++, C# and .NET.":               "C++|C#|.NET",
			".NET first; ASP.NET":                        ".NET",
			"ASP.NET, the net and a NET":                 "",
			"An e-Portfolio and Band 7.5 pay":            "e-Portfolio|Band 7.5",
			"Band 7.50, band 7, 5":                       "",
			"The NHS's (NHS) rules":                      "NHS",
			"Do the (e)learning; no elearning":           "(e)learning",
			"A never event is \"never event\" and so on": "never event",
			"St John's and St. John's":                   "St. John's",
		} {
			in := Input{File: pageOfText(text), Slug: "a/b", Folder: "a", Kind: item.Page, Dict: dict}
			_, html, _, err := p.Parse(in)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, m := range linked.FindAllStringSubmatch(string(html), -1) {
				got = append(got, m[1])
			}
			if strings.Join(got, "|") != want {
				t.Errorf("%s: linked %q, want %q", text, strings.Join(got, "|"), want)
			}
		}
	})
}

// TestCases runs testdata/*.txt. A case is two sections: `KIND: what it shows` with the Markdown, and `want` with the
// HTML (not minified) followed by the facts that are not empty and the findings. The body begins on line 7 of its file.
// KIND may be followed by options in brackets: record, blocks, search.
func TestCases(t *testing.T) {
	p := New(testGrammar(), nil, nil)
	casetest.Each(t, "testdata/*.txt", 1, func(t *testing.T, a *txtar.Archive) {
		casetest.CompareSections(t, a, func(f txtar.File) string { return runCase(t, p, f.Name, string(f.Data)) })
	})
}

func runCase(t *testing.T, p *Parser, name, body string) string {
	t.Helper()
	kind, _, _ := strings.Cut(name, ":")
	kind, options, _ := strings.Cut(kind, " ")
	in := Input{File: pageOfText(body), Slug: "organisation/indemnity", Folder: "organisation", Title: "Indemnity",
		Kind: item.Kind(kind),
		Dict: testDictionary(), KeepBlocks: strings.Contains(options, "blocks")}
	parse := p.Parse
	if strings.Contains(options, "record") {
		parse = p.Record
	}
	facts, html, findings, err := parse(in)
	if err != nil {
		t.Fatal(err)
	}
	finding.Sort(findings)
	return dump(facts, html, findings, options)
}

// dump writes a result for people to read.
func dump(f Facts, html []byte, findings []finding.Finding, options string) string {
	var b bytes.Buffer
	b.Write(bytes.TrimRight(html, "\n"))
	if len(html) > 0 {
		b.WriteByte('\n')
	}
	if strings.Contains(options, "facts") {
		for _, h := range f.Headings {
			fmt.Fprintf(&b, "heading %d #%s %q empty=%v %s\n", h.Level, h.ID, h.Text, h.Empty, attrs(*h.Attributes))
		}
		for _, l := range f.Links {
			fmt.Fprintf(&b, "link %d %s slug=%q fragment=%q text=%q %d:%d-%d\n", l.Kind, l.Raw, l.Slug, l.Fragment,
				l.Text, l.Pos.Line, l.Pos.Column, l.Pos.End)
		}
		for _, i := range f.Images {
			fmt.Fprintf(&b, "image %q path=%q alt=%q %d:%d-%d\n", i.Raw, i.Path, i.Alt, i.Pos.Line, i.Pos.Column,
				i.Pos.End)
		}
		items(&b, "", f.Items)
		for _, d := range f.Terms {
			fmt.Fprintf(&b, "term #%s %q: %s / %s\n", d.ID, d.Term, d.HTML, d.Text)
		}
		if len(f.Used) > 0 {
			fmt.Fprintf(&b, "used %s\n", f.Used)
		}
		for _, s := range f.Says {
			fmt.Fprintf(&b, "says %s:%s now %s %d:%d-%d bytes %d-%d\n", s.ID, s.Digest, s.Actual, s.Pos.Line,
				s.Pos.Column, s.Pos.End, s.From, s.To)
		}
	}
	for _, k := range f.Blocks {
		fmt.Fprintf(&b, "block %d [%s] %s\n", k.Line, k.Heads, k.Text)
	}
	if strings.Contains(options, "search") {
		fmt.Fprintf(&b, "words %d\n", f.Words)
		fmt.Fprintf(&b, "vocabulary %s\n", f.Vocabulary)
	}
	for _, f := range findings {
		fmt.Fprintf(&b, "%d:%d-%d [%s] %s\n    %s\n", f.Line, f.Column, f.End, f.Rule, f.Message, f.Help)
	}
	return b.String()
}

func items(b *bytes.Buffer, indent string, list []*item.Item) {
	for _, it := range list {
		fmt.Fprintf(b, "%sitem [%s] args=%q options=%q #%s %s heads=%v quadrant=%v label=%q help=%q patterns=%q "+
			"%d:%d offset=%d\n", indent, it.Marker, it.Args, it.Options,
			it.ID, attrs(it.Attributes), it.Heads, it.Quadrant, it.Label, it.HelpHTML, it.Patterns, it.Start.Line,
			it.Start.Column, it.Offset)
		items(b, indent+"  ", it.Children)
	}
}

func attrs(a item.Attributes) string {
	var s []string
	for _, f := range a.Flags {
		s = append(s, "."+f.Key)
	}
	for _, p := range a.Pairs {
		s = append(s, fmt.Sprintf("%s=%q", p.Key, p.Value))
	}
	return strings.Join(s, " ")
}
