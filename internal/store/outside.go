package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// IsDir reports whether dir is a folder, or a link to one.
func IsDir(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// FS gives the tree as an fs.FS for reading.
func (t *Root) FS() fs.FS { return t.root.FS() }

// maxIgnore is the largest .gitignore that is read, in bytes.
const maxIgnore = 1 << 20

// Unguarded reports whether dir is in a git work tree whose top .gitignore does not have the line, so that the files in
// dir could be committed by mistake.
func Unguarded(dir, line string) (bool, error) {
	at, err := Real(dir)
	if err != nil {
		return false, err
	}
	for {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			break
		} else if !errors.Is(err, fs.ErrNotExist) {
			return false, err
		}
		above := filepath.Dir(at)
		if above == at {
			return false, nil
		}
		at = above
	}
	text, err := ReadFile(filepath.Join(at, ".gitignore"), maxIgnore)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	lines := strings.Split(string(bytes.ReplaceAll(text, []byte("\r"), nil)), "\n")
	ignored := func(l string) bool { return strings.TrimPrefix(strings.TrimSpace(l), "/") == line }
	return !slices.ContainsFunc(lines, ignored), nil
}

// IsFile reports whether name is an ordinary file, or a link to one.
func IsFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// Lstat says what is at an absolute path, without following a link.
func Lstat(name string) (fs.FileInfo, error) { return os.Lstat(name) }
