package publish

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestMounted shows case-H4: the output is itself a mount, as a container has its volumes. It is written in place, and
// who looks through the mount sees the new site; what a site no longer has is gone. Where the test may not mount, the
// test of writing in place has a disk that refuses.
func TestMounted(t *testing.T) {
	_, target := project(t)
	volume := t.TempDir()
	must(t, os.MkdirAll(target.Dir, 0o755))
	if err := syscall.Mount(volume, target.Dir, "", syscall.MS_BIND, ""); err != nil {
		t.Logf("case-H4: this system does not let the test mount (%v): an ordinary folder is published to instead", err)
		volume = target.Dir
	} else {
		t.Log("case-H4: a bind mount is used")
		t.Cleanup(func() { syscall.Unmount(target.Dir, syscall.MNT_DETACH) })
	}
	for _, next := range []struct{ pages, seen string }{
		{"a.html=1 old/b.html=1", "a.html=1 build.json old/ old/b.html=1"},
		{"a.html=2 c/d.html=2", "a.html=2 build.json c/ c/d.html=2"},
		{"a.html=2 c/d.html=2", "a.html=2 build.json c/ c/d.html=2"},
	} {
		publish(t, target, pages(strings.Fields(next.pages)...))
		expect(t, "case-H4: the volume", look(t, volume), next.seen)
		_, list, err := Verify(volume)
		must(t, err)
		expect(t, "case-H4: verify", strings.Join(list, "; "), "")
	}
	if names, _ := filepath.Glob(filepath.Join(filepath.Dir(target.Dir), ".public*")); len(names) > 0 {
		t.Errorf("case-H4: left: %v", names)
	}
}
