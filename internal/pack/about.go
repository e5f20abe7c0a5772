package pack

import "fmt"

// About is the README of a pack, for people with or without precept.
func About(name, id, version, asOf string, built bool) string {
	site := `site/      The portfolio as pages. Open site/index.html in a browser, or site/portfolio.html, which has
           all of it on one page, to read or print. site/portfolio.json is the same for machines, and
           site/timeline.ics has the dates for a calendar.
`
	if !built {
		site = "           There are no pages: something in the records has to be corrected first.\n"
	}
	return fmt.Sprintf(`Confidential: the records of %s
As of %s, toolkit %s

%srecords/   The records themselves, as plain text, with the evidence. Any text editor opens them.
checksums.txt
           A SHA-256 of every file here. On Linux and macOS: shasum -a 256 -c checksums.txt

To go on with these records elsewhere, in a project of precept:

    precept new preceptee %s --from THIS-FILE.zip

Nothing here needs precept, a login or a network. Answers that were kept private are not in the pack: they never
left the device that they were written on.
`, name, asOf, version, site, id)
}
