package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"precept/internal/plan"
)

var head = Manifest{Generator: "precept test", AsOf: "2026-03-12", Versions: map[string]string{"2026.1": "sha256:aa", "2025.2": ""}}

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

// project is a folder with sources and room for an output.
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

// look gives all below dir, folders ending in a slash, files with their text, build.json by its name alone.
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
		case d.Name() != ManifestName:
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

// whole checks a tree against its build.json, which does not list what others put there.
func whole(t testing.TB, dir string, foreign ...string) {
	t.Helper()
	var want []string
	for _, name := range foreign {
		want = append(want, name+": is not listed in build.json")
	}
	said, err := Verify(dir)
	must(t, err)
	if !slices.Equal(said, want) {
		t.Fatalf("the tree differs from its build.json: %q", said)
	}
}

func show(r Report) string { return fmt.Sprintf("%+v", r) }

func TestPublishAgain(t *testing.T) {
	dir, target := project(t)
	r := publish(t, target, pages("index.html", "guide/a.html", "guide/deep/b.html", "old/only.html"))
	expect(t, "first report", show(r), "{Written:4 Unchanged:0 Removed:0 Foreign:[] Changed:true}")
	expect(t, "first tree", look(t, target.Dir), "build.json guide/ guide/a.html guide/deep/ guide/deep/b.html index.html old/ old/only.html")
	whole(t, target.Dir)

	before := stamps(t, dir)
	r = publish(t, target, pages("index.html", "guide/a.html", "guide/deep/b.html", "old/only.html"))
	expect(t, "report of no change", show(r), "{Written:0 Unchanged:4 Removed:0 Foreign:[] Changed:false}")
	expect(t, "what no change touched", stamps(t, dir), before)

	stampA, stampIndex := stamp(t, target.Dir, "guide/a.html"), stamp(t, target.Dir, "index.html")
	r = publish(t, target, pages("index.html=new", "guide/a.html", "guide/deep/b.html"))
	expect(t, "third report", show(r), "{Written:1 Unchanged:2 Removed:1 Foreign:[] Changed:true}")
	expect(t, "third tree, with the withdrawn page and its folder gone", look(t, dir),
		"content/ content/2026.1/ content/2026.1/index.md=source public/ public/build.json public/guide/ public/guide/a.html public/guide/deep/ public/guide/deep/b.html public/index.html=new")
	expect(t, "an unchanged page keeps file and time", stamp(t, target.Dir, "guide/a.html"), stampA)
	if stamp(t, target.Dir, "index.html") == stampIndex {
		t.Error("a changed page was written into the file of the old tree")
	}
	whole(t, target.Dir)

	r = publish(t, target, pages("index.html=new", "guide/a.html"))
	expect(t, "report of a removal alone", show(r), "{Written:0 Unchanged:2 Removed:1 Foreign:[] Changed:true}")
	whole(t, target.Dir)

	later := head
	later.AsOf = "2026-03-13"
	r, _, err := Publish(t.Context(), target, pages("index.html=new", "guide/a.html"), later, 2)
	must(t, err)
	expect(t, "report of another date alone", show(r), "{Written:0 Unchanged:2 Removed:0 Foreign:[] Changed:true}")
	whole(t, target.Dir)
}

// stamp is which file stands under a name, and since when.
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

func TestSpoiltOutputIsMended(t *testing.T) {
	_, target := project(t)
	site := pages("a.html", "b.html", "c/d.html", "e.html")
	publish(t, target, site)
	put(t, target.Dir, "a.html=text of A.html") // as long as before
	must(t, os.Remove(filepath.Join(target.Dir, "b.html")))
	must(t, os.Remove(filepath.Join(target.Dir, "e.html")))
	must(t, os.Symlink("/etc/passwd", filepath.Join(target.Dir, "e.html")))
	said, err := Verify(target.Dir)
	must(t, err)
	expect(t, "verify", strings.Join(said, "; "), "a.html: has been changed since it was built; b.html: is missing; e.html: is not a plain file")
	r := publish(t, target, site)
	expect(t, "report", show(r), "{Written:3 Unchanged:1 Removed:0 Foreign:[] Changed:true}")
	expect(t, "tree", look(t, target.Dir), "a.html b.html build.json c/ c/d.html e.html")
	whole(t, target.Dir)
}

