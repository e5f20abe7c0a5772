// Command test is the project's test run. It installs what the tests need and the machine lacks, checks the code with
// gofmt, prettier, go vet and staticcheck, and ends with go test over everything. Where something is missing it is
// installed, or the run stops and says why: no test is skipped silently.
//
//	go run ./internal/test          everything, with a browser, Java and npm
//	go run ./internal/test -quick   what Go alone can do, in under a minute; says what it leaves out
//	go run ./internal/test -long    everything, with the long tests at their full length
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"
)

// staticcheck is pinned, so that a new release cannot make a sound commit fail.
const staticcheck = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"

// longVariable tells the tests to run at full length; package casetest reads it.
const longVariable = "PRECEPT_TEST_LONG=1"

// timeout ends a run that hangs. A run on a busy machine takes far less, and no test has a shorter limit of its own.
const timeout = "30m"

// step is one part of the run. A step that is not quick is left out by -quick.
type step struct {
	name  string
	quick bool
	run   func(context.Context) error
}

func main() {
	quick := flag.Bool("quick", false, "run only what needs no browser, no Java and no npm")
	long := flag.Bool("long", false, "run the long tests at their full length")
	flag.Parse()
	if flag.NArg() > 0 || *quick && *long {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if *quick {
		fmt.Fprintln(os.Stderr, "== -quick leaves out:", strings.Join(leftOut(steps(true, false)), ", "))
	}
	for _, s := range steps(*quick, *long) {
		if *quick && !s.quick {
			continue
		}
		fmt.Fprintln(os.Stderr, "==", s.name)
		if err := s.run(ctx); err != nil {
			fmt.Fprintf(os.Stderr, "test: %s: %v\n", s.name, err)
			os.Exit(1)
		}
	}
}

// steps lists the parts of a run in order. The last is go test, so that the run ends with its summary. It leaves out
// vet, which is a step, and begins with the package that takes longest.
func steps(quick, long bool) []step {
	tests := []string{"test", "-vet=off", "-tags", "browser", "-timeout", timeout, "./internal/browser", "./..."}
	if quick {
		tests = []string{"test", "-vet=off", "-timeout", timeout, "./..."}
	}
	list := []step{
		{"a browser, a Java runtime and nginx", false, installPrograms(programs)},
		{"axe-core and the Nu HTML checker", false, installPackages},
		{"gofmt", true, gofmt},
		{"prettier", false, command("internal/browser/node_modules/.bin/prettier", "--check", "**/*.{js,css}")},
		{"go vet", true, command("go", "vet", "-tags", "browser", "./...")},
		{"staticcheck", false, command("go", "run", staticcheck, "-tags", "browser", "./...")},
		{"go mod verify", true, command("go", "mod", "verify")},
		{"go test", true, func(ctx context.Context) error {
			cmd := exec.CommandContext(ctx, "go", tests...)
			if long {
				cmd.Env = append(os.Environ(), longVariable)
			}
			return run(cmd)
		}},
	}
	if long {
		list = slices.Insert(list, len(list)-1, step{"the same program twice", false, sameProgram})
		list = slices.Insert(list, 1, step{"LibreOffice and Firefox", false, installPrograms(longPrograms)})
	}
	return list
}

// leftOut names what -quick does not do.
func leftOut(all []step) []string {
	var names []string
	for _, s := range all {
		if !s.quick {
			names = append(names, s.name)
		}
	}
	return append(names, "the tests of internal/browser")
}

// gofmt reports files that are not formatted.
func gofmt(ctx context.Context) error {
	out, err := exec.CommandContext(ctx, "gofmt", "-l", "cmd", "internal", "themes").Output()
	if err != nil {
		return err
	}
	if len(out) > 0 {
		return fmt.Errorf("run gofmt -w on these files:\n%s", out)
	}
	return nil
}

// command gives a step that runs a program.
func command(name string, args ...string) func(context.Context) error {
	return func(ctx context.Context) error { return run(exec.CommandContext(ctx, name, args...)) }
}

// run runs a program and shows what it writes.
func run(cmd *exec.Cmd) error {
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return fmt.Errorf("ended with %s", exit.ProcessState)
	}
	return err
}
