package check

import "precept/internal/finding"

// releaseRules are asked only of a version that is to be released, by precept check --release.
func releaseRules() []Rule {
	return []Rule{{
		ID: "approval-missing", Severity: finding.Warning,
		Summary: "a version that is to be released is not approved",
		Why:     "Readers follow what it says, and somebody must answer for that.",
		Example: "version.md without approved:",
		Fix:     "Once somebody has approved it, write approved with their role and the date.",
		Check:   approvalMissing,
	}, {
		ID: "licence-missing", Severity: finding.Warning,
		Summary: "the site does not say under which licence others may use it",
		Why:     "A practice that hosts an adapted copy has to know whether it may.",
		Example: "data/site.yaml without licence:",
		Fix:     "Write licence with its name. It is shown at the foot of every page.",
		Check:   licenceMissing,
	}, {
		ID: "links-unchecked", Severity: finding.Warning,
		Summary: "nobody has looked for a year whether the addresses of sources work",
		Why:     "A reader who wants to check a statement finds an empty page.",
		Example: "sources: [{title: …, url: …}] without checked:, or with a day more than a year ago",
		Fix: "Run precept check --external-links --fix, with --release and the name of the version. It looks at\n" +
			"every address and writes checked: with the day beside those that work. Correct the others.",
		Check: linksUnchecked,
	}, {
		ID: "placeholder-contact", Severity: finding.Warning,
		Summary: "a contact is an invented address, or a role that nobody can reach",
		Why:     "Somebody who needs help finds nobody there.",
		Example: "local: {practice-manager: the practice manager}, or an address at example.org",
		Fix:     "Write a name, a telephone number or an address at which somebody answers.",
		Check:   placeholderContact,
	}, {
		ID: "retention-missing", Severity: finding.Warning,
		Summary: "the site does not say how long a portfolio is kept",
		Why:     "People have a right to know how long what they write is kept.",
		Example: "data/site.yaml without privacy:",
		Fix:     "Write privacy with controller, contact and keep_months.",
		Check:   retentionMissing,
	}, {
		ID: "unconfirmed", Severity: finding.Warning,
		Summary: "a version that is to be released says something that is still to be confirmed",
		Why:     "Readers cannot tell what is sure from what was only thought likely.",
		Example: "- [must] The course takes two days {#course .unconfirmed}",
		Fix:     "Confirm it and delete .unconfirmed, or leave it out.",
		Check:   unconfirmed,
	}}
}
