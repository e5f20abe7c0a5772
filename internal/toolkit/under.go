package toolkit

import (
	"bytes"
	"slices"

	"precept/internal/lock"
	"precept/internal/source"
)

// Under is the file of a base whose place a page takes.
type Under struct {
	File    string
	Sum     string   // of its text, as replaces: has it: "sha256:…"
	Changed []string // headings of what has changed since the text that was replaced; nil where no base has that
}

// Sum is the sum of a page's text, as replaces: has it.
func Sum(raw []byte) string { return "sha256:" + lock.Sum(raw) }

// replaced reads what a page takes the place of.
func (l *load) replaced(p *Page, file string) (*Under, error) {
	raw, ok, err := l.bytes(file)
	if !ok {
		return nil, err
	}
	u := &Under{File: file, Sum: Sum(raw)}
	if p.Replaces == "" || p.Replaces == u.Sum {
		return u, nil
	}
	for _, lv := range l.levels {
		for _, name := range l.versionNames(0) {
			f := lv.byName[name]
			if f == nil || !slices.Contains(f.md, p.file.below) {
				continue
			}
			before, ok, err := l.bytes(f.file(p.file.below))
			if err != nil {
				return nil, err
			}
			if ok && Sum(before) == p.Replaces {
				u.Changed = ChangedSections(before, raw)
				return u, nil
			}
		}
	}
	return u, nil
}

// ChangedSections lists the headings of the sections in which two texts of a page differ, in the order of the second;
// those that only the first has are last. What is before the first heading goes by the name of the page's beginning.
func ChangedSections(before, after []byte) []string {
	old, fresh := sectionsOf(before), sectionsOf(after)
	var list []string
	for _, s := range fresh {
		if !slices.Contains(old, s) {
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
const Beginning = "the beginning"

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
			list = append(list, textSection{heading: string(bytes.TrimSpace(bytes.TrimLeft(trimmed, "#")))})
		}
		list[len(list)-1].text += string(line)
	}
	return list
}
