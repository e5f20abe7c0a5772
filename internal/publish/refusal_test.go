package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"precept/internal/plan"
)

func TestRefusedTargets(t *testing.T) {
	dir, _ := project(t)
	put(
		t,
		dir,
		"full/notes.docx=mine",
		"alien/build.json={\"generator\":\"webpack\"}",
		"broken/build.json={",
		"file=x",
		"data/p/ann/preceptee.md=x",
	)
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
		{dir + "/content/public", "is inside"},
		{dir + "/content/new/deep", "is inside"},
		{dir + "/to-sources", "itself"},
		{dir + "/to-sources/public", "is inside"},
		{dir + "/to-project", "itself"},
		{dir + "/x/../content", "itself"},
		{dir + "/full", "is not empty and has no build.json"},
		{dir + "/alien", "not one that precept wrote"},
		{dir + "/broken", "not one that precept wrote"},
		{dir + "/file", "is a file"},
		{dir + "/ann", `"portfolio:ann:preceptee"`},
		{dir + "/dangling", "leads nowhere"},
	} {
		target := Target{
			Dir:       c.dir,
			Kind:      "public",
			Forbidden: []string{dir},
			Sources:   []string{dir + "/content", dir + "/data"},
		}
		_, findings, err := Publish(t.Context(), target, pages("index.html"), head, 2)
		var refused *Refused
		if err == nil || findings != nil || !strings.Contains(err.Error(), c.want) ||
			!errors.As(err, &refused) && c.want != "leads nowhere" {
			t.Errorf("%s: got %v, want it refused since it %q", c.dir, err, c.want)
		}
	}
	expect(t, "the project", stamps(t, dir), before)
}

// TestCase holds what was reported of targets and hosts. H12: a home folder of a new account is empty, and is refused
// anyway; so are the folders in which the system shows itself. Nothing is waited for.
func TestCase(t *testing.T) {
	t.Run("case-H2", belowAPath)
	t.Run("case-H4", inPlace)
	t.Run("case-H12", func(t *testing.T) {
		home := filepath.Join(t.TempDir(), "people", "jo")
		must(t, os.MkdirAll(home, 0o755))
		for dir, want := range map[string]string{
			home: "itself, which must not be replaced", filepath.Dir(home): "it contains",
			"/proc/x": "it is inside /proc", "/proc": "it is inside /proc", "/proc/x/y/z": "it is inside /proc",
			"/sys/kernel/x": "it is inside /sys", "/dev/site": "it is inside /dev",
		} {
			_, _, err := Publish(t.Context(), Target{Dir: dir, Kind: "public", Forbidden: []string{home}},
				pages("index.html"), head, 2)
			var refused *Refused
			if !errors.As(err, &refused) || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got %v, want %q", dir, err, want)
			}
		}
		expect(t, "the home folder", look(t, home), "")
		publish(t, Target{Dir: filepath.Join(home, "public"), Kind: "public", Forbidden: []string{home}},
			pages("index.html"))
	})
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

func TestImpossiblePlans(t *testing.T) {
	for _, c := range []struct{ paths, want string }{
		{"a.html a.html", "made twice"},
		{"a a/b", "both a file and a folder"},
		{"../a", "not a path"}, {"/a", "not a path"}, {"a/../b", "not a path"},
		{"a\nb", "not a path"}, {`a\b`, "not a path"},
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
		must(t, os.Chtimes(dir, time.Unix(0, 0), time.Unix(0, 0))) // staging changed the time of the project folder
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
	expect(
		t,
		"after the stop",
		look(t, dir),
		"content/ content/2026.1/ content/2026.1/index.md=source public/ public/build.json public/index.html",
	)
}

func TestSomethingElseWhereStagingGoes(t *testing.T) {
	dir, target := project(t)
	put(t, dir, ".public.precept-staging/mine.txt=mine")
	_, _, err := Publish(t.Context(), target, pages("index.html"), head, 2)
	var refused *Refused
	if !errors.As(err, &refused) {
		t.Errorf("got %v", err)
	}
	expect(
		t,
		"project",
		look(t, dir),
		".public.precept-staging/ .public.precept-staging/mine.txt=mine content/ content/2026.1/ content/2026.1/index.md=source",
	)
}
