package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/store"
)

// TestRenameIsWhole shows case-M4: whichever step of a renaming is refused, the project is as it was, and a run without
// a fault completes it.
func TestRenameIsWhole(t *testing.T) {
	a, err := txtar.ParseFile("testdata/bring/names.txtar")
	if err != nil {
		t.Fatal(err)
	}
	project := t.TempDir()
	casetest.Write(t, project, "data/site.yaml", "title: T\npublisher: P\n")
	casetest.Write(t, project, "content/2026.1/version.md", "---\ntitle: T\nsummary: S\n---\n")
	for _, f := range a.Files {
		if !strings.HasPrefix(f.Name, "want/") {
			casetest.Write(t, project, f.Name, string(f.Data))
		}
	}
	before := tree(t, project)
	refused := errors.New("refused")
	for step := 1; ; step++ {
		if step > 200 {
			t.Fatal("it never ends")
		}
		s, err := Prepare(t.Context(), Options{Project: project, AsOf: civil.Date{Year: 2026, Month: 8, Day: 1},
			Generator: "precept test", Reader: "preceptee"})
		if err != nil {
			t.Fatal(err)
		}
		f := &fixer{snapshot: s, findings: map[string][]finding.Finding{}}
		if f.project, err = store.Open(project); err != nil {
			t.Fatal(err)
		}
		n := 0
		f.project.Fault(func(op, path string) error {
			if op == "rename" && !strings.Contains(path, "tmp") {
				if n++; n == step {
					return refused
				}
			}
			return nil
		})
		done, err := f.rename()
		f.project.Close()
		s.Close()
		if err == nil {
			if step < 6 || len(done) < 6 {
				t.Errorf("%d steps, %d done", step, len(done))
			}
			return
		}
		if !errors.Is(err, refused) {
			t.Fatal(err)
		}
		if now := tree(t, project); now != before {
			t.Fatalf("after a fault at step %d:\n%s\nbefore:\n%s", step, now, before)
		}
	}
}

// tree is every file of a project with its bytes.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		fmt.Fprintf(&b, "%s %q\n", rel, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
