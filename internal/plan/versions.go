package plan

import (
	"fmt"

	"precept/internal/view"
)

// versions lists all versions with their release notes.
func (t *edition) versions() Output {
	return t.render("versions.html", "", "versions", func() (any, error) {
		page := &view.Versions{Page: t.plain("versions.html", t.Say("Versions of this toolkit"),
			t.Say("Every released version, what is new in it, and where to find it."))}
		for i, v := range t.published {
			notes, err := v.Notes.Bytes()
			if err != nil {
				return nil, err
			}
			href := "v/" + v.Name + "/index.html"
			if v.Draft() && v == t.Toolkit.Current() {
				href = "index.html"
			}
			page.List = append(page.List, view.VersionNote{
				Name: v.Name, Title: v.Title, Summary: v.Summary, Href: href, Released: date(t.Words, v.Released),
				Current: v == t.Toolkit.Current() && !v.Draft(), Draft: v.Draft(), Withdrawn: v.WithdrawnWhy,
				Changes: t.changesLink(v, ""), Adapted: t.adaptedLink(v),
				Notes: html(partOf(notes, fmt.Sprintf("v%d", i+1), t.Say("Version {1}", v.Name))),
			})
		}
		return page, nil
	})
}
