package toolkit

import (
	"slices"
	"strings"
)

// Follow finds a page in another version: by its slug or an alias on either side, or else step by step through the
// versions between, so that a page that was renamed twice is found too. It gives nil where there is none.
func (t *Toolkit) Follow(p *Page, in *Version) *Page {
	if p == nil || in == nil {
		return nil
	}
	if to := p.same(in); to != nil {
		return to
	}
	all := t.Versions
	at, end := slices.Index(all, t.Version(p.Version)), slices.Index(all, in)
	if at < 0 || end < 0 {
		return nil
	}
	for at != end {
		if at < end {
			at++
		} else {
			at--
		}
		if to := p.same(all[at]); to != nil {
			p = to
		}
	}
	if p.Version != in.Name {
		return nil
	}
	return p
}

// same finds a page in another version by its slug, or by an alias on either side.
func (p *Page) same(in *Version) *Page {
	if to := in.Page(p.Slug); to != nil {
		return to
	}
	for _, a := range p.Aliases {
		if to := in.Page(a.Text); to != nil {
			return to
		}
	}
	return in.Formerly(p.Slug)
}

// TopSection gives the slug of the section that a page is in at the top: its first folder, or itself.
func TopSection(slug string) string {
	top, _, _ := strings.Cut(slug, "/")
	return top
}
