// Package internal has no code: it says how the program is built, and its tests hold the program to it.
//
// # The flow
//
//	files ──► load ──► plan ──► check ──► publish
//	          facts    outputs  findings  disk
//	          bodies   by path
//
// A build hands values from stage to stage. Package build calls the stages in one short function: begin reading there.
//
//   - Load parses each file once, in parallel. What later stages need of a page (front matter, headings, links, items,
//     its words) are its facts, which stay in memory. Its HTML is its body: minified, dependent only on the file and
//     the version's small dictionary, kept compactly in memory up to a limit and in a file beyond it. Documents and
//     finished pages are never kept.
//   - Plan names every output: its path, and a function that writes it. A body is made once and has two addresses, the
//     current one and the permanent one. To find out whether an output has changed, compare its bytes.
//   - Check runs the rules over facts and plan. A mistake of an author is a finding, with a place and a way out, and a
//     run reports all of them; a fault of the machine is an error. A finding of severity error blocks its part of the
//     output.
//   - Publish makes the outputs beside the old tree and then swaps the two. Serve renders only the page that is asked
//     for.
//
// Records go the other way: a form page, whose script is the modules in themes/default/form, writes a record as package
// form does; package importer reads it, for the command import and for the desk. Both sides share their test vectors,
// in internal/form/testdata and internal/identify/testdata, and one table of identifiers, internal/identify/rules.json.
//
// These stages know only one date, which package cli reads once, so the same files and date give the same bytes.
//
// # The packages
//
// From the highest layer down. A package imports packages of lower layers. The table in layering_test.go lists each
// import within a layer, with a reason. Only cli reads the clock, and only store opens files, below os.Root.
//
//	cli        one file for each command; flags, exit codes, what is printed
//
//	build      the function that runs the stages, and what may be published
//	serve      HTTP over a prepared build, with live reload
//	desk       the pages where the keeper takes in what people send
//	watch      watches folders and gathers events
//
//	check      one file for each rule, and the catalogue of rules
//	publish    writes trees with a manifest and swaps them in; files for hosts
//	pack       a person's records and portfolio as one zip, for those who leave or arrive
//	help       the manual: topics for a terminal and as pages of serve
//
//	plan       every output and how it is written
//	theme      templates, styles and scripts, with a site's own in place of ours
//	view       what a template may see: the contract with theme authors
//	base       the toolkits that a practice's copy is based on, and how the copy differs
//	importer   compares what people send in with what is there, and writes it
//	move       what happens to a year under another version of the toolkit
//	preceptee  begins and changes preceptee.md: its text, its faults, which dates move
//	search     the index of the search page, cut into small scripts
//
//	compare    what differs between two versions: pages, items and words
//	toolkit    versions, their pages, and what the pages hold
//	portfolio  one preceptee's year: what is done, next and missing; who may read what
//	record     which files are records, their names, conflicts between two states
//	timeline   the picture of a programme
//	chart      pictures of what a portfolio counts
//	site       data/site.yaml
//
//	bundle     writes, verifies and reads a released version as one zip
//	markdown   goldmark set up once; items and links with positions
//	form       fields, answers, completeness, signatures; the table of field types
//	programme  phases, lanes, milestones, and when each is due
//
//	item       the grammar of a list item; the list of page kinds
//	source     front matter with positions, schemas, "did you mean"
//	finding    a finding, and the writers of findings
//	git        what git tracks in a folder, or would add
//	identify   text that could tell who a patient is
//	linkcheck  asks other sites whether their addresses work, only on request
//	lock       version.lock: what the files of a released version were
//	media      pictures and documents: type, size, what they reveal about people
//	seal       a folder as one encrypted file that a browser opens
//	civil      dates without a time
//	store      all reading and writing of files
//	word       the words of a text, as a search finds them
//	wording    the phrases that readers see, and a site's own in their place
//
// Outside the layers, only for tests and measurements: bench, browser, casetest, inert, test.
//
// # To add
//
// .github/CONTRIBUTING.md walks through a rule, a field type, a kind of page and a command, with the files that each
// touches. Nothing registers itself: each of these is a row of a visible list. Most cases are txtar archives, which
// package casetest reads; go test -update rewrites what they want.
//
//   - an identifier: its row in internal/identify/rules.json and its lines in the vectors; browser, build and import
//     follow
//   - what a page shows: a field in internal/view, filled in internal/plan, printed in themes/default/layouts;
//     templates only range, if and print
//   - a look: in the .css file of themes/default that it belongs to, with how it is on paper; internal/theme/theme.go
//     says which files every page links
//   - a topic of the manual: a file in internal/help/topics, and its name in internal/help/help.go
package internal
