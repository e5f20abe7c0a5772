package cli_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/cli"
)

// TestMain lets the test binary be precept itself, which the scripts run.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"precept": func() { os.Exit(cli.Main(os.Args[1:], cli.System())) }})
}

// today is the day on which every script runs, 5 October 2026, unless it says otherwise.
const today = "1791158400"

// TestScripts runs testdata/script/*.txtar: one for every command, flag and message. Beside testscript's own commands
// they have
//
//	exits CODE ARGS…    runs precept, which must end with this very code. It runs in this process, because starting
//	                    one takes as long as most commands do; exec precept starts one.
//	keep NAME DIR       remembers every byte below a folder
//	as-it-was NAME DIR  fails where one has changed since
//	finds TEXT DIR      wants the text in some file below a folder; with ! in none
//	packs ZIP NAME=FILE…  packs files under any names, even those that no archiver would give them
//	unpacks ZIP DIR     unpacks a zip into a new folder
//	zeros FILE BYTES    makes a file of that many zeros
//	mode OCTAL NAME     wants these permissions
//	only-owner DIR      wants everything below a folder to be for its owner alone
//	edit FILE OLD NEW   replaces OLD, which must be there once, with NEW; \n and \r are line ends
//
// Each starts in a copy of testdata/base.txtar, over which the script's own files are laid.
func TestScripts(t *testing.T) {
	withoutHome(t)
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", UpdateScripts: casetest.Updating(), RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOURCE_DATE_EPOCH", today)
			for _, f := range base.Files {
				name := filepath.Join(env.WorkDir, filepath.FromSlash(f.Name))
				if _, err := os.Stat(name); err == nil {
					continue // the script has its own
				}
				if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
					return err
				}
				if err := os.WriteFile(name, f.Data, 0o644); err != nil {
					return err
				}
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "keep": keep, "as-it-was": asItWas, "finds": finds, "edit": edit,
			"packs": packs, "unpacks": unpacks, "zeros": zeros, "mode": mode, "only-owner": onlyOwner,
		},
	})
}

// withoutHome hides from git, which precept calls, the user's settings, as testscript does for processes. No other test
// runs beside the scripts.
func withoutHome(t *testing.T) {
	t.Helper()
	home, set := os.LookupEnv("HOME")
	if err := os.Setenv("HOME", filepath.Join(t.TempDir(), "none")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if set {
			os.Setenv("HOME", home)
		} else {
			os.Unsetenv("HOME")
		}
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: exits CODE ARGS…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := cli.Main(args[1:], cli.Stdio{In: strings.NewReader(""), Out: ts.Stdout(), Err: ts.Stderr(), Env: ts.Getenv,
		Now: time.Now, Dir: ts.MkAbs(".")})
	if got != want {
		ts.Fatalf("precept %s ended with %d, not %d", strings.Join(args[1:], " "), got, want)
	}
}

// everything gives the digest of every file below a folder.
func everything(ts *testscript.TestScript, dir string) map[string]string {
	files := map[string]string{}
	ts.Check(filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	}))
	return files
}

func keep(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: keep NAME DIR")
	}
	files := everything(ts, ts.MkAbs(args[1]))
	if len(files) == 0 {
		ts.Fatalf("%s is empty", args[1])
	}
	ts.Setenv("KEPT_"+args[0], fmt.Sprint(files)) // maps print in order of their keys
}

func asItWas(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: as-it-was NAME DIR")
	}
	if same := ts.Getenv("KEPT_"+args[0]) == fmt.Sprint(everything(ts, ts.MkAbs(args[1]))); same == neg {
		ts.Fatalf("%s is as it was: %v", args[1], same)
	}
}

func finds(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: finds TEXT DIR")
	}
	dir := ts.MkAbs(args[1])
	var in []string
	for name := range everything(ts, dir) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		ts.Check(err)
		if bytes.Contains(data, []byte(args[0])) {
			in = append(in, name)
		}
	}
	slices.Sort(in)
	if neg != (len(in) == 0) {
		ts.Fatalf("%q is found in %v below %s", args[0], in, args[1])
	}
}

func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit FILE OLD NEW")
	}
	ends := strings.NewReplacer(`\n`, "\n", `\r`, "\r")
	from, to, text := ends.Replace(args[1]), ends.Replace(args[2]), ts.ReadFile(args[0])
	if strings.Count(text, from) != 1 {
		ts.Fatalf("%q is %d times in %s", from, strings.Count(text, from), args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, from, to, 1)), 0o644))
}

func packs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: packs ZIP NAME=FILE…")
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, pair := range args[1:] {
		name, file, _ := strings.Cut(pair, "=")
		out, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		ts.Check(err)
		_, err = out.Write([]byte(ts.ReadFile(file)))
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

func unpacks(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: unpacks ZIP DIR")
	}
	z, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer z.Close()
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), z))
}

func zeros(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: zeros FILE BYTES")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("0"), n), 0o644))
}

func mode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mode OCTAL NAME")
	}
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := fmt.Sprintf("%o", info.Mode().Perm()); got != args[0] && runtime.GOOS != "windows" {
		ts.Fatalf("%s has the permissions %s, not %s", args[1], got, args[0])
	}
}

func onlyOwner(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: only-owner DIR")
	}
	seen := 0
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
			err = fmt.Errorf("%s has the permissions %o", name, info.Mode().Perm())
		}
		seen++
		return err
	}))
	if seen < 2 {
		ts.Fatalf("%s is empty", args[0])
	}
}
