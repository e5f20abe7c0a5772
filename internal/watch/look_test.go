package watch

import (
	"os"
	"slices"
	"testing"
	"time"
)

// deaf starts a watcher on a file system that sends no events, and gives what makes it look.
func deaf(t *testing.T) (*bench, chan<- time.Time) {
	t.Helper()
	b := &bench{t: t, dir: t.TempDir()}
	b.write("content/2026.1/index.md", "one")
	b.write("data/site.yaml", "title: A")
	ticks := make(chan time.Time)
	w, err := New(Places{Folders: []string{b.path("content")}, Files: []string{b.path("data/site.yaml")}},
		Options{Ticks: ticks})
	b.ok(err)
	t.Cleanup(func() { w.Close() })
	for _, dir := range w.fs.WatchList() {
		b.ok(w.fs.Remove(dir))
	}
	b.w = w
	return b, ticks
}

// TestCaseH6Look: where the system sends no events, a look tells of what was written, made, removed and
// replaced, and names the files; nothing is told twice.
func TestCaseH6Look(t *testing.T) {
	const index = "content/2026.1/index.md"
	b, ticks := deaf(t)
	for _, c := range []struct {
		what  string
		do    func()
		files []string
	}{
		{"written", func() { b.write(index, "longer") }, []string{index}},
		{"as long", func() {
			b.write(index, "lonGer")
			b.ok(os.Chtimes(b.path(index), time.Time{}, time.Unix(1, 0)))
		}, []string{index}},
		{"made", func() { b.write("content/2026.1/new.md", "x") }, []string{"content/2026.1/new.md"}},
		{"removed", func() { b.ok(os.Remove(b.path("content/2026.1/new.md"))) }, []string{"content/2026.1/new.md"}},
		{"a single file", func() { b.write("data/site.yaml", "title: Another") }, []string{"data/site.yaml"}},
		{"a folder", func() {
			b.write("content/2027.1/index.md", "x")
			for _, dir := range b.w.fs.WatchList() {
				b.ok(b.w.fs.Remove(dir))
			}
		}, []string{"content/2027.1/index.md"}},
	} {
		c.do()
		ticks <- time.Time{}
		got := b.changed()
		var want []string
		for _, name := range c.files {
			want = append(want, b.path(name))
		}
		if !slices.Equal(got.Files, want) {
			t.Errorf("case-H6: %s: reported %+v, want %q", c.what, got, want)
		}
		for _, dir := range b.w.fs.WatchList() { // a change looks for folders to watch
			b.ok(b.w.fs.Remove(dir))
		}
		ticks <- time.Time{}
		if again, came := b.quietly(); came {
			t.Errorf("case-H6: %s: told twice: %+v", c.what, again)
		}
	}
	for _, name := range []string{"content/2026.1/.hidden.md", "content/2026.1/index.md~", "elsewhere.md"} {
		b.write(name, "x")
	}
	ticks <- time.Time{}
	b.unchanged()
}

// TestCaseH6AfterEvents: what an event told about is not told again by a look, and what changed since is.
func TestCaseH6AfterEvents(t *testing.T) {
	const index = "content/2026.1/index.md"
	b := &bench{t: t, dir: t.TempDir()}
	b.write(index, "one")
	ticks := make(chan time.Time)
	w, err := New(Places{Folders: []string{b.path("content")}}, Options{Ticks: ticks, Poll: true})
	b.ok(err)
	t.Cleanup(func() { w.Close() })
	b.w = w
	b.write(index, "two two")
	b.changed()
	b.settled()
	ticks <- time.Time{}
	b.unchanged()
	for _, dir := range w.fs.WatchList() {
		b.ok(w.fs.Remove(dir))
	}
	b.write(index, "three three three")
	ticks <- time.Time{}
	if c := b.changed(); !slices.Equal(c.Files, []string{b.path(index)}) {
		t.Errorf("case-H6: reported %+v", c)
	}
}
