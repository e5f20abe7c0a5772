package serve

import (
	"fmt"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"precept/internal/casetest"
)

// fresh is a server that has built the project and watches nothing.
func fresh(t *testing.T, dir string) *Server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ok(t, err)
	t.Cleanup(func() { l.Close() })
	s := New(Options{Build: options(dir), Listener: l})
	t.Cleanup(s.closeAll)
	ok(t, s.rebuild(t.Context()))
	return s
}

// ask gives what an address shows.
func ask(s *Server, path string) string {
	r := httptest.NewRequest("GET", path, nil)
	r.Host = s.hosts[0]
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Body.String()
}

// everything is every file of every tree as it is served.
func everything(t *testing.T, s *Server) string {
	t.Helper()
	s.mu.RLock()
	defer s.mu.RUnlock()
	var b strings.Builder
	for _, tree := range append([]*tree{s.state.public}, s.state.private...) {
		for i := range tree.outputs {
			o := tree.output(tree.outputs[i].Path)
			fmt.Fprintf(&b, "\n%s%s\n", tree.prefix, o.Path)
			ok(t, o.Write(&b))
		}
	}
	return b.String()
}

// settles waits until what is served is what a clean start serves.
func (b *bench) settles(after string) {
	b.t.Helper()
	want := everything(b.t, fresh(b.t, b.dir))
	late := tooLate(b.t)
	for {
		changed := b.s.current().changed
		if everything(b.t, b.s) == want {
			return
		}
		select {
		case <-changed:
		case <-late:
			b.t.Fatalf("after %s it never serves what a clean start does", after)
		}
	}
}

// TestEditBeforeBuild: a page that was saved is shown while the build that follows has not ended, at both of its
// addresses, and so is the next edit. In the end everything is as a clean start has it.
func TestEditBeforeBuild(t *testing.T) {
	t.Parallel()
	hold := make(chan struct{})
	release := sync.OnceFunc(func() { close(hold) })
	var holds atomic.Bool
	b := start(t, lay(t), func(o *Options) {
		o.Build.Sized = func(int, int) {
			if holds.Load() {
				<-hold
			}
		}
	})
	t.Cleanup(release)
	day := b.listen("/guide/first-day.html")
	was := day.until("the first event", fine)
	holds.Store(true)
	for _, text := range []string{"Seen at once.", "Seen again."} {
		b.write(firstDay, head+text+"\n")
		was = day.until(text, func(n notice) bool {
			_, body := b.get("/guide/first-day.html")
			return n.Page != was.Page && strings.Contains(body, text)
		})
		if _, body := b.get("/v/2026.1/guide/first-day.html"); !strings.Contains(body, text) {
			t.Errorf("the version's own address does not show %q:\n%s", text, body)
		}
	}
	holds.Store(false)
	release()
	b.settles("two edits")
}

// TestEditOfADraft: what changed on a page since the release follows an edit before all is built again.
func TestEditOfADraft(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	const page = "content/2030.1/guide/first-day.md"
	for name, text := range map[string]string{page: head + "Seen later.\n",
		"content/2030.1/version.md": "---\ntitle: Next\nsummary: Soon.\nextends: \"2026.1\"\n---\n"} {
		casetest.Write(t, dir, name, text)
	}
	s := fresh(t, dir)
	name := filepath.Join(dir, filepath.FromSlash(page))
	for _, text := range []string{"Seen at once.", "Seen again."} {
		ok(t, os.WriteFile(name, []byte(head+text+"\n"), 0o666))
		s.edit([]string{name})
		if page := ask(s, "/v/2030.1/changes/page/guide/first-day.html"); !strings.Contains(page, text) {
			t.Errorf("%q is not in\n%s", text, page)
		}
	}
}

