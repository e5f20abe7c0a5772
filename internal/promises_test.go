package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// promise is what precept promises, and the tests that would fail if it were broken: "package.TestName", where
// "cli/name" is a script of internal/cli and "test.name" a step of the whole run. What cannot be promised yet says why.
type promise struct {
	ids   string
	words string
	tests string
	yet   string
}

// promises are all that precept promises. Whoever changes one changes its tests with it.
var promises = []promise{
	// crash and disk
	{ids: "R1 R2 R3", words: "kill -9 at any moment, a file operation that fails once or for ever, a full disk: the " +
		"old site or the new one, whole; a batch of records whole or not at all; what is left is gone by the next run",
		tests: "publish.TestKilled publish.TestFaults publish.TestStopped importer.TestX8Killed " +
			"importer.TestX8EveryMoment importer.TestFaults store.TestWriteFaults cli/case-X4"},
	{ids: "R4 R5 R6", words: "a folder that cannot be written, two builds at once, a file that vanishes: a clear " +
		"error and nothing half; a dead owner's lock is taken over",
		tests: "publish.TestManyAtOnce publish.TestLockOfAnotherProcess store.TestLockIsExclusiveAndTakenOver " +
			"store.TestLockThatCannotBeMade publish.TestReplacedMeanwhile"},
	{ids: "R7", words: "files that precept did not write are never lost",
		tests: "publish.TestForeignFilesAreKept publish.TestForeignFileThatComesLate publish.TestForeignFileInTheWay " +
			"cli/foreign cli/case-X4"},
	{ids: "R8", words: "dangerous targets are refused: the root, home, the project, its parents, its sources, a link " +
		"to any of them, from the command line too", tests: "publish.TestRefusedTargets cli/targets cli/build-places"},
	{ids: "P4", words: "a page that was withdrawn is gone after the next build",
		tests: "publish.TestPublishAgain cli/page-withdrawn"},
	{ids: "R9 R10 R14", words: "exit codes mean what they say; a stop cleans up; a closed or full output neither " +
		"spoils a build nor hides a failure",
		tests: "cli.TestScripts cli.TestStopped cli.TestOutputLost cli/stdout-full finding.TestWriteFails"},
	{ids: "R12", words: "no panic reaches anybody: the message names the file",
		tests: "cli.TestPanic check.TestHostile"},
	{ids: "R15", words: "exit 0 means that what was written matches build.json byte for byte",
		tests: "publish.TestDamagedOutputIsFixed publish.TestVerifyNamesAddedFiles cli/verify"},
	{ids: "R16", words: "where the output must be written in place, verify names a mixture and the next build " +
		"completes it", tests: "publish.inPlace"},

	// watching
	{ids: "W1 W2 W3 W4 W5", words: "a storm of changes settles in one last build equal to a clean one; lost events " +
		"cause a rescan; an error keeps the last good site; our own output triggers nothing; rebuilds grow nothing",
		tests: "watch.TestStorm watch.TestLost serve.TestFixed watch.TestSilence serve.TestSoak serve.TestEditsSettle"},

	// bytes, limits, front matter, dates
	{ids: "B1 B2 B3", words: "the same input and day give the same bytes, wherever and by whomever; after any edits " +
		"the watched result equals a clean build",
		tests: "build.TestSameBytes cli/same-bytes publish.TestSameBytes serve.TestEditsSettle plan.TestChanges"},
	{ids: "B5", words: "no path, user or host of the machine is in any output", tests: "build.TestSecrets"},
	{ids: "L1", words: "any one file is dealt with by work that grows with its size, or meets a named limit",
		tests: "markdown.TestLimits markdown.TestHostileSizes source.TestTooLarge source.TestHostileHeadsAreCheap " +
			"importer.TestX2Growth importer.TestX5Batch site.TestX2Growth form.TestX2Growth desk.TestX2Growth"},
	{ids: "F1 F2 F3", words: "front matter is all or nothing and never page text; what is missing says what to write",
		tests: "source.FuzzRead source.TestDelimiters source.TestRequired source.TestHostilePages"},
	{ids: "F4 F5 F6 F7 F8 F9 F10", words: "YAML only, without silent conversions; duplicate and misspelt keys with a " +
		"suggestion; UTF-8; LF or CRLF the same; every finding has its place, one cause and one remedy",
		tests: "source.TestReadYAML source.TestRefused source.TestSlips source.TestSuggest source.TestCharacters " +
			"source.TestSameTextWhateverTheLineEnds build.TestSlips"},
	{ids: "D1 D2 D3 D4 D5 D6", words: "impossible dates are refused; no zone or locale matters; months are clamped and " +
		"due dates never run backwards; shares of full time are exact",
		tests: "civil.TestParse civil.TestAddMonths civil.TestDueDatesNeverRunBackwards civil.TestOf " +
			"programme.TestDayProperties programme.TestOccurrencesProperties portfolio.TestHundredths"},

	// what is written into outputs
	{ids: "X1 X2 X3 X4 X5 X6 I7 I8 I9", words: "every text stays text in HTML, JSON, the index, SVG, CSV, ICS, " +
		"headers and feeds; raw HTML and comments are never published and always reported",
		tests: "check.TestHostile markdown.FuzzParse theme.TestTextStaysText plan.TestForMachines plan.TestFeed " +
			"publish.TestHostsTakeNoInjection search.TestSafeWithinAScript"},
	{ids: "X7 X8 X9", words: "only http, https, mailto, tel and relative addresses; ids of authors never clash; " +
		"invisible characters are reported", tests: "inert.TestCheck markdown.TestHostileRules form.TestIDsNeverMeet"},
	{ids: "X10 X11", words: "a policy without unsafe-inline holds on every page; no page asks another host",
		tests: "browser.TestPolicy browser.TestPolicyBreachIsDetected plan.TestOnePage plan.TestPages serve.TestPolicy"},
	{ids: "P1 P2 P3 P5", words: "nothing outside the project, its outputs and the preceptees' folder is read or " +
		"written; awkward names and shared addresses are refused; links, pipes and devices too",
		tests: "store.TestReadRefuses store.TestFolderBecomesLink cli/outside cli/case-X15 cli/case-X9 " +
			"importer.TestLinks check.TestRules"},
	{ids: "C1 C2 C3 C4 C5", words: "ids of items are there, unique and stable; unknown references are named; pictures " +
		"are local and sized; what a person would take for an item is one, or is found",
		tests: "check.TestRules markdown.TestMissingIDs markdown.TestCases build.TestSlips item.TestAttributes"},

	// secrecy
	{ids: "S1 S2 S5", words: "the public build opens no portfolio; a portfolio holds nothing of anybody else",
		tests: "build.TestSecrets cli/build-only plan.TestReaders"},
	{ids: "S3", words: "a sealed file shows no name, date or size", yet: "there is no precept seal yet"},
	{ids: "S4", words: "every real shape of an identifier is found; of random numbers at most one in a thousand is " +
		"mistaken for one",
		tests: "identify.TestEveryNumber identify.TestFalseAlarms identify.TestVectors"},
	{ids: "S6 S7", words: "portfolios are noindex, no-store, marked confidential; pages have no network code",
		tests: "cli/case-X11 publish.TestHeaders plan.TestOnePage theme.TestScriptsHaveNoNetworkCodeAndNoMarkup"},
	{ids: "S9", words: "nothing of a person enters the public tree, what a terminal shows, a hosted build or git; " +
		"private answers never travel with a record that others sign",
		tests: "build.TestSecrets cli.TestSecretsOnTheTerminal cli/hosted cli/case-E12 desk.TestKeepsNothingPrivate " +
			"desk.TestMemoryOfABatch form.TestDigestOfPrivateForm"},
	{ids: "S10", words: "pictures carry no position, author or script; evidence is the record's own",
		tests: "media.TestClean build.TestSecrets importer.TestCaseE2 desk.TestP1PicturesFollow"},

	// what comes home
	{ids: "A1", words: "a saved form comes back whole or not at all, bound to its form and version; unknown ids stay",
		tests: "form.TestWrite form.FuzzWrite form.TestPlainLosesNothing desk.TestSaveKeepsKeys importer.FuzzExamine " +
			"importer.TestCases"},
	{ids: "S8", words: "clearing leaves nothing behind",
		tests: "browser.TestFinishOnASharedComputer browser.TestTypedWhileItIsCleared"},
	{ids: "Z1 Z2 Z3", words: "hostile archives are refused whole; limits hold while they are read; digests of all",
		tests: "importer.TestUnpackRefuses importer.FuzzUnpack importer.TestX5Batch publish.TestVerifyNamesAddedFiles"},

	// serving, supply, people
	{ids: "V1 V2 V3 V4 V5 V6", words: "loopback only; the exact host; a token for all but reading; only the current " +
		"site's files; limits on headers, bodies and slow clients",
		tests: "serve.TestLoopback serve.TestHosts serve.FuzzHost serve.TestHostile serve.FuzzPath " +
			"serve.TestDeskRefuses serve.TestCrowd desk.TestSlowBody"},
	{ids: "T1 T2 T3 T4", words: "what is built on is verified and listed; the program can be built again byte for byte",
		tests: "internal.TestLibrariesAreListed test.sameProgram test.steps"},
	{ids: "U1 U2 U3", words: "WCAG 2.2 AA; a toolkit says who answers for it; all works from the disk, or says why not",
		tests: "browser.TestAxeOnEachKind browser.TestTabReachesEverything check.TestRules " +
			"browser.TestNavigationWorksEverywhere"},
}

