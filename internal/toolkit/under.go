package toolkit

import (
	"bytes"
	"maps"
	"slices"

	"precept/internal/lock"
	"precept/internal/source"
)

// Under is the file of a base whose place a page takes.
type Under struct {
	File    string
	Sum     string   // of its text, as replaces: has it: "sha256:…"
	Same    bool     // the page says the same, so that it need not take the other's place
	Changed []string // headings of what has changed since the text that was replaced; nil where no base has that
}

// Sum is the sum of a page's text, as replaces: has it.
func Sum(raw []byte) string { return "sha256:" + lock.Sum(raw) }

// replaced reads what a page takes the place of. own is the page's text.
func (l *load) replaced(p *Page, file string, own []byte) (*Under, error) {
	raw, ok, err := l.bytes(file)
	if !ok {
		return nil, err
	}
	u := &Under{File: file, Sum: Sum(raw)}
	u.Same = Sum(withoutReplaces(own)) == u.Sum
	if p.Replaces == "" || p.Replaces == u.Sum {
		return u, nil
	}
	before, err := l.withSum(p.Replaces, p.file.below)
	if before != nil {
		u.Changed = ChangedSections(before, raw)
	}
	return u, err
}

// withSum finds the text of a page of a base by its sum: one at that path or, where the page has been renamed, at any
// other. It is nil where no base has it any more.
func (l *load) withSum(sum, below string) ([]byte, error) {
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
						return raw, err
					}
				}
			}
		}
	}
	return nil, nil
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
			list = append(list, textSection{heading: string(bytes.TrimSpace(bytes.TrimLeft(trimmed, "#")))})
		}
		list[len(list)-1].text += string(line)
	}
	return list
}
