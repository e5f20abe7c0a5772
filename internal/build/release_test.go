package build

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/store"
)

// toRelease makes a project whose version can be released, and checks it.
func toRelease(t *testing.T) (project string, check func() *Release) {
	t.Helper()
	project = t.TempDir()
	casetest.WriteFiles(t, project, casetest.Releasable("2026.1")...)
	return project, func() *Release {
		t.Helper()
		day, err := civil.Parse("2026-10-05")
		if err != nil {
			t.Fatal(err)
		}
		o := Options{Project: project, AsOf: day, Generator: "precept test", Reader: "preceptee"}
		r, err := CheckRelease(t.Context(), o, "2026.1")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
}

// TestReleaseOfChanging: a file that changes, comes or goes while the version is checked is named, and nothing is
// written.
func TestReleaseOfChanging(t *testing.T) {
	edit := func(file string) error { return os.WriteFile(file, []byte("---\n---\n"), 0o644) }
	for name, change := range map[string]func(file string) error{"index.md": edit, "version.md": edit,
		"more.md": edit, "rota.csv": edit, "about/privacy.md": os.Remove} {
		t.Run(name, func(t *testing.T) {
			project, check := toRelease(t)
			r := check()
			if !r.Ready() {
				t.Fatalf("not ready: %s %v", r.Refused, r.InTheWay)
			}
			if err := change(filepath.Join(project, "content/2026.1", filepath.FromSlash(name))); err != nil {
				t.Fatal(err)
			}
			var changed *ChangedError
			if err := r.Write(t.Context()); !errors.As(err, &changed) || len(changed.Files) != 1 ||
				changed.Files[0] != name {
				t.Errorf("the release gives %v", err)
			}
			if store.IsFile(filepath.Join(project, "content/2026.1/version.lock")) {
				t.Error("it is locked")
			}
		})
	}
}

// TestReleaseStopped lets each operation on the disk fail in turn, once and for good. Either nothing is written, or the
// day alone; and the next release completes it, on the day that was written.
func TestReleaseStopped(t *testing.T) {
	broken := errors.New("the disk is broken")
	for fail := 0; ; fail++ {
		project, check := toRelease(t)
		r := check()
		tree, err := store.Open(project)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		tree.Fault(func(op, path string) error {
			if n++; n > fail {
				return broken
			}
			return nil
		})
		err = r.write(tree)
		tree.Close()
		if err == nil {
			if fail < 4 {
				t.Fatalf("a release takes only %d operations", fail)
			}
			return
		}
		again := check()
		if store.IsFile(filepath.Join(project, "content/2026.1/version.lock")) {
			if again.Refused == "" {
				t.Fatalf("stopped at %d, a lock is there and counts for nothing", fail)
			}
			continue // it was the last step that failed: the lock is whole
		}
		if !again.Ready() {
			t.Fatalf("stopped at %d, it cannot be released: %s %v", fail, again.Refused, again.InTheWay)
		}
		if err := again.Write(t.Context()); err != nil {
			t.Fatalf("stopped at %d: %v", fail, err)
		}
		if done := check(); done.Refused == "" || done.Day.String() != "2026-10-05" {
			t.Errorf("stopped at %d and released again, it is not locked", fail)
		}
	}
}

// TestReleaseOfWaived: no waiver stands for an approval.
func TestReleaseOfWaived(t *testing.T) {
	project, check := toRelease(t)
	casetest.WriteFiles(t, project, txtar.File{Name: "content/2026.1/version.md",
		Data: []byte("---\ntitle: T\nsummary: S.\n---\nWords.\n")})
	raw, err := os.ReadFile(filepath.Join(project, "data/site.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	waiver := "waivers: [{rule: approval-missing, reason: none, approved_by: Lead, date: 2026-10-01, " +
		"expires: 2027-01-01}]\n"
	casetest.WriteFiles(t, project, txtar.File{Name: "data/site.yaml", Data: append(raw, waiver...)})
	if r := check(); r.Ready() || r.Refused == "" || len(r.InTheWay) > 0 {
		t.Errorf("without an approval: %q %v", r.Refused, r.InTheWay)
	}
}
