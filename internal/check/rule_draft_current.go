package check

import (
	"fmt"

	"precept/internal/toolkit"
)

// draftCurrent finds a draft that has only just been begun and yet is the whole public site, because no version is released and it
// is the newest.
func draftCurrent(p *Pass) {
	bare, full := Displaced(p.Toolkit)
	if !p.displaces(bare) {
		return
	}
	p.Report(whole(bare.File), fmt.Sprintf("release %s (write released: %s in %s), or write extends: %q in %s until it has pages of its own", full.Name, p.AsOf, full.File, full.Name, bare.File),
		"version %s has no timeline and no form, and stands at the root of the site: no version is released, so the newest draft does; %s, which has them, is not published", bare.Name, full.Name)
}

// Displaced gives the draft that stands at the root of the site with neither timeline nor form, and the newest version that has
// either and is not published for it; nil where there is no such pair.
func Displaced(t *toolkit.Toolkit) (bare, full *toolkit.Version) {
	current := t.Current()
	if current == nil || !current.Draft() || !empty(current) {
		return nil, nil
	}
	for _, v := range t.Versions {
		if v != current && !empty(v) {
			return current, v
		}
	}
	return nil, nil
}

// displaces reports whether a version has its finding as the draft that is the whole site: what else it lacks is no second one.
func (p *Pass) displaces(v *toolkit.Version) bool {
	bare, _ := Displaced(p.Toolkit)
	return v != nil && v == bare && v.Summary != "" && v.Page("") != nil && !p.lostAny(v)
}

// empty reports whether a version has nothing by which anybody's year could go.
func empty(v *toolkit.Version) bool { return v.Timeline == nil && len(v.Forms) == 0 }
