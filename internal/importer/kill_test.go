package importer

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/record"
	"precept/internal/store"
)

const helperFolder = "PRECEPT_TEST_IMPORT_INTO" // set for a child that writes batches until it is killed

func TestMain(m *testing.M) {
	if dir := os.Getenv(helperFolder); dir != "" {
		importForEver(dir)
	}
	os.Exit(m.Run())
}

// killedFiles is how many files of the preceptee a batch changes. It changes half as many of the practice's too, and
// each second batch deletes what the one before made.
const killedFiles = 24

// importForEver commits batch after batch, each a new state of every file.
func importForEver(dir string) {
	in, done, err := killed(dir)
	for n := 0; err == nil; n++ {
		if err = in.commitState(n); n == 0 && err == nil {
			fmt.Println("ready")
		}
	}
	done()
	fmt.Println("importing:", err)
	os.Exit(3)
}

// killed readies the taking in of files below a folder.
func killed(dir string) (*Importer, func(), error) {
	project, err := store.Open(dir)
	if err != nil {
		return nil, nil, err
	}
	people, err := store.Open(filepath.Join(dir, "data", "preceptees"))
	if err != nil {
		return nil, nil, err
	}
	in := &Importer{Project: project, Preceptees: record.Folder{Root: people}, Wait: time.Minute}
	return in, func() { project.Close(); people.Close() }, nil
}

// commitState writes the nth state, from whatever whole state is there.
func (in *Importer) commitState(n int) error {
	unlock, err := in.lock(true)
	if err != nil {
		return err
	}
	defer unlock()
	var changes []Change
	add := func(p place, name string, after []byte) error {
		before, err := (&folder{place: p}).bytes(name)
		changes = append(changes, Change{File: p.Shown(name), place: p, name: name, before: before, after: after})
		return err
	}
	for i := range killedFiles {
		text := fmt.Appendf(nil, "state %d\n", n)
		if err := add(place{in.Preceptees.Sub("sam")}, fmt.Sprintf("%d.md", i), text); err != nil {
			return err
		}
		if i%2 == 0 {
			p := place{record.Folder{Root: in.Project, Dir: record.Organisation}}
			if err := add(p, fmt.Sprintf("%d.md", i), text); err != nil {
				return err
			}
		}
		if n%2 == 1 {
			text = nil
		}
		if err := add(place{in.Preceptees.Sub("sam")}, fmt.Sprintf("evidence/%d.pdf", i), text); err != nil {
			return err
		}
	}
	return in.commit(slices.DeleteFunc(changes, func(c Change) bool { return bytes.Equal(c.before, c.after) }))
}

// TestX8Killed (case-X8): batches are killed at any moment, 200 times in a long run. The next run that has the lock
// completes what was begun: every file is of one state then, and nothing that was staged is left. Every second kill
// comes while files get their names.
func TestX8Killed(t *testing.T) {
	dir := t.TempDir()
	casetest.Write(t, dir, "data/preceptees/sam/preceptee.md", "")
	journal := filepath.Join(dir, "data/preceptees/.precept-import/journal.json")
	begun := 0
	for kill := range casetest.Times(8, 200) {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), helperFolder+"="+dir)
		said, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		word := make([]byte, 6)
		n, _ := io.ReadFull(said, word)
		if kill%2 == 0 {
			time.Sleep(time.Duration(kill%23) * 5 * time.Millisecond) // some moment of a later batch
		} else {
			awaitFile(journal) // the moment in which files get their names
			time.Sleep(time.Duration(kill%10) * 100 * time.Microsecond)
		}
		_ = child.Process.Kill() // if it has stopped, it has said why
		_ = child.Wait()
		if got := string(word[:n]); got != "ready\n" {
			rest, _ := io.ReadAll(said)
			t.Fatalf("the child said %s%s", got, rest)
		}
		if _, err := os.Stat(journal); err == nil {
			begun++
		}
		oneState(t, dir)
	}
	if begun == 0 {
		t.Error("no kill came while files got their names")
	}
}

// awaitFile waits until a file is there, for a few seconds at most.
func awaitFile(name string) {
	for range 50_000 {
		if _, err := os.Stat(name); err == nil {
			return
		}
		time.Sleep(100 * time.Microsecond)
	}
}

// oneState recovers, as any build does and any run that writes, and looks at what is there.
func oneState(t *testing.T, dir string) {
	t.Helper()
	in, done, err := killed(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	if err := in.Recover(); err != nil {
		t.Fatal(err)
	}
	files := look(t, dir)
	delete(files, "data/preceptees/sam/preceptee.md")
	states := map[string]int{}
	for name, text := range files {
		if strings.Contains(name, ".precept-") {
			t.Errorf("%s is left", name)
		}
		states[text]++
	}
	want := killedFiles + killedFiles/2
	if n := len(files); len(states) != 1 || n != want && n != want+killedFiles {
		t.Fatalf("%d files, of %d states: %v", n, len(states), slices.Sorted(maps.Keys(states)))
	}
}

// TestX8EveryMoment (case-X8): a run stops before each operation on the disk in turn and does nothing any more, as a
// killed one does. The next run finds all as it was, or makes all as it was to be.
func TestX8EveryMoment(t *testing.T) {
	base, _ := open(t)
	one := recordText("k7m29qxd", "One", "")
	batch := []Arrival{
		{Name: "later.md", Data: []byte(recordText("k7m29qxd", "Two", base.digestOf(t, one, "")))},
		{Name: "policy.md", Data: []byte("---\nform: policy\nrecord: p0l1cy22\ndate: 2026-09-12\n" +
			"answers: {there: yes, paper: [p.pdf]}\n---\n")},
		{Name: "p.pdf", Data: []byte("%PDF-1.4")},
	}
	seen := map[int]int{}
	for n := 1; ; n++ {
		in, dir := base.again(t, txtar.File{Name: ownFile, Data: []byte(one)})
		before := look(t, dir)
		offers := in.examine(t, batch...)
		if !in.stopAt(t, n, offers) {
			break
		}
		if err := in.Recover(); err != nil {
			t.Fatal(n, err)
		}
		changed := strings.Count(changes(before, look(t, dir)), "data/")
		if seen[changed]++; changed != 0 && changed != 3 {
			t.Fatalf("stopped before operation %d: %d of 3 files changed:\n%s", n, changed,
				changes(before, look(t, dir)))
		}
	}
	if seen[0] == 0 || seen[3] == 0 {
		t.Errorf("the files that changed, and how often: %v", seen)
	}
}

// stopAt takes offers in, and stops before the nth operation on the disk; false where there are fewer.
func (in *Importer) stopAt(t *testing.T, n int, offers []Offer) (stopped bool) {
	t.Helper()
	count := 0
	fault := func(string, string) error {
		if count++; count >= n {
			stopped = true
			return io.ErrClosedPipe
		}
		return nil
	}
	in.Preceptees.Root.Fault(fault)
	in.Project.Fault(fault)
	_, _, _ = in.Accept(offers, false) // whatever it says: a killed run says nothing
	in.Preceptees.Root.Fault(nil)
	in.Project.Fault(nil)
	return stopped
}
