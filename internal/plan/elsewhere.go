package plan

import (
	"path"

	"precept/internal/wording"

	"precept/internal/toolkit"
	"precept/internal/view"
)

// canonical is the one address of a page that several versions have: that of the newest version which has the page and
// was not withdrawn, else its own.
func (t *edition) canonical(p *toolkit.Page) string {
	current := t.Toolkit.Current()
	if to := t.Toolkit.Follow(p, current); to != nil {
		return to.Address
	}
	for _, v := range t.published {
		if v.Draft() || !v.Withdrawn.IsZero() {
			continue
		}
		if to := t.Toolkit.Follow(p, v); to != nil {
			return "v/" + v.Name + "/" + to.Address
		}
	}
	return t.path(p)
}

// version says which version a page belongs to and where it is in the others.
func (t *edition) version(root string, p *toolkit.Page) view.Version {
	v := view.Version{Name: t.v.Name, Label: label(t.Words, t.v), Draft: t.v.Draft(), All: root + "versions.html"}
	if t.Review {
		v.Stamp = t.Say("Draft for comment: version {1}, {2}", t.v.Name, t.Words.Date(t.AsOf))
		v.Label = v.Stamp
	}
	current := t.Toolkit.Current()
	for _, other := range t.published {
		prefix := "v/" + other.Name + "/"
		if other == current {
			prefix = ""
		}
		address, missing := t.elsewhere(p, other)
		note := released(t.Words, other)
		if missing != "" {
			note += ", " + missing
		}
		v.Switch = append(v.Switch, view.Link{Text: other.Name, Href: root + prefix + address, Current: other == t.v,
			Note: note})
	}
	v.Since = t.since(p, root)
	if t.v != current && !t.v.Draft() {
		address, missing := t.elsewhere(p, current)
		v.Outdated = &view.Link{Text: t.Say("Go to version {1}", current.Name), Href: root + address, Note: missing}
		v.Withdrawn = !t.v.Withdrawn.IsZero()
		v.Changes = t.changesLink(current, root)
	}
	return v
}

// elsewhere gives the address of a page in another version, below it. Where the page is not there it says so and leads
// to the nearest section, else home.
func (t *edition) elsewhere(p *toolkit.Page, in *toolkit.Version) (address, missing string) {
	switch to := t.Toolkit.Follow(p, in); {
	case p == nil:
		return "index.html", ""
	case to != nil:
		return to.Address, ""
	}
	if section := nearest(p, in); section != nil {
		return section.Address, t.Say("without this page: leads to “{1}”", section.Title)
	}
	return "index.html", t.Say("without this page: leads to the home page")
}

// nearest finds the section of a version that a page would be in; nil where it has none of those above the page.
func nearest(p *toolkit.Page, in *toolkit.Version) *toolkit.Page {
	for near := path.Dir(p.Slug); near != "." && near != "/"; near = path.Dir(near) {
		if section := in.Page(near); section != nil {
			return section
		}
	}
	return nil
}

func label(w *wording.Words, v *toolkit.Version) string {
	if v.Scheduled() {
		return w.Say("Draft of version {1}, to be released on {2}", v.Name, w.Date(v.Released))
	}
	if v.Draft() {
		return w.Say("Draft of version {1}", v.Name)
	}
	return w.Say("Version {1}, released {2}", v.Name, w.Short(v.Released))
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
