// Command test is the project's whole test run: it installs what the tests need and the machine lacks, then looks at the code with
// gofmt, go vet and staticcheck, and ends with go test over everything. Nothing is left out where something is missing: it is
// installed, or the run stops and says why.
//
//	go run ./internal/test
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
)

// staticcheck is pinned, so that a new release cannot turn a sound commit red.
const staticcheck = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	for _, step := range []struct {
		name string
		run  func(context.Context) error
	}{
		{"a browser and a Java runtime", packages},
		{"axe-core and the Nu HTML checker", npm},
		{"gofmt", gofmt},
		{"go vet", func(ctx context.Context) error { return run(ctx, "go", "vet", "-tags", "browser", "./...") }},
		{"staticcheck", func(ctx context.Context) error {
			return run(ctx, "go", "run", staticcheck, "-tags", "browser", "./...")
		}},
		{"go mod verify", func(ctx context.Context) error { return run(ctx, "go", "mod", "verify") }},
		{"go test", func(ctx context.Context) error {
			return run(ctx, "go", "test", "-tags", "browser", "-timeout", "20m", "./...")
		}},
	} {
		fmt.Fprintln(os.Stderr, "==", step.name)
		if err := step.run(ctx); err != nil {
			fmt.Fprintf(os.Stderr, "test: %s: %v\n", step.name, err)
			os.Exit(1)
		}
	}
}

// packages installs Chromium and Java by the system's package manager where they are missing.
func packages(ctx context.Context) error {
	var missing []string
	for _, p := range []struct{ command, debian string }{{"chromium-headless-shell", "chromium-headless-shell"}, {"java", "default-jre-headless"}, {"pdfinfo", "poppler-utils"}} {
		if _, err := exec.LookPath(p.command); err != nil {
			missing = append(missing, p.debian)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	if _, err := exec.LookPath("apt-get"); err != nil {
		return fmt.Errorf("%s is missing, and this machine has no apt-get to install it with; install it by hand and run this again", strings.Join(missing, " and "))
	}
	if err := run(ctx, "apt-get", "update", "-qq"); err != nil {
		return err
	}
	return run(ctx, "apt-get", append([]string{"install", "-y", "-qq", "--no-install-recommends"}, missing...)...)
}

// npm installs what internal/browser/package-lock.json says, unless it is there already.
func npm(ctx context.Context) error {
	lock, err := os.ReadFile("internal/browser/package-lock.json")
	if err != nil {
		return fmt.Errorf("%w: run this in the project's top folder", err)
	}
	const mark = "internal/browser/node_modules/.installed-from"
	if was, err := os.ReadFile(mark); err == nil && bytes.Equal(was, lock) {
		return nil
	}
	cmd := exec.CommandContext(ctx, "npm", "ci", "--no-progress", "--ignore-scripts")
	cmd.Dir, cmd.Stdout, cmd.Stderr = "internal/browser", os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return err
	}
	return os.WriteFile(mark, lock, 0o644)
}

func gofmt(ctx context.Context) error {
	out, err := exec.CommandContext(ctx, "gofmt", "-l", "cmd", "internal", "themes").Output()
	if err != nil {
		return err
	}
	if len(out) > 0 {
		return fmt.Errorf("these files want gofmt -w:\n%s", out)
	}
	return nil
}

func run(ctx context.Context, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}
