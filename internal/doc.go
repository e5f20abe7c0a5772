// Package internal has no code: it says how the program is built, and its tests hold the program to it.
//
// # The flow
//
//	files ──► load ──► plan ──► check ──► publish
//	          facts    outputs  findings  disk
//	          bodies   by path
//
// A build hands values from stage to stage; package build calls them in one short function, which is the place to begin
// reading.
//
//   - Load parses each file once, in parallel. What later stages need of a page (front matter, headings, links, items,
//     its words) are its facts, which stay in memory. Its HTML is its body: minified, dependent only on the file and
//     the version's small dictionary, kept compactly in memory up to a bound and in a file past it. No document and no
//     finished page is ever kept.
//   - Plan names every output: its path, and a function that writes it. A body is made once and has two addresses, the
//     current one and the permanent one. To find out whether an output has changed, compare its bytes.
//   - Check runs the rules over facts and plan. A mistake of an author is a finding, with a place and a way out, and a
//     run reports all of them; a fault of the machine is an error. An error-finding blocks the part that it is in.
//   - Publish makes the outputs beside the old tree and swaps the whole. Serve renders the one that is asked for.
//
// Records go the other way: a form page, whose script is the modules in themes/default/form, writes a record as package
// form does; package importer takes it in, for the command import and for the desk. Both sides share their vectors, in
// internal/form/testdata and internal/identify/testdata, and one table of identifiers, internal/identify/rules.json.
//
// One date, read once in package cli, is all that these stages know of time, so the same files and date give the same
// bytes.
//
// # The packages
//
// From the highest layer down. A package imports lower ones, and of its own layer only those that the table in
// layering_test.go names, which says why. Only cli reads the clock, and only store opens files, below os.Root.
//
//	cli        one file for each command; flags, exit codes, the voice
//
//	build      the function that runs the stages, and what may be published
//	serve      HTTP over a prepared build, with live reload
//	desk       the pages where the keeper takes in what people send
//	watch      folders watched, events gathered
//
//	check      one rule a file, and the catalogue of rules
//	publish    stage, link and swap against a manifest; files for hosts
//	pack       a person's records and portfolio as one zip, to leave and to arrive with
//	help       the manual: topics for a terminal and as pages of serve
//
//	plan       every output and how it is written
//	theme      templates, styles and scripts; a site's own laid over ours
//	view       what a template may see: the contract with theme authors
//	base       what a practice's copy is laid over: opened, and how the copy is to it
//	importer   what people send in: compared with what is there, and written
//	move       what a year becomes under another version of the toolkit
//	preceptee  preceptee.md begun and changed: its text, what is wrong, which dates move
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
//	bundle     a released version as one zip: written, verified, read where it is
//	markdown   goldmark set up once; items and links with positions
//	form       fields, answers, completeness, signatures; the table of field types
//	programme  phases, lanes, milestones, and when each is due
//
//	item       the grammar of a list item; the list of page kinds
//	source     front matter with positions, schemas, "did you mean"
//	finding    a finding, and the writers of findings
//	git        what git tracks of a folder, or would
//	identify   text that could tell who a patient is
//	linkcheck  other sites asked whether their addresses work, only when told to
//	lock       version.lock: what the files of a released version were
//	media      pictures and documents: type, size, what they tell of people
//	seal       a folder as one encrypted file that a browser opens
//	civil      dates without a time
//	store      every touch of a file
//	word       the words of a text, as a search finds them
//	wording    the phrases that the program says to a reader, and a site's own in their place
//
// Beside the layers, for tests and measurements alone: bench, browser, casetest, inert, test.
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
