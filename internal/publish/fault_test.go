package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"precept/internal/casetest"
	"precept/internal/plan"
)

func inode(info os.FileInfo) uint64 { return info.Sys().(*syscall.Stat_t).Ino }

// faultMode says which operations fail, when those before the n-th have succeeded.
type faultMode struct {
	name string
	step int // every how many operations it is tried
	hit  func(count, n int, op string) bool
}

// needsSpace are the operations that fail on a full disk.
var needsSpace = []string{"write", "create", "mkdir", "copy", "link", "lock", "close", "sync"}

// The trees of TestFaults: what was there, or nothing, and what replaces it.
const (
	oldTree   = "build.json d/ d/same.html gone.html index.html=old mine.txt=mine"
	newTree   = "build.json d/ d/same.html e/ e/new.html index.html=new mine.txt=mine"
	firstTree = "build.json d/ d/same.html e/ e/new.html index.html=new"
)

// TestFaults makes each operation on the disk fail: once, or it and all later ones, or it and all later ones that need
// space. Each time the old site or the new one is there as a whole, with the file of somebody else. The error has a
// path and its cause, and the next run cleans up.
func TestFaults(t *testing.T) {
	// Disks that go on failing are tried from every third operation on; in a long run from each.
	third := casetest.Times(3, 1)
	for _, mode := range []faultMode{
		{"once", 1, func(count, n int, _ string) bool { return count == n }},
		{"for ever", third, func(count, n int, _ string) bool { return count >= n }},
		{"disk full", third, func(count, n int, op string) bool {
			return count >= n && slices.Contains(needsSpace, op)
		}},
	} {
		for _, noExchange := range []bool{false, true} {
			for _, fresh := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s noExchange=%v fresh=%v", mode.name, noExchange, fresh), func(t *testing.T) {
					t.Parallel()
					n := 1
					for publishWithFault(t, mode, n, noExchange, fresh) && !t.Failed() {
						n += mode.step
					}
					if n < 20 {
						t.Fatalf("only %d operations were seen", n-1)
					}
				})
			}
		}
	}
}

// publishWithFault publishes while the n-th operation fails, and then without faults. It gives false if there were
// fewer operations. fresh begins without an old tree.
func publishWithFault(t *testing.T, mode faultMode, n int, noExchange, fresh bool) bool {
	t.Helper()
	dir, target := project(t)
	site := func() []plan.Output { return pages("d/same.html", "e/new.html", "index.html=new") }
	was, will := "", firstTree
	if !fresh {
		was, will = oldTree, newTree
		publish(t, target, pages("d/same.html", "gone.html", "index.html=old"))
		put(t, target.Dir, "mine.txt=mine")
	}
	at, count := "", 0
	p := publisher{noExchange: noExchange, fault: func(op, path string) error {
		count++
		if !mode.hit(count, n, op) {
			return nil
		}
		if at == "" {
			at = op + " " + path
		}
		return syscall.ENOSPC
	}}
	_, findings, err := p.publish(t.Context(), target, site(), head, 1)
	if findings != nil {
		t.Fatalf("%s: findings %v", at, findings)
	}
	got := ""
	if _, err := os.Stat(target.Dir); err == nil {
		got = look(t, target.Dir)
		if fresh {
			checkWhole(t, target.Dir)
		} else {
			checkWhole(t, target.Dir, "mine.txt")
		}
	} else if !fresh && !noExchange {
		t.Fatalf("%s: the old site is gone", at)
	}
	switch {
	case err == nil && got != will:
		t.Fatalf("%s: no error, but the tree is %s", at, got)
	case err != nil && (!errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "public")):
		t.Fatalf("%s: error %q names neither path nor cause", at, err)
	case got != was && got != will && !(noExchange && got == ""):
		t.Fatalf("%s: neither the old tree nor the new: %s", at, got)
	}
	publish(t, target, site()) // fixes whatever is left
	expect(t, at+", fixed", look(t, dir),
		"content/ content/2026.1/ content/2026.1/index.md=source public/ public/"+strings.ReplaceAll(will, " ", " public/"))
	return at != ""
}

// Where there are no hard links, unchanged pages and the files of others are copied, with their times.
func TestNoHardLinks(t *testing.T) {
	_, target := project(t)
	publish(t, target, pages("same.html", "index.html=old"))
	put(t, target.Dir, "tool.sh=mine")
	must(t, os.Chmod(filepath.Join(target.Dir, "tool.sh"), 0o750))
	before := stamp(t, target.Dir, "same.html") + stamp(t, target.Dir, "tool.sh")
	p := publisher{fault: func(op, _ string) error {
		if op == "link" {
			return syscall.EPERM
		}
		return nil
	}}
	_, _, err := p.publish(t.Context(), target, pages("same.html", "index.html=new"), head, 2)
	must(t, err)
	expect(t, "tree", look(t, target.Dir), "build.json index.html=new same.html tool.sh=mine")
	after := stamp(t, target.Dir, "same.html") + stamp(t, target.Dir, "tool.sh")
	withoutInode := func(s string) string {
		f := strings.Fields(s)
		return strings.Join([]string{f[2], f[3], f[len(f)-2], f[len(f)-1]}, " ")
	}
	expect(t, "time and permissions", withoutInode(after), withoutInode(before))
	if before == after {
		t.Error("the files were linked, not copied")
	}
}
