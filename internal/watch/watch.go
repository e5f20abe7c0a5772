// Package watch reports that something changed below the folders a project is made from. It watches folders, never
// files, since editors save by putting a new file in the old one's place. It takes in new folders with all that is in
// them, gathers what happens in a short while into one change, and ignores what editors write for themselves. It never
// reads a file. After a change the project is read again. The names of the files are a hint: where there are few, a
// page can be shown before all has been read. What the system loses (a queue that overflows, a folder that is moved
// away) is reported as a change of everything. Some file systems send no events: folders of other computers, those of a
// container. So it also looks at the names, sizes and times of all files now and then, and reports changes without an
// event.
package watch

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"precept/internal/store"
)

// How long the watcher waits for more to happen, how long at most, and how often it looks again for what it could
// not watch. Where all that happened is about one file, which is how people save, it waits only until the file is
// likely to be whole.
const (
	quiet    = 30 * time.Millisecond
	quietOne = 8 * time.Millisecond
	longest  = 300 * time.Millisecond
	again    = time.Second
)

// maxNames is how many files a change names at most.
const maxNames = 16

// Places says what is watched; all names are absolute. A place that does not exist yet is seen when it comes, as long
// as the folder above it exists.
type Places struct {
	// with everything below them except names that begin with a dot; a link here is followed, none below it
	Folders []string
	Files   []string // single files
}

// Change says that something has changed.
type Change struct {
	Files []string // the absolute names of all files that changed, sorted; nil where anything may have changed
	Lost  bool     // events were lost, or a folder was: anything may have changed
	Err   error    // what cannot be watched, reported once; nil where all can
}

// Watcher watches until it is closed. Its methods may be called from several goroutines.
type Watcher struct {
	fs      *fsnotify.Watcher
	changes chan Change
	follow  chan Places
	looked  chan looked
	troubles
	stop   chan struct{}
	closed sync.Once
	done   sync.WaitGroup
}

// New begins to watch. Whatever happens after it has returned is reported.
func New(places Places, o Options) (*Watcher, error) {
	fs, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("asking the system for a watcher: %w", err)
	}
	w := &Watcher{fs: fs, looked: make(chan looked),
		changes: make(chan Change), follow: make(chan Places), stop: make(chan struct{})}
	w.poke = make(chan struct{}, 1)
	l := &loop{Watcher: w, places: clean(places), watched: map[string]bool{}}
	if l.every, l.ticks, l.poll = lookEvery, o.Ticks, o.Poll; o.Poll {
		l.every = pollEvery
	}
	l.seen = see(l.places)
	l.reconcile()
	l.reported = text(l.failed)
	if l.failed != nil {
		l.pending = &Change{Err: l.failed}
	}
	w.done.Add(2)
	go func() {
		defer w.done.Done()
		w.gather(fs.Errors)
	}()
	go func() {
		defer w.done.Done()
		l.run()
	}()
	return w, nil
}

// Changes reports changes, one at a time: what happens while nobody listens is reported later as one change. The
// channel is never closed.
func (w *Watcher) Changes() <-chan Change { return w.changes }

// Follow watches other places from now on. What was not watched before counts as changed.
func (w *Watcher) Follow(places Places) {
	select {
	case w.follow <- clean(places):
	case <-w.stop:
	}
}

// Close ends the watching and waits until everything that did it has ended. It may be called again.
func (w *Watcher) Close() error {
	var err error
	w.closed.Do(func() {
		close(w.stop)
		err = w.fs.Close()
		w.done.Wait()
	})
	return err
}

