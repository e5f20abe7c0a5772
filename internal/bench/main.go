// Command bench compares precept with Hugo on the same pages: a corpus of N guidance pages that is the same every time,
// an equal layout, minified output, each run into a new folder, the two in turn. It prints medians of wall time and
// peak memory and the ratios between them. Seconds differ from machine to machine, ratios much less. It is run by hand;
// no test runs it.
//
//	go run ./internal/bench -n 1000
//	go run ./internal/bench -n 10000 -rounds 3
//	go run ./internal/bench -n 1000 -watch
//	go run ./internal/bench -preceptees 500
//
// precept does all that it always does: every check, the search index, headers and manifest. The corpus is a draft
// version, so that both write each page once. With -watch both serve and watch the corpus, and what is measured is an
// edit: the time from the write of a file until its new text is served, and the CPU time until the server rests again.
// That needs Linux. With -preceptees it builds portfolios instead, of N people and of a tenth as many, without a rival,
// and prints how far time and memory are from growing in proportion.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// hugoVersion is the rival, pinned so that figures can be compared over time.
const hugoVersion = "v0.165.0"

// asOf is the day for which precept builds.
const asOf = "2026-10-05"

func main() {
	n := flag.Int("n", 1000, "guidance pages")
	rounds := flag.Int("rounds", 5, "runs, or edits, of each")
	keep := flag.String("keep", "", "write the corpus to this folder and leave it there")
	edits := flag.Bool("watch", false, "measure edits while both serve the corpus")
	preceptees := flag.Int("preceptees", 0, "build portfolios of so many people instead")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *n, *preceptees, *rounds, *keep, *edits); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// generators are the two programs and what each makes its pages from.
type generators struct {
	dir           string // holds all below
	precept, hugo string // the programs
	project, site string // their sources
}

func run(ctx context.Context, n, preceptees, rounds int, keep string, edits bool) error {
	dir := keep
	if dir == "" {
		// nothing in it is removed before the end: a disk makes new files slowly just after old ones went
		temp, err := os.MkdirTemp("", "precept-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(temp)
		dir = temp
	}
	g := generators{dir: dir, precept: filepath.Join(dir, "bin", "precept"),
		project: filepath.Join(dir, "precept"), site: filepath.Join(dir, "hugo")}
	err := command(ctx, nil, "go", "build", "-trimpath", "-o", g.precept, "./cmd/precept")
	if err != nil {
		return fmt.Errorf("building precept: %w", err)
	}
	if preceptees > 0 {
		return people(ctx, g.precept, g.project, filepath.Join(dir, "portfolios"), preceptees)
	}
	if g.hugo, err = findHugo(ctx, filepath.Join(dir, "bin")); err != nil {
		return err
	}
	if err := write(n, g.project, g.site); err != nil {
		return fmt.Errorf("writing the corpus: %w", err)
	}
	if edits {
		return watch(ctx, g, n, rounds)
	}
	return builds(ctx, g, n, rounds)
}

// builds measures whole builds.
func builds(ctx context.Context, g generators, n, rounds int) error {
	fmt.Printf("%d pages, %d rounds, hugo %s\n", n, rounds, hugoVersion)
	var ours, theirs []sample
	for i := range rounds {
		out := filepath.Join(g.dir, fmt.Sprintf("out-%d", i))
		a, err := measure(ctx, g.precept, "build", "--root", g.project, "--only", "toolkit", "--out", out+"-precept",
			"--as-of", asOf, "--quiet")
		if err != nil {
			return err
		}
		b, err := measure(ctx, g.hugo, "--quiet", "--minify", "--ignoreCache", "--noBuildLock", "--source", g.site,
			"--destination", out+"-hugo", "--cacheDir", out+"-cache")
		if err != nil {
			return err
		}
		if i == 0 {
			if err := sameText(out+"-precept", out+"-hugo"); err != nil {
				return err
			}
		}
		fmt.Printf("  round %d: precept %s, hugo %s\n", i+1, a, b)
		ours, theirs = append(ours, a), append(theirs, b)
	}
	p, h := median(ours), median(theirs)
	peak := func(s sample) float64 { return float64(s.peak) }
	fmt.Printf("median:    precept %s, hugo %s\n", p, h)
	fmt.Printf("wall time  %.2f of Hugo's\n", ratio(ours, theirs, func(s sample) float64 { return s.wall.Seconds() }))
	fmt.Printf("peak memory %.2f of Hugo's, %.1f KiB a page\n", ratio(ours, theirs, peak),
		float64(p.peak)/1024/float64(n))
	return nil
}

// sample is one run.
type sample struct {
	wall, cpu time.Duration
	peak      int64 // bytes
}

func (s sample) String() string {
	return fmt.Sprintf("%.2f s and %.0f MiB", s.wall.Seconds(), float64(s.peak)/(1<<20))
}

func measure(ctx context.Context, name string, args ...string) (sample, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	begun := time.Now()
	if err := cmd.Run(); err != nil {
		return sample{}, fmt.Errorf("%s: %w\n%s", filepath.Base(name), err, said.String())
	}
	s := sample{wall: time.Since(begun), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		s.peak = usage.Maxrss << 10 // Linux counts in KiB
	}
	return s, nil
}

// median takes each measure's own middle.
func median(list []sample) sample {
	walls, peaks := slices.Clone(list), slices.Clone(list)
	slices.SortFunc(walls, func(a, b sample) int { return cmp.Compare(a.wall, b.wall) })
	slices.SortFunc(peaks, func(a, b sample) int { return cmp.Compare(a.peak, b.peak) })
	return sample{wall: walls[len(walls)/2].wall, peak: peaks[len(peaks)/2].peak}
}

// ratio is the middle of the pairs' ratios, which a busy moment of the machine moves least.
func ratio[T any](a, b []T, of func(T) float64) float64 {
	list := make([]float64, len(a))
	for i := range a {
		list[i] = of(a[i]) / of(b[i])
	}
	slices.Sort(list)
	return list[len(list)/2]
}

// findHugo takes the Hugo of the wanted version from the path, or installs it beside the corpus.
func findHugo(ctx context.Context, bin string) (string, error) {
	if name, err := exec.LookPath("hugo"); err == nil {
		out, err := exec.CommandContext(ctx, name, "version").Output()
		said := string(out)
		if err == nil && (strings.Contains(said, hugoVersion+" ") || strings.Contains(said, hugoVersion+"+")) {
			return name, nil
		}
	}
	if err := command(ctx, []string{"GOBIN=" + bin}, "go", "install",
		"github.com/gohugoio/hugo@"+hugoVersion); err != nil {
		return "", fmt.Errorf("installing hugo %s: %w", hugoVersion, err)
	}
	return filepath.Join(bin, "hugo"), nil
}

func command(ctx context.Context, env []string, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	return cmd.Run()
}
