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

// today is the day as of which cases are looked at.
const today = "2026-10-05"

// elsewhere are rules that no small project can show; each is tested where it is found.
func elsewhere() map[string]string {
	return map[string]string{
		"file-foreign":   "found while publishing: internal/publish and the commands' scripts",
		"files-many":     "wants 50,001 files",
		"milestone-open": "found by check --gate alone: the commands' scripts",
	}
}

// TestBase holds the shared project to what its first line says.
func TestBase(t *testing.T) {
	if found := base(t).look(t, today).Findings; len(found) > 0 {
		t.Errorf("something is found in the base project:\n%s", printed(found))
	}
}

// TestRules holds every rule of the catalogue to its case: testdata/<rule>.txtar has an err project with its exact findings,
// and an ok project in which the rule finds nothing. The files below err/ and ok/ are added to the base project; a line
// "err without PATH" in the comment takes one away, "err hosted" builds on somebody else's machine.
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
				t.Errorf("a finding without place, words or severity: %+v", f)
			}
		}
		if casetest.Updating() && !slices.ContainsFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" }) {
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

// sides are the two projects of a rule's case, err and ok. Each must say in what it differs from the base project.
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
			t.Fatalf("%s belongs to neither err/ nor ok/", f.Name)
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
		case words[1] == "is" && words[2] == "base":
			parts[words[0]]++
		}
	}
	if parts["err"] == 0 || parts["ok"] == 0 {
		t.Fatalf("the case has %d files for err and %d for ok; it needs both", parts["err"], parts["ok"])
	}
	return projects
}

// TestCasesHaveRules fails for a case whose rule is gone.
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
				t.Errorf("%s has a case, and is said to be tested elsewhere", r.ID)
			}
		}
	}
	for rule := range elsewhere() {
		if !known[rule] {
			t.Errorf("%s is said to be tested elsewhere and is no rule", rule)
		}
	}
	for _, file := range files {
		if rule := strings.TrimSuffix(filepath.Base(file), ".txtar"); !known[rule] {
			t.Errorf("%s is the case of no rule", file)
		}
	}
}

// TestCatalogue holds every entry to be whole and plain: ids in order and once, a severity, words for each part.
func TestCatalogue(t *testing.T) {
	before := ""
	for _, r := range check.Rules() {
		if r.ID <= before {
			t.Errorf("%s stands after %s", r.ID, before)
		}
		before = r.ID
		if r.Severity == finding.Unset {
			t.Errorf("%s has no severity", r.ID)
		}
		for _, text := range []string{r.Summary, r.Why, r.Example, r.Fix} {
			if strings.TrimSpace(text) == "" || strings.Contains(text, "  ") {
				t.Errorf("%s lacks words: %q", r.ID, text)
			}
		}
		if strings.HasSuffix(r.Summary, ".") || !strings.HasSuffix(r.Why, ".") {
			t.Errorf("%s: the summary is a line without a full stop, the why a sentence", r.ID)
		}
		text := r.Text()
		for _, part := range []string{r.ID, r.Summary, "Why", "Way out"} {
			if !strings.Contains(text, part) {
				t.Errorf("the text of %s lacks %q:\n%s", r.ID, part, text)
			}
		}
		if !strings.HasPrefix(r.Line(), r.ID+" ") || strings.Contains(r.Line(), "\n") {
			t.Errorf("the line of %s is %q", r.ID, r.Line())
		}
	}
}

// TestEveryRuleIsInTheCatalogue looks through the source of every stage for the ids of rules: one that the catalogue does not
// have would be an error without words.
func TestEveryRuleIsInTheCatalogue(t *testing.T) {
	known := map[string]bool{}
	for _, r := range check.Rules() {
		known[r.ID] = true
	}
	emitted := ruleIDs(t)
	if len(emitted) < 60 {
		t.Fatalf("only %d rules found in the source", len(emitted))
	}
	for _, r := range identify.Rules() { // the portfolio makes their ids of the table's; each has its case
		emitted["identifier-"+r.Name] = "internal/portfolio"
	}
	for id, file := range emitted {
		if !known[id] {
			t.Errorf("%s reports against %s, which the catalogue does not have", file, id)
		}
	}
	for _, r := range check.Rules() {
		if r.Check == nil && emitted[r.ID] == "" {
			t.Errorf("nothing finds %s", r.ID)
		}
	}
}

// TestGolden holds -update to write what the files hold already.
func TestGolden(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(txtar.Format(txtar.Parse(data)), data) {
			t.Errorf("%s is not in the form that -update writes", file)
		}
	}
}
