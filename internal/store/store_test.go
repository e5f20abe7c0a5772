package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// tree makes a folder with the given files and opens it. A path that ends in a slash is a folder.
func tree(t *testing.T, files ...string) *Root {
	t.Helper()
	dir := t.TempDir()
	for _, name := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		err := os.MkdirAll(full, 0o755)
		if !strings.HasSuffix(name, "/") {
			os.Remove(full)
			err = os.WriteFile(full, []byte("text of "+name), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return open(t, dir)
}

func open(t *testing.T, dir string) *Root {
	t.Helper()
	tr, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tr.Close() })
	return tr
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func show(entries []Entry) string {
	var b strings.Builder
	for _, e := range entries {
		b.WriteString(e.Path + [...]string{"", "/", "@", "|"}[e.Kind] + " ")
	}
	return strings.TrimSpace(b.String())
}

func TestWalk(t *testing.T) {
	tr := tree(t, "c/b/page.md", "c/a.md", "c/.hidden.md", "c/.git/x.md", "c/odd.md/in.md", "c/empty/", "d.md")
	must(t, os.Symlink("a.md", filepath.Join(tr.Dir(), "c/link.md")))
	must(t, os.Symlink("/etc", filepath.Join(tr.Dir(), "c/out")))
	must(t, syscall.Mkfifo(filepath.Join(tr.Dir(), "c/pipe.md"), 0o644))

	list := func(entries []Entry, err error) string {
		t.Helper()
		must(t, err)
		return show(entries)
	}
	for _, c := range []struct{ what, got, want string }{
		{"all", list(tr.Walk(".")), "c/a.md c/b/page.md c/link.md@ c/odd.md/ c/odd.md/in.md c/out@ c/pipe.md| d.md"},
		{"below a folder", list(tr.Walk("c/b")), "c/b/page.md"},
		{"a missing folder", list(tr.Walk("none")), ""},
		{"a link as the start", list(tr.Walk("c/out")), "c/out@"},
		{"one level", list(tr.List("c")), "c/a.md c/b/ c/empty/ c/link.md@ c/odd.md/ c/out@ c/pipe.md|"},
		{"dots too", list(tr.Everything("c/.git")), "c/.git/x.md"},
	} {
		if c.got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.what, c.got, c.want)
		}
	}
	folders, err := tr.Folders(".")
	must(t, err)
	if want := []string{".", "c", "c/b", "c/empty", "c/odd.md"}; !slices.Equal(folders, want) {
		t.Errorf("folders: got %q, want %q", folders, want)
	}
	entries, err := tr.Walk("d.md")
	must(t, err)
	if len(entries) != 1 || entries[0].Size != int64(len("text of d.md")) {
		t.Errorf("size of d.md: got %+v", entries)
	}
}

func TestReadRefuses(t *testing.T) {
	tr := tree(t, "a.md", "in/b.md", "folder/")
	must(t, os.Symlink("a.md", filepath.Join(tr.Dir(), "link.md")))
	must(t, os.Symlink("in", filepath.Join(tr.Dir(), "way")))
	must(t, os.Symlink("/etc", filepath.Join(tr.Dir(), "out")))
	must(t, syscall.Mkfifo(filepath.Join(tr.Dir(), "pipe.md"), 0o644))
	abs := filepath.Join(tr.Dir(), "a.md")
	for _, c := range []struct {
		path string
		max  int64
		want error
	}{
		{"a.md", 12, nil},
		{"a.md", 0, nil},
		{"a.md", 11, ErrTooLarge},
		{"in/b.md", 100, nil},
		{"none.md", 100, fs.ErrNotExist},
		{"none/a.md", 100, fs.ErrNotExist},
		{"folder", 100, ErrFolder},
		{"link.md", 100, ErrLink},
		{"way/b.md", 100, ErrLink},
		{"out/passwd", 100, ErrLink},
		{"pipe.md", 100, ErrSpecial}, // opening it would wait for a writer for ever
		{"../a.md", 100, ErrOutside},
		{"in/../a.md", 100, ErrOutside},
		{abs, 100, ErrOutside},
		{"", 100, ErrOutside},
	} {
		_, err := tr.Read(c.path, c.max)
		if !errors.Is(err, c.want) {
			t.Errorf("read %q, at most %d: got %v, want %v", c.path, c.max, err, c.want)
		}
	}
}

