package check

import "precept/internal/finding"

// pageRules are about the text of a page.
func pageRules() []Rule {
	return []Rule{{
		ID: "announced-past", Severity: finding.Warning,
		Summary: "a page was announced for a day that is past",
		Why:     "Readers come back for the page and do not find it.",
		Example: "announced: 2026-09-01",
		Fix:     "Write the page and delete announced:, or give it a new date.",
		Check:   announcedPast,
	}, {
		ID: "block-large", Severity: finding.Error,
		Summary: "a paragraph or a page is too long to be read in one piece",
		Why:     "Nobody reads a paragraph of 16 KiB, and a limit keeps every build quick.",
		Example: "a whole document pasted as one line",
		Fix:     "Split it into paragraphs with blank lines between them, or into several pages.",
	}, {
		ID: "heading-h1", Severity: finding.Error,
		Summary: "there is a heading of the first level in the text",
		Why: "The title is the only heading of the first level. People who listen to a page use headings to find " +
			"their way.",
		Example: "# Indemnity",
		Fix:     "Start the heading with ##.",
	}, {
		ID: "heading-id", Severity: finding.Error,
		Summary: "the id of a heading is already used on the page",
		Why:     "A link to it could lead to only one of the two.",
		Example: "## Evidence {#evidence} below an item {#evidence}",
		Fix:     "Give the heading an id of its own.",
	}, {
		ID: "heading-level", Severity: finding.Warning,
		Summary: "a heading skips a level",
		Why:     "People who listen to a page think that something is missing.",
		Example: "#### straight below ##",
		Fix:     "Use ### below ##.",
	}, {
		ID: "html-comment", Severity: finding.Warning,
		Summary: "there is an HTML comment in the text",
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
		ID: "image-content", Severity: finding.Error,
		Summary: "a file is named like a picture and is something else, or a picture that cannot be published",
		Why:     "A file is shown for what is in it, not for its name, and must not tell where a photograph was taken.",
		Example: "chart.png, which is a saved web page",
		Fix: "Save the picture again as .png, .jpg, .gif or .webp. One with the ending of another type is renamed. " +
			"In a drawing (.svg), take out what is at the line that is named.",
	}, {
		ID: "image-missing", Severity: finding.Error,
		Summary: "the file of a picture is missing",
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
		ID: "image-unused", Severity: finding.Note,
		Summary: "no page shows a picture, so it is not published",
		Why:     "Files that nobody asks for make a site larger, and may be there by mistake.",
		Example: "draft-2.png beside the pages",
		Fix:     "Show it on a page, or delete the file.",
		Check:   imageUnused,
	}, {
		ID: "markdown-slip", Severity: finding.Warning,
		Summary: "a link, heading, box, table, footnote or piece of code is not written as one",
		Why:     "Readers see the characters as you typed them, and not the link, heading, table, footnote or code.",
		Example: "[this form] (../forms/first-meeting.md)",
		Fix: "Write it as Markdown: [the form](../forms/first-meeting.md), ## and a space before a heading, as many\n" +
			"cells in the line of dashes as in the headings, the same characters after code as before it.\n" +
			"Put a backslash before a character that is meant as text.",
	}, {
		ID: "nesting-deep", Severity: finding.Error,
		Summary: "lists or quotations are nested too deep",
		Why:     "Nobody can follow more than a few levels, and a limit keeps every build quick.",
		Example: "a list of 17 levels",
		Fix:     "Write fewer levels. Often a heading is better.",
	}, {
		ID: "outline-empty", Severity: finding.Error,
		Summary: "there is nothing below a heading that the outline names",
		Why:     "The outline says what readers will find on the page.",
		Example: "## Clinical, straight before ## Educational",
		Fix:     "Write the section, or delete the heading from the outline.",
		Check:   outlineEmpty,
	}, {
		ID: "outline-missing", Severity: finding.Error,
		Summary: "a heading that the page's outline names is not on the page",
		Why:     "The outline says what must be there, so that no section is lost when the page is edited.",
		Example: "outline: [Clinical, Educational] on a page that only has ## Clinical",
		Fix:     "Add the heading, or delete it from the outline.",
		Check:   outlineMissing,
	}, {
		ID: "outline-order", Severity: finding.Error,
		Summary: "the headings are not in the order of the page's outline",
		Why:     "Readers of several guides find the same sections in the same order.",
		Example: "outline: [Clinical, Educational] on a page with ## Educational first",
		Fix:     "Move the section, or change the outline.",
		Check:   outlineOrder,
	}, {
		ID: "owner-missing", Severity: finding.Note,
		Summary: "pages do not say who is responsible for them",
		Why:     "A reader who finds a mistake, and the person who reviews the page, need to know who to ask.",
		Example: "a page without owner:",
		Fix:     "Add owner: with a role, such as owner: Clinical lead.",
		Check:   ownerMissing,
	}, {
		ID: "placeholder-left", Severity: finding.Warning,
		Summary: "a text that precept wrote for somebody to replace is still there",
		Why: "precept new marks with FILL IN: what somebody must write. If it stays, it is published,\n" +
			"and readers do not learn who is responsible for a page or who to ask.",
		Example: "owner: \"FILL IN: who is responsible for this page\"",
		Fix:     "Write your own words instead, or delete the line.",
	}, {
		ID: "raw-html", Severity: finding.Error,
		Summary: "there is HTML in the text",
		Why: "It is never published: it could run a program, lead to another site or break the page for some " +
			"readers.",
		Example: "<b>Important</b>",
		Fix:     "Write Markdown, such as **Important**. If the < is meant as text, put a backslash before it.",
	}, {
		ID: "review-missing", Severity: finding.Note,
		Summary: "pages do not say when they are due for review",
		Why:     "Guidance that nobody reviews goes out of date, and nobody notices.",
		Example: "a page without review_by:",
		Fix:     "Add review_by: with the date of the next review.",
		Check:   reviewMissing,
	}, {
		ID: "review-dates", Severity: finding.Warning,
		Summary: "the dates of a page's review cannot be right",
		Why: "A review that is still to come has not been made, and one cannot be due before the last. Most often a " +
			"year is wrong.",
		Example: "reviewed: 2062-01-05, or review_by: 2025-09-01 with reviewed: 2026-09-01",
		Fix:     "Correct the dates.",
		Check:   reviewDates,
	}, {
		ID: "review-past", Severity: finding.Warning,
		Summary: "a page was due for review and has not been reviewed",
		Why:     "Readers rely on guidance that was reviewed recently.",
		Example: "review_by: 2025-09-01",
		Fix: "Review the page, then write new dates for reviewed and review_by. Where somebody still follows an\n" +
			"older version, a release asks for its pages too: a notice on its home page that says what has\n" +
			"changed answers for all of them.",
		Check: reviewPast,
	}, {
		ID: "table-large", Severity: finding.Error,
		Summary: "a table is too large",
		Why:     "A table of more than 30 columns or 500 rows cannot be read on any screen.",
		Example: "a spreadsheet pasted into a page",
		Fix:     "Split it into several tables.",
	}, {
		ID: "title-duplicate", Severity: finding.Warning,
		Summary: "two pages of a version have the same title",
		Why:     "In a list or a search result they look the same.",
		Example: "title: Supervision, in two guides",
		Fix:     "Say in the title who the page is for, such as Supervision for preceptors.",
		Check:   titleDuplicate,
	}}
}
