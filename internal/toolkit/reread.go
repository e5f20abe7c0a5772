package toolkit

import (
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
)

// PageOf finds the page that a file gives a version, or adds a section to; nil where there is none.
func (v *Version) PageOf(file string) *Page {
	for at := 0; ; {
		i := strings.Index(file[at:], Folder+"/")
		if i < 0 {
			return nil
		}
		at += i + len(Folder) + 1
		_, below, _ := strings.Cut(file[at:], "/")
		if rest, ok := strings.CutSuffix(below, localEnd); ok {
			below = rest + ".md"
		}
		p := v.Page(slugOf(below))
		if p != nil && (p.File == file ||
			slices.ContainsFunc(p.Sections, func(s Section) bool { return s.File == file })) {
			return p
		}
	}
}

// Reread reads a page's file again and gives the page as it is now, made with the words that its version had when it
// was loaded. Neither v nor p is changed. It costs the same however many pages there are.
//
// The page is nil where one page is not enough to tell how it looks: the file no longer gives a page of this kind, or
// it is a kind that is read before the version has its words, or one that shows what the version makes of it.
func (l *Loader) Reread(v *Version, p *Page) (*Page, []finding.Finding, error) {
	run := l.begin()
	for _, s := range p.Sections {
		run.sectionNumbers[s.File] = s.number
	}
	next, err := run.head(v, &p.file)
	if err != nil || next == nil || next.Kind != p.Kind {
		return nil, run.findings, err
	}
	if k := kind(next.Kind); k.first || k.whole {
		return nil, run.findings, nil
	}
	text, err := run.source(next)
	if err != nil || text == nil {
		return nil, run.findings, err
	}
	v.followLanes(next)
	words := v.dictionary
	if next.Kind == item.Form {
		words = v.formDictionary
	}
	if err := run.body(next, text, words, false); err != nil {
		return nil, run.findings, err
	}
	if next.Kind == item.Form {
		run.form(v, next)
	}
	run.checkLanes(v, next)
	return next, run.findings, nil
}
