package publish

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"precept/internal/plan"
)

// worker has the buffers that one goroutine reuses, so that the memory of a build grows with workers, not with pages.
type worker struct {
	buf   bytes.Buffer
	space [32 << 10]byte
}

const keepBuffer = 4 << 20 // bytes; a larger buffer, grown by one huge output, is dropped

// render writes an output to w.buf. A panic becomes an error, to which the caller adds the output's name.
func (w *worker) render(o plan.Output) (err error) {
	if w.buf.Cap() > keepBuffer {
		w.buf = bytes.Buffer{}
	}
	w.buf.Reset()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("a fault in precept itself: %v", p)
		}
	}()
	return o.Write(&w.buf)
}

// each calls do for 0 to n-1 on that many workers (0: one per processor). It stops at the first error or when ctx ends.
// Of several errors it gives the one with the lowest number.
func each(ctx context.Context, jobs, n int, do func(w *worker, i int) error) error {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	errs := make([]error, n)
	group, groupCtx := errgroup.WithContext(ctx)
	for range min(jobs, n) {
		group.Go(func() error {
			w := new(worker)
			for groupCtx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					break
				}
				if errs[i] = do(w, i); errs[i] != nil {
					return errs[i]
				}
			}
			return nil
		})
	}
	// The group knows the error that came first; which one that is depends on the workers' speed.
	_ = group.Wait()
	return cmp.Or(append([]error{ctx.Err()}, errs...)...)
}
