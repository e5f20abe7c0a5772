package check

import (
	"path"
	"slices"

	"precept/internal/toolkit"
)

// reviewPast finds pages that were due for review, in the versions that are still edited. Who releases a version also
// hears of earlier ones that somebody still follows: once for each.
func reviewPast(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		var due []*toolkit.Page
		for _, page := range v.Pages {
			wrong := p.Toolkit.Newest(v) && dueBeforeReview(page) // review-dates says so
			if !page.ReviewBy.IsZero() && page.ReviewBy.Before(p.AsOf) && !wrong {
				due = append(due, page)
			}
		}
		switch {
		case p.Toolkit.Newest(v):
			p.reviewDue(v, due)
		case p.Release != nil && p.Followed[v.Name]:
			p.reviewUntold(v, due)
		}
	}
}

// reviewUntold names the first page of an older version that was due for review without a notice about what has changed
// since. A locked version is not reviewed any more: its readers learn of changes in notices.md, which its lock does not
// cover.
func (p *Pass) reviewUntold(v *toolkit.Version, due []*toolkit.Page) {
	due = slices.DeleteFunc(due, func(page *toolkit.Page) bool { return p.told(v, page) })
	if len(due) == 0 {
		return
	}
	notices := path.Join(toolkit.Folder, v.Name, "notices.md")
	last := slices.MaxFunc(due, func(a, b *toolkit.Page) int { return a.ReviewBy.Compare(b.ReviewBy) }).ReviewBy
	at, help := due[0].Pos("review_by"), reviewHelp+"; or "
	if v.Locked {
		at, help = wholeFile(notices), ""
	}
	help += "write into " + notices + " what has changed, as a notice on=index with a date after " + last.Words()
	if len(due) == 1 {
		p.Report(at, help, "somebody still follows version %s, and its page %q was due for review", v.Name,
			due[0].Title)
		return
	}
	p.Report(at, help, "somebody still follows version %s, and %d of its pages were due for review; the first is %q",
		v.Name, len(due), due[0].Title)
}

// told reports whether a notice says what has changed since a page was due: on that page, or on the home page, where
// the readers of the version begin.
func (p *Pass) told(v *toolkit.Version, page *toolkit.Page) bool {
	return slices.ContainsFunc(v.Notices, func(n toolkit.Notice) bool {
		heads := n.Urgent || n.Heads("") || n.Heads(page.Slug)
		return heads && n.Date.After(page.ReviewBy) && !n.Date.After(p.AsOf)
	})
}

const reviewHelp = "review the page, then write new dates for reviewed and review_by"

// reviewDue names each page that was due and may be changed. The pages of a locked version, which cannot be changed,
// have one finding together.
func (p *Pass) reviewDue(v *toolkit.Version, due []*toolkit.Page) {
	var fixed []*toolkit.Page
	edited := v.Edited()
	for _, page := range due {
		if page.Base == v.LockedBase && (v.Locked || page.Base != "") && !slices.Contains(edited, page.File) {
			fixed = append(fixed, page)
			continue
		}
		p.Report(page.Pos("review_by"), reviewHelp, "the page was due for review on %s", page.ReviewBy.Words())
	}
	switch n := len(fixed); {
	case n == 1:
		p.Report(fixed[0].Pos("review_by"), reviewHelp, "the page was due for review on %s", fixed[0].ReviewBy.Words())
	case n > 1:
		p.Report(fixed[0].Pos("review_by"), reviewHelp,
			"%d pages of version %s were due for review; this is the first", n, v.Name)
	}
}
