// Package casetest is for tests only. It reads test cases from txtar archives, writes their files into folders, and
// compares what a case wants with what the test gets. Every test that imports it has the flag -update, which rewrites
// the archives with what the test gets: review the difference.
package casetest

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite what the cases want")

// Long reports whether this run takes the long tests at their full length: "go run ./internal/test -long".
func Long() bool { return os.Getenv("PRECEPT_TEST_LONG") != "" }

// Times is how often a long test repeats what it tries: short in an ordinary run, long in a long one.
func Times(short, long int) int {
	if Long() {
		return long
	}
	return short
}

// Allocated counts the bytes that work allocates. It measures the work done, and a busy machine does not change it. A
// test that asks for it must not run in parallel with others.
func Allocated(work func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	work()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// GrowsSteadily fails where work on twice as much allocates more than three times as many bytes: it would take many
// times as long on a large input. What allocates less than 256 KiB is cheap at any growth.
func GrowsSteadily(t testing.TB, name string, n int, work func(n int)) {
	t.Helper()
	once, twice := Allocated(func() { work(n) }), Allocated(func() { work(2 * n) })
	if twice > 3*once && twice > 256<<10 {
		t.Errorf("%s: of size %d it allocates %d bytes, of size %d it allocates %d", name, n, once, 2*n, twice)
	}
}

// Updating reports whether this run rewrites the cases.
func Updating() bool { return *update }

// Each runs every archive that matches the pattern as a subtest, with Run. The files named in except are not cases.
// Fewer than least archives are an error: the pattern is wrong.
func Each(t *testing.T, pattern string, least int, run func(t *testing.T, a *txtar.Archive), except ...string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	files = slices.DeleteFunc(files, func(file string) bool { return slices.Contains(except, filepath.Base(file)) })
	if err != nil || len(files) < least {
		t.Fatalf("%d cases: %v", len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(strings.TrimSuffix(name, filepath.Ext(name)), func(t *testing.T) {
			Run(t, file, func(a *txtar.Archive) { run(t, a) })
		})
	}
}

// Run gives an archive to run and, when updating, writes it back as run leaves it.
func Run(t testing.TB, file string, run func(a *txtar.Archive)) {
	t.Helper()
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a := txtar.Parse(before)
	run(a)
	if after := txtar.Format(a); *update && !bytes.Equal(after, before) {
		if err := os.WriteFile(file, after, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Compare compares each file that the case wants with the text that got gives for its name. A case must want something.
func Compare(t testing.TB, a *txtar.Archive, got func(name string) (text string, wanted bool)) {
	t.Helper()
	wants := 0
	for i := range a.Files {
		f := &a.Files[i]
		text, wanted := got(f.Name)
		if !wanted {
			continue
		}
		wants++
		if *update {
			f.Data = []byte(text)
		} else if text != string(f.Data) {
			t.Errorf("%s: got\n%s\nwant\n%s", f.Name, text, f.Data)
		}
	}
	if wants == 0 {
		t.Fatal("the case wants nothing")
	}
}

// CompareSections is Compare for an archive in which each section is followed by a file named want: the text that got
// gives for the section. Updating adds missing ones.
func CompareSections(t testing.TB, a *txtar.Archive, got func(section txtar.File) string) {
	t.Helper()
	var out []txtar.File
	for i, f := range a.Files {
		if f.Name == "want" {
			continue
		}
		text := got(f)
		switch {
		case *update:
		case i+1 >= len(a.Files) || a.Files[i+1].Name != "want":
			t.Errorf("%s: no want section follows", f.Name)
		case string(a.Files[i+1].Data) != text:
			t.Errorf("%s\n%s\n--- got\n%s--- want\n%s", f.Name, f.Data, text, a.Files[i+1].Data)
		}
		out = append(out, f, txtar.File{Name: "want", Data: []byte(text)})
	}
	a.Files = out
}

// WriteFiles writes files below a folder. A file with the text "@link TARGET" becomes a link.
func WriteFiles(t testing.TB, dir string, files ...txtar.File) {
	t.Helper()
	for _, f := range files {
		Write(t, dir, f.Name, string(f.Data))
	}
}

// Write writes one file, by its slash path, like WriteFiles. A text such as "@picture 40x30" becomes a picture of that
// size.
func Write(t testing.TB, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if target, link := strings.CutPrefix(text, "@link "); err == nil && link {
		err = os.Symlink(strings.TrimSpace(target), name)
	} else if size, drawn := strings.CutPrefix(text, "@picture "); err == nil && drawn {
		err = os.WriteFile(name, picture(t, name, size), 0o644)
	} else if err == nil {
		err = os.WriteFile(name, []byte(text), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// picture draws a picture of a size, such as 40x30, as the ending of its name says: PNG, JPEG or GIF.
func picture(t testing.TB, name, size string) []byte {
	t.Helper()
	var width, height int
	if _, err := fmt.Sscanf(size, "%dx%d", &width, &height); err != nil {
		t.Fatal(name, err)
	}
	var b bytes.Buffer
	var err error
	drawn := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.White, color.Black})
	switch filepath.Ext(name) {
	case ".jpg":
		err = jpeg.Encode(&b, drawn, nil)
	case ".gif":
		err = gif.Encode(&b, drawn, nil)
	default:
		err = png.Encode(&b, drawn)
	}
	if err != nil {
		t.Fatal(name, err)
	}
	return b.Bytes()
}
