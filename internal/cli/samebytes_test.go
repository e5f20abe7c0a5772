package cli_test

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
)

// somebody is a preceptee whose portfolio is built with the site.
const somebody = "---\nname: Sam Example\nstart: 2026-09-01\ntoolkit: \"2026.1\"\nkeeper: Practice manager\n" +
	"example: true\n---\n"

// TestSameBytes: the same files and day give the same bundle, the same zip of the site and the same trees, whatever the
// time zone, the language, the mask for permissions, the number of processors, and the order in which folders list.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	files := append(casetest.Releasable("2026.1"),
		txtar.File{Name: "data/preceptees/sam-example/preceptee.md", Data: []byte(somebody)})
	for i := range 12 { // enough for a folder that lists its files in an order of its own
		name := fmt.Sprintf("content/2026.1/rota-%d.csv", i*7%12)
		files = append(files, txtar.File{Name: name, Data: []byte("a,b\n")})
	}
	first := t.TempDir()
	casetest.WriteFiles(t, first, files...)
	runs(t, first, nil, "", "release", "2026.1")
	for i := range files {
		if data, err := os.ReadFile(filepath.Join(first, files[i].Name)); err == nil {
			files[i].Data = data
		}
	}
	lock, err := os.ReadFile(filepath.Join(first, "content/2026.1/version.lock"))
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, txtar.File{Name: "content/2026.1/version.lock", Data: lock})
	want := made(t, first, nil, "")
	for _, name := range []string{"toolkit-2026.1.zip", "site.zip", "public/index.html", "public/build.json",
		"portfolios/sam-example/index.html"} {
		if want[name] == "" {
			t.Fatalf("there is no %s among %v", name, slices.Sorted(maps.Keys(want)))
		}
	}
	for name, env := range map[string]string{"time zone": "TZ=Pacific/Kiritimati", "language": "LC_ALL=tr_TR.UTF-8",
		"one processor": "GOMAXPROCS=1", "many processors": "GOMAXPROCS=13", "mask": "", "order": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mask, listed := "", slices.Clone(files)
			switch name {
			case "mask":
				mask = "077"
			case "order":
				slices.Reverse(listed)
			}
			dir := filepath.Join(t.TempDir(), "another place")
			casetest.WriteFiles(t, dir, listed...)
			got := made(t, dir, []string{env}, mask)
			for file, sum := range want {
				if got[file] != sum {
					t.Errorf("%s differs", file)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%d files, want %d", len(got), len(want))
			}
		})
	}
}

// made makes the bundle, the zip and the trees of a project, and gives the sum of each file of it.
func made(t *testing.T, dir string, env []string, mask string) map[string]string {
	t.Helper()
	runs(t, dir, env, mask, "bundle", "2026.1")
	runs(t, dir, env, mask, "build", "--zip", "site.zip", "--host", "netlify")
	sums := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		sums[filepath.ToSlash(rel)] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

// runs runs precept in a folder as a process of its own, with more in its environment and a mask for permissions.
func runs(t *testing.T, dir string, env []string, mask string, args ...string) {
	t.Helper()
	child := exec.Command("precept", args...)
	if mask != "" && runtime.GOOS != "windows" {
		child = exec.Command("sh", append([]string{"-c", "umask " + mask + `; exec precept "$@"`, "sh"}, args...)...)
	}
	child.Dir = dir
	child.Env = append(append(os.Environ(), "SOURCE_DATE_EPOCH="+today), env...)
	if said, err := child.CombinedOutput(); err != nil {
		t.Fatalf("precept %v: %v\n%s", args, err, said)
	}
}
