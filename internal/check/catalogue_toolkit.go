package check

import "precept/internal/finding"

// toolkitRules are about versions as a whole.
func toolkitRules() []Rule {
	return []Rule{{
		ID: "draft-current", Severity: finding.Warning,
		Summary: "a draft that was only just begun is the whole public site",
		Why:     "Where no version is released, the newest draft stands at the root of the site: readers lose the pages that they had, and a new preceptee would start on a version without a timeline.",
		Example: "content/2027/ with a home page alone, beside content/2026.1/ that is not released",
		Fix:     "Write released: with the day into version.md of the version that readers should see; or write extends: into the draft's, so that it has that version's pages until its own are written.",
		Check:   draftCurrent,
	}, {
		ID: "forms-missing", Severity: finding.Warning,
		Summary: "a version has no form",
		Why:     "A portfolio is made of forms that were filled in.",
		Example: "content/2026.1/ without forms/",
		Fix:     "Write one with precept new form.",
		Check:   formsMissing,
	}, {
		ID: "home-missing", Severity: finding.Error,
		Summary: "a version has no home page",
		Why:     "The address of the toolkit would lead nowhere.",
		Example: "content/2026.1/ without index.md",
		Fix:     "Write an index.md with title and summary.",
		Check:   homeMissing,
	}, {
		ID: "preceptee-in-content", Severity: finding.Error,
		Summary: "a preceptee's file or record lies below content/",
		Why:     "Everything below content/ is published for all to read.",
		Example: "content/2026.1/preceptee.md",
		Fix:     "Move it below the preceptees' folder, data/preceptees.",
	}, {
		ID: "timeline-missing", Severity: finding.Warning,
		Summary: "a version has no timeline",
		Why:     "Without one a portfolio knows no due dates.",
		Example: "no page with kind: timeline",
		Fix:     "Write a page with kind: timeline, with phases, lanes and milestones.",
		Check:   timelineMissing,
	}, {
		ID: "timeline-second", Severity: finding.Error,
		Summary: "a version has two timelines",
		Why:     "A programme has one set of due dates.",
		Example: "kind: timeline on two pages",
		Fix:     "Keep one page of kind timeline.",
	}, {
		ID: "version-extends", Severity: finding.Error,
		Summary: "a version extends one that does not exist, or itself, or drops a page that it does not inherit",
		Why:     "Its inherited pages cannot be found, or one that was meant to go stays.",
		Example: "extends: 2025.9",
		Fix:     "Name a version that has a folder below content/, or take extends out. Name dropped pages by their path, without .md.",
	}, {
		ID: "version-missing", Severity: finding.Error,
		Summary: "a folder below content/ has no version.md",
		Why:     "A version needs a title and a summary, and says there when it was released.",
		Example: "content/2027.1/ with pages alone",
		Fix:     "Write version.md; precept new version does it.",
	}, {
		ID: "version-name", Severity: finding.Error,
		Summary: "a folder below content/ has a name that no version can have",
		Why:     "The name stands in addresses and in records.",
		Example: "content/Version 2/",
		Fix:     "Use figures, small letters, dots and hyphens, such as 2026.1.",
	}, {
		ID: "version-unknown", Severity: finding.Error,
		Summary: "a preceptee or a record names a version that does not exist",
		Why:     "A year is judged by the version that it began under.",
		Example: "toolkit: \"2025.9\"",
		Fix:     "Name a version that has a folder below content/.",
	}}
}

// siteRules are about data/site.yaml, the theme and what is allowed to stand.
func siteRules() []Rule {
	return []Rule{{
		ID: "accessibility-missing", Severity: finding.Warning,
		Summary: "the site has no accessibility statement",
		Why:     "People who cannot use a page need to know whom to tell, and the law asks public bodies for it.",
		Example: "data/site.yaml without accessibility:",
		Fix:     "Add accessibility with contact, tested and not_accessible.",
		Check:   accessibilityMissing,
	}, {
		ID: "allow-unused", Severity: finding.Warning,
		Summary: "allow names a rule that found nothing here, or that cannot be let stand",
		Why:     "A reason that excuses nothing hides the next finding of that rule.",
		Example: "allow: [{rule: link-txt, reason: the law's own title}]",
		Fix:     "Correct the rule or the words under at, or take the line out.",
	}, {
		ID: "preceptees-folder", Severity: finding.Warning,
		Summary: "the folder that data/site.yaml names for the preceptees is not there",
		Why:     "A misspelt path reads nobody, and looks like a site without preceptees.",
		Example: "preceptees: ../restricted/precptees",
		Fix:     "Correct the path, which is read from the project's own folder. precept new preceptee makes the folder with the first of them.",
	}, {
		ID: "privacy-missing", Severity: finding.Error,
		Summary: "there is a preceptee who is no example, and the site does not say who holds their records",
		Why:     "People must be told who decides what is kept of them, for how long, and whom to ask.",
		Example: "data/site.yaml without privacy:",
		Fix:     "Add privacy with controller, contact and keep_months.",
		Check:   privacyMissing,
	}, {
		ID: "theme-accent", Severity: finding.Error,
		Summary: "the theme's accent is no colour, or one on which text cannot be read",
		Why:     "Many people cannot read words of low contrast.",
		Example: "accent: \"#ffd700\"",
		Fix:     "Choose a darker colour, written as # and six figures or letters.",
	}, {
		ID: "theme-logo", Severity: finding.Warning,
		Summary: "the theme's logo is no picture that is there",
		Why:     "The pages bear the built-in mark instead, and nobody sees whose they are.",
		Example: "theme: {name: ours, logo: logo.png} without themes/ours/static/logo.png",
		Fix:     "Put the picture into the folder static of the theme that is named beside it, or take logo out.",
		Check:   themeLogo,
	}, {
		ID: "theme-template", Severity: finding.Error,
		Summary: "a template of the site's own theme does not work",
		Why:     "Pages made with it would be broken or incomplete.",
		Example: "{{.Titel}} in themes/practice/layouts/page.html",
		Fix:     "Correct the template, or delete the file to use the built-in one.",
	}, {
		ID: "waiver-past", Severity: finding.Warning,
		Summary: "a waiver has run out",
		Why:     "It no longer counts: what it excused is found again until somebody has looked at it.",
		Example: "waivers: [{requirement: cover, …, expires: 2026-09-01}]",
		Fix:     "Agree it again with a new date, or take it out.",
		Check:   waiverPast,
	}, {
		ID: "waiver-unknown", Severity: finding.Warning,
		Summary: "a waiver names nothing that can be waived",
		Why:     "It excuses nothing, though somebody believes that it does.",
		Example: "waivers: [{requirement: covr, …}]",
		Fix:     "Name a requirement that is not .fixed, or a rule that gives warnings.",
		Check:   waiverUnknown,
	}}
}
