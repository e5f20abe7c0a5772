package base_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precept/internal/base"
	"precept/internal/bundle"
	"precept/internal/casetest"
	"precept/internal/lock"
	"precept/internal/site"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// released makes the bundle of a version with these pages.
func released(t *testing.T, version string, pages map[string]string) []byte {
	t.Helper()
	files := []bundle.File{{Path: "version.md", Data: []byte("---\ntitle: \"T " + version +
		"\"\nsummary: \"S.\"\nreleased: 2026-01-01\n---\nNew.\n")}}
	for name, text := range pages {
		files = append(files, bundle.File{Path: name, Data: []byte(text)})
	}
	var sums []lock.File
	for _, f := range files {
		if f.Path == "notices.md" {
			continue
		}
		sums = append(sums, lock.File{Path: f.Path, Sum: lock.Sum(f.Data)})
	}
	files = append(files, bundle.File{Path: lock.Name, Data: lock.New(sums).Bytes()})
	data, err := bundle.Write(bundle.About{Version: version, Title: "T " + version, Publisher: "Hub"}, files)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func page(title, body string) string {
	return "---\ntitle: \"" + title + "\"\nsummary: \"S.\"\n---\n" + body + "\n"
}

// begun makes a copy with version 1, an adapted page, a section and a page of its own.
func begun(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	casetest.Write(t, dir, site.File, "# ours\ntitle: T\npublisher: Surgery\n")
	home := page("Home", "Words.")
	adopt(t, dir, released(t, "1", map[string]string{"index.md": home, "a.md": page("A", "One.")}), nil)
	casetest.Write(t, dir, "content/1/a.md", strings.Replace(page("A", "Ours."), "\n---\n", "\nreplaces: "+
		toolkit.Sum([]byte(page("A", "One.")))+"\n---\n", 1))
	casetest.Write(t, dir, "content/1/index.local.md", "---\ntitle: \"With us\"\n---\nHere.\n")
	casetest.Write(t, dir, "content/1/rooms.md", page("Rooms", "Room 4."))
	return dir
}

func adopt(t *testing.T, dir string, data []byte, fault func(op, path string) error) error {
	t.Helper()
	tree, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	if fault != nil {
		tree.Fault(fault)
	}
	_, err = base.Adopt(t.Context(), tree, dir, data)
	if fault == nil && err != nil {
		t.Fatal(err)
	}
	return err
}

// tree lists every file of a project with its bytes.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		fmt.Fprintf(&b, "%s %x\n", filepath.ToSlash(rel), raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestAdoptStopped stops an adoption at each of its steps in turn. What is there then can be built, has lost nothing of
// the practice's, and the next run does the rest.
func TestAdoptStopped(t *testing.T) {
	next := released(t, "2", map[string]string{"index.md": page("Home", "Words."), "a.md": page("A", "Two.")})
	clean := begun(t)
	adopt(t, clean, next, nil)
	want := tree(t, clean)
	if !strings.Contains(want, "content/2/a.md ") || !strings.Contains(want, "content/2/rooms.md ") ||
		!strings.Contains(want, "content/2/index.local.md ") {
		t.Fatalf("the practice's own was not carried over:\n%s", want)
	}
	stopped := errors.New("stopped")
	for n := 1; ; n++ {
		dir := begun(t)
		own := tree(t, filepath.Join(dir, "content"))
		count := 0
		err := adopt(t, dir, next, func(string, string) error {
			if count++; count >= n {
				return stopped
			}
			return nil
		})
		if err == nil {
			if n < 20 {
				t.Errorf("only %d steps", n)
			}
			return
		}
		completed(t, dir, n, own, next, want)
	}
}

// completed fails where an adoption that ended at a step has lost something of the practice's own, or where the run
// after it does not give what is wanted.
func completed(t *testing.T, dir string, step int, own string, next []byte, want string) {
	t.Helper()
	sound(t, dir, step)
	if now := tree(t, filepath.Join(dir, "content")); !strings.Contains(now, strings.TrimSpace(own)) {
		t.Errorf("step %d: something of the practice's is lost", step)
	}
	adopt(t, dir, next, nil)
	if got := tree(t, dir); got != want {
		t.Errorf("step %d: the run after gives\n%s", step, names(got))
	}
}

// names are those of the files that tree lists.
func names(tree string) string {
	var b strings.Builder
	for line := range strings.Lines(tree) {
		name, _, _ := strings.Cut(line, " ")
		b.WriteString(name + "\n")
	}
	return b.String()
}

// sound fails where a project cannot be built.
func sound(t *testing.T, dir string, step int) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(site.File)))
	if err != nil {
		t.Fatal(err)
	}
	s, findings := site.Read(raw)
	opened, more, err := base.Open(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	root, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	l := toolkit.Loader{Root: root, Bases: opened.Bases, Parser: toolkit.NewParser(nil), Jobs: 1}
	_, found, err := l.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(append(findings, more...), found...) {
		if f.Rule == "base-unread" || f.Rule == "version-missing" {
			t.Errorf("step %d: %s: %s", step, f.File, f.Message)
		}
	}
}