func clean(p Places) Places {
	tidy := func(list []string) []string {
		out := make([]string, 0, len(list))
		for _, name := range list {
			out = append(out, filepath.Clean(name))
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	return Places{Folders: tidy(p.Folders), Files: tidy(p.Files)}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// troubles holds the errors of the system until the loop looks at them. They are taken off their channel at once: the
// library waits for that with its lock held, and the loop may be asking for that lock.
type troubles struct {
	mu   sync.Mutex
	errs []error
	poke chan struct{}
}

func (t *troubles) gather(from <-chan error) {
	for err := range from {
		t.mu.Lock()
		if len(t.errs) < 8 {
			t.errs = append(t.errs, err)
		}
		t.mu.Unlock()
		select {
		case t.poke <- struct{}{}:
		default:
		}
	}
}

func (t *troubles) take() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	err := errors.Join(t.errs...)
	t.errs = nil
	return err
}

// loop is what only the watching goroutine touches.
type loop struct {
	*Watcher
	places  Places
	watched map[string]bool // folders that the system was asked to watch

	pending  *Change // what has not been reported yet
	failed   error   // what cannot be watched
	reported string  // what was reported of that

	burst              burst
	calm, limit, retry *time.Timer

	seen    map[string]stamp // every file as it was when it was last told about
	looking bool             // a look is going on
	looks   *time.Timer      // of the next look; stopped where a test has ticks
	every   time.Duration
	ticks   <-chan time.Time
	poll    bool
}

// burst is what is being gathered into one change.
type burst struct {
	begun   bool
	names   map[string]bool // files that events were about
	folders bool            // folders came or went
	lost    bool            // events were lost
}

// note adds an event to the burst and waits for more.
func (l *loop) note(name string, folders, lost bool) {
	b := &l.burst
	if !b.begun {
		*b = burst{begun: true, names: map[string]bool{}}
		l.limit.Reset(longest)
	}
	b.folders, b.lost = b.folders || folders, b.lost || lost
	if name != "" && len(b.names) <= maxNames {
		b.names[name] = true
	}
	wait := quiet
	if len(b.names) == 1 && !b.folders && !b.lost {
		wait = quietOne
	}
	l.calm.Reset(wait)
}

// fire reports the burst.
func (l *loop) fire() {
	l.calm.Stop()
	l.limit.Stop()
	b := l.burst
	l.burst = burst{}
	if b.folders || b.lost {
		l.reconcile()
	}
	c := Change{Lost: b.lost}
	if !b.folders && !b.lost && len(b.names) <= maxNames {
		c.Files = slices.Sorted(maps.Keys(b.names))
	}
	l.told(c)
	l.report(c)
	l.lookAgain()
}

// lookAgain sets the timer for what cannot be watched yet.
func (l *loop) lookAgain() {
	if l.failed != nil {
		l.retry.Reset(again)
	}
}

func (l *loop) run() {
	l.calm, l.limit, l.retry, l.looks = stopped(), stopped(), stopped(), stopped()
	if l.ticks == nil {
		l.looks.Reset(l.every)
	}
	l.lookAgain()
	for {
		var out chan Change
		var next Change
		if l.pending != nil {
			out, next = l.changes, *l.pending
		}
		select {
		case <-l.stop:
			return
		case out <- next:
			l.pending = nil
		case e, ok := <-l.fs.Events:
			if !ok {
				return
			}
			if relevant, folders := l.judge(e); relevant || folders {
				l.note(e.Name, folders, false)
			}
		case <-l.poke:
			if l.take() != nil { // whatever it is, events may be missing
				l.note("", false, true)
			}
		case <-l.calm.C:
			l.fire()
		case <-l.limit.C:
			l.fire()
		case <-l.ticks:
			l.look()
		case <-l.looks.C:
			l.look()
		case r := <-l.looked:
			l.compare(r)
		case <-l.retry.C:
			before := text(l.failed)
			if added := l.reconcile(); added || text(l.failed) != before {
				l.report(Change{Lost: true})
			}
			l.lookAgain()
		case places := <-l.follow:
			if places.equal(l.places) {
				break
			}
			l.places = places
			l.seen = see(places)
			l.reconcile()
			l.report(Change{})
			l.lookAgain()
		}
	}
}

// report adds a change to what has not been reported yet. It names files only where both do, and few.
func (l *loop) report(c Change) {
	switch p := l.pending; {
	case p == nil:
		l.pending = &Change{Files: c.Files}
	case p.Files == nil || c.Files == nil:
		p.Files = nil
	default:
		p.Files = slices.Compact(slices.Sorted(slices.Values(slices.Concat(p.Files, c.Files))))
		if len(p.Files) > maxNames {
			p.Files = nil
		}
	}
	l.pending.Lost = l.pending.Lost || c.Lost
	if now := text(l.failed); now != l.reported {
		l.reported = now
		l.pending.Err = l.failed
	}
}

func stopped() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

// judge says whether an event is about what is watched, and whether folders may have come or gone.
func (l *loop) judge(e fsnotify.Event) (relevant, folders bool) {
	if e.Name == "" || e.Op == fsnotify.Chmod {
		return false, false
	}
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		folders = l.forget(e.Name)
	}
	place := l.place(e.Name)
	if place == outside || place == inside && ignored(filepath.Base(e.Name)) {
		return false, folders
	}
	return true, folders || e.Has(fsnotify.Create) && store.IsDir(e.Name)
}

// forget drops a folder that went, with all below it, so that one that comes under the same name is watched again.
func (l *loop) forget(name string) bool {
	if !l.watched[name] {
		return false
	}
	for dir := range l.watched {
		if dir == name || below(dir, name) {
			l.fs.Remove(dir) // it may be gone from the system's list already
			delete(l.watched, dir)
		}
	}
	return true
}
