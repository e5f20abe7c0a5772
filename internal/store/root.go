// Package store does all file access: it reads and writes below a folder, swaps folders, locks files, resolves paths,
// and has the temporary file for the bodies of pages. All access below a folder goes through os.Root, so no name, link
// or race can reach outside it. It knows nothing about Markdown, pages or people. It never uses modification times,
// never follows a link below the folder and never overwrites a file in place. All stages use it.
package store

import (
	"errors"
	"io/fs"
	"os"
	slash "path"
	"path/filepath"
	"strings"
	"sync"
)

// Why a file is refused; errors.Is finds these in the errors of this package.
var (
	ErrOutside  = errors.New("leads outside the folder")
	ErrLink     = errors.New("is a link, and links are not followed")
	ErrSpecial  = errors.New("is a pipe, socket or device, not a file")
	ErrFolder   = errors.New("is a folder, not a file")
	ErrTooLarge = errors.New("is larger than allowed")
)

// Root is a folder opened through os.Root. Paths are slash paths below it ("." is the folder itself). Its methods may
// be called from several goroutines at once.
type Root struct {
	root  *os.Root
	dir   string
	fault func(op, path string) error

	mu     sync.Mutex
	real   map[string]bool     // folders that are not links, as the last walk found them, and those made since
	opened map[string]*os.Root // some of these, opened, to save the steps down to a deep folder
	swept  map[string]bool     // folders already searched for left-over temporary files
}

// Open opens the folder dir, which may be relative to the working folder. Links that lead to dir are followed, links
// below it are not.
func Open(dir string) (*Root, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(abs)
	if err != nil {
		return nil, err
	}
	return newRoot(root, abs, nil), nil
}

func newRoot(root *os.Root, dir string, fault func(op, path string) error) *Root {
	return &Root{
		root: root, dir: dir, fault: fault,
		real: map[string]bool{}, opened: map[string]*os.Root{}, swept: map[string]bool{},
	}
}

// Sub opens a folder below t as a root of its own. It stays with the folder when that is renamed.
func (t *Root) Sub(path string) (*Root, error) {
	if err := t.folder("open", path); err != nil {
		return nil, err
	}
	root, err := t.root.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	return newRoot(root, filepath.Join(t.dir, filepath.FromSlash(path)), t.fault), nil
}

// Close closes the folder. Later calls fail.
func (t *Root) Close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, root := range t.opened {
		root.Close()
	}
	clear(t.opened)
	return t.root.Close()
}

// mostOpened is how many folders are kept open at once.
const mostOpened = 128

// at gives a folder to start from and the rest of the path from there. The folder is the one directly above the name,
// if it is known not to be a link and not too many are open, and otherwise the tree itself.
func (t *Root) at(path string) (*os.Root, string) {
	folder, name := slash.Split(path)
	folder = strings.TrimSuffix(folder, "/")
	if folder == "" {
		return t.root, path
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if root := t.opened[folder]; root != nil {
		return root, name
	}
	if !t.real[folder] || len(t.opened) >= mostOpened {
		return t.root, path
	}
	root, err := t.root.OpenRoot(folder)
	if err != nil {
		return t.root, path // the operation itself will report it
	}
	t.opened[folder] = root
	return root, name
}

// Dir gives the absolute path by which the tree was opened.
func (t *Root) Dir() string { return t.dir }

// Fault is for tests of a failing disk. From now on f is called before each operation of t, and of trees opened from t
// with Sub, with the operation's name and path. If f gives an error, the operation fails with it.
func (t *Root) Fault(f func(op, path string) error) { t.fault = f }

// before refuses names that are not a path below the tree, and calls the fault of a test.
func (t *Root) before(op, path string) error {
	if path != slash.Clean(path) || !filepath.IsLocal(filepath.FromSlash(path)) {
		return refuse(op, path, ErrOutside)
	}
	if t.fault != nil {
		if err := t.fault(op, path); err != nil {
			return refuse(op, path, err)
		}
	}
	return nil
}

// folder refuses a path that is not a folder, or is a link or below one.
func (t *Root) folder(op, path string) error {
	if err := t.before(op, path); err != nil {
		return err
	}
	if err := t.parents(op, path); err != nil {
		return err
	}
	info, err := t.root.Lstat(path)
	switch {
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return refuse(op, path, ErrLink)
	case !info.IsDir():
		return refuse(op, path, errors.New("is not a folder"))
	}
	return nil
}

// parents refuses a path that goes through a link. os.Root already keeps it inside the tree; this makes sure that no
// file has two names in it. Folders that the last walk found are not checked again.
func (t *Root) parents(op, path string) error {
	for i, c := range path {
		if c != '/' {
			continue
		}
		parent := path[:i]
		t.mu.Lock()
		known := t.real[parent]
		t.mu.Unlock()
		if known {
			continue
		}
		info, err := t.root.Lstat(parent)
		if err != nil {
			return err
		}
		if info.Mode()&fs.ModeSymlink != 0 {
			return refuse(op, parent, ErrLink)
		}
	}
	return nil
}

// named puts the path below the tree into an error that has only the name in its folder.
func named(err error, path string) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return &fs.PathError{Op: p.Op, Path: path, Err: p.Err}
	}
	return err
}

func refuse(op, path string, err error) error { return &fs.PathError{Op: op, Path: path, Err: err} }

// Cause gives the cause of an error of this package without the operation and the path, so that a message can name the
// file in its own way: "permission denied" instead of "openat a/b: permission denied".
func Cause(err error) error {
	for {
		var p *fs.PathError
		var l *os.LinkError
		var s *os.SyscallError
		switch {
		case errors.As(err, &p):
			err = p.Err
		case errors.As(err, &l):
			err = l.Err
		case errors.As(err, &s):
			err = s.Err
		default:
			return err
		}
	}
}
