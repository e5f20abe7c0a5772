package publish

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"precept/internal/casetest"
	"precept/internal/plan"
)

const helperFolder = "PRECEPT_TEST_PUBLISH_INTO" // set for a child that publishes until it is killed

func TestMain(m *testing.M) {
	if dir := os.Getenv(helperFolder); dir != "" {
		publishForEver(dir, os.Getenv("PRECEPT_TEST_NO_EXCHANGE") != "")
	}
	os.Exit(m.Run())
}

// edition is a site of which every page names the edition.
func edition(n int) []plan.Output {
	words := []string{fmt.Sprintf("only/%d/page.html=%d", n, n)}
	for i := range 60 {
		words = append(words, fmt.Sprintf("d%d/p%d.html=%d", i%5, i, n), fmt.Sprintf("same/p%d.html", i))
	}
	return pages(words...)
}

func publishForEver(dir string, noExchange bool) {
	p := publisher{noExchange: noExchange, wait: time.Minute}
	for n := 0; ; n++ {
		_, _, err := p.publish(context.Background(), Target{Dir: dir, Kind: "public"}, edition(n%2), head, 2)
		if err != nil {
			fmt.Println("publishing:", err)
			os.Exit(3)
		}
		if n == 0 {
			fmt.Println("ready")
		}
	}
}

// TestKilled kills builds at any moment. Each leaves the old site or the new one, and the next build cleans up. At
// least one kill happens while a site is being written.
func TestKilled(t *testing.T) {
	kills := casetest.Times(10, 200)
	for _, noExchange := range []bool{false, true} {
		t.Run(fmt.Sprintf("noExchange=%v", noExchange), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			target := Target{Dir: filepath.Join(dir, "public"), Kind: "public"}
			publish(t, target, edition(0))
			put(t, target.Dir, "mine/notes.docx=mine")
			leftovers := 0
			for kill := 0; kill < kills || leftovers == 0; kill++ {
				child := exec.Command(os.Args[0])
				child.Env = append(os.Environ(), helperFolder+"="+target.Dir)
				if noExchange {
					child.Env = append(child.Env, "PRECEPT_TEST_NO_EXCHANGE=1")
				}
				said, err := child.StdoutPipe()
				must(t, err)
				must(t, child.Start())
				word := make([]byte, 200)
				n, _ := said.Read(word)
				time.Sleep(time.Duration(kill%20) * 1700 * time.Microsecond) // some moment of the next publishing
				must(t, child.Process.Kill())
				child.Wait()
				if got := string(word[:n]); got != "ready\n" {
					t.Fatalf("the child said %q", got)
				}
				if names, _ := filepath.Glob(filepath.Join(dir, ".public.precept-staging")); len(names) > 0 {
					leftovers++
				}
				if _, err := os.Stat(target.Dir); errors.Is(err, os.ErrNotExist) && noExchange {
					// It was killed between two renames. The next build puts the old site back, even if it then fails.
					_, _, err := Publish(t.Context(), target, failing(), head, 1)
					if err == nil {
						t.Fatal("a build that must fail did not")
					}
				}
				oneEdition(t, target.Dir)
				if kill%3 == 0 {
					publish(t, target, edition(kill%2))
					oneEdition(t, target.Dir)
					if names, _ := filepath.Glob(filepath.Join(dir, ".*")); len(names) > 0 {
						t.Fatalf("left behind: %q", names)
					}
				}
			}
		})
	}
}

func failing() []plan.Output {
	list := pages("x.html")
	list[0].Write = nil // calling it panics
	return list
}

// oneEdition checks that a tree is complete, is of one edition, and has the file of somebody else.
func oneEdition(t *testing.T, dir string) {
	t.Helper()
	checkWhole(t, dir, "mine/notes.docx")
	seen := look(t, dir)
	zero, one := strings.Count(seen, ".html=0"), strings.Count(seen, ".html=1")
	if zero+one != 61 || zero*one != 0 || !strings.Contains(seen, "mine/notes.docx=mine") {
		t.Fatalf("%d pages of one edition and %d of the other: %s", zero, one, seen)
	}
}

// While another run has the lock, a build fails and names that process. A build without changes needs no lock.
func TestLockOfAnotherProcess(t *testing.T) {
	dir := t.TempDir()
	target := Target{Dir: filepath.Join(dir, "public"), Kind: "public"}
	publish(t, target, pages("index.html"))
	blocked, release := make(chan bool), make(chan bool)
	done := make(chan error)
	p := publisher{fault: func(op, _ string) error {
		if op == "sync" {
			close(blocked)
			<-release
		}
		return nil
	}}
	go func() {
		_, _, err := p.publish(context.Background(), target, pages("index.html=slow"), head, 1)
		done <- err
	}()
	<-blocked
	quick := publisher{wait: 60 * time.Millisecond}
	_, _, err := quick.publish(t.Context(), target, pages("index.html=quick"), head, 1)
	var busy *Busy
	if !errors.As(err, &busy) || busy.PID != os.Getpid() {
		t.Errorf("got %v, want busy with process %d", err, os.Getpid())
	}
	// A build that changes nothing need not wait.
	r, _, err := quick.publish(t.Context(), target, pages("index.html"), head, 1)
	must(t, err)
	if r.Changed {
		t.Error("an equal build changed something")
	}
	close(release)
	must(t, <-done)
	expect(t, "tree", look(t, dir), "public/ public/build.json public/index.html=slow")
}
