package store

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Read gives the bytes of a file of at most max bytes; 0 or less means no limit. A larger file gives ErrTooLarge, a
// missing one fs.ErrNotExist, anything that is not a plain file ErrLink, ErrSpecial or ErrFolder. It never waits for a
// pipe.
func (t *Root) Read(path string, max int64) ([]byte, error) {
	f, size, err := t.OpenFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := readAll(f, size, max)
	if err != nil {
		return nil, refuse("read", path, Cause(err))
	}
	return data, nil
}

// OpenFile opens a plain file for reading and gives its size in bytes; errors are those of Read.
func (t *Root) OpenFile(path string) (io.ReadCloser, int64, error) {
	if err := t.before("read", path); err != nil {
		return nil, 0, err
	}
	if err := t.parents("read", path); err != nil {
		return nil, 0, err
	}
	// It is checked before it is opened, because opening a device can do something, and again when it is open, because
	// it may have been replaced in between.
	root, name := t.at(path)
	seen, err := root.Lstat(name)
	if err != nil {
		return nil, 0, named(err, path)
	}
	if err := plain(path, seen); err != nil {
		return nil, 0, err
	}
	f, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, 0, named(err, path)
	}
	info, err := f.Stat()
	if err == nil {
		err = plain(path, info)
	}
	if err == nil && !os.SameFile(seen, info) {
		// An editor may have saved it in between, by a rename. The newer file will do, as long as it is not a link.
		if seen, err = root.Lstat(name); err == nil {
			err = plain(path, seen)
		}
	}
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, info.Size(), nil
}

// Stat says what is at path, without following a link. A missing name gives fs.ErrNotExist.
func (t *Root) Stat(path string) (Entry, error) {
	info, err := t.lstat("stat", path)
	if err != nil {
		return Entry{}, err
	}
	e := Entry{Path: path, Kind: kindOf(info.Mode())}
	if e.Kind == File {
		e.Size, e.Modified = info.Size(), info.ModTime()
	}
	return e, nil
}

// Same reports whether two names, in one tree or in two, are the same file or folder.
func Same(a *Root, pathA string, b *Root, pathB string) bool {
	x, errX := a.lstat("stat", pathA)
	y, errY := b.lstat("stat", pathB)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// Equal reports whether the plain file at path has exactly the bytes of data. It reads through buf.
func (t *Root) Equal(path string, data, buf []byte) bool {
	f, size, err := t.OpenFile(path)
	if err != nil {
		return false
	}
	defer f.Close()
	if size != int64(len(data)) {
		return false
	}
	for len(data) > 0 {
		n, err := f.Read(buf)
		if n > len(data) || !bytes.Equal(buf[:n], data[:n]) {
			return false
		}
		if data = data[n:]; err != nil {
			return len(data) == 0
		}
	}
	return true
}

func (t *Root) lstat(op, path string) (fs.FileInfo, error) {
	if err := t.before(op, path); err != nil {
		return nil, err
	}
	if err := t.parents(op, path); err != nil {
		return nil, err
	}
	return t.root.Lstat(path)
}

// ReadFile reads a file that a person named on the command line. The path may be anywhere, a link or a pipe. max is
// that of Root.Read.
func ReadFile(name string, max int64) ([]byte, error) {
	f, err := os.Open(filepath.Clean(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, refuse("read", name, ErrFolder)
	}
	data, err := readAll(f, info.Size(), max)
	if err != nil {
		return nil, refuse("read", name, Cause(err))
	}
	return data, nil
}

func plain(path string, info fs.FileInfo) error {
	switch kindOf(info.Mode()) {
	case Link:
		return refuse("read", path, ErrLink)
	case Folder:
		return refuse("read", path, ErrFolder)
	case Special:
		return refuse("read", path, ErrSpecial)
	}
	return nil
}

// readAll reads to the end. size is only a hint: a file may grow or shrink meanwhile.
func readAll(r io.Reader, size, max int64) ([]byte, error) {
	if max > 0 && size > max {
		return nil, ErrTooLarge
	}
	data := make([]byte, 0, size+1)
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if max > 0 && int64(len(data)) > max {
			return nil, ErrTooLarge
		}
		if errors.Is(err, io.EOF) {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}
