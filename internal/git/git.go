// Package git knows what git tracks in a folder, or would add. It asks git or, where there is no git, follows the same
// rules. It changes nothing. Packages build and preceptee ask it about the folders of people.
package git

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"precept/internal/store"
)

// Exposed gives the names in dir with a file that git tracks, or would add. A name is that of a file, or of a folder
// that need not exist yet: probe is a file that it will have, or "" where the names are files. Outside a work tree
// there are none.
func Exposed(ctx context.Context, dir string, names []string, probe string) (map[string]bool, error) {
	top, below, err := within(dir)
	if err != nil || top == "" || len(names) == 0 {
		return nil, err
	}
	var probes []string
	known := map[string]string{} // names by their paths below the work tree
	for _, name := range names {
		known[path.Join(below, name)] = name
		probes = append(probes, path.Join(below, name, probe))
	}
	exposed := map[string]bool{}
	if ignored, ok := checkIgnore(ctx, top, probes); ok {
		if files, ok := list(ctx, top, below, "--cached", "--others", "--exclude-standard"); ok {
			isIgnored := map[string]bool{}
			for _, probe := range ignored {
				isIgnored[probe] = true
			}
			for i, name := range names {
				exposed[name] = !isIgnored[probes[i]]
			}
			for _, file := range files {
				for ; file != "."; file = path.Dir(file) {
					if name, ok := known[file]; ok {
						exposed[name] = true
					}
				}
			}
			return exposed, nil
		}
	}
	for i, name := range names {
		rules, err := read(top, path.Dir(probes[i]), change{})
		if err != nil {
			return nil, err
		}
		exposed[name] = !rules.ignore(probes[i])
	}
	return exposed, nil
}

// Would reports whether git has a file of a folder in dir, or would take one in once a file of patterns has a text.
func Would(ctx context.Context, dir, folder, ignoreFile string, text []byte) (bool, error) {
	top, below, err := within(dir)
	if err != nil || top == "" {
		return false, err
	}
	below = path.Join(below, folder)
	if files, ok := list(ctx, top, below, "--cached"); ok && len(files) > 0 {
		return true, nil
	}
	at, err := store.Real(ignoreFile)
	if err != nil {
		return false, err
	}
	rules, err := read(top, below, change{at, text})
	return err == nil && !rules.ignore(path.Join(below, "preceptee.md")), err
}

// within gives the work tree that dir is in, or will be, and its path below that; "" where it is in none.
func within(dir string) (top, below string, err error) {
	real, err := store.Real(dir)
	if err != nil {
		return "", "", err
	}
	if top, err = workTree(real); err != nil || top == "" {
		return "", "", err
	}
	below, err = filepath.Rel(top, real)
	return top, filepath.ToSlash(below), err
}

// workTree gives the folder of the work tree that dir is in, or "".
func workTree(dir string) (string, error) {
	for {
		if _, err := store.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		above := filepath.Dir(dir)
		if above == dir {
			return "", nil
		}
		dir = above
	}
}

// list has git list files below a folder of the work tree; ok is false where it cannot say.
func list(ctx context.Context, top, below string, which ...string) (files []string, ok bool) {
	args := append(append([]string{"ls-files", "-z"}, which...), "--", below)
	out, err := run(ctx, top, nil, args...)
	return fields(out), err == nil
}

// checkIgnore has git say which files it ignores, whether they are there or not.
func checkIgnore(ctx context.Context, top string, files []string) (ignored []string, ok bool) {
	out, err := run(ctx, top, []byte(strings.Join(files, "\x00")), "check-ignore", "-z", "--stdin")
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 { // none of them
		return nil, true
	}
	return fields(out), err == nil
}

// run runs git. No program that the project's own settings name is run, and no setting of another project applies.
func run(ctx context.Context, top string, in []byte, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-c", "core.fsmonitor=false"}, args...)...)
	cmd.Dir, cmd.Stdin = top, bytes.NewReader(in)
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") })
	return cmd.Output()
}

func fields(out []byte) []string {
	return strings.FieldsFunc(string(out), func(c rune) bool { return c == 0 })
}
