package check

import (
	"precept/internal/finding"
	"precept/internal/lock"
)

// toolkitRules are about versions as a whole.
func toolkitRules() []Rule {
	return []Rule{{
		ID: "budget-past", Severity: finding.Warning,
		Summary: "the forms of a programme take longer than its budget allows",
		Why:     "People do not use a toolkit that asks for more writing than they have time for.",
		Example: "budget: {preceptee: 15h} in version.md, and forms that take 40 hours",
		Fix: "Shorten a form, ask for it less often, let one form do the work of two, or agree a larger budget.\n" +
			"How often a form is filled in comes from the timeline and from its own expected:.",
		Check: budgetPast,
	}, {
		ID: "draft-current", Severity: finding.Warning,
		Summary: "a new draft is the whole public site",
		Why: "If no version is released, the newest draft is the public site. Readers lose the pages that they had,\n" +
			"and a new preceptee would start on a version without a timeline.",
		Example: "content/2027/ with only a home page, beside content/2026.1/, which is not released",
		Fix: "Release the version that readers should see: precept release, with its name. Or write extends: in the\n" +
			"version.md of the draft, so that it has that version's pages until its own are written.",
		Check: draftCurrent,
	}, {
		ID: "forms-missing", Severity: finding.Warning,
		Summary: "a version has no form",
		Why:     "A portfolio consists of completed forms.",
		Example: "content/2026.1/ without forms/",
		Fix:     "Write one with precept new form.",
		Check:   formsMissing,
	}, {
		ID: "home-missing", Severity: finding.Error,
		Summary: "a version has no home page",
		Why:     "The address of the toolkit would have no page.",
		Example: "content/2026.1/ without index.md",
		Fix:     "Write an index.md with title and summary.",
		Check:   homeMissing,
	}, {
		ID: "lock-differs", Severity: finding.Error,
		Summary: "a file of a locked version is not as it was released",
		Why: "People work by the version that they started with, and what they signed refers to it. A version that " +
			"changes\nwithout notice is worth nothing as evidence.",
		Example: "a word corrected in content/2026.1/reference/burnout.md after precept release 2026.1",
		Fix: "Put the file back as it was: git checkout, or a copy. Say a small correction as a notice in " +
			"notices.md,\nwhich the lock does not cover. Write a larger one as a new version, such as 2026.1.1.",
		Check: lockDiffers,
	}, {
		ID: lock.RuleEdited, Severity: finding.Error,
		Summary: "the lock of a version is not as precept release wrote it",
		Why:     "Nothing can be said about the files of a version whose lock was edited.",
		Example: "a line deleted from content/2026.1/version.lock",
		Fix:     "Put it back as it was: git checkout, or a copy. Nobody edits a lock by hand.",
	}, {
		ID: "lock-missing", Severity: finding.Note,
		Summary: "a version is released and has no lock",
		Why:     "Nobody would notice if one of its files changed.",
		Example: "released: 2026-09-21 in version.md, and no version.lock beside it",
		Fix:     "Run precept release with the name of the version. It keeps the day on which it was released.",
		Check:   lockMissing,
	}, {
		ID: "minutes-missing", Severity: finding.Warning,
		Summary: "a version has a budget, and a form does not say how long it takes",
		Why:     "The form is missing from the sum, and its readers cannot plan for it.",
		Example: "budget: {preceptee: 15h} in version.md, and a form without minutes:",
		Fix:     "Write minutes: with a number for each lane that fills it in, or with a group of numbers by lane.",
		Check:   minutesMissing,
	}, {
		ID: "preceptee-in-content", Severity: finding.Error,
		Summary: "a preceptee's file or record is below content/",
		Why:     "Everything below content/ is published.",
		Example: "content/2026.1/preceptee.md",
		Fix:     "Move it below the preceptees' folder, data/preceptees.",
	}, {
		ID: "timeline-missing", Severity: finding.Warning,
		Summary: "a version has no timeline",
		Why:     "Without one, portfolios have no due dates.",
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
		Why:     "Its inherited pages cannot be found, or a page that should be dropped stays.",
		Example: "extends: 2025.9",
		Fix: "Name a version that has a folder below content/, or delete extends.\n" +
			"Name dropped pages by their path, without .md.",
	}, {
		ID: "version-missing", Severity: finding.Error,
		Summary: "a folder below content/ has no version.md",
		Why:     "A version needs a title, a summary and the day of its release, and version.md has them.",
		Example: "content/2027.1/ with only pages",
		Fix:     "Write version.md; precept new version does it.",
	}, {
		ID: "version-name", Severity: finding.Error,
		Summary: "a folder below content/ has a name that no version can have",
		Why:     "The name is part of addresses and records.",
		Example: "content/Version 2/",
		Fix:     "Use figures, small letters, dots and hyphens, such as 2026.1.",
	}, {
		ID: "version-unknown", Severity: finding.Error,
		Summary: "a preceptee or a record names a version that does not exist",
		Why:     "A preceptee keeps the version that they started with.",
		Example: "toolkit: \"2025.9\"",
		Fix:     "Name a version that has a folder below content/.",
	}}
}

