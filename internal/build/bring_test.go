package build_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/finding"
)

// bring writes the project of a case on top of the least that a project needs, and fixes it until nothing more can be
// fixed. It gives the project, and what is found then.
func bring(t *testing.T, name string) (project string, found []finding.Finding) {
	t.Helper()
	a, err := txtar.ParseFile("testdata/bring/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	project = t.TempDir()
	casetest.Write(t, project, "data/site.yaml", "title: T\npublisher: P\n")
	casetest.Write(t, project, "content/2026.1/version.md", "---\ntitle: T\nsummary: S\nreleased: 2026-01-01\n---\n")
	want := map[string]string{}
	for _, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, "want/"); ok {
			want[name] = string(f.Data)
		} else {
			casetest.Write(t, project, f.Name, string(f.Data))
		}
	}
	for range 5 {
		found = lookAt(t, project, true)
	}
	for name, text := range want {
		got, err := os.ReadFile(filepath.Join(project, filepath.FromSlash(name)))
		if err != nil {
			t.Error(err)
		} else if string(got) != text {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, text)
		}
	}
	return project, found
}

// TestFixNames shows case-M4: --fix renames files whose names cannot be part of an address, with every link to them,
// also from a version that extends this one. Their numbers become their places.
func TestFixNames(t *testing.T) {
	project, found := bring(t, "names")
	for _, f := range found {
		if f.Severity == finding.Error && !strings.Contains(f.Message, "#none") {
			t.Errorf("%s:%d: %s: %s", f.File, f.Line, f.Rule, f.Message)
		}
	}
	for _, gone := range []string{"01-intro", "My Pictures", "README.md", "2025-plan.md"} {
		if _, err := os.Lstat(filepath.Join(project, "content/2026.1", gone)); err == nil {
			t.Errorf("case-M4: %s is still there", gone)
		}
	}
	for _, there := range []string{"my-pictures/the-room.png", "my-pictures/policy-2.pdf"} {
		if _, err := os.Lstat(filepath.Join(project, "content/2026.1", there)); err != nil {
			t.Error(err)
		}
	}
}

// TestFixNamesOfALock shows case-M4: a version with a lock keeps its names, and so does one that it extends.
func TestFixNamesOfALock(t *testing.T) {
	project := t.TempDir()
	const head = "---\ntitle: T\nsummary: S\n---\n"
	for name, text := range map[string]string{
		"data/site.yaml":              "title: T\npublisher: P\n",
		"content/2026.1/version.md":   head,
		"content/2026.1/index.md":     head + "[Tea](My Tea.md)\n",
		"content/2026.1/My Tea.md":    head + "Tea.\n",
		"content/2027.1/version.md":   "---\ntitle: T\nsummary: S\nextends: \"2026.1\"\n---\n",
		"content/2027.1/version.lock": "\n",
	} {
		casetest.Write(t, project, name, text)
	}
	lookAt(t, project, true)
	if _, err := os.Lstat(filepath.Join(project, "content/2026.1/My Tea.md")); err != nil {
		t.Error(err)
	}
}

// TestFixGitHub: a folder of pages that were written for other tools is brought over. Titles, summaries and keys come
// from what the pages say; keys that mean nothing here become comments. A name that is near only one other is
// corrected (case-M13, case-M16).
func TestFixGitHub(t *testing.T) {
	_, found := bring(t, "github")
	var errors []string
	for _, f := range found {
		if f.Severity == finding.Error {
			errors = append(errors, f.File+": "+f.Rule)
		}
	}
	// a heading of the sixth level cannot become one of the seventh: a person must decide
	if got := strings.Join(errors, ", "); got != "content/2026.1/guide/pay.md: heading-h1" {
		t.Errorf("what is left is %s", got)
	}
}

// TestFixLeavesDoubt shows case-M16: where two may have been meant, or a key is there already, nothing is corrected.
func TestFixLeavesDoubt(t *testing.T) {
	project := t.TempDir()
	const head = "---\ntitle: T\nsummary: S\n---\n"
	index := "---\ntitle: T\nsummary: S\ntitel: Other\n---\n[Tea](ten.md), [there](#elsewhere)\n\n## About us\n\nWords.\n"
	for name, text := range map[string]string{
		"data/site.yaml":            "title: T\npublisher: P\n",
		"content/2026.1/version.md": head,
		"content/2026.1/index.md":   index,
		"content/2026.1/tea.md":     head + "Tea.\n",
		"content/2026.1/tee.md":     head + "Tee.\n",
	} {
		casetest.Write(t, project, name, text)
	}
	lookAt(t, project, true)
	if got, err := os.ReadFile(filepath.Join(project, "content/2026.1/index.md")); err != nil || string(got) != index {
		t.Errorf("it was changed to %s: %v", got, err)
	}
}
