package check

import "precept/internal/finding"

// pageRules are about what stands on a page.
func pageRules() []Rule {
	return []Rule{{
		ID: "announced-past", Severity: finding.Warning,
		Summary: "a page was announced for a day that is past",
		Why:     "Readers come back for what was promised, and find the promise still standing.",
		Example: "announced: 2026-09-01",
		Fix:     "Write the page and take announced: out, or give it a new date.",
		Check:   announcedPast,
	}, {
		ID: "block-large", Severity: finding.Error,
		Summary: "a paragraph or a page is too long to be read in one piece",
		Why:     "Nobody reads a paragraph of 16 KiB, and a limit keeps every build quick.",
		Example: "a whole document pasted as one line",
		Fix:     "Part it into paragraphs with blank lines between them, or into several pages.",
	}, {
		ID: "heading-h1", Severity: finding.Error,
		Summary: "a heading of the first level stands in the text",
		Why:     "The title is the page's one heading of the first level; people who listen to a page find their way by it.",
		Example: "# Indemnity",
		Fix:     "Start the heading with ##.",
	}, {
		ID: "heading-id", Severity: finding.Error,
		Summary: "the id of a heading is taken already on the page",
		Why:     "A link to it could lead to only one of the two.",
		Example: "## Evidence {#evidence} below an item {#evidence}",
		Fix:     "Give the heading an id of its own.",
	}, {
		ID: "heading-level", Severity: finding.Warning,
		Summary: "a heading leaves out a level",
		Why:     "People who listen to a page take a missing level for a missing part.",
		Example: "#### straight below ##",
		Fix:     "Use ### below ##.",
	}, {
		ID: "html-comment", Severity: finding.Warning,
		Summary: "an HTML comment stands in the text",
		Why:     "It is not published, but everybody who has the file can read it.",
		Example: "<!-- ask Sam whether this is true -->",
		Fix:     "Delete it, or keep the note outside the project.",
	}, {
		ID: "image-alt", Severity: finding.Error,
		Summary: "a picture has no description",
		Why:     "People who cannot see it would not know what it shows.",
		Example: "![](induction.png)",
		Fix:     "Write what it shows: ![The first four weeks as a bar](induction.png).",
	}, {
		ID: "image-missing", Severity: finding.Error,
		Summary: "a picture's file is not there",
		Why:     "Readers would see an empty frame.",
		Example: "![The first month](first-moth.png)",
		Fix:     "Put the file beside the page, or correct its name.",
		Check:   imageMissing,
	}, {
		ID: "image-remote", Severity: finding.Error,
		Summary: "a picture would be fetched from outside the version's folder",
		Why:     "It tells another site who reads the page, and it is missing without a network.",
		Example: "![Logo](https://www.example.org/logo.png)",
		Fix:     "Put a copy beside the page and write its name.",
	}, {
		ID: "markdown-slip", Severity: finding.Warning,
		Summary: "a link, heading, table, footnote or piece of code is not written as one",
		Why:     "Its signs stand on the page as they were typed, and what they were meant for is not there.",
		Example: "[this form] (../forms/first-meeting.md)",
		Fix:     "Write it as Markdown wants it: [the form](../forms/first-meeting.md), ## and a blank before a heading, as many\ncells in the line of dashes as in the heads, and the signs that opened code at its end too.\nPut a backslash before a sign that is meant as text.",
	}, {
		ID: "nesting-deep", Severity: finding.Error,
		Summary: "lists or quotations are nested too deep",
		Why:     "Nobody can follow more than a few levels, and a limit keeps every build quick.",
		Example: "a list of 17 levels",
		Fix:     "Write fewer levels; a heading often does better.",
	}, {
		ID: "outline-empty", Severity: finding.Error,
		Summary: "nothing stands below a heading that the outline names",
		Why:     "The outline says what readers will find on the page.",
		Example: "## Clinical, straight before ## Educational",
		Fix:     "Write the part, or take the heading out of the outline.",
		Check:   outlineEmpty,
	}, {
		ID: "outline-missing", Severity: finding.Error,
		Summary: "a heading that the page's outline names is not on the page",
		Why:     "The outline says what must be there, so that no part is lost when the page is edited.",
		Example: "outline: [Clinical, Educational] on a page with ## Clinical alone",
		Fix:     "Add the heading, or take it out of the outline.",
		Check:   outlineMissing,
	}, {
		ID: "outline-order", Severity: finding.Error,
		Summary: "the headings do not stand in the order of the page's outline",
		Why:     "Readers of several guides find the same parts in the same order.",
		Example: "outline: [Clinical, Educational] on a page with ## Educational first",
		Fix:     "Move the part, or change the outline.",
		Check:   outlineOrder,
	}, {
		ID: "owner-missing", Severity: finding.Note,
		Summary: "pages do not say who answers for them",
		Why:     "A reader who finds a mistake, and whoever reviews the page, need to know whom to ask.",
		Example: "a page without owner:",
		Fix:     "Add owner: with a role, such as owner: Advanced practice lead.",
		Check:   ownerMissing,
	}, {
		ID: "placeholder-left", Severity: finding.Warning,
		Summary: "a text that precept began a file with still stands in it",
		Why:     "precept new marks what somebody has to write with FILL IN:. Left as it is, it is published, and readers learn neither who answers for a page nor whom to ask.",
		Example: "owner: \"FILL IN: who answers for this page\"",
		Fix:     "Write your own words in its place, or take the line out.",
	}, {
		ID: "raw-html", Severity: finding.Error,
		Summary: "HTML stands in the text",
		Why:     "It is never published: it could run, lead away or break the page for some readers.",
		Example: "<b>Important</b>",
		Fix:     "Write Markdown, such as **Important**. For a sign that is meant as text, put a backslash before <.",
	}, {
		ID: "review-missing", Severity: finding.Note,
		Summary: "pages do not say when they are due for review",
		Why:     "Guidance that nobody looks at again goes out of date unnoticed.",
		Example: "a page without review_by:",
		Fix:     "Add review_by: with the date of the next review.",
		Check:   reviewMissing,
	}, {
		ID: "review-past", Severity: finding.Warning,
		Summary: "a page was due for review and has not been reviewed",
		Why:     "Readers rely on guidance that somebody has looked at lately.",
		Example: "review_by: 2025-09-01",
		Fix:     "Review the page, then set reviewed and review_by anew.",
		Check:   reviewPast,
	}, {
		ID: "table-large", Severity: finding.Error,
		Summary: "a table is too large",
		Why:     "A table of more than 30 columns or 500 rows cannot be read on any screen.",
		Example: "a spreadsheet pasted into a page",
		Fix:     "Part it into several tables.",
	}, {
		ID: "title-duplicate", Severity: finding.Warning,
		Summary: "two pages of a version have the same title",
		Why:     "In a list or a search result nobody can tell them apart.",
		Example: "title: Supervision, in two guides",
		Fix:     "Say in the title whom the page is for, such as Supervision for preceptors.",
		Check:   titleDuplicate,
	}}
}
