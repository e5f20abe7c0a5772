package serve

import (
	"context"
	"fmt"
	"time"

	"precept/internal/build"
	"precept/internal/watch"
)

// follow rebuilds after every change until ctx ends or the server fails, and gives the cause. A page that was saved is
// shown at once, also while a build is running. Whatever changes during a build is followed by one more build.
func (s *Server) follow(ctx context.Context, watcher *watch.Watcher, failed <-chan error) error {
	var running <-chan buildResult // nil where no build is
	outdated := false              // something changed since the running build began
	retry := time.NewTimer(time.Hour)
	retry.Stop()
	days := time.NewTicker(dayLook)
	defer days.Stop()
	defer func() {
		if running != nil {
			if r := <-running; r.err == nil {
				r.snapshot.Close()
			}
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-failed:
			return fmt.Errorf("serving on port %d: %w", s.port, err)
		case c := <-watcher.Changes():
			if c.Err != nil {
				s.o.Say("some changes may be missed: %v", c.Err)
			}
			s.edit(c.Files)
			s.changed.add(c)
			outdated = true
		case r := <-running:
			running = nil
			if r.err != nil {
				s.changed.anything = true // nothing of this build was taken
				s.unreadable(ctx, r.err)
				retry.Reset(retryAfter)
				break
			}
			retry.Stop()
			s.take(r.snapshot, r.build)
			s.tell(r.snapshot)
			watcher.Follow(s.places(r.snapshot))
		case <-retry.C:
			outdated = true
		case <-days.C:
			outdated = outdated || s.newDay()
		}
		if outdated && running == nil {
			running, outdated = s.start(ctx), false
		}
	}
}

// buildResult is what a build gave.
type buildResult struct {
	snapshot *build.Snapshot
	build    int // its number
	err      error
}

// start begins a build of the project as it is now.
func (s *Server) start(ctx context.Context) <-chan buildResult {
	s.builds++
	o := s.options()
	number, done := s.builds, make(chan buildResult, 1)
	go func() {
		snapshot, err := prepare(ctx, o)
		done <- buildResult{snapshot, number, err}
	}()
	return done
}

// changes are what has changed since the last build began.
type changes struct {
	files    []string // absolute names
	anything bool     // or anything else
}

func (c *changes) add(more watch.Change) {
	c.files = append(c.files, more.Files...)
	c.anything = c.anything || more.Files == nil || more.Lost
}

// options are those of the next build: its day is read again, and what has not changed is taken from the last one.
func (s *Server) options() build.Options {
	o := s.o.Build
	o.Previous = s.latest()
	if !s.changed.anything { // where no file is known, nobody knows what has changed
		o.Changed = s.changed.files
	}
	s.changed = changes{}
	if s.o.Today != nil {
		o.AsOf = s.o.Today()
	}
	return o
}

// newDay reports whether another day has come than what is served was built for: what is due and past changes with it.
func (s *Server) newDay() bool {
	b := s.latest()
	return s.o.Today != nil && b != nil && b.AsOf != s.o.Today()
}

// rebuild reads the project and puts the new state in the place of the old.
func (s *Server) rebuild(ctx context.Context) error {
	r := <-s.start(ctx)
	if r.err != nil {
		return r.err
	}
	s.take(r.snapshot, r.build)
	s.tell(r.snapshot)
	return nil
}

// unreadable shows an error of the machine in the pages, and says it once.
func (s *Server) unreadable(ctx context.Context, err error) {
	if ctx.Err() == nil && s.trouble(err.Error()) {
		s.o.Say("the project cannot be read: %v", err)
	}
}

// prepare is build.Prepare that ends soon after ctx does, whatever it is doing, and never panics.
func prepare(ctx context.Context, o build.Options) (*build.Snapshot, error) {
	done := make(chan buildResult, 1)
	go func() {
		var r buildResult
		defer func() {
			if fault := recover(); fault != nil {
				r = buildResult{err: fmt.Errorf("this is a fault of precept itself, not of your files: %v", fault)}
			}
			done <- r
		}()
		r.snapshot, r.err = build.Prepare(ctx, o)
	}()
	var late <-chan time.Time
	stop := ctx.Done()
	for {
		select {
		case r := <-done:
			if r.err == nil && ctx.Err() != nil {
				r.snapshot.Close()
				return nil, ctx.Err()
			}
			return r.snapshot, r.err
		case <-stop:
			stop, late = nil, time.After(grace)
		case <-late:
			return nil, ctx.Err()
		}
	}
}
