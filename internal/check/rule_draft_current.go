package check

import (
	"fmt"

	"precept/internal/toolkit"
)

// draftCurrent finds a new draft that is the whole public site, because no version is released and it is the newest.
func draftCurrent(p *Pass) {
	bare, full := Displaced(p.Toolkit)
	if !p.isBareDraft(bare) {
		return
	}
	help := fmt.Sprintf(
		"release %s (write released: %s in %s), or write extends: %q in %s until it has pages of its own",
		full.Name,
		p.AsOf,
		full.File,
		full.Name,
		bare.File,
	)
	p.Report(
		wholeFile(bare.File),
		help,
		"version %s is the newest draft and no version is released, so it is the public site; "+
			"it has no timeline and no form, and %s, which has them, is not published",
		bare.Name,
		full.Name,
	)
}

// Displaced gives the draft that is the public site with neither timeline nor form, and the newest version that has one
// of them and is not published because of the draft. It gives nil if there is no such pair.
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

// isBareDraft reports whether a version has a finding as the draft that is the public site. What else is missing from
// it is not reported.
func (p *Pass) isBareDraft(v *toolkit.Version) bool {
	bare, _ := Displaced(p.Toolkit)
	return v != nil && v == bare && v.Summary != "" && v.Page("") != nil && !p.anyUnreadable(v)
}

// empty reports whether a version has neither a timeline nor a form.
func empty(v *toolkit.Version) bool { return v.Timeline == nil && len(v.Forms) == 0 }
