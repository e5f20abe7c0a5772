package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// silence is how many short waits must pass without a change before the test believes that none will come. It counts
// waits and not time, so that a process that is not given the processor does not take its own pause for silence.
const (
	silence = 40
	moment  = quiet / 10
)

// never ticks: no test waits for a look that it has not asked for.
var never = make(chan time.Time)

type bench struct {
	t   *testing.T
	dir string
	w   *Watcher
}

// start watches content/, data/ and themes/ of a new project with content/2026.1/index.md.
func start(t *testing.T) *bench {
	t.Helper()
	b := &bench{t: t, dir: t.TempDir()}
	b.write("content/2026.1/index.md", "one")
	b.write("data/site.yaml", "title: A")
	b.w = b.watch(Places{Folders: []string{b.path("content"), b.path("data"), b.path("themes")}})
	return b
}

func (b *bench) watch(p Places) *Watcher {
	b.t.Helper()
	w, err := New(p, Options{Ticks: never})
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { w.Close() })
	return w
}

func (b *bench) path(name string) string { return filepath.Join(b.dir, filepath.FromSlash(name)) }

func (b *bench) ok(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) write(name, text string) {
	b.t.Helper()
	b.ok(os.MkdirAll(filepath.Dir(b.path(name)), 0o777))
	b.ok(os.WriteFile(b.path(name), []byte(text), 0o666))
}

func (b *bench) rename(from, to string) {
	b.t.Helper()
	b.ok(os.Rename(b.path(from), b.path(to)))
}

// changed waits for a change.
func (b *bench) changed() Change { return <-b.w.Changes() }

// quietly waits until no change has come for a while, and gives the change that came instead, if one did.
func (b *bench) quietly() (c Change, came bool) {
	for range silence {
		select {
		case c := <-b.w.Changes():
			return c, true
		case <-time.After(moment):
		}
	}
	return Change{}, false
}

// settled waits until no more changes come.
func (b *bench) settled() {
	for came := true; came; {
		_, came = b.quietly()
	}
}

// unchanged fails where a change comes.
func (b *bench) unchanged() {
	b.t.Helper()
	if c, came := b.quietly(); came {
		b.t.Fatalf("reported %+v", c)
	}
}

// TestChanges goes through what editors, shells and version control do to a project. What is told once must go on being
// told, so every case ends with a plain write to the file named last.
func TestChanges(t *testing.T) {
	const index = "content/2026.1/index.md"
	cases := []struct {
		name string
		do   func(b *bench)
		then string
	}{
		{"a plain write", func(b *bench) { b.write(index, "two") }, index},
		{"saving by a temporary file and a rename", func(b *bench) {
			b.write("content/2026.1/.index.md.tmp", "two")
			b.rename("content/2026.1/.index.md.tmp", index)
		}, index},
		{"saving as vim does with a backup", func(b *bench) {
			b.write("content/2026.1/4913", "")
			b.ok(os.Remove(b.path("content/2026.1/4913")))
			b.rename(index, index+"~")
			b.write(index, "two")
			b.ok(os.Remove(b.path(index + "~")))
		}, index},
		{"removing a file", func(b *bench) { b.ok(os.Remove(b.path(index))) }, index},
		{"a folder in a folder with a file, made at once",
			func(b *bench) { b.write("content/2027.1/a/b/c/page.md", "x") }, "content/2027.1/a/b/c/page.md"},
		{"renaming a folder", func(b *bench) { b.rename("content/2026.1", "content/2026.2") },
			"content/2026.2/index.md"},
		{"renaming a folder that holds folders", func(b *bench) {
			b.rename("content",
				"elsewhere")
			b.rename("elsewhere", "content")
		}, index},
		{"one folder in the place of another", func(b *bench) {
			b.write("content/new/index.md", "x")
			b.rename("content/2026.1", "content/old")
			b.rename("content/new", "content/2026.1")
		}, index},
		{"removing a folder and making it again", func(b *bench) {
			b.ok(os.RemoveAll(b.path("content")))
			b.write(index, "two")
		}, index},
		{"a folder that was not there at first", func(b *bench) { b.write("themes/practice/base.css", "a{}") },
			"themes/practice/base.css"},
		{"a folder moved in from elsewhere", func(b *bench) {
			b.write("drafts/2027.1/deep/page.md", "x")
			b.rename("drafts/2027.1", "content/2027.1")
		}, "content/2027.1/deep/page.md"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := start(t)
			c.do(b)
			b.changed()
			b.settled()
			b.write(c.then, "later")
			b.changed()
		})
	}
}

// TestSilence goes through what must cause no build.
func TestSilence(t *testing.T) {
	t.Parallel()
	b := start(t)
	b.ok(os.MkdirAll(b.path("public"), 0o777))
	b.ok(os.MkdirAll(b.path("content/2026.1/.git"), 0o777))
	b.settled()
	for _, name := range []string{
		// our outputs and what is not ours
		"public/index.html", "portfolios/alex/index.html", ".public.precept-1/x", "README.md",
		"content/2026.1/index.md~", "content/2026.1/.index.md.swp", "content/2026.1/index.md.swx",
		"content/2026.1/4913",
		"content/2026.1/.#index.md", "content/2026.1/#index.md#", "content/2026.1/.git/HEAD",
		"content/2026.1/~$index.md",
	} {
		b.write(name, "x")
	}
	b.ok(os.Chmod(b.path("content/2026.1/index.md"), 0o600))
	b.ok(os.Chtimes(b.path("content/2026.1/index.md"), time.Unix(1, 0), time.Unix(1, 0)))
	b.unchanged()
	b.write("content/2026.1/index.md", "two") // it was silence, not deafness
	b.changed()
}

