package toolkit

import (
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
)

// PageOf finds the page that a file gives a version; nil where there is none. file is a slash path below the project.
func (v *Version) PageOf(file string) *Page {
	rest, ok := strings.CutPrefix(file, Folder+"/")
	_, below, inside := strings.Cut(rest, "/")
	if !ok || !inside {
		return nil
	}
	if p := v.Page(slugOf(below)); p != nil && p.File == file {
		return p
	}
	return nil
}

// Reread reads a page's file again and gives the page as it is now, made with the words that its version had when it
// was loaded. Neither v nor p is changed. It costs the same however many pages there are.
//
// The page is nil where one page is not enough to tell how it looks: the file no longer gives a page of this kind, or
// it is a kind that is read before the version has its words, or one that shows what the version makes of it.
func (l *Loader) Reread(v *Version, p *Page) (*Page, []finding.Finding, error) {
	run := &load{Loader: l, sourceLimit: maxSourceBytes}
	from := p.Inherited
	if from == "" {
		from = v.Name
	}
	below := strings.TrimPrefix(p.File, Folder+"/"+from+"/")
	next, err := run.head(v, &pageFile{file: p.File, below: below, from: from})
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
