package toolkit

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/markdown"
	"precept/internal/source"
)

// withdrawal reads the front matter of a folder's notices.md, which the version's lock does not cover.
func (l *load) withdrawal(f *folder) error {
	file, err := l.read(f.file("notices.md"))
	if err != nil || file == nil {
		return err
	}
	values, findings := file.Values(NoticesSchema)
	l.add(findings...)
	if f.version == nil {
		f.version = &Version{}
	}
	withdrawn := values.Map("withdrawn")
	f.version.Withdrawn, f.version.WithdrawnWhy = withdrawn.Date("date"), withdrawn.Text("why")
	f.version.noticesFiles = []*source.File{file}
	return nil
}

// notices reads the corrections in every notices.md, once the version's forms and words are known.
func (l *load) notices(v *Version) error {
	for _, file := range v.noticesFiles {
		if err := l.noticesOf(v, file); err != nil {
			return err
		}
	}
	v.noticesFiles = nil
	slices.SortStableFunc(v.Notices, func(a, b Notice) int { return b.Date.Compare(a.Date) })
	return nil
}

func (l *load) noticesOf(v *Version, file *source.File) error {
	facts, _, err := l.markdown(markdown.Input{File: file, Kind: item.Notices, NoGlossary: true, Dict: v.dictionary})
	if err != nil {
		return err
	}
	v.NoticesPages = append(v.NoticesPages,
		&Page{Version: v.Name, File: file.Path, Kind: item.Notices, Facts: facts})
	for _, it := range facts.Items {
		if it.Marker != "notice" {
			continue
		}
		pos := finding.Position{File: file.Path, Line: it.Start.Line, Column: it.Start.Column, End: it.Start.End}
		date, err := civil.Parse(it.Get("date"))
		if err != nil {
			l.addAt("attribute-bad", pos, fmt.Sprintf("the notice's date %q %s", it.Get("date"), err),
				"add date=2027-02-03 to its braces")
		}
		n := Notice{ID: it.ID, HTML: "<p>" + it.LabelHTML + "</p>" + it.HelpHTML, Text: it.Label,
			On: strings.Fields(it.Get("on")), Date: date, Urgent: it.Has("urgent"), Pos: pos}
		if len(n.On) == 0 && !n.Urgent {
			l.addAt("attribute-bad", pos, "the notice does not say which page it is for",
				"add on=reference/burnout to its braces, or .urgent for the home page and every portfolio")
		}
		v.Notices = append(v.Notices, n)
	}
	return nil
}

// checkNotices finds notices about pages that the version does not have.
func (l *load) checkNotices(v *Version) {
	slugs := make([]string, 0, len(v.Pages))
	for _, p := range v.Pages {
		slugs = append(slugs, p.Slug)
	}
	for _, n := range v.Notices {
		for _, slug := range n.On {
			if v.Page(slug) != nil || slug == "index" && v.Page("") != nil {
				continue
			}
			help := source.DidYouMean(slug, slugs, "", "name a page by its path below its version, without .md")
			message := fmt.Sprintf("the notice is on %q, which is not a page of version %s", slug, v.Name)
			l.addAt("attribute-bad", n.Pos, message, help)
		}
	}
}
