package publish

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"precept/internal/plan"
)

// worker holds the space that one goroutine works in, so that the memory of a build grows with workers, not with pages.
type worker struct {
	buf   bytes.Buffer
	space [32 << 10]byte
}

const keepBuffer = 4 << 20 // a buffer that one huge output blew up is let go of

// render makes the bytes of an output in w.buf. A panic in it becomes an error that the caller gives a name to.
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

// each calls do for 0 to n-1 on so many workers (0: one a processor) and stops at the first error or when ctx ends. Of
// several errors it gives the one with the lowest number.
func each(ctx context.Context, jobs, n int, do func(w *worker, i int) error) error {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	var (
		next  atomic.Int64
		stop  atomic.Bool
		mu    sync.Mutex
		first = n
		err   error
		wait  sync.WaitGroup
	)
	for range min(jobs, n) {
		wait.Go(func() {
			w := new(worker)
			for !stop.Load() && ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if e := do(w, i); e != nil {
					stop.Store(true)
					mu.Lock()
					if i < first {
						first, err = i, e
					}
					mu.Unlock()
				}
			}
		})
	}
	wait.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
