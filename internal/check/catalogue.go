package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
)

// Rules is the catalogue: every rule of every stage, sorted by id.
func Rules() []Rule {
	rules := slices.Concat(fileRules(), pageRules(), itemRules(), linkRules(), toolkitRules(), copyRules(),
		unallowable())
	slices.SortFunc(rules, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	return rules
}

// unallowable are the rules whose warnings a page cannot allow, because they are not about a page.
func unallowable() []Rule {
	return slices.Concat(siteRules(), peopleRules(), signatureRules(), identifierRules(), releaseRules())
}

// Line is the rule as one line of a list.
func (r Rule) Line() string {
	return fmt.Sprintf("%-24s %-8s %s", r.ID, r.Severity, r.Summary)
}

// Text is the whole entry of the catalogue, for people who want to know why something was found.
func (r Rule) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n  %s\n", r.ID, r.Severity, r.Summary)
	part := func(title, text string) {
		fmt.Fprintf(&b, "\n%s\n", title)
		for line := range strings.Lines(text) {
			b.WriteString("  " + line)
		}
		b.WriteByte('\n')
	}
	part("Why", r.Why)
	part("Found in", r.Example)
	part("What to do", r.Fix)
	switch r.Severity {
	case finding.Error:
		b.WriteString("\nThe part of the site with an error is not published.\n")
	case finding.Warning:
		b.WriteString("\nA warning stops nothing from being published, except with --strict.\n")
		if !slices.ContainsFunc(unallowable(), func(o Rule) bool { return o.ID == r.ID }) {
			fmt.Fprintf(&b, "If it is right as it is, the front matter of the page can allow it:\n"+
				"  allow: [{rule: %s, at: words of the place, reason: why it is right}]\n", r.ID)
		}
		fmt.Fprintf(&b, "The site can put it off until a day, in data/site.yaml:\n"+
			"  waivers: [{rule: %s, reason: why, approved_by: their role, date: 2026-12-01, expires: 2027-06-01}]\n",
			r.ID)
	case finding.Gap:
		b.WriteString(
			"\nA gap is something that is still to do. It stops nothing from being published; only check --gate " +
				"counts it.\n",
		)
	}
	return b.String()
}
