package check

import (
	"regexp"
	"strings"

	"precept/internal/finding"
	"precept/internal/site"
)

// The rules of a release look only at the version that is to be released: they ask for what only its publisher can
// give, and would be in the way while pages are still being written.

// approvalMissing finds a version without approval.
func approvalMissing(p *Pass) {
	if v := p.Release; v != nil && v.Approved == "" {
		p.Report(wholeFile(v.File),
			"write who approved it and when, such as approved: {role: Clinical lead, date: 2026-09-21}",
			"the version is not approved")
	}
}

// licenceMissing finds a site that does not say how others may use it.
func licenceMissing(p *Pass) {
	if p.Release != nil && p.Site.Licence == "" && p.Site.Title != "" { // without a title, nobody could read the file
		p.Report(wholeFile(site.File),
			"write licence: with its name, such as licence: Creative Commons Attribution 4.0",
			"the site does not say under which licence others may use it")
	}
}

// retentionMissing finds a site that does not say how long portfolios are kept.
func retentionMissing(p *Pass) {
	if p.Release != nil && p.Site.Privacy.KeepMonths == 0 && p.Site.Title != "" {
		p.Report(wholeFile(site.File),
			"write privacy: {controller: …, contact: …, keep_months: 24}, with who holds the records and an address",
			"the site does not say how long a portfolio is kept")
	}
}

// invented are addresses that are set apart for examples (RFC 2606): nobody answers there.
var invented = regexp.MustCompile(`(?i)\bexample\.(com|net|org)\b|\.(example|invalid|test)\b`)

// placeholderContact finds contacts that reach nobody: an invented address, or a role without a name, number or
// address.
func placeholderContact(p *Pass) {
	if p.Release == nil {
		return
	}
	for _, c := range p.Site.Contacts {
		role := strings.TrimPrefix(strings.ToLower(c.Text), "the ") == strings.ReplaceAll(c.Key, "-", " ")
		if role || invented.MatchString(c.Text) {
			p.Report(c.Pos, "write a name, a telephone number or an address at which somebody answers",
				"readers cannot reach anybody at this contact: %q", c.Text)
		}
	}
}

// linksUnchecked finds sources whose address was not checked for a year. Those of a page that is inherited from a
// locked version were checked at its release, and that file cannot be changed.
func linksUnchecked(p *Pass) {
	if p.Release == nil {
		return
	}
	var first finding.Position
	n, since := 0, p.AsOf.AddMonths(-12)
	for _, page := range p.Release.Pages {
		if from := p.Toolkit.Version(page.Inherited); from != nil && from.Locked {
			continue
		}
		for _, s := range page.Sources {
			if s.URL == "" || !s.Checked.Before(since) {
				continue
			}
			if n++; n == 1 {
				first = s.Pos
			}
		}
	}
	help := "run precept check --release " + p.Release.Name +
		" --external-links --fix, which looks at each and writes checked: with the day"
	switch {
	case n == 1:
		p.Report(first, help, "nobody has said within a year that the address of this source works")
	case n > 1:
		p.Report(first, help,
			"nobody has said within a year that the addresses of %d sources work; this is the first", n)
	}
}

// unconfirmed finds what the version says and its publisher has still to confirm.
func unconfirmed(p *Pass) {
	if p.Release == nil {
		return
	}
	told := map[string]bool{}
	tell := func(at finding.Position, label string) {
		if !told[label] {
			told[label] = true
			p.Report(at, "confirm it, then delete its .unconfirmed; or leave it out",
				"still to be confirmed: %s", label)
		}
	}
	if p.Release.Programme != nil {
		for _, m := range p.Release.Programme.Milestones {
			if m.Unconfirmed {
				tell(m.Pos, m.Label)
			}
		}
	}
	for _, r := range p.Release.Requirements {
		if r.Unconfirmed {
			tell(r.Pos, r.Label)
		}
	}
}
