package importer

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/store"
)

const (
	ownFile      = "data/preceptees/sam/2026-09-12-meeting-k7m29qxd.md"
	conflictName = "data/preceptees/sam/2026-09-12-meeting-k7m29qxd.differs.txt"
)

// recordText writes a meeting's record.
func recordText(id, said, revises string) string {
	if revises != "" {
		revises = "revises: " + revises + "\n"
	}
	return fmt.Sprintf("---\nform: meeting\nrecord: %s\ndate: 2026-09-12\n%sanswers:\n  said: %q\n---\n", id, revises,
		said)
}

func (in *Importer) examine(t testing.TB, list ...Arrival) []Offer {
	t.Helper()
	offers, err := in.Examine(list)
	if err != nil {
		t.Fatal(err)
	}
	return offers
}

func states(offers []Offer) string {
	var list []string
	for _, o := range offers {
		list = append(list, string(o.State))
	}
	return strings.Join(list, " ")
}

// diskFault is a way in which the disk fails from its nth operation on.
type diskFault struct {
	name  string
	step  int  // n grows by
	whole bool // all of a batch is written, or nothing
	hit   func(count, n int, op string) bool
}

// Every operation on the disk fails, one after the other: once, from then on for all that needs room, or from then on
// for good. A batch that makes, changes and keeps files beside others is then taken in whole or not at all; where not
// even names can be changed any more, every file is whole as it was or as it was to be, and the error names a file.
// Taking the same in again does the rest.
func TestFaults(t *testing.T) {
	base, _ := open(t)
	room := map[string]bool{"write": true, "create": true, "mkdir": true, "link": true, "lock": true, "sync": true,
		"close": true}
	// The modes that go on failing are tried from every third operation on; in a long run from each.
	third := casetest.Times(3, 1)
	for _, mode := range []diskFault{
		{"once", 1, true, func(count, n int, _ string) bool { return count == n }},
		{"disk full", third, true, func(count, n int, op string) bool { return count >= n && room[op] }},
		{"for good", third, false, func(count, n int, _ string) bool { return count >= n }},
	} {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			n := 1
			for mode.fail(t, base, n) {
				n += mode.step
			}
			if n < 30 {
				t.Errorf("only %d operations were seen", n)
			}
		})
	}
}

// fail takes a batch in on a disk that fails from its nth operation on; false where no operation failed.
func (mode *diskFault) fail(t *testing.T, base *Importer, n int) bool {
	t.Helper()
	one := recordText("k7m29qxd", "One", "")
	in, dir := base.again(t, txtar.File{Name: ownFile, Data: []byte(one)},
		txtar.File{Name: "data/preceptees/sam/2026-09-12-meeting-other222.md",
			Data: []byte(recordText("other222", "Mine", ""))})
	before := look(t, dir)
	batch := []Arrival{
		{Name: "later.md", Data: []byte(recordText("k7m29qxd", "Two", in.digestOf(t, one, "")))},
		{Name: "policy.md", Data: []byte("---\nform: policy\nrecord: p0l1cy22\ndate: 2026-09-12\n" +
			"answers: {there: yes, paper: [p.pdf]}\n---\n")},
		{Name: "p.pdf", Data: []byte("%PDF-1.4")},
		{Name: "other.md", Data: []byte(recordText("other222", "Yours", ""))},
	}
	offers := in.examine(t, batch...)
	if got := states(offers); got != "later new new conflict" {
		t.Fatal(got)
	}
	at, count := "", 0
	fault := func(op, path string) error {
		if count++; !mode.hit(count, n, op) {
			return nil
		}
		at = cmp.Or(at, op+" "+path)
		return syscall.ENOSPC
	}
	in.Preceptees.Root.Fault(fault)
	in.Project.Fault(fault)
	receipt, _, err := in.Accept(offers, false)
	in.Preceptees.Root.Fault(nil)
	in.Project.Fault(nil)
	mode.check(t, at, changes(before, mode.lookAfter(t, dir, at)), receipt, err)
	if err != nil {
		if _, _, err := in.Accept(in.examine(t, batch...), false); err != nil {
			t.Fatalf("%s, again: %v", at, err)
		}
		got := changes(before, look(t, dir))
		if n := strings.Count(got, "data/"); n != 4 {
			t.Fatalf("%s, again: %d files changed:\n%s", at, n, got)
		}
	}
	return at != ""
}

