package plan

import (
	"precept/internal/wording"

	"precept/internal/toolkit"
	"precept/internal/view"
)

// canonical is the one address of a page that several versions have: the current version's, where it has
// the page.
func (t *edition) canonical(p *toolkit.Page) string {
	if current := t.Toolkit.Follow(p, t.Toolkit.Current()); current != nil {
		return current.Address
	}
	return t.path(p)
}

// version says which version a page belongs to and where it is in the others.
func (t *edition) version(root string, p *toolkit.Page) view.Version {
	v := view.Version{Name: t.v.Name, Label: label(t.Words, t.v), Draft: t.v.Draft(), All: root + "versions.html"}
	for _, other := range t.published {
		prefix := "v/" + other.Name + "/"
		if other == t.Toolkit.Current() {
			prefix = ""
		}
		address := "index.html"
		if to := t.Toolkit.Follow(p, other); to != nil {
			address = to.Address
		}
		v.Switch = append(v.Switch, view.Link{Text: other.Name, Href: root + prefix + address, Current: other == t.v,
			Note: released(t.Words, other)})
	}
	if !t.current {
		address := "index.html"
		if to := t.Toolkit.Follow(p, t.Toolkit.Current()); to != nil {
			address = to.Address
		}
		v.Outdated = &view.Link{Text: t.Say("Go to version {1}", t.Toolkit.Current().Name), Href: root + address}
		v.Changes = t.changesLink(t.Toolkit.Current(), root)
	}
	return v
}

func label(w *wording.Words, v *toolkit.Version) string {
	if v.Scheduled() {
		return w.Say("Draft of version {1}, to be released on {2}", v.Name, w.Date(v.Released))
	}
	if v.Draft() {
		return w.Say("Draft of version {1}", v.Name)
	}
	return w.Say("Version {1}, released {2}", v.Name, w.Date(v.Released))
}

func released(w *wording.Words, v *toolkit.Version) string {
	switch {
	case !v.Withdrawn.IsZero():
		return w.Say("withdrawn")
	case v.Scheduled():
		return w.Say("draft, to be released on {1}", w.Short(v.Released))
	case v.Draft():
		return w.Say("draft")
	}
	return w.Say("released {1}", w.Short(v.Released))
}