func TestVerifyNamesWhatIsAdded(t *testing.T) {
	_, target := project(t)
	publish(t, target, pages("a.html"))
	put(t, target.Dir, "sub/notes.docx=mine")
	said, err := Verify(target.Dir)
	must(t, err)
	expect(t, "verify", strings.Join(said, "; "), "sub/notes.docx: is not listed in build.json")
	if _, err := Verify(filepath.Dir(target.Dir)); err == nil {
		t.Error("a folder without build.json was verified")
	}
}

func TestForeignFilesGoAlong(t *testing.T) {
	_, target := project(t)
	publish(t, target, pages("index.html", "old/page.html"))
	put(t, target.Dir, "CNAME=site", ".git/HEAD=ref", ".git/objects/aa=x", "old/notes.docx=mine", "guide/own.txt=own")
	must(t, os.Mkdir(filepath.Join(target.Dir, "empty"), 0o755))
	must(t, os.Symlink("CNAME", filepath.Join(target.Dir, "link")))
	r := publish(t, target, pages("index.html=new", "guide/a.html"))
	expect(t, "report", show(r), "{Written:2 Unchanged:0 Removed:1 Foreign:[.git/ CNAME empty/ guide/ link old/notes.docx] Changed:true}")
	expect(t, "tree", look(t, target.Dir), ".git/ .git/HEAD=ref .git/objects/ .git/objects/aa=x CNAME=site build.json empty/ "+
		"guide/ guide/a.html guide/own.txt=own index.html=new link@CNAME old/ old/notes.docx=mine")
	r = publish(t, target, pages("index.html=new", "guide/a.html"))
	expect(t, "report of no change", show(r), "{Written:0 Unchanged:2 Removed:0 Foreign:[.git/ CNAME empty/ guide/own.txt link old/] Changed:false}")
}

// A file that somebody drops into the old tree while the new one is being made comes along too.
func TestForeignFileThatComesLate(t *testing.T) {
	for _, noExchange := range []bool{false, true} {
		_, target := project(t)
		publish(t, target, pages("index.html"))
		p := publisher{noExchange: noExchange, fault: func(op, path string) error {
			if op == "sync" { // build.json: the last step before the swap
				put(t, target.Dir, "late/notes.docx=mine", "new.html=somebody's")
			}
			return nil
		}}
		r, _, err := p.publish(t.Context(), target, pages("index.html=2", "new.html"), head, 1)
		must(t, err)
		expect(t, "report", show(r), "{Written:2 Unchanged:0 Removed:0 Foreign:[late/notes.docx new.html.kept] Changed:true}")
		expect(t, "tree", look(t, filepath.Dir(target.Dir)), "content/ content/2026.1/ content/2026.1/index.md=source "+
			"public/ public/build.json public/index.html=2 public/late/ public/late/notes.docx=mine public/new.html public/new.html.kept=somebody's")
	}
}

func TestForeignFileInTheWay(t *testing.T) {
	dir, target := project(t)
	publish(t, target, pages("index.html"))
	put(t, target.Dir, "about.html=mine", "guide=mine", "deep/page.html/own.txt=mine")
	before := stamps(t, target.Dir)
	_, findings, err := Publish(t.Context(), target, pages("about.html", "guide/a.html", "deep/page.html", "index.html=new"), head, 2)
	must(t, err)
	var said []string
	for _, f := range findings {
		said = append(said, f.Rule+" "+f.File+": "+f.Message)
	}
	expect(t, "findings", strings.Join(said, "\n"), "output-collision public/about.html: something that precept did not write stands where an output must go\n"+
		"output-collision public/deep/page.html: something that precept did not write stands where an output must go\n"+
		"output-collision public/guide: something that precept did not write stands where a folder of the output must go")
	expect(t, "tree", stamps(t, target.Dir), before)
	if names, _ := filepath.Glob(filepath.Join(dir, ".public*")); len(names) > 0 {
		t.Errorf("left behind: %q", names)
	}
}

