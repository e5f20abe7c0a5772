package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"precept/internal/finding"
)

// Rules is the catalogue: every rule of every stage, in order of its id.
func Rules() []Rule {
	rules := slices.Concat(fileRules(), pageRules(), itemRules(), linkRules(), toolkitRules(), siteRules(), peopleRules(), identifierRules())
	slices.SortFunc(rules, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	return rules
}

// Line is the rule as one line of a list.
func (r Rule) Line() string {
	return fmt.Sprintf("%-24s %-8s %s", r.ID, r.Severity, r.Summary)
}

// Text is all that the catalogue says of the rule, for people who want to know why something was found.
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
	part("Way out", r.Fix)
	switch r.Severity {
	case finding.Error:
		b.WriteString("\nAn error holds back the part of the site that it stands in.\n")
	case finding.Warning:
		b.WriteString("\nA warning holds nothing back, except under --strict.\n")
		if !slices.ContainsFunc(slices.Concat(siteRules(), peopleRules(), identifierRules()), func(o Rule) bool { return o.ID == r.ID }) {
			fmt.Fprintf(&b, "Where it is right as it is, the page's front matter may say so:\n  allow: [{rule: %s, at: words of the place, reason: why it may stand}]\n", r.ID)
		}
	case finding.Gap:
		b.WriteString("\nA gap is something that is still to be done. It holds nothing back; only check --gate counts it.\n")
	}
	return b.String()
}
