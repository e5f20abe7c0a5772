package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// Mkdir makes one folder. It gives fs.ErrExist if there is anything with that name.
func (t *Root) Mkdir(path string, opts ...Option) error {
	if err := t.before("mkdir", path); err != nil {
		return err
	}
	_, mode := modes(opts)
	if err := t.root.Mkdir(path, mode); err != nil {
		return err
	}
	t.mu.Lock()
	t.real[path] = true
	t.mu.Unlock()
	return nil
}

// MkdirAll makes a folder and the missing ones above it. A file or a link in the way is an error.
func (t *Root) MkdirAll(dir string, opts ...Option) error {
	for i, c := range dir + "/" {
		if c != '/' || dir == "." {
			continue
		}
		part := dir[:i]
		kind, err := t.kind("mkdir", part)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			if err := t.Mkdir(part, opts...); err != nil && !errors.Is(err, fs.ErrExist) {
				return err
			}
		case err != nil:
			return err
		case kind == Link:
			return refuse("mkdir", part, ErrLink)
		case kind != Folder:
			return refuse("mkdir", part, errors.New("is a file, and must be a folder"))
		}
	}
	return nil
}

// Remove removes a file, a link or an empty folder.
func (t *Root) Remove(path string) error {
	if err := t.before("remove", path); err != nil {
		return err
	}
	t.forget(path)
	return t.root.Remove(path)
}

// RemoveAll removes path and everything below it, never what a link points to. A missing path is not an error.
func (t *Root) RemoveAll(path string) error {
	if err := t.before("remove", path); err != nil {
		return err
	}
	t.forget(path)
	return t.root.RemoveAll(path)
}

// Rename moves a file, replacing an existing one, or moves a folder to a free name.
func (t *Root) Rename(from, to string) error {
	if err := t.before("rename", to); err != nil {
		return err
	}
	t.forget(from)
	t.forget(to)
	return t.root.Rename(from, to)
}

// Exchange swaps two folders in one step, so that neither name is ever missing. It gives errors.ErrUnsupported where
// the system or the disk cannot do that.
func (t *Root) Exchange(a, b string) error {
	if err := t.before("exchange", a); err != nil {
		return err
	}
	t.forget(a)
	t.forget(b)
	if err := t.before("exchange", b); err != nil {
		return err
	}
	f, err := t.root.Open(".")
	if err != nil {
		return err
	}
	defer f.Close()
	if err := exchange(f, a, b); err != nil {
		return &os.LinkError{Op: "exchange", Old: a, New: b, Err: err}
	}
	return nil
}

// Link gives the file, pipe or link at from a second name. It gives fs.ErrExist if that name is taken.
func (t *Root) Link(from, to string) error {
	if err := t.before("link", to); err != nil {
		return err
	}
	return t.root.Link(from, to)
}

// Copy copies a file, or a link as a link, with its permissions and times, to a free name.
func (t *Root) Copy(from, to string) error {
	if err := t.before("copy", to); err != nil {
		return err
	}
	info, err := t.root.Lstat(from)
	if err != nil {
		return err
	}
	if kindOf(info.Mode()) == Link {
		target, err := t.root.Readlink(from)
		if err != nil {
			return err
		}
		return t.root.Symlink(target, to)
	}
	in, _, err := t.OpenFile(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := t.Create(to, Private)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	if err := t.root.Chmod(to, info.Mode().Perm()); err != nil {
		return err
	}
	return t.root.Chtimes(to, info.ModTime(), info.ModTime())
}

// MkdirLike makes a folder with the permissions of another one.
func (t *Root) MkdirLike(like, path string) error {
	info, err := t.lstat("mkdir", like)
	if err != nil {
		return err
	}
	if err := t.Mkdir(path); err != nil {
		return err
	}
	return t.root.Chmod(path, info.Mode().Perm())
}

// ModeLike gives a file the permissions of another one.
func (t *Root) ModeLike(like, path string) error {
	info, err := t.lstat("mode", like)
	if err != nil {
		return err
	}
	if err := t.before("mode", path); err != nil {
		return err
	}
	return t.root.Chmod(path, info.Mode().Perm())
}

// Parents gives every folder above the given paths, each once, a folder before those in it.
func Parents(paths []string) []string {
	seen := map[string]bool{}
	var list []string
	var add func(dir string)
	add = func(dir string) {
		if dir == "." || seen[dir] {
			return
		}
		seen[dir] = true
		add(path.Dir(dir))
		list = append(list, dir)
	}
	last := ""
	for _, p := range paths {
		i := strings.LastIndexByte(p, '/')
		if i <= 0 || p[:i] == last { // paths come sorted, so most repeat the folder before
			continue
		}
		last = p[:i]
		add(last)
	}
	return list
}
