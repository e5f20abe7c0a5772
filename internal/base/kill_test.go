package base_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
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
		sound(t, dir, n)
		if now := tree(t, filepath.Join(dir, "content")); !strings.Contains(now, strings.TrimSpace(own)) {
			t.Errorf("killed at %d: something of the practice's is lost", n)
		}
		adopt(t, dir, next, nil)
		if got := tree(t, dir); got != want {
			t.Errorf("killed at %d: the run after gives\n%s", n, names(got))
		}
	}
}

// names are those of the files that tree lists.
func names(tree string) string {
	var b strings.Builder
	for line := range strings.Lines(tree) {
		name, _, _ := strings.Cut(line, " ")
		b.WriteString(name + "\n")
	}
	return b.String()
}
