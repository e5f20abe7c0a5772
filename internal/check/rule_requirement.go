package check

import (
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/markdown"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// requirementUnmet finds requirements that the toolkit does not meet. A waived one becomes a note, so that the report
// still has it. What a page does not say that waits for a decision of the copy has one finding for the page: that
// decision is the cause.
func requirementUnmet(p *Pass) {
	texts := blockTexts{}
	for _, v := range p.Toolkit.Versions {
		var pages []*toolkit.Page
		unsaid := map[*toolkit.Page][]string{}
		for i := range v.Requirements {
			r := &v.Requirements[i]
			unreadable := func(slug string) bool { return p.unreadable(v, pageSlug(slug)) }
			if !p.checkable(v, r) || texts.meets(v, r) || reworded(v, r) || slices.ContainsFunc(r.On, unreadable) {
				continue
			}
			if w := p.Site.Waiver(r.ID, p.AsOf); w != nil && !r.Fixed {
				p.ReportAs(finding.Note, r.Pos, waiverReason(w), "the toolkit does not say: %s", r.Label)
				continue
			}
			by, undecided := p.lostBy(v, r)
			if undecided == nil || len(r.Patterns) == 0 {
				p.unmet(v, r, by)
				continue
			}
			if unsaid[undecided] == nil {
				pages = append(pages, undecided)
			}
			unsaid[undecided] = append(unsaid[undecided], r.Label)
		}
		for _, page := range pages {
			adapt := "precept adapt " + toolkit.NameOf(page) + " --version " + v.Name
			p.ReportAs(finding.Warning, wholeFile(page.File), "take theirs, which says so, with "+adapt+
				" --drop; or say it in yours and keep that with "+adapt+" --keep",
				"this page waits for your decision, and does not say what the toolkit must say: %s",
				strings.Join(unsaid[page], "; "))
		}
	}
}

// unmet reports a requirement that is not met. by is the file of a copy that took out what it asks for; or "".
func (p *Pass) unmet(v *toolkit.Version, r *toolkit.Requirement, by string) {
	severity, at := finding.Error, r.Pos
	if r.Should {
		severity = finding.Warning
	}
	if len(r.Patterns) == 0 {
		help := "write the words that the page must have below it, indented, after an empty line, each " +
			"between backticks; or end the paragraph that says it with {says=" + r.ID + "}"
		p.ReportAs(severity, r.Pos, help,
			"there is no pattern below the requirement, so no page can meet it: %s", r.Label)
		return
	}
	if by != "" {
		at = wholeFile(by)
	}
	pages := make([]string, len(r.On))
	for i, slug := range r.On {
		pages[i] = "content/" + v.Name + "/" + slug + ".md"
		if page := v.Page(slug); page != nil {
			pages[i] = page.File
		}
	}
	help := "say it in " + strings.Join(pages, " or ") +
		"; or, if a paragraph there says it in other words, end that paragraph with {says=" + r.ID + "}"
	if r.Fixed {
		help += "; this requirement cannot be waived"
	}
	p.ReportAs(severity, at, help, "the toolkit does not say: %s", r.Label)
}

// lostBy names the file of a copy that took out what a requirement of its base asks for: a page of the copy's own, or
// the version.md that leaves the page out. While the copy has still to say whether it keeps its page over one that has
// changed, it gives that page instead.
func (p *Pass) lostBy(v *toolkit.Version, r *toolkit.Requirement) (file string, undecided *toolkit.Page) {
	if base, _, _ := p.Toolkit.Split(r.Pos.File); base == "" {
		return "", nil
	}
	for _, slug := range r.On {
		page := v.Page(pageSlug(slug))
		switch {
		case p.leftOut(v, pageSlug(slug)):
			return v.File, nil
		case page == nil || page.Base != "":
		case page.Under != nil && page.Replaces != "" && page.Under.Sum != page.Replaces:
			return "", page
		default:
			return page.File, nil
		}
	}
	return "", nil
}

// reworded reports whether a page of the requirement has a mark whose words have changed since: that is one fault, and
// it has its own warning.
func reworded(v *toolkit.Version, r *toolkit.Requirement) bool {
	return slices.ContainsFunc(r.On, func(slug string) bool {
		page := v.Page(pageSlug(slug))
		return page != nil && slices.ContainsFunc(page.Facts.Says, func(s markdown.Says) bool {
			return s.ID == r.ID && s.Digest != "" && s.Digest != s.Actual
		})
	})
}

// checkable reports whether the requirement names a page that exists, in this version or another one. A dropped page
// does not meet it; a misspelt name has a finding of its own.
func (p *Pass) checkable(v *toolkit.Version, r *toolkit.Requirement) bool {
	return slices.ContainsFunc(r.On, func(slug string) bool { return !p.pageUnknown(v, slug) })
}

// pageUnknown reports whether no version has a page of that slug.
func (p *Pass) pageUnknown(v *toolkit.Version, slug string) bool {
	if slug := pageSlug(slug); v.Page(slug) != nil || p.unreadable(v, slug) || p.leftOut(v, slug) {
		return false
	}
	has := func(o *toolkit.Version) bool { return o.Page(pageSlug(slug)) != nil }
	return !slices.ContainsFunc(p.Toolkit.Versions, has)
}

// pageSlug turns the name that people give to the home page into its slug.
func pageSlug(slug string) string {
	if slug == "index" {
		return ""
	}
	return slug
}

// requirementPage finds requirements about pages that no version has.
func requirementPage(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		var slugs []string
		for _, r := range v.Requirements {
			for _, slug := range r.On {
				if !p.pageUnknown(v, slug) {
					continue
				}
				if slugs == nil {
					for _, page := range v.Pages {
						slugs = append(slugs, page.Slug)
					}
				}
				help := source.DidYouMean(slug, slugs, "", "write the page's path below the version, without .md")
				if at, ok := strings.CutSuffix(slug, "/index"); ok && v.Page(at) != nil {
					help = "write on=" + at
				} else if at := strings.TrimSuffix(slug, ".md"); at != slug && v.Page(at) != nil {
					help = "write on=" + at
				}
				if now := v.Formerly(slug); now != nil {
					help = "that page is now " + now.Slug
				}
				p.Report(r.OnPos, help, "the requirement names a page that does not exist: %s", slug)
			}
		}
	}
}