// A folder that becomes a link is noticed by the next walk at the latest, and nothing outside can be read through it.
func TestFolderBecomesLink(t *testing.T) {
	tr := tree(t, "c/a.md", "elsewhere/a.md")
	_, err := tr.Walk(".")
	must(t, err)
	must(t, os.RemoveAll(filepath.Join(tr.Dir(), "c")))
	must(t, os.Symlink("/etc", filepath.Join(tr.Dir(), "c")))
	if data, err := tr.Read("c/passwd", 1<<20); err == nil {
		t.Fatalf("read %q out of the tree", data)
	}
	must(t, os.Remove(filepath.Join(tr.Dir(), "c")))
	must(t, os.Symlink("elsewhere", filepath.Join(tr.Dir(), "c")))
	_, err = tr.Walk(".")
	must(t, err)
	if _, err := tr.Read("c/a.md", 100); !errors.Is(err, ErrLink) {
		t.Errorf("after the walk: got %v, want %v", err, ErrLink)
	}
}

func TestWrite(t *testing.T) {
	tr := tree(t, "old.md", "folder/")
	must(t, os.Symlink("old.md", filepath.Join(tr.Dir(), "link.md")))
	must(t, tr.Write("old.md", []byte("new")))
	must(t, tr.Write("a/b/private.md", []byte("mine"), Private))
	must(t, tr.WriteNew("a/new.md", []byte("fresh")))

	for path, want := range map[string]string{
		"old.md": "new -rw-r--r--", "a/b/private.md": "mine -rw-------", "a/new.md": "fresh -rw-r--r--",
	} {
		data, err := tr.Read(path, 100)
		must(t, err)
		info, err := os.Stat(filepath.Join(tr.Dir(), path))
		must(t, err)
		if got := string(data) + " " + info.Mode().String(); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
	for path, want := range map[string]error{
		"link.md": ErrLink, "folder": ErrFolder, "../x.md": ErrOutside, "old.md/x.md": nil,
	} {
		err := tr.Write(path, []byte("x"))
		if err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("write %s: got %v, want %v", path, err, want)
		}
	}
	if err := tr.WriteNew("old.md", []byte("x")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("write over an existing file as new: got %v, want %v", err, fs.ErrExist)
	}
	all, err := tr.Everything(".")
	must(t, err)
	if got, want := show(all), "a/ a/b/ a/b/private.md a/new.md folder/ link.md@ old.md"; got != want {
		t.Errorf("left behind: got %s, want %s", got, want)
	}
}

// The n-th operation fails, or all from the n-th on, because the disk is full or broken. The file is the old or the new
// one, the failure is reported, and the next write removes what is left over.
func TestWriteFaults(t *testing.T) {
	for _, forever := range []bool{false, true} {
		for _, isNew := range []bool{false, true} {
			for n := 1; ; n++ {
				tr := tree(t, "r/other.md")
				if !isNew {
					must(t, os.WriteFile(filepath.Join(tr.Dir(), "r/a.md"), []byte("old"), 0o644))
				}
				write := tr.Write
				if isNew {
					write = tr.WriteNew
				}
				count := 0
				tr.Fault(func(op, path string) error {
					count++
					if count == n || forever && count > n {
						return syscall.ENOSPC
					}
					return nil
				})
				err := write("r/a.md", []byte("new text"))
				tr.Fault(nil)
				reached := count >= n
				data, readErr := tr.Read("r/a.md", 100)
				switch text := string(data); {
				case text == "new text": // a failure after the rename may still be reported
				case !isNew && text != "old", isNew && !errors.Is(readErr, fs.ErrNotExist):
					t.Fatalf("operation %d: the file has %q (%v)", n, text, readErr)
				case err == nil:
					t.Fatalf("operation %d: nothing was written, and no error was given", n)
				}
				if reached && err != nil && (!errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "r")) {
					t.Fatalf("operation %d: error %v names neither cause nor place", n, err)
				}
				next := open(t, tr.Dir())
				must(t, next.Write("r/other.md", []byte("x")))
				all, err := next.Everything(".")
				must(t, err)
				if strings.Contains(show(all), tempPrefix) {
					t.Fatalf("operation %d: the next write left %s", n, show(all))
				}
				if !reached {
					if n < 5 {
						t.Fatalf("only %d operations were seen", n-1)
					}
					break
				}
			}
		}
	}
}

