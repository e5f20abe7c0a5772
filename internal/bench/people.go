package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// recordsEach is how many records each preceptee has.
const recordsEach = 40

// example is the portfolio that each of them copies: a whole year, with a few more records than that.
const example = "data/preceptees/casey-example"

// people measures builds of only portfolios, over the shipped toolkit: of a tenth of n preceptees, and of n. On a busy
// machine, the CPU time tells more than the wall time.
func people(ctx context.Context, precept, project, out string, n int) error {
	if err := os.CopyFS(filepath.Join(project, "content"), os.DirFS("content")); err != nil {
		return fmt.Errorf("copying the toolkit: %w", err)
	}
	settings, err := os.ReadFile("data/site.yaml")
	if err != nil {
		return err
	}
	if err := writeFile(filepath.Join(project, "data/site.yaml"), string(settings)); err != nil {
		return err
	}
	records, err := year()
	if err != nil {
		return fmt.Errorf("reading %s: %w", example, err)
	}
	few := max(n/10, 1)
	counts := [...]int{few, n}
	var samples [len(counts)]sample
	for i, count := range counts {
		if err := writePeople(project, count, records); err != nil {
			return fmt.Errorf("writing the preceptees: %w", err)
		}
		samples[i], err = measure(ctx, precept, "build", "--root", project, "--only", "portfolios", "--as-of", asOf,
			"--quiet", "--portfolios", fmt.Sprintf("%s-%d", out, count))
		if err != nil {
			return err
		}
		fmt.Printf("%d preceptees of %d records: %s, %.1f s of CPU (%.3f s each)\n", count, recordsEach, samples[i],
			samples[i].cpu.Seconds(), samples[i].cpu.Seconds()/float64(count))
	}
	more := float64(n) / float64(few)
	fmt.Printf("wall time   %.2f times linear\n", samples[1].wall.Seconds()/samples[0].wall.Seconds()/more)
	fmt.Printf("CPU time    %.2f times linear\n", samples[1].cpu.Seconds()/samples[0].cpu.Seconds()/more)
	fmt.Printf("peak memory %.2f times as much for %.0f times the preceptees\n",
		float64(samples[1].peak)/float64(samples[0].peak), more)
	return nil
}

// year reads preceptee.md and recordsEach records of the example, by their names. What others name stays.
func year() (map[string]string, error) {
	names, err := filepath.Glob(filepath.Join(example, "*.md"))
	if err != nil {
		return nil, err
	}
	files, all := map[string]string{}, ""
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files[filepath.Base(name)] = string(text)
		all += string(text)
	}
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(files))) {
		stem := strings.TrimSuffix(name, ".md")
		id := stem[strings.LastIndex(stem, "-")+1:]
		if len(files) > recordsEach+1 && name != "preceptee.md" && strings.Count(all, id) == 1 {
			delete(files, name)
		}
	}
	if len(files) != recordsEach+1 {
		return nil, fmt.Errorf("it has %d files left, and %d are wanted", len(files), recordsEach+1)
	}
	return files, nil
}

// writePeople writes the first n preceptees.
func writePeople(project string, n int, files map[string]string) error {
	for i := range n {
		dir := filepath.Join(project, "data/preceptees", fmt.Sprintf("person-%d-example", i+1))
		for name, text := range files {
			if err := writeFile(filepath.Join(dir, name), text); err != nil {
				return err
			}
		}
	}
	return nil
}
