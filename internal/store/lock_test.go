package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestLockIsExclusiveAndTakenOver(t *testing.T) {
	tr := tree(t)
	ctx := t.Context()
	// A killed run leaves the file, and the system releases the lock: it can be locked again, whatever number is in it.
	must(t, os.WriteFile(filepath.Join(tr.Dir(), "lock"), []byte("1\n"), 0o600))
	lock, err := tr.Lock(ctx, "lock", 0)
	must(t, err)

	_, err = tr.Lock(ctx, "lock", 50*time.Millisecond)
	var locked *LockedError
	if !errors.As(err, &locked) || locked.PID != os.Getpid() {
		t.Fatalf("second lock: got %v, want it locked by process %d", err, os.Getpid())
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := tr.Lock(stopped, "lock", time.Hour); !errors.Is(err, context.Canceled) {
		t.Fatalf("lock under an ended context: got %v", err)
	}
	must(t, lock.Release())
	if _, err := tr.Stat("lock"); err == nil {
		t.Error("the lock file stayed")
	}
	must(t, os.Mkdir(filepath.Join(tr.Dir(), "folder"), 0o755))
	if _, err := tr.Lock(ctx, "folder", time.Hour); !errors.Is(err, ErrFolder) {
		t.Errorf("a folder as the lock: got %v", err)
	}
}

// TestLockThatCannotBeMade: where the folder takes no files, nobody else is blamed and nothing is waited for.
func TestLockThatCannotBeMade(t *testing.T) {
	tr := tree(t)
	must(t, os.RemoveAll(tr.Dir()))
	_, err := tr.Lock(t.Context(), "lock", 100*time.Hour)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want that the folder is not there", err)
	}
}

func TestOneLockAtATime(t *testing.T) {
	tr := tree(t)
	var inside atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 10 {
				lock, err := tr.Lock(t.Context(), "lock", time.Minute)
				if err != nil {
					t.Error(err)
					return
				}
				if inside.Add(1) != 1 {
					t.Error("two have the lock")
				}
				inside.Add(-1)
				if err := lock.Release(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}