// TestAdoptAgain takes in bundles of a version that is there already.
func TestAdoptAgain(t *testing.T) {
	dir := begun(t)
	before := tree(t, dir)
	home := page("Home", "Words.")
	adopt(t, dir, released(t, "1", map[string]string{"index.md": home, "a.md": page("A", "One.")}), nil)
	if tree(t, dir) != before {
		t.Error("the same bundle again changes something")
	}
	other := released(t, "1", map[string]string{"index.md": home, "a.md": page("A", "Another.")})
	var refusal bundle.Refusal
	if err := adopt(t, dir, other, func(string, string) error { return nil }); !errors.As(err, &refusal) {
		t.Errorf("another bundle of the same version: %v", err)
	}
	if tree(t, dir) != before {
		t.Error("a refused bundle changes something")
	}
	noticed := released(t, "1", map[string]string{"index.md": home, "a.md": page("A", "One."),
		"notices.md": "---\n---\n- [notice] Ring {#ring .urgent date=2026-10-01}\n"})
	adopt(t, dir, noticed, nil)
	raw, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(site.File)))
	if err != nil || strings.Count(string(raw), "bundle:") != 1 || !strings.HasPrefix(string(raw), "# ours\n") {
		t.Errorf("with new notices data/site.yaml is %s (%v)", raw, err)
	}
	left, err := filepath.Glob(filepath.Join(dir, "data", "base", "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("data/base has %v (%v)", left, err)
	}
	sound(t, dir, 0)
}

// TestAdoptRestores: a bundle whose file was lost, cut off or changed by a byte is put back by taking it in again, with
// nothing else written. One with new notices takes the place of a damaged one as it does of a whole one.
func TestAdoptRestores(t *testing.T) {
	home := page("Home", "Words.")
	pages := map[string]string{"index.md": home, "a.md": page("A", "One.")}
	whole := released(t, "1", pages)
	pages["notices.md"] = "---\n---\n- [notice] Ring {#ring .urgent date=2026-10-01}\n"
	noticed := released(t, "1", pages)
	for name, harm := range map[string]func(file string) error{
		"lost": os.Remove,
		"cut":  func(file string) error { return os.WriteFile(file, whole[:len(whole)/2], 0o644) },
		"byte": func(file string) error {
			changed := bytes.Clone(whole)
			changed[len(changed)/3] ^= 1
			return os.WriteFile(file, changed, 0o644)
		},
	} {
		dir := begun(t)
		before, file := tree(t, dir), filepath.Join(dir, "data", "base", "toolkit-1.zip")
		for _, data := range [][]byte{whole, noticed} {
			if err := harm(file); err != nil {
				t.Fatal(err)
			}
			adopt(t, dir, data, nil)
			sound(t, dir, 0)
			if left, err := filepath.Glob(filepath.Join(dir, "data", "base", "*")); err != nil || len(left) != 1 {
				t.Errorf("%s: data/base has %v (%v)", name, left, err)
			}
			if bytes.Equal(data, whole) && tree(t, dir) != before {
				t.Errorf("%s: something else is changed", name)
			}
		}
	}
}

// TestOpenTwice: two bundles of one version are one too many, whichever line is first, and that is all that is found.
func TestOpenTwice(t *testing.T) {
	dir := begun(t)
	first := filepath.Join(dir, "data", "base", "toolkit-1.zip")
	theirs, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	second := released(t, "1", map[string]string{"index.md": page("Home", "Other words.")})
	casetest.Write(t, dir, "data/base/second.zip", string(second))
	line := func(name string, data []byte) string {
		return fmt.Sprintf("  - {bundle: data/base/%s, sha256: %q}\n", name, bundle.Sum(data))
	}
	one, two := line("toolkit-1.zip", theirs), line("second.zip", second)
	for _, lines := range []string{one + two, two + one} {
		s, _ := site.Read([]byte("title: T\npublisher: Surgery\nbase:\n" + lines))
		opened, findings, err := base.Open(dir, s)
		if err != nil {
			t.Fatal(err)
		}
		opened.Close()
		if len(opened.Bases) != 1 || len(findings) != 1 || findings[0].Line != 5 ||
			!strings.Contains(findings[0].Message, "has version 1 of Hub, and so has data/base/") {
			t.Errorf("%d bases, and %v", len(opened.Bases), findings)
		}
	}
}
