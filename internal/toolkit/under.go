package toolkit

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"precept/internal/item"
	"precept/internal/lock"
	"precept/internal/source"
)

// Under is the file of a base whose place a page takes.
type Under struct {
	File    string
	Sum     string   // of its text, as replaces: has it: "sha256:…"
	Same    bool     // the page says the same, so that it need not take the other's place
	Changed []string // headings of what has changed since the text that was replaced; nil where no base has that
	aliases []Word   // slugs that it had before
}

// Sum is the sum of a page's text, as replaces: has it.
func Sum(raw []byte) string { return "sha256:" + lock.Sum(raw) }

// replaced reads what a page takes the place of. own is the page's text.
func (l *load) replaced(p *Page, file string, own []byte) (*Under, error) {
	raw, ok, err := l.bytes(file)
	if !ok {
		return nil, err
	}
	u := &Under{File: file, Sum: Sum(raw), aliases: aliasesOf(file, raw)}
	u.Same = Says(own, u.Sum)
	if p.Replaces == "" || p.Replaces == u.Sum {
		return u, nil
	}
	_, before, err := l.withSum(p.Replaces, p.file.below)
	if before != nil {
		u.Changed = ChangedSections(before, raw)
	}
	return u, err
}

// aliasesOf reads the aliases of a page's text. Findings about it are left to its publisher.
func aliasesOf(file string, raw []byte) []Word {
	f, _ := source.Read(file, raw, source.MaxFile)
	if f == nil || f.Broken {
		return nil
	}
	values, _ := f.Values(schemas[kindOf(f.Head)])
	return words(values.List("aliases"))
}

// takeAliases adds the aliases of the page whose place p took: who renamed that page knows nothing of p, and its old
// addresses lead on.
func (p *Page) takeAliases() {
	p.Aliases = slices.Clip(p.Aliases)
	for _, a := range p.Under.aliases {
		if !slices.ContainsFunc(p.Aliases, func(own Word) bool { return own.Text == a.Text }) {
			p.Aliases = append(p.Aliases, a)
		}
	}
}

// Says reports whether an adapted page has the text of this sum, without the line that says which text it
// replaced.
func Says(own []byte, sum string) bool { return Sum(withoutReplaces(own)) == sum }

// withSum finds a page of a base by the sum of its text: one at that path or, where the page has been renamed, at any
// other. There is no text where no base has it any more.
func (l *load) withSum(sum, below string) (file string, text []byte, err error) {
	for _, anywhere := range []bool{false, true} {
		for _, lv := range l.levels[1:] {
			for _, name := range slices.Sorted(maps.Keys(lv.byName)) {
				f := lv.byName[name]
				for _, md := range f.md {
					if md != below && !anywhere {
						continue
					}
					raw, ok, err := l.bytes(f.file(md))
					if err != nil || ok && Sum(raw) == sum {
						return f.file(md), raw, err
					}
				}
			}
		}
	}
	return "", nil, nil
}

// Replaced is an adapted page in its three texts, each as a page by itself, without what other files add to it. A page
// is nil where its text is not there, or cannot be read.
type Replaced struct {
	Before *Page // the text that was replaced
	Theirs *Page // what the base has there now
	Ours   *Page
}

// Replaced reads the texts of an adapted page, made with the words that its version had when it was loaded. Neither v
// nor p is changed.
func (l *Loader) Replaced(v *Version, p *Page) (texts Replaced, err error) {
	own := *l
	own.Bodies, own.Previous = Bodies{}, nil
	run := own.begin()
	if texts.Ours, err = run.alone(v, p, p.File); err != nil {
		return texts, err
	}
	if p.Under != nil {
		if texts.Theirs, err = run.alone(v, p, p.Under.File); err != nil {
			return texts, err
		}
		if p.Under.Sum == p.Replaces {
			texts.Before = texts.Theirs
			return texts, nil
		}
	}
	if p.Replaces == "" {
		return texts, nil
	}
	if err := run.survey(); err != nil {
		return texts, err
	}
	file, _, err := run.withSum(p.Replaces, p.file.below)
	if err == nil && file != "" {
		texts.Before, err = run.alone(v, p, file)
	}
	return texts, err
}

// alone replaces p with a page of only one file.
func (l *load) alone(v *Version, p *Page, file string) (*Page, error) {
	page, err := l.head(v, &pageFile{file: file, below: p.file.below, from: v.Name})
	if err != nil || page == nil {
		return nil, err
	}
	text, err := l.source(page)
	if err != nil || text == nil {
		return nil, err
	}
	words := v.dictionary
	if page.Kind == item.Form {
		words = v.formDictionary
	}
	return page, l.body(page, text, words, false)
}

// withoutReplaces is the text of a page without the line that says which text it replaced.
func withoutReplaces(raw []byte) []byte {
	var out []byte
	head := true
	for line := range bytes.Lines(source.Plain(raw)) {
		if head && bytes.HasPrefix(line, []byte("replaces:")) {
			continue
		}
		head = head && (len(out) == 0 || !bytes.HasPrefix(line, []byte("---")))
		out = append(out, line...)
	}
	return out
}

// ChangedSections lists the headings of the sections in which two texts of a page differ, in the order of the second;
// those that only the first has are last.
func ChangedSections(before, after []byte) []string {
	old, fresh := sectionsOf(before), sectionsOf(after)
	var list []string
	for _, s := range fresh {
		if !slices.Contains(old, s) && !slices.Contains(list, s.heading) {
			list = append(list, s.heading)
		}
	}
	for _, s := range old {
		if !slices.ContainsFunc(fresh, func(f textSection) bool { return f.heading == s.heading }) {
			list = append(list, s.heading)
		}
	}
	return list
}

// textSection is a heading and the text below it.
type textSection struct{ heading, text string }

// Beginning is what is before the first heading of a page, its front matter among it.
const Beginning = "what is before its first heading"

func sectionsOf(raw []byte) []textSection {
	list := []textSection{{heading: Beginning}}
	fence := []byte(nil)
	for line := range bytes.Lines(source.Plain(raw)) {
		trimmed := bytes.TrimSpace(line)
		switch {
		case fence != nil:
			if bytes.Equal(trimmed, fence) {
				fence = nil
			}
		case bytes.HasPrefix(trimmed, []byte("```")):
			fence = []byte("```")
		case bytes.HasPrefix(line, []byte("#")):
			heading, _, _ := strings.Cut(string(bytes.TrimLeft(trimmed, "#")), " {#") // without its id
			list = append(list, textSection{heading: strings.TrimSpace(heading)})
		}
		list[len(list)-1].text += string(line)
	}
	return list
}
