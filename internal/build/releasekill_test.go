package build

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/lock"
	"precept/internal/store"
)

// TestMain lets a child release the version of toRelease until it is killed.
func TestMain(m *testing.M) {
	casetest.Victim(func(dir string, fault func(op, path string) error) error {
		r, err := CheckRelease(context.Background(), Options{Project: dir, Generator: "precept test",
			AsOf: civil.Date{Year: 2026, Month: 10, Day: 5}, Reader: "preceptee"}, "2026.1")
		if err != nil {
			return err
		}
		tree, err := store.Open(dir)
		if err != nil {
			return err
		}
		defer tree.Close()
		tree.Fault(fault)
		return r.write(tree)
	})
	os.Exit(m.Run())
}

// TestReleaseKilled kills a release at moments from its beginning to its end, without a chance to clean up. What is
// there then is the old version.md or the new one, with no lock or a whole one, and the next release completes it.
func TestReleaseKilled(t *testing.T) {
	t.Parallel()
	clean, check := toRelease(t)
	before := lockFiles(t, clean)
	if err := check().Write(t.Context()); err != nil {
		t.Fatal(err)
	}
	after := lockFiles(t, clean)
	for n := 1; ; n += casetest.Times(2, 1) {
		project, check := toRelease(t)
		done := casetest.KillAt(t, project, n)
		now := lockFiles(t, project)
		if now[0] != before[0] && now[0] != after[0] || now[1] != "" && now != after {
			t.Errorf("killed at %d, there is\n%s\n%s", n, now[0], now[1])
		}
		if r := check(); now != after {
			if err := r.Write(t.Context()); err != nil {
				t.Fatalf("killed at %d: %v", n, err)
			}
		} else if r.Refused == "" {
			t.Errorf("killed at %d, the lock counts for nothing", n)
		}
		if lockFiles(t, project) != after {
			t.Errorf("killed at %d, the release after gives something else", n)
		}
		if done {
			if n < 5 {
				t.Errorf("a release takes only %d operations", n)
			}
			return
		}
	}
}

// lockFiles are the two files that a release writes, version.md and the lock; "" for one that is not there.
func lockFiles(t *testing.T, project string) (texts [2]string) {
	t.Helper()
	for i, name := range []string{"version.md", lock.Name} {
		raw, err := os.ReadFile(filepath.Join(project, "content/2026.1", name))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		texts[i] = string(raw)
	}
	return texts
}