func TestReadFileFollowsLinks(t *testing.T) {
	tr := tree(t, "a.md")
	must(t, os.Symlink("a.md", filepath.Join(tr.Dir(), "link.md")))
	data, err := ReadFile(filepath.Join(tr.Dir(), "link.md"), 100)
	if err != nil || string(data) != "text of a.md" {
		t.Errorf("got %q, %v", data, err)
	}
	if _, err := ReadFile(filepath.Join(tr.Dir(), "a.md"), 3); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want %v", err, ErrTooLarge)
	}
}

func TestExchangeAndCopy(t *testing.T) {
	tr := tree(t, "a/one.md", "b/two.md")
	must(t, tr.Exchange("a", "b"))
	must(t, os.Symlink("one.md", filepath.Join(tr.Dir(), "b/link")))
	must(t, tr.Copy("b/one.md", "a/copy.md"))
	must(t, tr.Copy("b/link", "a/link"))
	all, err := tr.Everything(".")
	must(t, err)
	if got, want := show(all), "a/ a/copy.md a/link@ a/two.md b/ b/link@ b/one.md"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if Same(tr, "a/copy.md", tr, "b/one.md") || !Same(tr, "a", tr, "a") {
		t.Error("a copy is its original, or a folder not itself")
	}
	for _, c := range []struct {
		text string
		want bool
	}{
		{"text of a/one.md", true}, {"text of a/one.mD", false}, {"text of a/one.md.", false},
		{"text", false}, {"", false},
	} {
		if got := tr.Equal("a/copy.md", []byte(c.text), make([]byte, 3)); got != c.want {
			t.Errorf("equal to %q: %v", c.text, got)
		}
	}
}

func TestParents(t *testing.T) {
	got := Parents([]string{"a.html", "b/c/d.html", "b/c/e.html", "b/f.html", "g/h/i/j"})
	if want := []string{"b", "b/c", "g", "g/h", "g/h/i"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRealWhileMade: a folder that somebody makes while its path is looked at is not taken for a link.
func TestRealWhileMade(t *testing.T) {
	top := t.TempDir()
	for n := range 300 {
		dir := filepath.Join(top, strconv.Itoa(n), "below")
		made := make(chan error)
		go func() { made <- os.MkdirAll(dir, 0o755) }()
		real, err := Real(dir)
		if err != nil || filepath.Base(real) != "below" {
			t.Errorf("the path is %q: %v", real, err)
		}
		if err := <-made; err != nil {
			t.Fatal(err)
		}
	}
}

func TestRealAndWithin(t *testing.T) {
	tr := tree(t, "project/content/", "other/")
	dir, err := Real(tr.Dir())
	must(t, err)
	must(t, os.Symlink("project/content", filepath.Join(dir, "link")))
	must(t, os.Symlink("nowhere", filepath.Join(dir, "dangling")))
	real := func(name string) string {
		t.Helper()
		p, err := Real(filepath.Join(dir, name))
		must(t, err)
		return p
	}
	if got, want := real("link/new/deep"), filepath.Join(dir, "project/content/new/deep"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, err := Real(filepath.Join(dir, "dangling/x")); err == nil {
		t.Error("a link to nothing was taken for a new folder")
	}
	for _, c := range []struct {
		inner, outer string
		want         bool
	}{
		{"link/new", "project", true}, {"project", "project", true}, {"project", "project/content", false},
		{"projects", "project", false}, {"other", "project", false}, {"other/x/y", "other/x", true},
	} {
		if got := Within(real(c.inner), real(c.outer)); got != c.want {
			t.Errorf("%s within %s: got %v", c.inner, c.outer, got)
		}
	}
}
