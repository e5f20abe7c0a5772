package toolkit

import (
	"crypto/sha256"
	"encoding/hex"

	"precept/internal/finding"
	"precept/internal/markdown"
)

// origin says what a page's body and facts were made from, beside its file, and what was wrong on the way: enough to
// know whether a later load would make the same, and to report the same.
type origin struct {
	dictionary string // digest of the version's words
	blocks     bool   // the facts hold the blocks that requirements look at
	findings   []finding.Finding
}

// before gives the previous load's page of the same version and file, or nil.
func (l *load) before(version, slug, file string) *Page {
	if l.Previous == nil || l.Bodies.Spill != nil { // bodies in a spill file end with their build
		return nil
	}
	v := l.Previous.Version(version)
	if v == nil {
		return nil
	}
	if p := v.Page(slug); p != nil && p.File == file {
		return p
	}
	return nil
}

// sameHead gives the page that the previous load made of the same bytes, as it was before its body was made; nil where
// there is none. A page's head depends only on its file, its path and the name of its version.
func (l *load) sameHead(v *Version, pf pageFile, raw []byte) *Page {
	old := l.before(v.Name, slugOf(pf.below), pf.file)
	if old == nil {
		return nil
	}
	if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != old.headDigest {
		return nil
	}
	p := *old
	p.Digest, p.Facts, p.Body, p.Form, p.origin, p.source = p.headDigest, markdown.Facts{}, Body{}, nil, nil, nil
	return &p
}

// reuse gives the page the facts and body that the previous load made, where its text and all else they were made from
// are the same.
func (l *load) reuse(p *Page, dict *markdown.Dictionary, blocks bool) bool {
	old := l.before(p.Version, p.Slug, p.File)
	if old == nil || old.Digest != p.Digest || old.Kind != p.Kind || old.Title != p.Title ||
		old.NoGlossary != p.NoGlossary {
		return false
	}
	if old.origin == nil || old.origin.dictionary != dict.Digest || old.origin.blocks != blocks ||
		old.Body.spill != nil {
		return false
	}
	if p.source != nil {
		l.sourceBytes.Add(-int64(len(p.source.Text)))
		p.source = nil
	}
	p.Facts, p.Body, p.origin = old.Facts, old.Body, old.origin
	l.add(p.origin.findings...)
	return true
}
