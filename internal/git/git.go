// Package git knows what git tracks of a folder, or would take in: it asks git, and goes by the same rules where there
// is no git to ask. It changes nothing. Package build asks it about the folders of people.
package git

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"precept/internal/store"
)

// Exposed gives those of the folders in dir of which git tracks a file, or would take one in. Outside a work tree there
// are none.
func Exposed(ctx context.Context, dir string, folders []string) (map[string]bool, error) {
	real, err := store.Real(dir)
	if err != nil {
		return nil, err
	}
	top, err := workTree(real)
	if err != nil || top == "" {
		return nil, err
	}
	exposed := map[string]bool{}
	if files, ok := ask(ctx, real); ok {
		for _, name := range files {
			first, _, _ := strings.Cut(name, "/")
			exposed[first] = slices.Contains(folders, first)
		}
		return exposed, nil
	}
	below, err := filepath.Rel(top, real)
	if err != nil {
		return nil, err
	}
	rules, err := read(top, filepath.ToSlash(below))
	if err != nil {
		return nil, err
	}
	for _, folder := range folders {
		own, err := rules.with(top, filepath.ToSlash(filepath.Join(below, folder)))
		if err != nil {
			return nil, err
		}
		exposed[folder] = !own.ignore(filepath.ToSlash(filepath.Join(below, folder, "preceptee.md")))
	}
	return exposed, nil
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

// ask has git list the files in dir that it tracks, or would take in; ok is false where it cannot say.
func ask(ctx context.Context, dir string) (files []string, ok bool) {
	// no program that the project's own settings name is run, and no setting of another project applies
	cmd := exec.CommandContext(ctx, "git", "-c", "core.fsmonitor=false", "ls-files", "-z", "--cached", "--others",
		"--exclude-standard", "--", ".")
	cmd.Dir = dir
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") })
	out, err := cmd.Output()
	if err != nil {
		return nil, false
	}
	return strings.FieldsFunc(string(out), func(c rune) bool { return c == 0 }), true
}
