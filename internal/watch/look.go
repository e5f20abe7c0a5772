package watch

import (
	"maps"
	"path/filepath"
	"slices"
	"time"

	"precept/internal/store"
)

// How often the watcher looks by itself, and under Poll. In a large tree a look is long, so that there are fewer: for
// each file at least lookFile is between two.
const (
	lookEvery = 2 * time.Second
	pollEvery = 500 * time.Millisecond
	lookFile  = 200 * time.Microsecond
)

// Options change how changes are noticed.
type Options struct {
	// Poll looks often, and does without the system's events where there are none to be had.
	Poll bool
	// Ticks say when to look, instead of the clock; nil outside tests.
	Ticks <-chan time.Time
}

// stamp is what is known of a file without reading it. It is only a hint: after a change the file is read.
type stamp struct {
	size     int64
	modified time.Time
}

// see looks at every file of the places. What cannot be looked at is missing, and comes back as a change.
func see(places Places) map[string]stamp {
	seen := map[string]stamp{}
	for _, name := range places.Files {
		if s, ok := stampOf(name); ok {
			seen[name] = s
		}
	}
	for _, dir := range places.Folders {
		tree, err := store.Open(dir)
		if err != nil {
			continue
		}
		list, _ := tree.Walk(".") // what it gave before an error is enough
		tree.Close()
		for _, e := range list {
			if e.Kind == store.File && !ignored(filepath.Base(e.Path)) {
				seen[filepath.Join(dir, filepath.FromSlash(e.Path))] = stamp{e.Size, e.Modified}
			}
		}
	}
	return seen
}

// stampOf looks at one file.
func stampOf(name string) (stamp, bool) {
	tree, err := store.Open(filepath.Dir(name))
	if err != nil {
		return stamp{}, false
	}
	defer tree.Close()
	e, err := tree.Stat(filepath.Base(name))
	return stamp{e.Size, e.Modified}, err == nil && e.Kind == store.File
}

// told notes the files whose changes events have reported, so that the next look does not report them again.
func (l *loop) told(c Change) {
	if c.Files == nil {
		l.seen = see(l.places)
		return
	}
	for _, name := range c.Files {
		if s, ok := stampOf(name); ok {
			l.seen[name] = s
		} else {
			delete(l.seen, name)
		}
	}
}

// look begins a look. It has a goroutine of its own: a folder of another computer may take long to answer.
func (l *loop) look() {
	if l.looking {
		return
	}
	l.looking = true
	places := l.places
	l.done.Add(1)
	go func() {
		defer l.done.Done()
		select {
		case l.looked <- looked{places, see(places)}:
		case <-l.stop:
		}
	}()
}

// looked is what a look has found.
type looked struct {
	places Places
	seen   map[string]stamp
}

// compare reports what a look shows and no event told about.
func (l *loop) compare(r looked) {
	l.looking = false
	if l.ticks == nil {
		l.looks.Reset(max(l.every, time.Duration(len(r.seen))*lookFile))
	}
	if !r.places.equal(l.places) {
		return // a look at what is watched now will follow
	}
	names := map[string]bool{}
	for name, s := range r.seen {
		if old, known := l.seen[name]; !known || old.size != s.size || !old.modified.Equal(s.modified) {
			names[name] = true
		}
	}
	for name := range l.seen {
		if _, there := r.seen[name]; !there {
			names[name] = true
		}
	}
	if len(names) == 0 {
		return
	}
	if l.burst.begun { // an event of it is being gathered, and will tell
		return
	}
	l.seen = r.seen
	c := Change{Files: slices.Sorted(maps.Keys(names))}
	if len(names) > maxNames {
		c.Files = nil
	}
	l.reconcile()
	l.report(c)
	l.lookAgain()
}

// equal reports whether two are the same places.
func (p Places) equal(q Places) bool {
	return slices.Equal(p.Folders, q.Folders) && slices.Equal(p.Files, q.Files)
}