// lookAfter looks at what is there, without what waits to be deleted by the next run where the disk failed for good.
func (mode *diskFault) lookAfter(t *testing.T, dir, at string) map[string]string {
	t.Helper()
	after := look(t, dir)
	for name := range after {
		if strings.Contains(name, ".precept-") {
			delete(after, name)
			if mode.whole && mode.name != "once" {
				t.Errorf("%s: %s is left", at, name)
			}
		}
	}
	return after
}

// check: all of the batch was written, or nothing, and an error says so.
func (mode *diskFault) check(t *testing.T, at, changed string, receipt Receipt, err error) {
	t.Helper()
	n := strings.Count(changed, "data/")
	switch {
	case err == nil && (n != 4 || len(receipt.Changes) != 4):
		t.Fatalf("%s: no error, but %d files changed:\n%s", at, n, changed)
	case err != nil && (!errors.Is(err, syscall.ENOSPC) || len(receipt.Changes) > 0):
		t.Fatalf("%s: error %q, receipt %v", at, err, receipt)
	case err != nil && mode.whole && n != 0:
		t.Fatalf("%s: error %v, but %d files changed:\n%s", at, err, n, changed)
	}
}

// What changed on the disk between the offer and its acceptance is never overwritten, whatever was offered: it
// stays, and what arrived is kept beside it and shown.
func TestChangedMeanwhile(t *testing.T) {
	one := recordText("k7m29qxd", "One", "")
	for _, c := range []struct {
		name, there, arrives, meanwhile string
		replace                         bool
		state                           State
	}{
		{"new, and somebody wrote it", "", recordText("k7m29qxd", "Two", ""), one, false, New},
		{"later, and somebody changed it", one, "REVISES", recordText("k7m29qxd", "Three", ""), false, Later},
		{"conflicts and replaces, and somebody changed it", one, recordText("k7m29qxd", "Two", ""),
			recordText("k7m29qxd", "Three", ""), true, Conflict},
		{"new, and half a file is there", "", recordText("k7m29qxd", "Two", ""), "half", true, New},
	} {
		t.Run(c.name, func(t *testing.T) {
			var files []txtar.File
			if c.there != "" {
				files = []txtar.File{{Name: ownFile, Data: []byte(c.there)}}
			}
			in, dir := open(t, files...)
			if c.arrives == "REVISES" {
				c.arrives = recordText("k7m29qxd", "Two", in.digestOf(t, one, ""))
			}
			offers := in.examine(t, Arrival{Name: "r.md", Data: []byte(c.arrives)})
			if offers[0].State != c.state {
				t.Fatal(offers[0].State)
			}
			casetest.Write(t, dir, ownFile, c.meanwhile)
			receipt, findings, err := in.Accept(offers, c.replace)
			if err != nil || len(findings) != 1 || !strings.Contains(findings[0].Message, "changed since") {
				t.Fatal(findings, err)
			}
			files2 := look(t, dir)
			if files2[ownFile] != c.meanwhile || !strings.Contains(files2[conflictName], `said: "Two"`) {
				t.Fatal(files2)
			}
			if findings, err := in.Undo(receipt); err != nil || findings != nil {
				t.Fatal(findings, err)
			}
			if _, there := look(t, dir)[conflictName]; there {
				t.Error("what was kept beside it is not taken back")
			}
		})
	}
}

// A file that is made or changed in the very moment before it gets its name is not overwritten either: all is
// judged again.
func TestChangedAtTheLastMoment(t *testing.T) {
	in, dir := open(t)
	offers := in.examine(t, Arrival{Name: "r.md", Data: []byte(recordText("k7m29qxd", "Two", ""))})
	in.Preceptees.Root.Fault(func(op, path string) error {
		if op == "link" && !strings.Contains(path, ".precept-") {
			casetest.Write(t, dir, ownFile, recordText("k7m29qxd", "One", ""))
		}
		return nil
	})
	_, findings, err := in.Accept(offers, false)
	if err != nil || len(findings) != 1 {
		t.Fatal(findings, err)
	}
	files := look(t, dir)
	if !strings.Contains(files[ownFile], "One") || !strings.Contains(files[conflictName], "Two") {
		t.Error(files)
	}
}

