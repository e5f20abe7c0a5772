package publish

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// inPlace: a folder that cannot be renamed, as a mount cannot, is written file by file. After a stop verify names what
// is of two sites, and the next build completes it.
func inPlace(t *testing.T) {
	dir, target := project(t)
	mount := publisher{fault: func(op, path string) error {
		if (op == "exchange" || op == "rename") && filepath.Base(path) == "public" {
			return syscall.EBUSY
		}
		return nil
	}}
	publish(t, target, pages("a.html=1", "old/b.html=1", "same.html"))
	put(t, target.Dir, "mine.docx=mine")
	next := pages("a.html=2", "c/d.html=2", "same.html")

	writes := 0
	stopped := mount
	stopped.fault = func(op, path string) error {
		if op == "rename" && filepath.Base(path) != "public" {
			if writes++; writes == 3 { // build.json of both, and a page
				return syscall.EIO
			}
		}
		return mount.fault(op, path)
	}
	_, _, err := stopped.publish(t.Context(), target, next, head, 1)
	if err == nil || !strings.Contains(err.Error(), "the next build completes it") {
		t.Fatalf("a stop: %v", err)
	}
	if _, list, err := Verify(target.Dir); err != nil || len(list) == 0 {
		t.Errorf("verify finds no mixture: %v %v", list, err)
	}
	report, findings, err := mount.publish(t.Context(), target, next, head, 1)
	must(t, err)
	if findings != nil || !report.Changed {
		t.Errorf("%+v %v", report, findings)
	}
	expect(t, "the target", look(t, target.Dir),
		"a.html=2 build.json c/ c/d.html=2 mine.docx=mine same.html")
	_, list, err := Verify(target.Dir)
	expect(t, "verify", strings.Join(list, "; "), "mine.docx: is not listed in build.json")
	must(t, err)
	if names, _ := filepath.Glob(filepath.Join(dir, ".public*")); len(names) > 0 {
		t.Errorf("left: %v", names)
	}
}
