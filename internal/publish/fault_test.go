package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"precept/internal/plan"
)

func inode(info os.FileInfo) uint64 { return info.Sys().(*syscall.Stat_t).Ino }

// Every operation on the disk fails in its turn: once, or from then on, or from then on for all that takes room. Each time
// the old site or the new one stands whole, the file of somebody else is there, the failure is told with a path and its
// cause, and the next run leaves nothing lying about.
func TestFaults(t *testing.T) {
	room := map[string]bool{"write": true, "create": true, "mkdir": true, "copy": true, "link": true, "lock": true, "close": true, "sync": true}
	modes := []struct {
		name string
		hit  func(count, n int, op string) bool
	}{
		{"once", func(count, n int, _ string) bool { return count == n }},
		{"for ever", func(count, n int, _ string) bool { return count >= n }},
		{"disk full", func(count, n int, op string) bool { return count >= n && room[op] }},
	}
	const (
		oldTree = "build.json d/ d/same.html gone.html index.html=old mine.txt=mine"
		newTree = "build.json d/ d/same.html e/ e/new.html index.html=new mine.txt=mine"
		bare    = ""
		first   = "build.json d/ d/same.html e/ e/new.html index.html=new"
	)
	site := func() []plan.Output { return pages("d/same.html", "e/new.html", "index.html=new") }
	for _, mode := range modes {
		for _, noExchange := range []bool{false, true} {
			for _, fresh := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s noExchange=%v fresh=%v", mode.name, noExchange, fresh), func(t *testing.T) {
					t.Parallel()
					was, will := oldTree, newTree
					if fresh {
						was, will = bare, first
					}
					for n, at := 1, "first"; at != ""; n++ {
						at = ""
						dir, target := project(t)
						if !fresh {
							publish(t, target, pages("d/same.html", "gone.html", "index.html=old"))
							put(t, target.Dir, "mine.txt=mine")
						}
						count := 0
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
						got := bare
						if _, err := os.Stat(target.Dir); err == nil {
							got = look(t, target.Dir)
							if fresh {
								whole(t, target.Dir)
							} else {
								whole(t, target.Dir, "mine.txt")
							}
						} else if !fresh && !noExchange {
							t.Fatalf("%s: the old site is gone", at)
						}
						switch {
						case err == nil && got != will:
							t.Fatalf("%s: no error, but the tree is %s", at, got)
						case err != nil && (!errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "public")):
							t.Fatalf("%s: error %q names neither path nor cause", at, err)
						case got != was && got != will && !(noExchange && got == bare):
							t.Fatalf("%s: neither the old tree nor the new: %s", at, got)
						}
						publish(t, target, site()) // mends whatever is left
						expect(t, at+", mended", look(t, dir), "content/ content/2026.1/ content/2026.1/index.md=source public/ public/"+
							strings.ReplaceAll(will, " ", " public/"))
						if t.Failed() {
							return
						}
						if at == "" && n < 20 {
							t.Fatalf("only %d operations were seen", n-1)
						}
					}
				})
			}
		}
	}
}

// Where hard links fail, unchanged pages and the files of others are copied, with their times.
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
