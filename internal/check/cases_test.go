package check_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/check"
	"precept/internal/finding"
	"precept/internal/identify"
)

// today is the date of the builds of cases.
const today = "2026-10-05"

// elsewhere are rules without a case here, because no small project can show them, and where they are tested.
func elsewhere() map[string]string {
	return map[string]string{
		"file-foreign":   "found while publishing: internal/publish and the commands' scripts",
		"files-many":     "needs 50,001 files",
		"link-dead":      "only found by check --external-links: the commands' scripts",
		"milestone-open": "only found by check --gate: the commands' scripts",
		"portfolio-left": "found while publishing: the commands' scripts",
		"staging-left":   "found while publishing: the commands' scripts",
	}
}

// TestBase checks that the base project has no findings.
func TestBase(t *testing.T) {
	if found := base(t).look(t, today).Findings; len(found) > 0 {
		t.Errorf("something is found in the base project:\n%s", printed(found))
	}
}

// TestRules runs the case of every rule. testdata/<rule>.txtar has an err project with its exact findings, and an ok
// project in which the rule finds nothing. The files below err/ and ok/ are added to the base project. In the comment,
// a line "err without PATH" removes one, "err hosted" builds on a hosted machine, and "err release 2026.1" checks for
// the release of that version.
func TestRules(t *testing.T) {
	for _, r := range check.Rules() {
		if _, ok := elsewhere()[r.ID]; ok {
			continue
		}
		t.Run(r.ID, func(t *testing.T) { testRule(t, r.ID) })
	}
}

func testRule(t *testing.T, rule string) {
	t.Parallel()
	casetest.Run(t, filepath.Join("testdata", rule+".txtar"), func(archive *txtar.Archive) {
		projects := sides(t, archive)
		found := projects["err"].look(t, today).Findings
		if !slices.ContainsFunc(found, func(f finding.Finding) bool { return f.Rule == rule }) {
			t.Errorf("%s is not found in err:\n%s", rule, printed(found))
		}
		for _, f := range found {
			if f.File == "" || f.Message == "" || f.Severity == finding.Unset {
				t.Errorf("a finding without place, message or severity: %+v", f)
			}
		}
		if casetest.Updating() &&
			!slices.ContainsFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" }) {
			archive.Files = append(archive.Files, txtar.File{Name: "want"})
		}
		casetest.Compare(t, archive, func(name string) (string, bool) { return printed(found), name == "want" })

		for _, f := range projects["ok"].look(t, today).Findings {
			if f.Rule == rule || f.Severity == finding.Error {
				t.Errorf("found in ok: %s", printed([]finding.Finding{f}))
			}
		}
	})
}

// sides gives the two projects of a rule's case, err and ok. Each must differ from the base project.
func sides(t *testing.T, archive *txtar.Archive) map[string]project {
	t.Helper()
	projects := map[string]project{"err": base(t), "ok": base(t)}
	parts := map[string]int{}
	for _, f := range archive.Files {
		part, path, inside := strings.Cut(f.Name, "/")
		if !inside && f.Name == "want" {
			continue
		}
		if projects[part].files == nil || path == "" {
			t.Fatalf("%s is not below err/ or ok/", f.Name)
		}
		parts[part]++
		projects[part].files[path] = expand(t, f.Data)
	}
	for line := range strings.Lines(string(archive.Comment)) {
		words := strings.Fields(line)
		if len(words) < 2 || projects[words[0]].files == nil {
			continue
		}
		p := projects[words[0]]
		switch {
		case words[1] == "without" && len(words) == 3:
			parts[words[0]]++
			delete(p.files, words[2])
		case words[1] == "hosted":
			p.hosted = true
			projects[words[0]] = p
		case words[1] == "release" && len(words) == 3:
			p.release = words[2]
			projects[words[0]] = p
		case words[1] == "is" && words[2] == "base":
			parts[words[0]]++
		}
	}
	if parts["err"] == 0 || parts["ok"] == 0 {
		t.Fatalf("the case has %d files for err and %d for ok; it needs both", parts["err"], parts["ok"])
	}
	return projects
}

// TestCasesHaveRules checks that every case has a rule.
func TestCasesHaveRules(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) < 50 {
		t.Fatalf("only %d cases: %v", len(files), err)
	}
	known := map[string]bool{"base": true}
	for _, r := range check.Rules() {
		known[r.ID] = true
		if why := elsewhere()[r.ID]; why != "" {
			if _, err := os.Stat(filepath.Join("testdata", r.ID+".txtar")); err == nil {
				t.Errorf("%s has a case, and is listed as tested elsewhere", r.ID)
			}
		}
	}
	for rule := range elsewhere() {
		if !known[rule] {
			t.Errorf("%s is listed as tested elsewhere and is not a rule", rule)
		}
	}
	for _, file := range files {
		if rule := strings.TrimSuffix(filepath.Base(file), ".txtar"); !known[rule] {
			t.Errorf("%s has no rule", file)
		}
	}
}

// TestCatalogue checks that the ids are sorted and unique, and that every entry has a severity and all texts.
func TestCatalogue(t *testing.T) {
	before := ""
	for _, r := range check.Rules() {
		if r.ID <= before {
			t.Errorf("%s comes after %s", r.ID, before)
		}
		before = r.ID
		if r.Severity == finding.Unset {
			t.Errorf("%s has no severity", r.ID)
		}
		for _, text := range []string{r.Summary, r.Why, r.Example, r.Fix} {
			if strings.TrimSpace(text) == "" || strings.Contains(text, "  ") {
				t.Errorf("%s has an empty text or two spaces: %q", r.ID, text)
			}
		}
		if strings.HasSuffix(r.Summary, ".") || !strings.HasSuffix(r.Why, ".") {
			t.Errorf("%s: the summary is a line without a full stop, the why a sentence", r.ID)
		}
		text := r.Text()
		for _, part := range []string{r.ID, r.Summary, "Why", "What to do"} {
			if !strings.Contains(text, part) {
				t.Errorf("the text of %s does not have %q:\n%s", r.ID, part, text)
			}
		}
		if !strings.HasPrefix(r.Line(), r.ID+" ") || strings.Contains(r.Line(), "\n") {
			t.Errorf("the line of %s is %q", r.ID, r.Line())
		}
	}
}

// TestEveryRuleIsInTheCatalogue searches the source of every stage for the ids of rules. A rule that is not in the
// catalogue would have no severity and no help.
func TestEveryRuleIsInTheCatalogue(t *testing.T) {
	known := map[string]bool{}
	for _, r := range check.Rules() {
		known[r.ID] = true
	}
	emitted := ruleIDs(t)
	if len(emitted) < 60 {
		t.Fatalf("only %d rules found in the source", len(emitted))
	}
	for _, r := range identify.Rules() { // package record makes these ids from the table; each has a case
		emitted["identifier-"+r.Name] = "internal/portfolio"
	}
	for id, file := range emitted {
		if !known[id] {
			t.Errorf("%s reports against %s, which the catalogue does not have", file, id)
		}
	}
	for _, r := range check.Rules() {
		if r.Check == nil && r.Person == nil && emitted[r.ID] == "" {
			t.Errorf("nothing finds %s", r.ID)
		}
	}
}

// TestGolden checks that -update would not change the format of a case.
func TestGolden(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(txtar.Format(txtar.Parse(data)), data) {
			t.Errorf("%s is not in the format that -update writes", file)
		}
	}
}