func TestRefusedTargets(t *testing.T) {
	dir, _ := project(t)
	put(t, dir, "full/notes.docx=mine", "alien/build.json={\"generator\":\"webpack\"}", "broken/build.json={", "file=x", "data/p/ann/preceptee.md=x")
	must(t, os.Symlink(filepath.Join(dir, "content"), filepath.Join(dir, "to-sources")))
	must(t, os.Symlink(dir, filepath.Join(dir, "to-project")))
	must(t, os.Symlink("nowhere", filepath.Join(dir, "dangling")))
	publish(t, Target{Dir: filepath.Join(dir, "ann"), Kind: "portfolio:ann:preceptee"}, pages("index.html"))
	before := stamps(t, dir)
	for _, c := range []struct{ dir, want string }{
		{"/", "the root of the disk"},
		{dir, "itself"},
		{filepath.Dir(dir), "contains"},
		{dir + "/data", "itself"},
		{dir + "/content/public", "lies inside"},
		{dir + "/content/new/deep", "lies inside"},
		{dir + "/to-sources", "itself"},
		{dir + "/to-sources/public", "lies inside"},
		{dir + "/to-project", "itself"},
		{dir + "/x/../content", "itself"},
		{dir + "/full", "is not empty and holds no build.json"},
		{dir + "/alien", "not one that precept wrote"},
		{dir + "/broken", "not one that precept wrote"},
		{dir + "/file", "is a file"},
		{dir + "/ann", `"portfolio:ann:preceptee"`},
		{dir + "/dangling", "leads nowhere"},
	} {
		target := Target{Dir: c.dir, Kind: "public", Forbidden: []string{dir}, Sources: []string{dir + "/content", dir + "/data"}}
		_, findings, err := Publish(t.Context(), target, pages("index.html"), head, 2)
		var refused *Refused
		if err == nil || findings != nil || !strings.Contains(err.Error(), c.want) || !errors.As(err, &refused) && c.want != "leads nowhere" {
			t.Errorf("%s: got %v, want it refused since it %q", c.dir, err, c.want)
		}
	}
	expect(t, "the project", stamps(t, dir), before)
}

func TestTargetThroughALink(t *testing.T) {
	dir, target := project(t)
	real := t.TempDir()
	must(t, os.Symlink(real, target.Dir))
	publish(t, target, pages("index.html"))
	publish(t, target, pages("index.html=2"))
	expect(t, "where the link leads", look(t, real), "build.json index.html=2")
	expect(t, "the project", look(t, dir), "content/ content/2026.1/ content/2026.1/index.md=source public@"+real)
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
		data, err := os.ReadFile(filepath.Join(target.Dir, ManifestName))
		must(t, err)
		if first == "" {
			first = string(data)
		}
		expect(t, "build.json", string(data), first)
		if strings.Contains(string(data), dir) {
			t.Error("build.json names a folder of this machine")
		}
		whole(t, target.Dir)
	}
	if !strings.HasPrefix(first, "{\n \"generator\": \"precept test\",\n \"as_of\": \"2026-03-12\",\n \"for\": \"public\",\n \"versions\": {\n  \"2025.2\": \"\",\n  \"2026.1\": \"sha256:aa\"\n },\n \"files\": {\n  \"d0/p0.html\": \"") {
		t.Errorf("build.json starts %s", first[:200])
	}
}

