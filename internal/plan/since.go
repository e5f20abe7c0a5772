package plan

import (
	"cmp"
	"strings"

	"precept/internal/compare"
	"precept/internal/toolkit"
	"precept/internal/view"
)

// inRelease finds what a page of a draft was in the release before it. Only the writers of the draft see it, in precept
// serve.
func (t *edition) inRelease(p *toolkit.Page) (old *toolkit.Version, page *toolkit.Page) {
	if p == nil || !t.Served || !t.v.Draft() {
		return nil, nil
	}
	old = t.before()
	return old, t.Toolkit.Follow(p, old)
}

// since says on a page of a draft whether it differs from the release, and leads to how.
func (t *edition) since(p *toolkit.Page, root string) *view.Link {
	old, page := t.inRelease(p)
	switch {
	case old == nil:
		return nil
	case page == nil:
		return &view.Link{Text: t.Say("Version {1} does not have this page.", old.Name)}
	case page.Digest == p.Digest:
		return &view.Link{Text: t.Say("This page is as it was in version {1}.", old.Name)}
	}
	return &view.Link{Text: t.Say("What changed on this page since version {1}", old.Name), Href: root + t.sincePath(p)}
}

// sincePath is where a draft says what changed on one page since the release.
func (t *edition) sincePath(p *toolkit.Page) string { return t.prefix + "changes/page/" + p.Address }

// sincePage plans what changed on one page since the release. It is made when somebody looks at it.
func (t *edition) sincePage(p *toolkit.Page) (o Output, ok bool) {
	old, page := t.inRelease(p)
	if page == nil {
		return o, false
	}
	return t.render(t.sincePath(p), p.File, "changes", func() (any, error) { return t.changesOf(old, page, p) }), true
}

func (t *edition) changesOf(old *toolkit.Version, before, after *toolkit.Page) (any, error) {
	page, err := compare.Pages(before, after)
	if err != nil {
		return nil, err
	}
	c := &compare.Changes{Old: old, New: t.v}
	r := changeReport{edition: t, all: true, c: c, s: c.Sentences(t.Words), at: t.sincePath(after)}
	said := cmp.Or(strings.Join(r.s.Page(&page), "; "), t.Say("nothing that a reader sees"))
	v := &view.Changes{Page: t.plain(r.at, t.Say("{1}: what changed since version {2}", after.Title, old.Name), said)}
	v.Crumbs = append(v.Crumbs, r.link(&page))
	v.NoIndex = true
	left := mostShown
	r.fill(v, []*compare.Page{&page}, &left)
	r.frame(v)
	return v, nil
}
