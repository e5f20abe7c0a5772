// Command bench compares precept with Hugo on the same pages: a corpus of N guidance pages that is the same every time, an equal
// layout, minified output, each run into a new folder, the two in turn. It prints medians of wall time and peak memory and the
// ratios between them; seconds differ from machine to machine, ratios much less. It is run by hand and by nobody's tests.
//
//	go run ./internal/bench -n 1000
//	go run ./internal/bench -n 10000 -rounds 3
//
// precept does all that it always does: every check, the search index, headers and manifest. The corpus is a draft version, so
// that both write each page once.
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

func main() {
	n := flag.Int("n", 1000, "guidance pages")
	rounds := flag.Int("rounds", 5, "runs of each")
	keep := flag.String("keep", "", "write the corpus to this folder and leave it there")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *n, *rounds, *keep); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, n, rounds int, keep string) error {
	dir := keep
	if dir == "" {
		temp, err := os.MkdirTemp(memory(), "precept-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(temp)
		dir = temp
	}
	precept, hugo := filepath.Join(dir, "bin", "precept"), ""
	if err := command(ctx, nil, "go", "build", "-trimpath", "-o", precept, "./cmd/precept"); err != nil {
		return fmt.Errorf("building precept: %w", err)
	}
	hugo, err := findHugo(ctx, filepath.Join(dir, "bin"))
	if err != nil {
		return err
	}
	project, site := filepath.Join(dir, "precept"), filepath.Join(dir, "hugo")
	if err := write(n, project, site); err != nil {
		return fmt.Errorf("writing the corpus: %w", err)
	}
	fmt.Printf("%d pages, %d rounds, hugo %s\n", n, rounds, hugoVersion)
	var ours, theirs []sample
	for i := range rounds {
		out := filepath.Join(dir, fmt.Sprintf("out-%d", i))
		a, err := measure(ctx, precept, "build", "--root", project, "--only", "toolkit", "--out", out+"-precept", "--as-of", "2026-10-05", "--quiet")
		if err != nil {
			return err
		}
		b, err := measure(ctx, hugo, "--quiet", "--minify", "--ignoreCache", "--noBuildLock", "--source", site, "--destination", out+"-hugo", "--cacheDir", out+"-cache")
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
	fmt.Printf("median:    precept %s, hugo %s\n", p, h)
	fmt.Printf("wall time  %.2f of Hugo's\n", ratio(ours, theirs, func(s sample) float64 { return s.wall.Seconds() }))
	fmt.Printf("peak memory %.2f of Hugo's, %.1f KiB a page\n", ratio(ours, theirs, func(s sample) float64 { return float64(s.peak) }), float64(p.peak)/1024/float64(n))
	return nil
}

// memory is a folder that lies in memory, where the machine has one: what a disk does between two runs is no concern of either
// generator. Nothing is removed before the end, since a disk makes new files slowly just after old ones went.
func memory() string {
	const shm = "/dev/shm"
	if info, err := os.Stat(shm); err == nil && info.IsDir() {
		return shm
	}
	return ""
}

// sample is one run.
type sample struct {
	wall time.Duration
	peak int64 // bytes
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
	s := sample{wall: time.Since(begun)}
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
	return sample{walls[len(walls)/2].wall, peaks[len(peaks)/2].peak}
}

// ratio is the middle of the pairs' ratios, which a busy moment of the machine moves least.
func ratio(a, b []sample, of func(sample) float64) float64 {
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
		if out, err := exec.CommandContext(ctx, name, "version").Output(); err == nil && strings.Contains(string(out), hugoVersion+" ") || strings.Contains(string(out), hugoVersion+"+") {
			return name, nil
		}
	}
	if err := command(ctx, []string{"GOBIN=" + bin}, "go", "install", "github.com/gohugoio/hugo@"+hugoVersion); err != nil {
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
