package base_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"precept/internal/base"
	"precept/internal/casetest"
	"precept/internal/store"
)

// TestMain lets a child adopt the bundle that is beside its folder until it is killed.
func TestMain(m *testing.M) {
	casetest.Victim(func(dir string, fault func(op, path string) error) error {
		data, err := os.ReadFile(dir + ".zip")
		if err != nil {
			return err
		}
		tree, err := store.Open(dir)
		if err != nil {
			return err
		}
		defer tree.Close()
		tree.Fault(fault)
		_, err = base.Adopt(context.Background(), tree, dir, data)
		return err
	})
	os.Exit(m.Run())
}

// TestAdoptKilled kills an adoption at moments from its beginning to its end, without a chance to clean up. The project
// can be built, nothing of the practice's is lost, and the next run gives what an undisturbed one gives.
func TestAdoptKilled(t *testing.T) {
	t.Parallel()
	next := released(t, "2", map[string]string{"index.md": page("Home", "Words."), "a.md": page("A", "Two.")})
	clean := begun(t)
	adopt(t, clean, next, nil)
	want := tree(t, clean)
	step := casetest.Times(7, 1)
	for n := 1; ; n += step {
		dir := begun(t)
		casetest.Write(t, filepath.Dir(dir), filepath.Base(dir)+".zip", string(next))
		own := tree(t, filepath.Join(dir, "content"))
		if casetest.KillAt(t, dir, n) {
			if n < 5*step {
				t.Errorf("only %d operations", n)
			}
			return
		}
		completed(t, dir, n, own, next, want)
	}
}