// siteRules are about data/site.yaml, the theme, waivers and allowances.
func siteRules() []Rule {
	return []Rule{{
		ID: "accessibility-missing", Severity: finding.Warning,
		Summary: "the site has no accessibility statement",
		Why:     "People who cannot use a page need to know who to tell, and the law requires it of public bodies.",
		Example: "data/site.yaml without accessibility:",
		Fix:     "Add accessibility with contact, tested and not_accessible.",
		Check:   accessibilityMissing,
	}, {
		ID: "allow-unused", Severity: finding.Warning,
		Summary: "allow names a rule that finds nothing here, or that cannot be allowed",
		Why:     "An entry that allows nothing now would hide the next finding of that rule.",
		Example: "allow: [{rule: link-txt, reason: the law's own title}]",
		Fix:     "Correct the rule or the words under at, or delete the line.",
	}, {
		ID: "preceptees-folder", Severity: finding.Warning,
		Summary: "the folder that data/site.yaml names for the preceptees does not exist",
		Why:     "With a misspelt path, the site looks as if it had no preceptees.",
		Example: "preceptees: ../restricted/precptees",
		Fix: "Correct the path, which starts from the project's own folder. precept new preceptee makes the folder\n" +
			"with the first preceptee.",
	}, {
		ID: "privacy-missing", Severity: finding.Error,
		Summary: "there is a preceptee who is not an example, and the site does not say who is responsible for their " +
			"records",
		Why:     "People must know who decides what is kept about them, for how long, and who to ask.",
		Example: "data/site.yaml without privacy:",
		Fix:     "Add privacy with controller, contact and keep_months.",
		Person:  privacyMissing,
	}, {
		ID: "statement-page", Severity: finding.Warning,
		Summary: "a statement in data/site.yaml has no page that shows it",
		Why:     "What it says about accessibility or privacy is on no page, so nobody can read it.",
		Example: "data/site.yaml with accessibility: and no page about/accessibility",
		Fix:     "Write the page about/accessibility or about/privacy; the statement is shown on it.",
		Check:   statementPage,
	}, {
		ID: "words-placeholder", Severity: finding.Error,
		Summary: "a text in data/words.yaml has lost, or gained, a place for a value",
		Why:     "The page would leave out a name, a number or a date.",
		Example: "\"Version {1}\": \"Fersiwn\"",
		Fix:     "Write what is in braces on the left on the right too. {person} and other nouns may be left out.",
	}, {
		ID: "words-plural", Severity: finding.Error,
		Summary: "a text in data/words.yaml is for kinds of numbers that the phrase or the language does not have",
		Why:     "The word beside a number would be in the wrong form.",
		Example: "\"{1} weeks\": {one: \"{1} wythnos\"}",
		Fix: "Write a text for each kind of number of the language in data/site.yaml: one and other in English. " +
			"A phrase that is not about a number has one text.",
	}, {
		ID: "words-unknown", Severity: finding.Error,
		Summary: "data/words.yaml names a phrase that precept does not say",
		Why:     "The page would go on saying it in the usual words.",
		Example: "\"Whats new\": \"Newyddion\"",
		Fix:     "Copy the phrase from what precept words prints.",
	}, {
		ID: "theme-accent", Severity: finding.Error,
		Summary: "the accent of the theme is not a colour, or text on it cannot be read",
		Why:     "Many people cannot read text with low contrast.",
		Example: "accent: \"#ffd700\"",
		Fix:     "Choose a darker colour, written as # and six figures or letters.",
	}, {
		ID: "theme-logo", Severity: finding.Warning,
		Summary: "the logo of the theme is missing or not a picture",
		Why:     "The pages show the built-in mark instead, and nobody sees who publishes them.",
		Example: "theme: {name: ours, logo: logo.png} without themes/ours/static/logo.png",
		Fix:     "Put the picture into the folder static of the theme that is named beside it, or delete logo.",
		Check:   themeLogo,
	}, {
		ID: "theme-missing", Severity: finding.Error,
		Summary: "the folder of the site's own theme does not exist",
		Why:     "The site would be published in the built-in look, without its own files.",
		Example: "theme: {name: oures} where the folder is themes/ours",
		Fix:     "Correct the name, make the folder, or delete name to use the built-in theme.",
	}, {
		ID: "theme-template", Severity: finding.Error,
		Summary: "a template of the site's own theme does not work",
		Why:     "Pages that use it would be broken or incomplete.",
		Example: "{{.Titel}} in themes/practice/layouts/page.html",
		Fix:     "Correct the template, or delete the file to use the built-in one.",
	}, {
		ID: "waiver-past", Severity: finding.Warning,
		Summary: "a waiver has expired",
		Why:     "It no longer applies: what it waived is found again until somebody has reviewed it.",
		Example: "waivers: [{requirement: cover, …, expires: 2026-09-01}]",
		Fix:     "Agree it again with a new date, or delete it.",
		Check:   waiverPast,
	}, {
		ID: "waiver-unknown", Severity: finding.Warning,
		Summary: "a waiver names something that does not exist or cannot be waived",
		Why:     "It waives nothing, though somebody believes that it does.",
		Example: "waivers: [{requirement: covr, …}]",
		Fix:     "Name a requirement that is not .fixed, or a rule that gives warnings.",
		Check:   waiverUnknown,
	}}
}
