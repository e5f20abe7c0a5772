package plan

import (
	"cmp"
	"strings"

	"precept/internal/base"
	"precept/internal/toolkit"
	"precept/internal/view"
)

// adaptedPath is where a version of a copy says what it does to the toolkit that it is based on, from the tree's root.
func adaptedPath(v *toolkit.Version) string { return "v/" + v.Name + "/adapted.html" }

// adaptedLink leads there; nil for a version that is not a copy.
func (t *edition) adaptedLink(v *toolkit.Version) *view.Link {
	if !v.Based || v.Draft() {
		return nil
	}
	return &view.Link{Text: t.Say("What {1} changed in it", t.Site.Publisher), Href: adaptedPath(v)}
}

// adapted plans the page that says what this copy replaces, adds to, adds and leaves out.
func (t *edition) adapted() []Output {
	if !t.v.Based || t.prefix == "" {
		return nil
	}
	at := adaptedPath(t.v)
	return []Output{t.render(at, "", "adapted", func() (any, error) { return t.adaptedPage(at), nil })}
}

func (t *edition) adaptedPage(at string) *view.Adapted {
	hub := t.hub()
	v := &view.Adapted{Page: t.plain(at, t.Say("What {1} changed in version {2}", t.Site.Publisher, t.v.Name),
		t.Say("This toolkit is a copy of the one by {1}, with changes of our own.", hub)),
		Over: t.untouched(), Waivers: t.waived(at)}
	lists := map[string]*view.AdaptedPages{
		toolkit.Replaces: {Title: t.Say("In our own words"), ID: "adapted",
			Note: t.Say("These pages replace the ones by {1}.", hub)},
		toolkit.Extends: {Title: t.Say("With a section of ours"), ID: "extended"},
		toolkit.Adds:    {Title: t.Say("Added"), ID: "added"},
		toolkit.Drops: {Title: t.Say("Left out"), ID: "left-out",
			Note: t.Say("These pages of the toolkit by {1} are not in this copy.", hub)},
	}
	for _, l := range base.Layers(t.v) {
		if line, ok := t.layer(l, at, hub); ok {
			lists[l.Does].Pages = append(lists[l.Does].Pages, line)
		}
	}
	for _, does := range []string{toolkit.Replaces, toolkit.Extends, toolkit.Adds, toolkit.Drops} {
		if len(lists[does].Pages) > 0 {
			v.Lists = append(v.Lists, *lists[does])
		}
	}
	return v
}

// hub names the publisher of the toolkit that the version is based on.
func (t *edition) hub() string { return cmp.Or(t.Toolkit.HubOf(t.v), t.Say("the training hub")) }

// untouched says how many pages are as the hub has them.
func (t *edition) untouched() string {
	n := 0
	for _, p := range t.v.Pages {
		if p.Base != "" && len(p.Sections) == 0 {
			n++
		}
	}
	return t.Several(n, "{1} page is as it was released.", "{1} pages are as they were released.")
}

// layer is one page, and how it is to the hub's. What is neither a page nor one that was left out is not listed.
func (t *edition) layer(l base.Layer, at, hub string) (view.ChangedLine, bool) {
	if l.Does == toolkit.Drops {
		return view.ChangedLine{Link: view.Link{Text: t.formerTitle(l.Under)}}, true
	}
	if l.Page == nil {
		return view.ChangedLine{}, false
	}
	line := view.ChangedLine{Link: view.Link{Text: l.Page.Title, Href: up(at) + t.path(l.Page)}}
	if l.State.Undecided() && l.State != base.Unsaid { // which is only for its writers
		line.Said = []string{l.State.Words(t.Words, hub)}
	}
	return line, true
}

// formerTitle is what a page that is left out is called in another version; where none has it, its name.
func (t *edition) formerTitle(file string) string {
	_, _, below := t.Toolkit.Split(file)
	slug := strings.TrimSuffix(strings.TrimSuffix(below, ".md"), "/index")
	for _, v := range t.Toolkit.Versions {
		if p := v.Page(slug); p != nil {
			return p.Title
		}
	}
	return slug
}

// waived are the requirements of the version that do not apply here, on the day of the build.
func (t *edition) waived(at string) []view.Waived {
	var list []view.Waived
	for _, r := range t.v.Requirements {
		if w := t.Site.Waiver(r.ID, t.AsOf); w != nil && !r.Fixed {
			list = append(list, view.Waived{Reason: w.Reason, By: w.ApprovedBy, Until: date(t.Words, w.Expires),
				Requirement: view.Link{Text: r.Label, Href: up(at) + t.path(r.Page) + "#s-" + r.ID}})
		}
	}
	return list
}
