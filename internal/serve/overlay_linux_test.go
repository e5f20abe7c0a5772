package serve

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"precept/internal/casetest"
)

// TestCaseH6Overlay: files that change below an overlay mount, as in a container, cause no event; the page is
// new after the next look. Where the test may not mount, the project lies on an ordinary disk: the test of package
// watch takes the events away.
func TestCaseH6Overlay(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"lower", "upper", "work", "project"} {
		ok(t, os.Mkdir(at(name), 0o755))
	}
	behind := at("upper")
	options := "lowerdir=" + at("lower") + ",upperdir=" + behind + ",workdir=" + at("work")
	laid := lay(t)
	if err := syscall.Mount("overlay", at("project"), "overlay", 0, options); err != nil {
		t.Logf("case-H6: an ordinary disk is used, since this system does not let the test mount: %v", err)
		behind = at("project")
	} else {
		t.Log("case-H6: an overlay mount is used")
		t.Cleanup(func() { syscall.Unmount(at("project"), syscall.MNT_DETACH) })
	}
	ok(t, os.CopyFS(at("project"), os.DirFS(laid)))
	ticks := make(chan time.Time)
	b := start(t, at("project"), func(o *Options) { o.Watch.Ticks = ticks })
	if _, page := b.get("/index.html"); !strings.Contains(page, "Words of the home page") {
		t.Fatal("the page is not there to begin with")
	}
	name := filepath.Join(behind, "content/2026.1/index.md")
	text, err := os.ReadFile(name)
	ok(t, err)
	casetest.Write(t, behind, "content/2026.1/index.md",
		strings.Replace(string(text), "Words of the home page", "Words from behind", 1))
	late := tooLate(t)
	for {
		select {
		case ticks <- time.Time{}:
		case <-late:
			t.Fatal("case-H6: the page stays as it was")
		}
		if _, page := b.get("/index.html"); strings.Contains(page, "Words from behind") {
			return
		}
	}
}
