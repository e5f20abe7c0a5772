package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// program is what tests call, with the Debian package that has it. One that must be able to do something is there only
// where the arguments in can succeed.
type program struct {
	command, debian string
	can             []string
}

// programs are what the tests with the tag browser call.
var programs = []program{
	{"chromium-headless-shell", "chromium-headless-shell", nil},
	{"java", "default-jre-headless", nil},
	{"pdfinfo", "poppler-utils", nil},
	{"nginx", "nginx-light", nil},
	{"/usr/bin/python3", "python3-icalendar", []string{"-c", "import icalendar"}},
	{"/usr/bin/python3", "python3-cryptography", []string{"-c", "import cryptography"}},
}

// longPrograms are what only the long tests call.
var longPrograms = []program{
	{"soffice", "libreoffice-calc", nil},
	{"firefox-esr", "firefox-esr", nil},
}

// installPrograms gives a step that installs by the system's package manager what is missing.
func installPrograms(list []program) func(context.Context) error {
	return func(ctx context.Context) error { return installMissing(ctx, list) }
}

func installMissing(ctx context.Context, list []program) error {
	var missing []string
	for _, p := range list {
		_, err := exec.LookPath(p.command)
		if err == nil && p.can != nil {
			err = exec.CommandContext(ctx, p.command, p.can...).Run()
		}
		if err != nil {
			missing = append(missing, p.debian)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	if _, err := exec.LookPath("apt-get"); err != nil {
		return fmt.Errorf("%s is missing, and this machine has no apt-get to install it with; "+
			"install it by hand and run this again, or run only what needs Go alone: go run ./internal/test -quick",
			strings.Join(missing, " and "))
	}
	if err := command("apt-get", "update", "-qq")(ctx); err != nil {
		return err
	}
	install := []string{"install", "-y", "-qq", "--no-install-recommends"}
	return command("apt-get", append(install, missing...)...)(ctx)
}

// installPackages installs what internal/browser/package-lock.json lists, unless that has been done already.
func installPackages(ctx context.Context) error {
	lock, err := os.ReadFile("internal/browser/package-lock.json")
	if err != nil {
		return fmt.Errorf("%w: run this in the project's top folder", err)
	}
	const mark = "internal/browser/node_modules/.installed-from"
	if before, err := os.ReadFile(mark); err == nil && bytes.Equal(before, lock) {
		return nil
	}
	cmd := exec.CommandContext(ctx, "npm", "ci", "--no-progress", "--ignore-scripts")
	cmd.Dir = "internal/browser"
	if err := run(cmd); err != nil {
		return err
	}
	return os.WriteFile(mark, lock, 0o644)
}
