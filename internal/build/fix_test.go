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

// TestCaseM15EveryFile: --fix corrects slips in every file that a person writes, and ids that it makes are
// unique in the version. What was signed stays as it is, and so does a version with a lock.
func TestCaseM15EveryFile(t *testing.T) {
	a, err := txtar.ParseFile("testdata/slips/fix.txtar")
	if err != nil {
		t.Fatal(err)
	}
	project := t.TempDir()
	want := map[string]string{}
	for _, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, "want/"); ok {
			want[name] = string(f.Data)
		} else {
			casetest.WriteFiles(t, project, f)
		}
	}
	lookAt(t, project, true)
	for name, text := range want {
		got, err := os.ReadFile(filepath.Join(project, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != text {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, text)
		}
	}
	for _, f := range lookAt(t, project, false) {
		if f.Severity == finding.Error && !strings.HasPrefix(f.File, "content/2025.1/") &&
			!strings.HasSuffix(f.File, "signed.md") {
			t.Errorf("%s:%d: %s: %s", f.File, f.Line, f.Rule, f.Message)
		}
	}
}