// Where a disk has no hard links, records are taken in anyway.
func TestNoHardLinks(t *testing.T) {
	in, dir := open(t)
	in.Preceptees.Root.Fault(func(op, _ string) error {
		if op == "link" {
			return syscall.EPERM
		}
		return nil
	})
	if _, _, err := in.Accept(in.examine(t, Arrival{Name: "r.md", Data: []byte(recordText("k7m29qxd", "Two", ""))}),
		false); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(look(t, dir)[ownFile], "Two") {
		t.Error(look(t, dir))
	}
}

// What was taken in is not taken back where somebody has changed it since: nothing of it is.
func TestUndoChanged(t *testing.T) {
	in, dir := open(t)
	receipt, _, err := in.Accept(in.examine(t, Arrival{Name: "a.md", Data: []byte(recordText("k7m29qxd", "One", ""))},
		Arrival{Name: "b.md", Data: []byte(recordText("second22", "Two", ""))}), false)
	if err != nil {
		t.Fatal(err)
	}
	casetest.Write(t, dir, ownFile, recordText("k7m29qxd", "Changed", ""))
	before := look(t, dir)
	findings, err := in.Undo(receipt)
	if err != nil || len(findings) != 1 || findings[0].File != ownFile {
		t.Fatal(findings, err)
	}
	if got := changes(before, look(t, dir)); got != "" {
		t.Error(got)
	}
}

// What waits beside a record is offered until somebody decides, and can be dismissed; that can be taken back too.
func TestConflicts(t *testing.T) {
	in, dir := open(t, txtar.File{Name: ownFile, Data: []byte(recordText("k7m29qxd", "One", ""))})
	if _, _, err := in.Accept(in.examine(t, Arrival{Name: "a.md", Data: []byte(recordText("k7m29qxd", "Two", ""))}),
		false); err != nil {
		t.Fatal(err)
	}
	waiting := look(t, dir)
	offers, err := in.Conflicts()
	if err != nil || states(offers) != "conflict" || offers[0].Name != conflictName || len(offers[0].Differences) != 1 {
		t.Fatal(offers, err)
	}
	receipt, err := in.Dismiss(offers)
	if err != nil || look(t, dir)[conflictName] != "" {
		t.Fatal(err, look(t, dir))
	}
	if findings, err := in.Undo(receipt); err != nil || findings != nil || changes(waiting, look(t, dir)) != "" {
		t.Fatal(findings, err)
	}
	if offers, err = in.Conflicts(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := in.Accept(offers, true); err != nil {
		t.Fatal(err)
	}
	files := look(t, dir)
	if _, there := files[conflictName]; there || !strings.Contains(files[ownFile], "Two") {
		t.Error(files)
	}
}

// While another precept takes records in, nothing is written, and who holds the folder is said.
func TestLocked(t *testing.T) {
	in, _ := open(t)
	other, err := store.Open(in.Preceptees.Root.Dir())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	lock, err := other.Lock(t.Context(), lockFile, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Release()
	in.Wait = 1
	_, _, err = in.Accept(in.examine(t, Arrival{Name: "r.md", Data: []byte(recordText("k7m29qxd", "Two", ""))}), false)
	var held *store.LockedError
	if !errors.As(err, &held) {
		t.Error(err)
	}
}

// Links in the folder are never followed, nor written through.
func TestLinks(t *testing.T) {
	in, dir := open(t)
	outside := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "data/preceptees/sam/evidence")); err != nil {
		t.Fatal(err)
	}
	offers, err := in.Examine([]Arrival{{Name: "p.pdf", Data: []byte("%PDF-1.4")}})
	if err == nil {
		_, _, err = in.Accept(offers, true)
	}
	if !errors.Is(err, store.ErrLink) {
		t.Errorf("written through a link: %v", err)
	}
	if list, _ := os.ReadDir(outside); len(list) > 0 {
		t.Error(list)
	}
}
