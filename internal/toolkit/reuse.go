package toolkit

import (
	"precept/internal/finding"
	"precept/internal/markdown"
)

// origin says what a page's body and facts were made from, beside its file, and what was wrong on the way: enough to know whether a
// later load would make the same, and to report the same.
type origin struct {
	dictionary string // digest of the version's words
	blocks     bool   // the facts hold the blocks that requirements look at
	findings   []finding.Finding
}

// reuse gives the page the facts and body of the previous load's page of the same version and file, where its text and all else
// they were made from are the same. Bodies in a spill file end with their build and are never taken over.
func (l *load) reuse(p *Page, dict *markdown.Dictionary, blocks bool) bool {
	if l.Previous == nil || l.Bodies.Spill != nil {
		return false
	}
	v := l.Previous.Version(p.Version)
	if v == nil {
		return false
	}
	old := v.Page(p.Slug)
	if old == nil || old.File != p.File || old.Digest != p.Digest || old.Kind != p.Kind || old.Title != p.Title || old.NoGlossary != p.NoGlossary {
		return false
	}
	if old.origin == nil || old.origin.dictionary != dict.Digest || old.origin.blocks != blocks || old.Body.spill != nil {
		return false
	}
	if p.source != nil {
		l.held.Add(-int64(len(p.source.Text)))
		p.source = nil
	}
	p.Facts, p.Body, p.origin = old.Facts, old.Body, old.origin
	l.add(p.origin.findings...)
	return true
}
