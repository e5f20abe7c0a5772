package check

import "precept/internal/finding"

// fileRules are about a file as a file: its bytes, its name, its front matter.
func fileRules() []Rule {
	return []Rule{{
		ID: "bidi", Severity: finding.Warning,
		Summary: "an invisible character changes how the text around it is shown",
		Why: "Such characters can make a line read differently from what is stored, for a reviewer as well as " +
			"for a reader.",
		Example: "cover is <U+202E>ton dedeen",
		Fix:     "Delete the character and type the words again. Names in right-to-left scripts need none of them.",
	}, {
		ID: "control-character", Severity: finding.Error,
		Summary: "there is a control character in the text",
		Why:     "It cannot be seen, and programs that read the page may stop at it or drop what follows.",
		Example: "owner: \"Lead<U+0000>\"",
		Fix:     "Delete the character. It often comes from text that was pasted from a PDF.",
	}, {
		ID: "date-bad", Severity: finding.Error,
		Summary: "a date is not written as 2026-01-05, or there is no such day",
		Why:     "Dates decide what is due and what is out of date, so precept does not guess them.",
		Example: "review_by: 2026-02-30",
		Fix:     "Write year, month and day with figures and hyphens: 2026-02-28.",
	}, {
		ID: "download-content", Severity: finding.Error,
		Summary: "a file beside a page is not what its name says",
		Why: "Readers open it with the program that its name asks for. One with macros can run a program on their " +
			"computer.",
		Example: "policy.pdf, which is a saved web page",
		Fix:     "Save it again as the type that its name says, without macros. Text is in UTF-8.",
	}, {
		ID: "download-unused", Severity: finding.Note,
		Summary: "no page links to a file that readers could save, so it is not published",
		Why:     "Only what a page asks for is published, so that nothing is on the web by mistake.",
		Example: "policy-draft.docx beside the pages",
		Fix:     "Link to it from a page, or delete the file.",
		Check:   downloadUnused,
	}, {
		ID: "file-empty", Severity: finding.Error,
		Summary: "a file is empty",
		Why:     "An empty page would be published without a title, and an empty file would look like a record.",
		Example: "an index.md of 0 bytes",
		Fix:     "Fill the file in, or delete it.",
	}, {
		ID: "file-foreign", Severity: finding.Note,
		Summary: "there is a file in the output folder that precept did not write",
		Why:     "It is kept unchanged, so that nothing of yours is lost. But it may be a leftover.",
		Example: "public/letter.pdf",
		Fix:     "Move it elsewhere if it does not belong to the site.",
	}, {
		ID: "file-too-large", Severity: finding.Error,
		Summary: "a file is larger than precept reads",
		Why:     "A page of more than 1 MiB is too long for any reader, and limits keep a build quick.",
		Example: "a page with a picture pasted into it as text",
		Fix:     "Split it into several pages. Keep pictures and other attachments in files of their own.",
	}, {
		ID: "file-unknown", Severity: finding.Note,
		Summary: "a file below content/ is not of a type that is read, or a file among the records is not a record",
		Why:     "Precept does not read it, and its author may not expect that.",
		Example: "content/2026.1/Leaflet 2.docx",
		Fix: "Give it a name in small letters without spaces, and one of the endings that the finding lists, or keep " +
			"it outside content/. Put a file that belongs to records into the folder evidence/.",
	}, {
		ID: "file-unsafe", Severity: finding.Error,
		Summary: "something among the pages or records is a link, or not an ordinary file",
		Why:     "A link could publish a file from outside the project by mistake.",
		Example: "content/2026.1/policy.md, a link to /home/shared/policy.md",
		Fix:     "Replace the link with a copy of the file.",
	}, {
		ID: "files-many", Severity: finding.Error,
		Summary: "a version has more files than precept reads",
		Why:     "A limit keeps a build from running for hours by mistake.",
		Example: "more than 200,000 pages, pictures and files to save",
		Fix:     "Split the toolkit into several.",
	}, {
		ID: "front-matter-language", Severity: finding.Error,
		Summary: "the front matter is written in TOML or JSON",
		Why:     "Precept reads YAML only; anything else would be published as text of the page.",
		Example: "+++\ntitle = \"Indemnity\"\n+++",
		Fix:     "Write it between two lines of three dashes, with one \"key: value\" on each line.",
	}, {
		ID: "front-matter-missing", Severity: finding.Error,
		Summary: "a file has no front matter",
		Why:     "Without it a page has no title and no summary, and nobody knows who it is for.",
		Example: "a page that begins with its first paragraph",
		Fix:     "Begin the file with ---, then title: and summary:, then --- again.",
	}, {
		ID: "front-matter-open", Severity: finding.Error,
		Summary: "the line that opens or closes the front matter is missing or misspelt",
		Why:     "What is meant only for precept would be published as text.",
		Example: "----",
		Fix:     "Open and close the front matter with a line of exactly three dashes at the left margin.",
	}, {
		ID: "front-matter-second", Severity: finding.Error,
		Summary: "there is a second block of front matter below the first",
		Why: "It would be published as text of the page. In a record, answers that are private could be in it, and " +
			"everybody who reads the rest would read them.",
		Example: "---\ntitle: Indemnity\n---\n---\nowner: Lead\n---",
		Fix: "Write all keys into the one block at the top. An example of front matter goes between two lines of\n" +
			"three backquotes.",
	}, {
		ID: "front-matter-yaml", Severity: finding.Error,
		Summary: "the front matter cannot be read",
		Why:     "Nothing of a page is used until all of its front matter is understood.",
		Example: "owner: [Lead",
		Fix:     "Write one \"key: value\" on each line, and put text with special characters in straight quotes.",
	}, {
		ID: "key-duplicate", Severity: finding.Error,
		Summary: "a key comes twice in the front matter",
		Why:     "Only one of the two values could be used, and it is not clear which.",
		Example: "title: Indemnity\ntitle: Insurance",
		Fix:     "Keep one of them.",
	}, {
		ID: "key-missing", Severity: finding.Error,
		Summary: "a key that must be there is missing or empty",
		Why:     "Lists, search results and the page itself need it.",
		Example: "a page without a summary",
		Fix:     "Add the key with its value, as the finding shows.",
	}, {
		ID: "key-type", Severity: finding.Error,
		Summary: "a key has the wrong kind of value",
		Why:     "A word where a number is needed cannot be used, and precept never converts it.",
		Example: "order: first",
		Fix:     "Write what the finding asks for.",
	}, {
		ID: "key-unknown", Severity: finding.Error,
		Summary: "a key is not known here",
		Why:     "The value of a misspelt key would be lost, and nobody would notice.",
		Example: "titel: Indemnity",
		Fix: "Write the right key, or delete the line. check --fix does so where only one key can have been meant, " +
			"and makes comments of keys that other tools have.",
	}, {
		ID: "page-name", Severity: finding.Error,
		Summary: "the file name of a page cannot be part of an address",
		Why: "Spaces, capitals and special characters break links on some systems. A few names belong to pages " +
			"that precept writes itself.",
		Example: "content/2026.1/Study Leave.md",
		Fix: "Rename the file with small letters, digits and hyphens: study-leave.md. check --fix does it, with " +
			"every link to the file.",
	}, {
		ID: "staging-left", Severity: finding.Note,
		Summary: "a build that was stopped left part of a site, which has been deleted",
		Why:     "Part of a portfolio would otherwise stay on the disk, where nobody looks for it.",
		Example: "portfolios/.jo-example-pair.precept-staging/",
		Fix:     "There is nothing to do. A folder like that of a build that still runs is not touched.",
	}, {
		ID: "text-long", Severity: finding.Warning,
		Summary: "a text is too long for its place",
		Why:     "A long title or summary is cut in lists and search results.",
		Example: "a summary of three paragraphs",
		Fix:     "Say it in one sentence and put the rest on the page.",
	}, {
		ID: "utf8", Severity: finding.Error,
		Summary: "a file is not text in UTF-8",
		Why:     "Letters and quotes would be shown as other characters.",
		Example: "a page saved as Windows-1252",
		Fix:     "Save the file with the encoding UTF-8.",
	}, {
		ID: "yaml-slip", Severity: finding.Error,
		Summary: "a value in the front matter does not mean what it seems to mean",
		Why:     "A colon, a # or a bracket has a meaning in YAML, and a part of the text would be lost.",
		Example: "title: Indemnity: what you need",
		Fix:     "Put the text in straight quotes. precept check --fix does it for you.",
	}}
}