// ids are the promises that there must be: ranges are from the first to the last of one letter.
var ids = map[string][]int{
	"R": {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16}, "W": {1, 2, 3, 4, 5}, "B": {1, 2, 3, 5}, "L": {1},
	"F": {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, "D": {1, 2, 3, 4, 5, 6}, "X": {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
	"I": {7, 8, 9}, "P": {1, 2, 3, 4, 5}, "C": {1, 2, 3, 4, 5}, "S": {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, "A": {1},
	"Z": {1, 2, 3}, "V": {1, 2, 3, 4, 5, 6}, "T": {1, 2, 3, 4}, "U": {1, 2, 3},
}

// TestPromises holds every promise to tests that are there.
func TestPromises(t *testing.T) {
	known := testNames(t)
	seen := map[string]bool{}
	for _, p := range promises {
		for _, id := range strings.Fields(p.ids) {
			if seen[id] {
				t.Errorf("%s is promised twice", id)
			}
			seen[id] = true
		}
		if (p.tests == "") == (p.yet == "") {
			t.Errorf("%s: it has tests, or a reason why not yet", p.ids)
		}
		for _, name := range strings.Fields(p.tests) {
			if !known[name] {
				t.Errorf("%s: there is no test %s", p.ids, name)
			}
		}
	}
	for letter, numbers := range ids {
		for _, n := range numbers {
			if id := letter + strconv.Itoa(n); !seen[id] {
				t.Errorf("nothing is said of %s", id)
			}
			delete(seen, letter+strconv.Itoa(n))
		}
	}
	for id := range seen {
		t.Errorf("%s is not among the promises that there must be", id)
	}
}

// testNames are all tests: "package.TestName", and "cli/name" for a script.
func testNames(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	files, err := filepath.Glob("*/*_test.go")
	own, err2 := filepath.Glob("*_test.go")
	steps, err4 := filepath.Glob("test/*.go")
	scripts, err3 := filepath.Glob("cli/testdata/script/*.txtar")
	if err != nil || err2 != nil || err3 != nil || err4 != nil || len(files) < 50 || len(scripts) < 20 {
		t.Fatal(len(files), len(scripts), err, err2, err3, err4)
	}
	for _, file := range slices.Concat(files, own, steps) {
		pkg := filepath.Dir(file)
		if pkg == "." {
			pkg = "internal"
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
				names[pkg+"."+fn.Name.Name] = true
			}
		}
	}
	for _, file := range scripts {
		names["cli/"+strings.TrimSuffix(filepath.Base(file), ".txtar")] = true
	}
	return names
}
