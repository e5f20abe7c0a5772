package build_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/portfolio"
)

// TestShippedCanBeReleased releases a copy of the shipped versions: nothing is in the way, and what is waived are the
// things that only the publisher of a real toolkit can give. Then one byte is added to each of their files: every file
// is named, and nothing else is found.
func TestShippedCanBeReleased(t *testing.T) {
	t.Parallel()
	project := t.TempDir()
	casetest.Shipped(t, project, "content", "data")
	o := build.Options{Project: project, AsOf: civil.Date{Year: 2026, Month: 10, Day: 5}, AsOfGiven: true,
		Generator: "precept test", Reader: portfolio.ForPreceptee}
	rules := []string{"licence-missing", "links-unchecked", "placeholder-contact", "retention-missing", "unconfirmed"}
	for _, version := range []string{"2025.1", "2026.1"} {
		r, err := build.CheckRelease(context.Background(), o, version)
		if err != nil {
			t.Fatal(err)
		}
		if !r.Ready() || !r.Dated {
			t.Fatalf("%s: %s %v", version, r.Refused, r.InTheWay)
		}
		for _, f := range r.Waived {
			if !slices.Contains(rules, f.Rule) {
				t.Errorf("%s: %s is waived", version, f.Rule)
			}
		}
		if err := r.Write(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	if found := differing(t, o); len(found) > 0 {
		t.Fatalf("as they were released: %q", found)
	}
	var files []string
	err := fs.WalkDir(os.DirFS(project), "content", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "version.lock" || e.Name() == "notices.md" {
			return err
		}
		at := filepath.Join(project, name)
		data, err := os.ReadFile(at)
		if err != nil {
			return err
		}
		files = append(files, name)
		return os.WriteFile(at, append(data, '\n'), 0o666)
	})
	slices.Sort(files)
	if err != nil || len(files) < 100 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	if found := differing(t, o); !slices.Equal(found, files) {
		t.Errorf("of %d files, these are named: %q", len(files), found)
	}
}

// differing lists the files that are not as they were released. Nothing else may be found that stops a strict build.
func differing(t *testing.T, o build.Options) (files []string) {
	t.Helper()
	s, err := build.Prepare(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, f := range s.Findings {
		switch {
		case f.Rule == "lock-differs" && f.Severity == finding.Error:
			files = append(files, f.File)
		case build.Blocks(f, true):
			t.Errorf("%s:%d: %s: %s", f.File, f.Line, f.Severity, f.Message)
		}
	}
	slices.Sort(files)
	return files
}
