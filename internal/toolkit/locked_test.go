package toolkit

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/lock"
	"precept/internal/store"
)

// locked makes the project of extends.txtar with a few more files, and locks 2025.2. write writes a file of it.
func locked(t *testing.T) (dir string, write func(name, text string)) {
	t.Helper()
	dir = t.TempDir()
	archive, err := txtar.ParseFile("testdata/extends.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "content/") {
			casetest.WriteFiles(t, dir, f)
		}
	}
	write = func(name, text string) {
		t.Helper()
		casetest.WriteFiles(t, dir, txtar.File{Name: "content/" + name, Data: []byte(text)})
	}
	write("2025.1/rota.csv", "day\nMonday\n")
	write("2025.1/later.md", "---\ntitle: Later\nsummary: S.\ndraft: true\n---\nWords.\n")
	write("2025.2/notices.md", "---\n---\n- [notice] Ring later {#later on=d date=2026-02-01}\n")
	writeLock(t, dir, "2025.2")
	return dir, write
}

// TestLockCovers: the lock of a version covers all its files, those that it inherits too, and nothing else.
func TestLockCovers(t *testing.T) {
	dir, write := locked(t)
	kit, findings := load1(t, dir, nil, nil)
	v := kit.Version("2025.2")
	if len(findings) > 0 || v.Lock == nil || len(v.Differences) > 0 {
		t.Fatalf("locked, it has %v, %v", findings, v.Differences)
	}
	const want = "[a.md c/index.md d.md index.md later.md pic.png rota.csv version.md z.png]"
	var names []string
	for _, f := range v.Lock.Files {
		names = append(names, f.Path)
	}
	if fmt.Sprint(names) != want {
		t.Errorf("the lock covers %v", names)
	}
	if kit.Version("2025.1").Locked || kit.Version("2026.1").Locked {
		t.Error("versions without a lock are taken for locked")
	}
	write("2025.2/notices.md", "---\n---\n- [notice] Ring earlier {#later on=d date=2026-02-01}\n")
	write("2025.1/rota.csv", "day\r\nMonday\r\n")
	write("2025.1/b.md", "---\ntitle: B\nsummary: Dropped.\n---\nOther words.\n")
	if now, _ := load1(t, dir, kit, nil); len(now.Version("2025.2").Differences) > 0 {
		t.Errorf("what the lock does not cover: %v", now.Version("2025.2").Differences)
	}
}

// TestLockDiffers: a load says which files are no longer what they were, also one that takes over what an earlier one
// read.
func TestLockDiffers(t *testing.T) {
	dir, write := locked(t)
	kit, _ := load1(t, dir, nil, nil)
	write("2025.1/a.md", "---\ntitle: Old a\nsummary: S.\n---\nWord.\n")
	write("2025.1/later.md", "---\ntitle: Later\nsummary: S.\n---\nWords.\n")
	write("2025.1/rota.csv", "day\nTuesday\n")
	write("2025.2/new.md", "---\ntitle: New\nsummary: S.\n---\nWords.\n")
	if err := os.Remove(filepath.Join(dir, "content/2025.1/z.png")); err != nil {
		t.Fatal(err)
	}
	for _, previous := range []*Toolkit{nil, kit} {
		now, _ := load1(t, dir, previous, nil)
		const want = "[{a.md changed 3} {later.md changed 7} {new.md added 0} {rota.csv changed 9} {z.png missing 11}]"
		v := now.Version("2025.2")
		if got := fmt.Sprint(v.Differences); got != want {
			t.Errorf("it differs in %s", got)
		}
		if at := v.FileAt("a.md"); at != "content/2025.1/a.md" {
			t.Errorf("a.md is %s", at)
		}
		if at := v.FileAt("z.png"); at != "content/2025.2/z.png" {
			t.Errorf("z.png would be %s", at)
		}
	}
}

// writeLock locks a version as it is on disk.
func writeLock(t *testing.T, dir, version string) {
	t.Helper()
	tree, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	kit, _, err := (&Loader{Root: tree, Parser: NewParser(nil), Jobs: 2, Sum: version}).Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	files := kit.Version(version).Sums
	if err := tree.Write("content/"+version+"/version.lock", lock.New(files).Bytes()); err != nil {
		t.Fatal(err)
	}
}
