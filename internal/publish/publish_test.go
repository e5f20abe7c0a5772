package publish

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"precept/internal/plan"
)

var head = Manifest{
	Generator: "precept test",
	AsOf:      "2026-03-12",
	Versions:  map[string]string{"2026.1": "sha256:aa", "2025.2": ""},
}

// pages makes outputs from words such as "index.html=text"; without a text the path is the text.
func pages(words ...string) []plan.Output {
	var list []plan.Output
	for _, w := range words {
		path, text, ok := strings.Cut(w, "=")
		if !ok {
			text = "text of " + path
		}
		list = append(list, plan.Output{Path: path, Write: func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		}})
	}
	return list
}

// project makes a folder with sources, and gives a target in it.
func project(t *testing.T) (dir string, target Target) {
	t.Helper()
	dir = t.TempDir()
	put(t, dir, "content/2026.1/index.md=source")
	return dir, Target{
		Dir: filepath.Join(dir, "public"), Kind: "public",
		Forbidden: []string{dir}, Sources: []string{filepath.Join(dir, "content"), filepath.Join(dir, "data")},
	}
}

func put(t *testing.T, dir string, words ...string) {
	t.Helper()
	for _, w := range words {
		path, text, _ := strings.Cut(w, "=")
		full := filepath.Join(dir, path)
		must(t, os.MkdirAll(filepath.Dir(full), 0o755))
		must(t, os.WriteFile(full, []byte(text), 0o644))
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// publish publishes without a finding or error.
func publish(t *testing.T, target Target, outputs []plan.Output) Report {
	t.Helper()
	report, findings, err := Publish(t.Context(), target, outputs, head, 2)
	must(t, err)
	if findings != nil {
		t.Fatalf("findings: %v", findings)
	}
	return report
}

// look lists everything below dir: folders with a slash, files with their text, build.json only by name.
func look(t testing.TB, dir string) string {
	t.Helper()
	var list []string
	must(t, filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		switch {
		case d.IsDir():
			rel += "/"
		case d.Type()&os.ModeSymlink != 0:
			to, _ := os.Readlink(name)
			rel += "@" + to
		case d.Name() != manifestName:
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			if s := string(text); s != "text of "+strings.TrimPrefix(rel, "public/") {
				rel += "=" + s
			}
		}
		list = append(list, rel)
		return nil
	}))
	slices.Sort(list)
	return strings.Join(list, " ")
}

func expect(t testing.TB, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
}

// checkWhole checks a tree against its build.json, which does not list the files of others.
func checkWhole(t testing.TB, dir string, foreign ...string) {
	t.Helper()
	var want []string
	for _, name := range foreign {
		want = append(want, name+": is not listed in build.json")
	}
	_, differences, err := Verify(dir)
	must(t, err)
	if !slices.Equal(differences, want) {
		t.Fatalf("the tree differs from its build.json: %q", differences)
	}
}

func show(r Report) string { return fmt.Sprintf("%+v", r) }

func TestPublishAgain(t *testing.T) {
	dir, target := project(t)
	r := publish(t, target, pages("index.html", "guide/a.html", "guide/deep/b.html", "old/only.html"))
	expect(t, "first report", show(r), "{Written:4 Unchanged:0 Removed:0 Foreign:[] Changed:true}")
	expect(
		t,
		"first tree",
		look(t, target.Dir),
		"build.json guide/ guide/a.html guide/deep/ guide/deep/b.html index.html old/ old/only.html",
	)
	checkWhole(t, target.Dir)

	before := stamps(t, dir)
	r = publish(t, target, pages("index.html", "guide/a.html", "guide/deep/b.html", "old/only.html"))
	expect(t, "report of no change", show(r), "{Written:0 Unchanged:4 Removed:0 Foreign:[] Changed:false}")
	expect(t, "what no change touched", stamps(t, dir), before)

	stampA, stampIndex := stamp(t, target.Dir, "guide/a.html"), stamp(t, target.Dir, "index.html")
	r = publish(t, target, pages("index.html=new", "guide/a.html", "guide/deep/b.html"))
	expect(t, "third report", show(r), "{Written:1 Unchanged:2 Removed:1 Foreign:[] Changed:true}")
	expect(
		t,
		"third tree, with the withdrawn page and its folder gone",
		look(t, dir),
		"content/ content/2026.1/ content/2026.1/index.md=source public/ public/build.json public/guide/ public/guide/a.html public/guide/deep/ public/guide/deep/b.html public/index.html=new",
	)
	expect(t, "an unchanged page keeps file and time", stamp(t, target.Dir, "guide/a.html"), stampA)
	if stamp(t, target.Dir, "index.html") == stampIndex {
		t.Error("a changed page was written into the file of the old tree")
	}
	checkWhole(t, target.Dir)

	r = publish(t, target, pages("index.html=new", "guide/a.html"))
	expect(t, "report of a removal alone", show(r), "{Written:0 Unchanged:2 Removed:1 Foreign:[] Changed:true}")
	checkWhole(t, target.Dir)

	later := head
	later.AsOf = "2026-03-13"
	r, _, err := Publish(t.Context(), target, pages("index.html=new", "guide/a.html"), later, 2)
	must(t, err)
	expect(t, "report of another date alone", show(r), "{Written:0 Unchanged:2 Removed:0 Foreign:[] Changed:true}")
	checkWhole(t, target.Dir)
}

