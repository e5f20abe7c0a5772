// Package internal holds no code: it says how the program is built, and its test holds the program to it.
//
// # The flow
//
//	files ──► load ──► plan ──► check ──► publish
//
// A build is values handed from stage to stage. package build joins them in one short function; reading it first shows the rest.
//
//   - Load parses each file once, in parallel. What later stages need of a page (front matter, headings, links, items, its words)
//     are its facts, and stay in memory. Its HTML is its body: minified, dependent on the file and the version's small dictionary
//     alone, kept compactly up to a bound and past it in a file. No document and no finished page is ever kept.
//   - Plan names every output: its path, a key over all that goes into it, and a function that writes it. A body is made once and
//     stands at two addresses, the current one and the one for good.
//   - Check runs the rules over facts and plan. A fault of an author is a finding, with a place and a way out, and a run tells all of
//     them; a fault of the machine is an error. Where an error-finding stands, that part is not published and the others are.
//   - Publish stages the outputs beside the old tree and swaps the whole. Serve renders the one output that is asked for.
//
// What is filled in goes the other way: a form page, whose script is the modules in themes/default/form, writes a record as package
// form does; package importer takes it in below data/, for the command import and for the desk of serve. The two sides share their
// vectors, in internal/form/testdata and internal/identify/testdata, and the one table of package identify.
//
// One date, read once in package cli, is all that these stages know of time, so the same files and date give the same bytes.
//
// # The layers
//
// A package may import those of its own layer and below that the table in layering_test.go names, each with its reason. The clock is
// read in cli alone, files are touched in store alone, below os.Root. Nothing registers itself: lists of rules, commands and
// kinds of page stand where they can be seen.
//
// # To add
//
// Most cases are txtar archives, which package casetest reads; go test -update writes anew what they want.
//
//   - a rule: one file rule_<name>.go in check, its entry in the catalogue, its case in testdata with what it finds and what it lets pass
//   - a field type: the marker in item, the type in form (its HTML, what it refuses), a case in both
//   - an identifier: its row in identify/rules.json and its lines in the vectors; browser, build and import follow
//   - a command: one file in cli, its place in the list, a script in cli/testdata
//   - what a page shows: a field in view, filled in plan, printed in themes/default; templates only range, if and print
//   - a look: in the .css file that it belongs to, with how it is on paper; theme.Styles says which files every page links, and
//     PageStyle in view which pages link the others
package internal
