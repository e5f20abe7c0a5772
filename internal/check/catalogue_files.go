package check

import "precept/internal/finding"

// fileRules are about a file as a file: its bytes, its name, its front matter.
func fileRules() []Rule {
	return []Rule{{
		ID: "bidi", Severity: finding.Warning,
		Summary: "an invisible character changes how the text around it is shown",
		Why:     "Such characters can make a line read differently from what is stored, for a reviewer as well as for a reader.",
		Example: "cover is <U+202E>ton dedeen",
		Fix:     "Delete the character and type the words again. Names in right-to-left scripts need none of them.",
	}, {
		ID: "control-character", Severity: finding.Error,
		Summary: "a control character stands in the text",
		Why:     "It cannot be seen, and programs that read the page may stop at it or drop what follows.",
		Example: "owner: \"Lead<U+0000>\"",
		Fix:     "Delete the character. It often comes along when text is pasted from a PDF.",
	}, {
		ID: "date-bad", Severity: finding.Error,
		Summary: "a date is not written as 2026-01-05, or there is no such day",
		Why:     "Dates decide what is due and what is out of date; a guess would be worse than a question.",
		Example: "review_by: 2026-02-30",
		Fix:     "Write year, month and day with figures and hyphens: 2026-02-28.",
	}, {
		ID: "file-empty", Severity: finding.Error,
		Summary: "a file holds nothing",
		Why:     "An empty page would be published without a title, or a record would seem to be there.",
		Example: "an index.md of 0 bytes",
		Fix:     "Fill the file in, or delete it.",
	}, {
		ID: "file-foreign", Severity: finding.Note,
		Summary: "a file that precept did not write stands in the output folder",
		Why:     "It goes along unchanged, so that nothing of yours is lost; it may also be a leftover.",
		Example: "public/letter.pdf",
		Fix:     "Move it elsewhere if it does not belong to the site.",
	}, {
		ID: "file-too-large", Severity: finding.Error,
		Summary: "a file is larger than precept reads",
		Why:     "A page of more than 1 MiB is too long for any reader, and limits keep a build quick.",
		Example: "a page with a picture pasted into it as text",
		Fix:     "Part it into several pages. Pictures and other attachments are files of their own.",
	}, {
		ID: "file-unknown", Severity: finding.Note,
		Summary: "a file below content/ is neither a page nor a picture, or one among the records is no record",
		Why:     "It is not read, which its author may not expect.",
		Example: "content/2026.1/leaflet.docx",
		Fix:     "Make a page of it, or keep it outside content/. Among records, put it into the folder evidence/.",
	}, {
		ID: "file-unsafe", Severity: finding.Error,
		Summary: "something among the pages or records is a link to another place, or no ordinary file",
		Why:     "A link could publish a file from outside the project without anybody's wish.",
		Example: "content/2026.1/policy.md, a link to /home/shared/policy.md",
		Fix:     "Copy the file to where the link stands.",
	}, {
		ID: "files-many", Severity: finding.Error,
		Summary: "a version has more pages than precept reads",
		Why:     "A limit keeps a build from running for hours by mistake.",
		Example: "more than 50,000 pages",
		Fix:     "Part the toolkit into several.",
	}, {
		ID: "front-matter-language", Severity: finding.Error,
		Summary: "the front matter is written in TOML or JSON",
		Why:     "Precept reads YAML only; anything else would be taken for page text.",
		Example: "+++\ntitle = \"Indemnity\"\n+++",
		Fix:     "Write it between two lines of three dashes, one \"key: value\" a line.",
	}, {
		ID: "front-matter-missing", Severity: finding.Error,
		Summary: "a file has no front matter",
		Why:     "Without it a page has no title and no summary, and nobody knows whom it is for.",
		Example: "a page that begins with its first paragraph",
		Fix:     "Begin the file with ---, then title: and summary:, then --- again.",
	}, {
		ID: "front-matter-open", Severity: finding.Error,
		Summary: "the line that opens or closes the front matter is missing or misspelt",
		Why:     "What is meant for precept alone would be published as text.",
		Example: "----",
		Fix:     "Open and close the front matter with a line of exactly three dashes at the left margin.",
	}, {
		ID: "front-matter-yaml", Severity: finding.Error,
		Summary: "the front matter cannot be read",
		Why:     "Nothing of a page is used until all of its front matter is understood.",
		Example: "owner: [Lead",
		Fix:     "Write one \"key: value\" a line and put text with special signs in straight quotes.",
	}, {
		ID: "key-duplicate", Severity: finding.Error,
		Summary: "a key stands twice in the front matter",
		Why:     "Only one of the two values could be used, and nobody could tell which.",
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
		Summary: "a key has a value of another kind than it takes",
		Why:     "A word where a number is meant cannot be used, and is never turned into something else.",
		Example: "order: first",
		Fix:     "Write what the finding asks for.",
	}, {
		ID: "key-unknown", Severity: finding.Error,
		Summary: "a key is not known here",
		Why:     "A misspelt key is one whose value would be lost without a word.",
		Example: "titel: Indemnity",
		Fix:     "Write the key that was meant, or take the line out.",
	}, {
		ID: "page-name", Severity: finding.Error,
		Summary: "a page's file name cannot stand in an address",
		Why:     "Blanks, capitals and signs break links on some systems; a few names belong to pages that precept writes itself.",
		Example: "content/2026.1/Study Leave.md",
		Fix:     "Rename the file with small letters, figures and hyphens: study-leave.md.",
	}, {
		ID: "text-long", Severity: finding.Warning,
		Summary: "a text is longer than there is room for",
		Why:     "A long title or summary is cut in lists and search results.",
		Example: "a summary of three paragraphs",
		Fix:     "Say it in one sentence and put the rest on the page.",
	}, {
		ID: "utf8", Severity: finding.Error,
		Summary: "a file is not text in UTF-8",
		Why:     "Letters and quotes would come out as other signs.",
		Example: "a page saved as Windows-1252",
		Fix:     "Save the file with the encoding UTF-8.",
	}, {
		ID: "yaml-slip", Severity: finding.Error,
		Summary: "a value in the front matter does not mean what it seems to",
		Why:     "A colon, a # or a curly quote in plain text means something to YAML, and part of the text would be lost.",
		Example: "title: Indemnity: what you need",
		Fix:     "Put the text in straight quotes. precept check --fix does it for you.",
	}}
}