func TestPlanThatCannotBe(t *testing.T) {
	for _, c := range []struct{ paths, want string }{
		{"a.html a.html", "made twice"},
		{"a a/b", "both a file and a folder"},
		{"../a", "not a path"}, {"/a", "not a path"}, {"a/../b", "not a path"}, {"a\nb", "not a path"}, {`a\b`, "not a path"},
		{"build.json", "made by precept itself"}, {"build.json/a", "both a file and a folder"},
	} {
		_, target := project(t)
		list := strings.Split(c.paths, " ")
		_, _, err := Publish(t.Context(), target, pages(list...), head, 2)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.paths, err, c.want)
		}
		if _, err := os.Stat(target.Dir); err == nil {
			t.Errorf("%q: something was published", c.paths)
		}
	}
}

func TestOutputThatFails(t *testing.T) {
	dir, target := project(t)
	publish(t, target, pages("index.html"))
	before := stamps(t, dir)
	for what, write := range map[string]func(io.Writer) error{
		"an error": func(io.Writer) error { return errors.New("no such body") },
		"a panic":  func(io.Writer) error { panic("index out of range") },
	} {
		outputs := append(pages("index.html=2", "b.html"), plan.Output{Path: "c.html", Write: write})
		_, _, err := Publish(t.Context(), target, outputs, head, 1)
		if err == nil || !strings.HasPrefix(err.Error(), "making public/c.html: ") {
			t.Errorf("%s: got %v", what, err)
		}
		must(t, os.Chtimes(dir, time.Unix(0, 0), time.Unix(0, 0))) // the project folder saw the staging come and go
		expect(t, what+" changed", strings.SplitN(stamps(t, dir), "\n", 2)[1], strings.SplitN(before, "\n", 2)[1])
	}
}

func TestStopped(t *testing.T) {
	dir, target := project(t)
	publish(t, target, pages("index.html"))
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	outputs := pages("index.html=2")
	for i := range 1000 {
		outputs = append(outputs, plan.Output{Path: fmt.Sprintf("p%d.html", i), Write: func(w io.Writer) error {
			if i == 20 {
				stop()
			}
			if i > 40 {
				t.Errorf("page %d was made after the stop", i)
			}
			return nil
		}})
	}
	_, _, err := Publish(ctx, target, outputs, head, 2)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	expect(t, "after the stop", look(t, dir), "content/ content/2026.1/ content/2026.1/index.md=source public/ public/build.json public/index.html")
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
	whole(t, target.Dir)
	if names, _ := filepath.Glob(filepath.Join(dir, ".public*")); len(names) > 0 {
		t.Errorf("left behind: %q", names)
	}
}

// A tree that another build replaced after this one looked at it is looked at again.
func TestReplacedMeanwhile(t *testing.T) {
	for _, c := range []struct {
		other []plan.Output
		want  string
	}{
		{pages("a.html", "other.html"), ""},
		{pages("a.html=other", "b.html"), "another build replaced public while this one ran; build again"},
	} {
		_, target := project(t)
		publish(t, target, pages("a.html", "b.html=old"))
		site := pages("a.html", "b.html")
		make := site[1].Write
		site[1].Write = func(w io.Writer) error { // a.html has been found unchanged by now
			publish(t, target, c.other)
			return make(w)
		}
		_, _, err := Publish(t.Context(), target, site, head, 1)
		if c.want == "" {
			must(t, err)
			expect(t, "tree", look(t, target.Dir), "a.html b.html build.json")
		} else if err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
		whole(t, target.Dir)
	}
}

func TestSomethingElseWhereStagingGoes(t *testing.T) {
	dir, target := project(t)
	put(t, dir, ".public.precept-staging/mine.txt=mine")
	_, _, err := Publish(t.Context(), target, pages("index.html"), head, 2)
	var refused *Refused
	if !errors.As(err, &refused) {
		t.Errorf("got %v", err)
	}
	expect(t, "project", look(t, dir), ".public.precept-staging/ .public.precept-staging/mine.txt=mine content/ content/2026.1/ content/2026.1/index.md=source")
}
