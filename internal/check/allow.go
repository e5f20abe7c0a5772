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

// allowed turns into notes what was looked at and agreed to stand: warnings that the page's own front matter lists under
// allow, and warnings of a rule that data/site.yaml waives until a day that has not passed. An error stays one. An entry of
// allow that lets nothing stand is a finding itself.
func allowed(in Input, findings []finding.Finding) []finding.Finding {
	pages := map[string]*toolkit.Page{}
	for _, v := range in.Toolkit.Versions {
		for _, p := range v.Pages {
			if len(p.Allow) > 0 {
				pages[p.File] = p
			}
		}
	}
	waivers := map[string]string{} // rule → why
	for i := range in.Site.Waivers {
		if w := &in.Site.Waivers[i]; w.Rule != "" && in.holds(w) {
			waivers[w.Rule] = "waived until " + w.Expires.Words() + ": " + w.Reason + " (agreed by: " + w.ApprovedBy + ")"
		}
	}
	if len(pages) == 0 && len(waivers) == 0 {
		return findings
	}
	type place struct {
		page  *toolkit.Page
		index int
	}
	used := map[place]bool{}
	errors := map[place]bool{}
	for i := range findings {
		f := &findings[i]
		if p := pages[f.File]; p != nil && f.Preceptee == "" {
			for k, a := range p.Allow {
				if a.Rule != f.Rule || !standsAt(p, *f, a.At) {
					continue
				}
				used[place{p, k}] = true
				switch f.Severity {
				case finding.Warning:
					f.Severity, f.Help = finding.Note, "let stand by the page: "+a.Reason
				case finding.Error:
					errors[place{p, k}] = true
				}
			}
		}
		if why, ok := waivers[f.Rule]; ok && f.Severity == finding.Warning {
			f.Severity, f.Help = finding.Note, why
		}
	}
	var rules []string
	for _, r := range Rules() {
		rules = append(rules, r.ID)
	}
	seen := map[string]bool{}
	for _, v := range in.Toolkit.Versions {
		for _, p := range v.Pages {
			if pages[p.File] != p || seen[p.File] { // an inherited page is judged once
				continue
			}
			seen[p.File] = true
			for k, a := range p.Allow {
				at := place{p, k}
				message, help := fmt.Sprintf("the rule %s found nothing here to let stand", a.Rule), "take the entry out, or correct the words under at"
				switch {
				case errors[at]:
					message, help = fmt.Sprintf("what the rule %s finds here is an error and cannot be let stand", a.Rule), "mend it, and take the entry out"
				case used[at]:
					continue
				case !slices.Contains(rules, a.Rule):
					message, help = fmt.Sprintf("there is no rule %s", a.Rule), source.DidYouMean(a.Rule, rules, "", "precept rules lists them")
				}
				findings = append(findings, finding.Finding{Rule: "allow-unused", Severity: finding.Warning, Position: a.Pos, Message: message, Help: help})
			}
		}
	}
	return findings
}

// standsAt reports whether a finding is about the place that the words name: they are part of its message, or of a link,
// heading, item or picture on its line. No words name the whole page.
func standsAt(p *toolkit.Page, f finding.Finding, words string) bool {
	words = strings.ToLower(strings.TrimSpace(words))
	if words == "" {
		return true
	}
	holds := func(texts ...string) bool {
		for _, t := range texts {
			if strings.Contains(strings.ToLower(t), words) {
				return true
			}
		}
		return false
	}
	if holds(f.Message) {
		return true
	}
	for _, l := range p.Facts.Links {
		if l.Pos.Line == f.Line && holds(l.Text, l.Raw) {
			return true
		}
	}
	for _, h := range p.Facts.Headings {
		if h.Pos.Line == f.Line && holds(h.Text) {
			return true
		}
	}
	for _, im := range p.Facts.Images {
		if im.Pos.Line == f.Line && holds(im.Alt, im.Raw) {
			return true
		}
	}
	for _, d := range p.Facts.Terms {
		if d.Pos.Line == f.Line && holds(d.Term) {
			return true
		}
	}
	found := false
	eachItem(p.Facts.Items, func(it *item.Item) { found = found || it.Start.Line == f.Line && holds(it.Label) })
	return found
}