// TestOlderBuild: a build that read a page before it was saved again does not take the screen back to the older text.
func TestOlderBuild(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	s := fresh(t, dir)
	name := filepath.Join(dir, filepath.FromSlash(firstDay))
	save := func(text string) {
		t.Helper()
		ok(t, os.WriteFile(name, []byte(head+text), 0o666))
		s.edit([]string{name})
	}
	shows := func(when, text string) {
		t.Helper()
		for _, path := range []string{"/guide/first-day.html", "/v/2026.1/guide/first-day.html"} {
			if page := ask(s, path); !strings.Contains(page, text) {
				t.Errorf("%s, %s does not show %q:\n%s", when, path, text, page)
			}
		}
	}
	finish := func(r buildResult) {
		t.Helper()
		ok(t, r.err)
		s.take(r.snapshot, r.build)
	}

	save("One.\n")
	shows("before any build", "One.")
	older := <-s.start(t.Context())
	save("Two.\n")
	finish(older)
	shows("after the older build", "Two.")
	finish(<-s.start(t.Context()))
	shows("after the newer build", "Two.")
	if n := len(s.current().public.edits.files); n > 0 {
		t.Errorf("%d edits are kept that the build has read", n)
	}

	save("See [nothing](gone.md).\n")
	finish(<-s.start(t.Context()))
	shows("held back", "gone.html")
	older = <-s.start(t.Context())
	save("Four.\n")
	finish(older)
	shows("held back by what is past", "Four.")
	finish(<-s.start(t.Context()))
	shows("sound again", "Four.")
	if got, want := everything(t, s), everything(t, fresh(t, dir)); got != want {
		t.Errorf("after the edits\n%s\nfrom a clean start\n%s", got, want)
	}
}

// TestEditsSettle: whatever is done to a page, in the end everything is as a clean start has it.
func TestEditsSettle(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	const other, form = "content/2026.1/guide/second-day.md", "content/2026.1/forms/meeting.md"
	file := func(name string) string { return filepath.Join(b.dir, filepath.FromSlash(name)) }
	read := func(name string) string {
		text, err := os.ReadFile(file(name))
		ok(t, err)
		return string(text)
	}
	meeting := read(form)
	for _, c := range []struct {
		name string
		do   func()
	}{
		{"many edits in a row", func() {
			for i := range 20 {
				b.write(firstDay, fmt.Sprintf("%sEdit %d.\n", head, i))
			}
		}},
		{"another title", func() { b.write(firstDay, strings.Replace(head, "First day", "Day one", 1)+"Words.\n") }},
		{"a file written in halves", func() {
			f, err := os.Create(file(firstDay))
			ok(t, err)
			for _, half := range []string{head[:20], head[20:] + "Half and ", "half.\n"} {
				_, err = f.WriteString(half)
				ok(t, err)
			}
			ok(t, f.Close())
		}},
		{"saving by a rename", func() {
			b.write("content/2026.1/guide/.first-day.md.tmp", head+"Saved by a rename.\n")
			ok(t, os.Rename(file("content/2026.1/guide/.first-day.md.tmp"), file(firstDay)))
		}},
		{"a question more on a form", func() { b.write(form, meeting+"- [line] One more {#one-more}\n") }},
		{"the form as it was", func() { b.write(form, meeting) }},
		{"an edit and another name", func() {
			b.write(firstDay, head+"Renamed after this.\n")
			ok(t, os.Rename(file(firstDay), file(other)))
		}},
		{"an edit and the page's end", func() {
			b.write(other, head+"Removed after this.\n")
			ok(t, os.Remove(file(other)))
		}},
		{"a new page, edited", func() {
			b.write(firstDay, head+"New.\n")
			b.write(firstDay, head+"New and edited.\n")
		}},
		{"another kind of page", func() {
			b.write(firstDay, strings.Replace(head, "summary:", "kind: standards\nsummary:",
				1)+"- [standard] One {#one}\n")
		}},
		{"the first kind again", func() { b.write(firstDay, head+"Words.\n") }},
	} {
		c.do()
		b.settles(c.name)
	}
}
