package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// server is a generator that watches its pages and serves them.
type server struct {
	name    string
	content string // folder of its pages
	address string
	cmd     *exec.Cmd
}

// edited is what one edit took.
type edited struct {
	served time.Duration // from before the file was written until its text was served
	cpu    time.Duration // of the process, until it rested
}

func (e edited) String() string {
	return fmt.Sprintf("%.0f ms (%.2f s of CPU)", float64(e.served)/float64(time.Millisecond), e.cpu.Seconds())
}

// watch starts both servers over their corpora and edits pages, first for one and then for the other.
func watch(ctx context.Context, g generators, n, rounds int) error {
	ours, err := serve(ctx, "precept", filepath.Join(g.project, "content/2026.1"), func(port string) *exec.Cmd {
		return exec.CommandContext(ctx, g.precept, "serve", "--root", g.project, "--only", "toolkit",
			"--as-of", asOf, "--port", port)
	})
	if err != nil {
		return err
	}
	defer ours.stop()
	theirs, err := serve(ctx, "hugo", filepath.Join(g.site, "content"), func(port string) *exec.Cmd {
		return exec.CommandContext(ctx, g.hugo, "server", "-M", "--noBuildLock", "--source", g.site,
			"--cacheDir", filepath.Join(g.dir, "cache"), "--port", port)
	})
	if err != nil {
		return err
	}
	defer theirs.stop()
	fmt.Printf("%d pages, %d edits, hugo server -M %s\n", n, rounds, hugoVersion)
	var a, b []edited
	for i := range rounds {
		at := i * (n - 1) / max(rounds-1, 1)
		section := at / pagesPerSection
		page := fmt.Sprintf("part-%d/section-%d/page-%d", section/sectionsPerPart+1, section+1, at+1)
		one, err := ours.edit(ctx, page, i)
		if err != nil {
			return err
		}
		two, err := theirs.edit(ctx, page, i)
		if err != nil {
			return err
		}
		fmt.Printf("  edit %d: precept %s, hugo %s\n", i+1, one, two)
		a, b = append(a, one), append(b, two)
	}
	served := func(e edited) float64 { return e.served.Seconds() }
	cpu := func(e edited) float64 { return e.cpu.Seconds() }
	middle := func(list []edited) edited {
		return edited{time.Duration(middle(list, served) * 1e9), time.Duration(middle(list, cpu) * 1e9)}
	}
	fmt.Printf("median: precept %s, hugo %s\n", middle(a), middle(b))
	fmt.Printf("from the write to the served text %.2f of Hugo's\n", ratio(a, b, served))
	return nil
}

// serve starts a server on a free port and waits until it serves a page and rests.
func serve(ctx context.Context, name, content string, command func(port string) *exec.Cmd) (*server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	port := strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	l.Close()
	s := &server{name: name, content: content, address: "http://127.0.0.1:" + port + "/", cmd: command(port)}
	var said bytes.Buffer
	s.cmd.Stdout, s.cmd.Stderr = &said, &said
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", name, err)
	}
	if err := s.until(ctx, "part-1/section-1/page-1", "<h1"); err != nil {
		s.stop()
		return nil, fmt.Errorf("%w\n%s", err, said.String())
	}
	_, err = s.rests(ctx)
	return s, err
}

func (s *server) stop() {
	s.cmd.Process.Kill()
	s.cmd.Wait()
}

// edit adds words to a page and waits until they are served.
func (s *server) edit(ctx context.Context, page string, number int) (edited, error) {
	name := filepath.Join(s.content, filepath.FromSlash(page)+".md")
	text, err := os.ReadFile(name)
	if err != nil {
		return edited{}, err
	}
	if err := s.until(ctx, page, "<h1"); err != nil { // the page is open while it is written
		return edited{}, err
	}
	before, err := s.rests(ctx)
	if err != nil {
		return edited{}, err
	}
	words := fmt.Sprintf("These words are edit %d.", number+1)
	begun := time.Now()
	if err := os.WriteFile(name, append(text, "\n"+words+"\n"...), 0o644); err != nil {
		return edited{}, err
	}
	if err := s.until(ctx, page, words); err != nil {
		return edited{}, err
	}
	e := edited{served: time.Since(begun)}
	after, err := s.rests(ctx)
	e.cpu = after - before
	return e, err
}

// until asks for a page again and again until it holds some words.
func (s *server) until(ctx context.Context, page, words string) error {
	for begun := time.Now(); ; time.Sleep(time.Millisecond) {
		if res, err := http.Get(s.address + page + ".html"); err == nil {
			body, err := io.ReadAll(res.Body)
			res.Body.Close()
			if err == nil && strings.Contains(string(body), words) {
				return nil
			}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if time.Since(begun) > 5*time.Minute {
			return fmt.Errorf("%s never served %q at %s", s.name, words, page)
		}
	}
}

// rests waits until the server has used no more than the odd bit of time for half a second, and gives what it has used
// in all.
func (s *server) rests(ctx context.Context) (time.Duration, error) {
	const pause, idle = 500 * time.Millisecond, 20 * time.Millisecond
	last := time.Duration(-1)
	for {
		used, err := s.used()
		if err != nil {
			return 0, err
		}
		if last >= 0 && used-last <= idle {
			return used, nil
		}
		last = used
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(pause):
		}
	}
}

// used is the CPU time of the process so far, as Linux counts it, in hundredths of a second.
func (s *server) used() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(stat), ") ") // behind the name, which may hold spaces
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0, fmt.Errorf("the CPU time of %s cannot be read", s.name)
	}
	total := time.Duration(0)
	for _, ticks := range fields[11:13] {
		n, err := strconv.Atoi(ticks)
		if err != nil {
			return 0, err
		}
		total += time.Duration(n) * 10 * time.Millisecond
	}
	return total, nil
}

// middle is the median of what of gives for each.
func middle[T any](list []T, of func(T) float64) float64 {
	values := make([]float64, len(list))
	for i, v := range list {
		values[i] = of(v)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