// stamp says which file has a name, and since when.
func stamp(t *testing.T, dir, name string) string {
	t.Helper()
	info, err := os.Lstat(filepath.Join(dir, name))
	must(t, err)
	return fmt.Sprint(name, " ", inode(info), " ", info.ModTime().UnixNano(), " ", info.Mode())
}

func stamps(t *testing.T, dir string) string {
	t.Helper()
	var list []string
	must(t, filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, name)
		list = append(list, stamp(t, dir, rel))
		return err
	}))
	return strings.Join(list, "\n")
}

func TestDamagedOutputIsFixed(t *testing.T) {
	_, target := project(t)
	site := pages("a.html", "b.html", "c/d.html", "e.html")
	publish(t, target, site)
	put(t, target.Dir, "a.html=text of A.html") // as long as before
	must(t, os.Remove(filepath.Join(target.Dir, "b.html")))
	must(t, os.Remove(filepath.Join(target.Dir, "e.html")))
	must(t, os.Symlink("/etc/passwd", filepath.Join(target.Dir, "e.html")))
	_, said, err := Verify(target.Dir)
	must(t, err)
	expect(
		t,
		"verify",
		strings.Join(said, "; "),
		"a.html: has changed since it was built; b.html: is missing; e.html: is not a plain file",
	)
	r := publish(t, target, site)
	expect(t, "report", show(r), "{Written:3 Unchanged:1 Removed:0 Foreign:[] Changed:true}")
	expect(t, "tree", look(t, target.Dir), "a.html b.html build.json c/ c/d.html e.html")
	checkWhole(t, target.Dir)
}

func TestPrivateTree(t *testing.T) {
	dir, _ := project(t)
	target := Target{Dir: filepath.Join(dir, "portfolios/ann"), Kind: "portfolio:ann:preceptee", Private: true}
	publish(t, target, pages("index.html", "records/a.html"))
	publish(t, target, pages("index.html=2", "records/a.html"))
	for _, name := range []string{"", "index.html", "records", "records/a.html", "build.json", ".."} {
		info, err := os.Stat(filepath.Join(target.Dir, name))
		must(t, err)
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%q may be opened by others: %v", name, info.Mode())
		}
	}
}

func TestSameBytes(t *testing.T) {
	var names []string
	for i := range 200 {
		names = append(names, fmt.Sprintf("d%d/p%d.html", i%7, i))
	}
	var first string
	for jobs := 1; jobs <= 4; jobs++ {
		dir, target := project(t)
		outputs := pages(names...)
		if jobs%2 == 0 {
			slices.Reverse(outputs)
			publish(t, target, pages("other.html", "d1/p1.html"))
		}
		_, _, err := Publish(t.Context(), target, outputs, head, jobs)
		must(t, err)
		data, err := os.ReadFile(filepath.Join(target.Dir, manifestName))
		must(t, err)
		if first == "" {
			first = string(data)
		}
		expect(t, "build.json", string(data), first)
		if strings.Contains(string(data), dir) {
			t.Error("build.json names a folder of this machine")
		}
		checkWhole(t, target.Dir)
	}
	if !strings.HasPrefix(first, `{
 "generator": "precept test",
 "as_of": "2026-03-12",
 "for": "public",
 "versions": {
  "2025.2": "",
  "2026.1": "sha256:aa"
 },
 "files": {
  "d0/p0.html": "`) {
		t.Errorf("build.json starts %s", first[:200])
	}
}

func TestManyAtOnce(t *testing.T) {
	dir, target := project(t)
	var same []string
	for i := range 50 {
		same = append(same, fmt.Sprintf("same/%d.html", i))
	}
	publish(t, target, pages(same...))
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			site := pages(append(slices.Clip(same), fmt.Sprintf("who.html=%d", i), fmt.Sprintf("only/%d.html", i))...)
			if _, _, err := Publish(t.Context(), target, site, head, 2); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	checkWhole(t, target.Dir)
	if names, _ := filepath.Glob(filepath.Join(dir, ".public*")); len(names) > 0 {
		t.Errorf("left behind: %q", names)
	}
}
