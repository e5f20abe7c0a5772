package check

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// allowances are the entries of allow in the front matter of pages, and what they applied to.
type allowances struct {
	pages    map[string]*toolkit.Page // by file; only pages with entries
	warnings map[allowance]bool       // entries that allow a warning
	errors   map[allowance]bool       // entries that name an error, which cannot be allowed
}

// allowance is one entry.
type allowance struct {
	page  *toolkit.Page
	index int
}

// applyAllowances turns warnings into notes: those that the page's own front matter lists under allow, and those of a
// rule that data/site.yaml waives until a day that has not passed. Errors stay errors. An entry of allow that allows
// nothing is a finding itself.
func applyAllowances(in Input, findings []finding.Finding, waivers map[string]string) []finding.Finding {
	a := allowances{pages: map[string]*toolkit.Page{}, warnings: map[allowance]bool{}, errors: map[allowance]bool{}}
	for _, v := range in.Toolkit.Versions {
		for _, p := range v.Pages {
			if len(p.Allow) > 0 {
				a.pages[p.File] = p
			}
		}
	}
	if len(a.pages) == 0 && len(waivers) == 0 {
		return findings
	}
	for i := range findings {
		f := &findings[i]
		a.apply(f)
		waive(waivers, f)
	}
	return append(findings, a.unused(in.Toolkit)...)
}

// waivers gives the rules that data/site.yaml waives on the day, and why.
func waivers(in Input) map[string]string {
	waived := map[string]string{}
	for i := range in.Site.Waivers {
		if w := &in.Site.Waivers[i]; w.Rule != "" && w.Applies(in.AsOf) {
			waived[w.Rule] = waiverReason(w)
		}
	}
	return waived
}

// waive makes a warning of a waived rule a note.
func waive(waivers map[string]string, f *finding.Finding) {
	if why, ok := waivers[f.Rule]; ok && f.Severity == finding.Warning {
		f.Severity, f.Help = finding.Note, why
	}
}

// apply makes a warning a note if the page allows it.
func (a *allowances) apply(f *finding.Finding) {
	p := a.pages[f.File]
	if p == nil || f.Preceptee != "" {
		return
	}
	for i, entry := range p.Allow {
		if entry.Rule != f.Rule || !isAbout(p, *f, entry.At) {
			continue
		}
		switch f.Severity {
		case finding.Warning:
			f.Severity, f.Help = finding.Note, "allowed by the page: "+entry.Reason
			a.warnings[allowance{p, i}] = true
		case finding.Error:
			a.errors[allowance{p, i}] = true
		default:
			a.warnings[allowance{p, i}] = true
		}
	}
}

// unused finds the entries that allow nothing.
func (a *allowances) unused(t *toolkit.Toolkit) []finding.Finding {
	var rules []string
	for _, r := range Rules() {
		rules = append(rules, r.ID)
	}
	var findings []finding.Finding
	seen := map[string]bool{}
	for _, v := range t.Versions {
		for _, p := range v.Pages {
			if a.pages[p.File] != p || seen[p.File] { // an inherited page is checked once
				continue
			}
			seen[p.File] = true
			for i, entry := range p.Allow {
				f := finding.Finding{Rule: "allow-unused", Severity: finding.Warning, Position: entry.Pos}
				switch {
				case a.errors[allowance{p, i}]:
					f.Message = fmt.Sprintf("the rule %s finds an error here, which cannot be allowed", entry.Rule)
					f.Help = "fix the error, and delete the entry"
				case a.warnings[allowance{p, i}]:
					continue
				case !slices.Contains(rules, entry.Rule):
					f.Message = fmt.Sprintf("there is no rule %s", entry.Rule)
					f.Help = source.DidYouMean(entry.Rule, rules, "", "precept rules lists them")
				default:
					f.Message = fmt.Sprintf("the rule %s finds nothing here to allow", entry.Rule)
					f.Help = "delete the entry, or correct the words under at"
				}
				findings = append(findings, f)
			}
		}
	}
	return findings
}

// isAbout reports whether a finding is about the place that the words name: they are part of its message, or of a link,
// heading, item or picture on its line. Without words, it is about any place of the page.
func isAbout(p *toolkit.Page, f finding.Finding, words string) bool {
	words = strings.ToLower(strings.TrimSpace(words))
	if words == "" {
		return true
	}
	found := false
	look := func(line int, texts ...string) {
		for _, t := range texts {
			found = found || line == f.Line && strings.Contains(strings.ToLower(t), words)
		}
	}
	look(f.Line, f.Message)
	for _, l := range p.Facts.Links {
		look(l.Pos.Line, l.Text, l.Raw)
	}
	for _, h := range p.Facts.Headings {
		look(h.Pos.Line, h.Text)
	}
	for _, im := range p.Facts.Images {
		look(im.Pos.Line, im.Alt, im.Raw)
	}
	for _, d := range p.Facts.Terms {
		look(d.Pos.Line, d.Term)
	}
	eachItem(p.Facts.Items, func(it *item.Item) { look(it.Start.Line, it.Label) })
	return found
}