// TestNames: a change names the files it is about while they are few. Where there are many, or folders came, anything
// may have changed.
func TestNames(t *testing.T) {
	t.Parallel()
	b := start(t)
	named := func(what string, want ...string) {
		t.Helper()
		got := map[string]bool{}
		for len(got) < len(want) {
			c := b.changed()
			if c.Files == nil {
				t.Fatalf("%s: no file is named", what)
			}
			for _, name := range c.Files {
				got[name] = true
			}
		}
		for _, name := range want {
			if !got[b.path(name)] || len(got) != len(want) {
				t.Errorf("%s: named %v, want %q", what, got, want)
			}
		}
		b.settled()
	}
	b.write("content/2026.1/index.md", "two")
	named("a write", "content/2026.1/index.md")
	b.write("content/2026.1/.index.md.tmp", "three")
	b.rename("content/2026.1/.index.md.tmp", "content/2026.1/index.md")
	named("saving by a rename", "content/2026.1/index.md")
	b.rename("content/2026.1/index.md", "content/2026.1/other.md")
	named("another name", "content/2026.1/index.md", "content/2026.1/other.md")

	b.write("content/2026.1/guide/page.md", "x")
	if c := b.changed(); c.Files != nil {
		t.Errorf("a new folder: only %q is named", c.Files)
	}
	b.settled()
}

// TestStorm is thousands of writes while the reader of changes is busy: all of it is few changes, and the last of them
// comes after the last write.
func TestStorm(t *testing.T) {
	t.Parallel()
	b := start(t)
	for i := range 5000 {
		b.write(fmt.Sprintf("content/2026.1/f%d/p%d.md", i%50, i%500), "x")
	}
	b.changed()
	b.settled()
	b.write("content/2026.1/f49/last.md", "x")
	b.changed()
	b.unchanged()
}

// TestGathered bounds how long a change waits for others: a file that is written without a pause does not hold it up
// for ever.
func TestGathered(t *testing.T) {
	t.Parallel()
	b := start(t)
	stop := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-time.After(quiet / 3):
				os.WriteFile(b.path("content/2026.1/busy.md"), []byte(fmt.Sprint(i)), 0o666)
			}
		}
	}()
	b.changed()
	b.changed()
	close(stop)
	<-done
}

// TestLost: what the system loses is a change of everything, also when what was lost was a new folder.
func TestLost(t *testing.T) {
	t.Parallel()
	b := start(t)
	b.w.fs.Errors <- fsnotify.ErrEventOverflow
	if c := b.changed(); !c.Lost {
		t.Errorf("after an overflow: %+v, want Lost", c)
	}
	b.settled()

	// a folder whose making nobody heard of is found by the next look
	b.ok(os.MkdirAll(b.path("unseen/deep"), 0o777))
	b.write("unseen/deep/page.md", "x")
	b.ok(b.w.fs.Remove(b.path("content")))
	b.rename("unseen", "content/2027.1")
	b.unchanged()
	b.w.fs.Errors <- fsnotify.ErrEventOverflow
	b.changed()
	b.settled()
	b.write("content/2027.1/deep/page.md", "y")
	b.changed()
}

// TestGone: the whole project is moved away and comes back.
func TestGone(t *testing.T) {
	t.Parallel()
	b := start(t)
	home := b.dir + "-away"
	b.ok(os.Rename(b.dir, home))
	if c := b.changed(); c.Err == nil || !strings.Contains(c.Err.Error(), "there is no folder") {
		t.Errorf("told %v, want what cannot be watched", c.Err)
	}
	b.ok(os.Rename(home, b.dir))
	b.changed()
	b.settled()
	b.write("content/2026.1/index.md", "two")
	b.changed()
}

// TestFollow: the preceptees' folder may lie elsewhere, be a link, or come later.
func TestFollow(t *testing.T) {
	t.Parallel()
	b := start(t)
	records := t.TempDir()
	link := b.path("people")
	b.ok(os.Symlink(records, link))
	later := filepath.Join(t.TempDir(), "later")
	places := Places{Folders: []string{b.path("content"), link, later}, Files: []string{b.path("data/site.yaml")}}
	b.w.Follow(places)
	b.changed()
	b.settled()

	b.ok(os.WriteFile(filepath.Join(records, "a.md"), nil, 0o666))
	b.changed()
	b.ok(os.MkdirAll(filepath.Join(later, "alex"), 0o777))
	b.changed()
	b.settled()
	b.ok(os.WriteFile(filepath.Join(later, "alex", "a.md"), nil, 0o666))
	b.changed()
	b.settled()

	b.write("data/preceptees/alex/preceptee.md", "x") // of data/ only the one file is watched now
	b.unchanged()
	b.write("data/site.yaml", "title: B")
	b.changed()
	b.settled()
	b.w.Follow(places) // the same again is not a change
	b.unchanged()
}

// TestClose leaves nothing running, also where changes wait that nobody heard.
func TestClose(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 5 {
		b := start(t)
		b.write("content/2026.1/index.md", "two")
		time.Sleep(quiet / 2)
		b.ok(b.w.Close())
		b.ok(b.w.Close())
		b.w.Follow(Places{})
	}
	for runtime.NumGoroutine() > before {
		time.Sleep(10 * time.Millisecond)
	}
}
