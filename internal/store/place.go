package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Real gives the absolute path of name with every link resolved. The part of the path that does not exist stays as it
// is. A link to nothing is an error.
func Real(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	rest := ""
	for dir := abs; ; {
		real, err := filepath.EvalSymlinks(dir)
		if err == nil {
			return filepath.Join(real, rest), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if info, err := os.Lstat(dir); err == nil {
			if info.Mode()&fs.ModeSymlink != 0 {
				return "", refuse("open", dir, errors.New("is a link that leads nowhere"))
			}
			continue // it has been made since: portfolios are written beside one another
		}
		if filepath.Dir(dir) == dir {
			return "", err
		}
		rest = filepath.Join(filepath.Base(dir), rest)
		dir = filepath.Dir(dir)
	}
}

// Within reports whether inner is outer or somewhere below it. Both are paths from Real. They are compared by name and
// by file, so that it also recognises a folder that has two spellings or two mounts.
func Within(inner, outer string) bool {
	target, err := os.Stat(outer)
	for dir := inner; ; dir = filepath.Dir(dir) {
		if dir == outer {
			return true
		}
		if err == nil {
			if info, err := os.Stat(dir); err == nil && os.SameFile(info, target) {
				return true
			}
		}
		if filepath.Dir(dir) == dir {
			return false
		}
	}
}

// MakeDir makes the folder dir, an absolute path, and the missing ones above it, and opens it.
func MakeDir(dir string, opts ...Option) (*Root, error) {
	_, mode := modes(opts)
	if err := os.MkdirAll(dir, mode); err != nil {
		return nil, err
	}
	return Open(dir)
}
