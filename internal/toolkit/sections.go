package toolkit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"
	"unicode"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/source"
)

// localEnd is how the name of a file ends that adds a section to the page beside it.
const localEnd = ".local.md"

// Section is a section that a file of its own adds at the end of a page: what a practice has to say beside the hub's
// words.
type Section struct {
	File, Title, By string

	number int          // of the file among those that add sections, from 1
	text   *source.File // until the page's body is made
	sum    string
}

// SectionSchema is the front matter of a file that adds a section to a page.
var SectionSchema = source.Schema{
	Name:  "section",
	Title: "NAME.local.md: a section of your own at the end of a page",
	Keys: []source.Key{
		{Name: "title", Type: source.Text, Required: true, MaxLen: 120, Doc: "the section's heading",
			Example: "At our practice"},
	},
}

// The lines of a file that adds a section have its number above these bits, so that a place in a page made of several
// files says which file it is in.
const lineBits = 21 // a file has at most 1 MiB, so that it has fewer lines

// Place gives the place in the file that was written of a place in a page made of several.
func (t *Toolkit) Place(pos finding.Position) finding.Position {
	n := pos.Line >> lineBits
	if n == 0 || n > len(t.sections) {
		return pos
	}
	pos.File, pos.Line = t.sections[n-1], pos.Line&(1<<lineBits-1)
	return pos
}

// sections reads the files that add sections to a page.
func (l *load) readSections(p *Page, pf pageFile) error {
	p.Sections = nil
	for _, added := range pf.sections {
		file := added.file
		if p.Kind == item.Timeline {
			l.addAt("local-section", finding.Position{File: file},
				"a timeline has phases and lanes, and cannot have a section added at its end",
				"precept adapt "+pf.name()+" makes a timeline of your own")
			continue
		}
		text, err := l.read(file)
		if err != nil {
			return err
		}
		if text == nil {
			continue
		}
		values, findings := text.Values(SectionSchema)
		l.add(findings...)
		p.Sections = append(p.Sections, Section{File: file, Title: values.Text("title"), By: l.publisherOf(file),
			text: headless(text), number: l.sectionNumbers[file], sum: text.Digest})
	}
	p.Digest = p.wholeDigest()
	return nil
}

// adviseSections says where to put an item that is in a section of a plain page: a section has no kind.
func adviseSections(p *Page, findings []finding.Finding) {
	for i := range findings {
		f := &findings[i]
		if f.Rule == item.RulePlace && f.Line>>lineBits > 0 && !p.Kind.HoldsItems() {
			f.Help = "ask for it in a form of your own, which precept new form begins, or put a backslash before " +
				"the bracket"
		}
	}
}

// publisherOf names who publishes the base that a file is in, or the site.
func (l *Loader) publisherOf(file string) string {
	for _, b := range l.Bases {
		if strings.HasPrefix(file, b.Name+"/") {
			return b.Publisher
		}
	}
	return l.By
}

// publishers lists who adds each section of a page.
func (p *Page) publishers() []string {
	var list []string
	for _, s := range p.Sections {
		list = append(list, s.By)
	}
	return list
}

// wholeDigest is the digest of all that a page is made of.
func (p *Page) wholeDigest() string {
	if len(p.Sections) == 0 {
		return p.headDigest
	}
	sum := sha256.New()
	fmt.Fprintln(sum, p.headDigest)
	for _, s := range p.Sections {
		fmt.Fprintln(sum, s.number, s.sum, s.By)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// join adds the sections of other files to the text of a page.
func (l *load) join(p *Page, text *source.File) *source.File {
	if len(p.Sections) == 0 {
		return text
	}
	joined := *text
	body := bytes.Clone(text.Body)
	for i := range p.Sections {
		s := &p.Sections[i]
		if s.text == nil {
			continue
		}
		if len(body) > 0 && body[len(body)-1] != '\n' {
			body = append(body, '\n')
		}
		head := "\n## " + plainMarkdown(s.Title) + "\n\n"
		joined.Joins = append(joined.Joins, source.Join{From: len(body), Lines: bytes.Count(body, []byte("\n")),
			Line:       s.number<<lineBits + s.text.BodyLine - strings.Count(head, "\n"),
			FileOffset: s.text.BodyOffset - len(head)})
		body = append(append(body, head...), s.text.Body...)
		s.text = nil
	}
	joined.Body = body
	return &joined
}

// plainMarkdown writes a text so that Markdown shows it as it is.
func plainMarkdown(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r < unicode.MaxASCII && (unicode.IsPunct(r) || unicode.IsSymbol(r)) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unplaced reports the files that add a section to a page that the version does not have.
func (l *load) unplaced(g *gathered) {
	for slug, list := range g.sections {
		if _, ok := g.at[slug]; ok {
			continue
		}
		for _, added := range list {
			l.addAt("local-section", finding.Position{File: added.file},
				fmt.Sprintf("version %s has no page %q for this section to be added to", g.Name, slug),
				"name the file like its page, with .local.md in place of .md; or name it "+
					path.Base(slug)+".md to make it a page of its own")
		}
	}
}
