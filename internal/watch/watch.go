// Package watch tells that something changed below the folders a project is made from. It watches folders, never files, since
// editors save by putting a new file in the old one's place; it takes in new folders with all that is in them, gathers what
// happens in a short while into one change, and passes over what editors write for themselves. It never reads a file, never
// says what changed and never asks a modification time: whoever hears of a change reads again. What the system loses (a queue
// that overflows, a folder that is moved away) comes out as a change of everything.
package watch

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"precept/internal/store"
)

// How long the watcher waits for more to happen, how long at the most, and how often it looks again for what it could not watch.
const (
	quiet   = 30 * time.Millisecond
	longest = 300 * time.Millisecond
	again   = time.Second
)

// Places says what is watched; all names are absolute. A place that does not exist yet is seen when it comes, as long as the
// folder above it exists.
type Places struct {
	Folders []string // with everything below them, but for names that begin with a dot; a link here is followed, none below it
	Files   []string // single files
}

// Change says that something is not as it was.
type Change struct {
	Lost bool  // events were lost, or a folder was: anything may have changed
	Err  error // what cannot be watched, told once; nil where all can
}

// Watcher watches until it is closed. Its methods may be called from several goroutines.
type Watcher struct {
	fs      *fsnotify.Watcher
	changes chan Change
	follow  chan Places
	troubles
	stop   chan struct{}
	closed sync.Once
	done   sync.WaitGroup
}

// New begins to watch. Whatever happens after it has returned is told of.
func New(places Places) (*Watcher, error) {
	fs, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("asking the system for a watcher: %w", err)
	}
	w := &Watcher{fs: fs, changes: make(chan Change), follow: make(chan Places), stop: make(chan struct{})}
	w.poke = make(chan struct{}, 1)
	l := &loop{Watcher: w, places: clean(places), watched: map[string]bool{}}
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

// Changes tells of changes, one at a time: what happens while nobody listens is one change when somebody does. The channel is
// never closed.
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

// troubles holds the errors of the system until the loop looks at them. They are taken off their channel at once: the library
// waits for that with its lock held, and the loop may be asking for that lock.
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

// loop is what the watching goroutine alone touches.
type loop struct {
	*Watcher
	places  Places
	watched map[string]bool // folders that the system was asked to watch

	pending  *Change // what nobody has heard yet
	failed   error   // what cannot be watched
	reported string  // what was told of that
}

func (l *loop) run() {
	var gathered, folders bool // something relevant happened; folders came or went
	lost := false
	calm, limit, retry := stopped(), stopped(), stopped()
	if l.failed != nil {
		retry.Reset(again)
	}
	begin := func() {
		if !gathered {
			gathered = true
			limit.Reset(longest)
		}
		calm.Reset(quiet)
	}
	fire := func() {
		calm.Stop()
		limit.Stop()
		if folders || lost {
			l.reconcile()
		}
		l.tell(Change{Lost: lost})
		gathered, folders, lost = false, false, false
		if l.failed != nil {
			retry.Reset(again)
		}
	}
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
			relevant, structure := l.judge(e)
			folders = folders || structure
			if relevant || structure {
				begin()
			}
		case <-l.poke:
			if l.take() != nil { // whatever it is, events may be missing
				lost = true
				begin()
			}
		case <-calm.C:
			fire()
		case <-limit.C:
			fire()
		case <-retry.C:
			before := text(l.failed)
			if added := l.reconcile(); added || text(l.failed) != before {
				l.tell(Change{Lost: true})
			}
			if l.failed != nil {
				retry.Reset(again)
			}
		case places := <-l.follow:
			if slices.Equal(places.Folders, l.places.Folders) && slices.Equal(places.Files, l.places.Files) {
				break
			}
			l.places = places
			l.reconcile()
			l.tell(Change{})
			if l.failed != nil {
				retry.Reset(again)
			}
		}
	}
}

// tell adds a change to what nobody has heard yet.
func (l *loop) tell(c Change) {
	if l.pending == nil {
		l.pending = &Change{}
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

// forget drops a folder that went, with all below it, so that one that comes under the same name is watched anew.
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
