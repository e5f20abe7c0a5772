package check

import (
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// requirementUnmet finds what the toolkit must say and does not. A requirement that is waived here is a note, so that it stays
// in the report.
func requirementUnmet(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		for i := range v.Requirements {
			r := &v.Requirements[i]
			if !p.lookable(v, r) || met(v, r) || slices.ContainsFunc(r.On, func(slug string) bool { return p.lost(v, homeless(slug)) }) {
				continue
			}
			severity := finding.Error
			if r.Should {
				severity = finding.Warning
			}
			if w := p.waiver(r); w != nil && !r.Fixed {
				p.ReportAs(finding.Note, r.Pos, "waived until "+w.Expires.Words()+": "+w.Reason+" (agreed by: "+w.ApprovedBy+")", "the toolkit does not say: %s", r.Label)
				continue
			}
			pages := make([]string, len(r.On))
			for i, slug := range r.On {
				pages[i] = "content/" + v.Name + "/" + slug + ".md"
				if page := v.Page(slug); page != nil {
					pages[i] = page.File
				}
			}
			help := "say it in " + strings.Join(pages, " or ") + "; or, where it stands there in other words, end that paragraph with {says=" + r.ID + "}"
			if r.Fixed {
				help += ". This one cannot be waived"
			}
			p.ReportAs(severity, r.Pos, help, "the toolkit does not say: %s", r.Label)
		}
	}
}

// lookable reports whether the requirement names a page that there is, or was in another version: one that was dropped says
// nothing, while a misspelt name has a finding of its own.
func (p *Pass) lookable(v *toolkit.Version, r *toolkit.Requirement) bool {
	return slices.ContainsFunc(r.On, func(slug string) bool { return !p.nowhere(v, slug) })
}

// nowhere reports whether no version has a page of that slug.
func (p *Pass) nowhere(v *toolkit.Version, slug string) bool {
	if v.Page(homeless(slug)) != nil || p.lost(v, homeless(slug)) {
		return false
	}
	return !slices.ContainsFunc(p.Toolkit.Versions, func(o *toolkit.Version) bool { return o.Page(homeless(slug)) != nil })
}

// homeless turns the name that people give to the home page into its slug.
func homeless(slug string) string {
	if slug == "index" {
		return ""
	}
	return slug
}

// met reports whether one block of the pages says it all, or is marked as saying it.
func met(v *toolkit.Version, r *toolkit.Requirement) bool {
	for _, slug := range r.On {
		page := v.Page(homeless(slug))
		if page == nil {
			continue
		}
		for _, s := range page.Facts.Says {
			if s.ID == r.ID && (s.Digest == "" || s.Digest == s.Actual) {
				return true
			}
		}
		if len(r.Patterns) == 0 {
			continue
		}
		title := straight.Replace(page.Title)
		for i := range page.Facts.Blocks {
			b := &page.Facts.Blocks[i]
			text := title + " " + b.Heads + " " + b.Text
			all := true
			for _, re := range r.Patterns {
				all = all && re.MatchString(text)
			}
			if all {
				return true
			}
		}
	}
	return false
}

// straight makes curly quotes straight, as blocks have them.
var straight = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`)

// requirementPage finds pages that requirements name and no version has.
func requirementPage(p *Pass) {
	for _, v := range p.Toolkit.Versions {
		var slugs []string
		for _, r := range v.Requirements {
			for _, slug := range r.On {
				if !p.nowhere(v, slug) {
					continue
				}
				if slugs == nil {
					for _, page := range v.Pages {
						slugs = append(slugs, page.Slug)
					}
				}
				help := source.DidYouMean(slug, slugs, "", "write the page's path below the version, without .md")
				if now := v.Formerly(slug); now != nil {
					help = "that page is now " + now.Slug
				}
				p.Report(r.OnPos, help, "the requirement names a page that does not exist: %s", slug)
			}
		}
	}
}
