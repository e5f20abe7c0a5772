package publish

import (
	"context"
	"errors"
	"fmt"
	"testing"
)

// TestEachGivesTheLowestError has output 3 fail before output 2 does: the error is that of 2.
func TestEachGivesTheLowestError(t *testing.T) {
	failed := make(chan struct{})
	err := each(t.Context(), 4, 10, func(_ *worker, i int) error {
		switch i {
		case 2:
			<-failed
		case 3:
			defer close(failed)
		default:
			return nil
		}
		return fmt.Errorf("output %d", i)
	})
	if err == nil || err.Error() != "output 2" {
		t.Errorf("got %v, want the error of output 2", err)
	}
}

// TestEachStopsAtAnError begins no further output after the error.
func TestEachStopsAtAnError(t *testing.T) {
	calls := 0
	err := each(t.Context(), 1, 10, func(*worker, int) error {
		calls++
		return errors.New("disk full")
	})
	if err == nil || calls != 1 {
		t.Errorf("%d outputs were begun, error %v", calls, err)
	}
}

// TestEachReusesItsWorkers counts the buffers: one for each job, however many outputs there are.
func TestEachReusesItsWorkers(t *testing.T) {
	seen := make([]*worker, 500)
	if err := each(t.Context(), 2, len(seen), func(w *worker, i int) error { seen[i] = w; return nil }); err != nil {
		t.Fatal(err)
	}
	workers := map[*worker]bool{}
	for _, w := range seen {
		workers[w] = true
	}
	if len(workers) > 2 || workers[nil] {
		t.Errorf("%d workers for 2 jobs", len(workers))
	}
}

// TestEachStopsWithItsContext gives the context's error where it ended, and not that of an output.
func TestEachStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	err := each(ctx, 1, 10, func(_ *worker, i int) error {
		if i == 1 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
