package store

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
	"strconv"
	"strings"
)

// Option changes how a file is written.
type Option uint8

// Private makes files 0600 and new folders 0700, which only their owner can read. Program makes files 0755, which a
// double click can start. Without an option they are 0644 and 0755.
const (
	Private Option = 1
	Program Option = 2
)

func modes(opts []Option) (file, folder fs.FileMode) {
	for _, o := range opts {
		switch o {
		case Private:
			return 0o600, 0o700
		case Program:
			return 0o755, 0o755
		}
	}
	return 0o644, 0o755
}

const tempPrefix = ".precept-tmp-"

// Write writes all of data to path, or nothing: it writes and syncs a temporary file beside it and renames that. It
// makes missing folders. It refuses to replace a link or a special file; a file that it replaces keeps its permissions.
func (t *Root) Write(path string, data []byte, opts ...Option) error {
	return t.write(path, whole(data), opts, func(temp string) error {
		return t.Rename(temp, path)
	})
}

// Stream is Write for what is too large to hold in memory: fill writes it.
func (t *Root) Stream(path string, fill func(io.Writer) error, opts ...Option) error {
	buffered := func(w io.Writer) error {
		b := bufio.NewWriterSize(w, 1<<16)
		if err := fill(b); err != nil {
			return err
		}
		return b.Flush()
	}
	return t.write(path, buffered, opts, func(temp string) error {
		return t.Rename(temp, path)
	})
}

// whole writes all of data.
func whole(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// WriteNew is Write for a free path. It gives fs.ErrExist if there is anything at path.
func (t *Root) WriteNew(path string, data []byte, opts ...Option) error {
	if _, err := t.lstat("write", path); err == nil {
		return refuse("write", path, fs.ErrExist)
	}
	return t.write(path, whole(data), opts, func(temp string) error {
		// Only a hard link gives a file its name without ever replacing another file.
		err := t.Link(temp, path)
		if err == nil || errors.Is(err, fs.ErrExist) {
			return errors.Join(err, t.Remove(temp))
		}
		// There are no hard links here: an empty file reserves the name, and the temporary file replaces it.
		claim, claimErr := t.Create(path, opts...)
		if claimErr != nil {
			return claimErr
		}
		if err := claim.Close(); err != nil {
			return err
		}
		if err := t.Rename(temp, path); err != nil {
			return errors.Join(err, t.Remove(path))
		}
		return nil
	})
}

func (t *Root) write(
	name string, fill func(io.Writer) error, opts []Option, place func(temp string) error,
) error {
	folder := path.Dir(name)
	if err := t.before("write", name); err != nil {
		return err
	}
	if err := t.MkdirAll(folder, opts...); err != nil {
		return err
	}
	old, err := t.root.Lstat(name)
	if err == nil {
		if err := plain(name, old); err != nil {
			return err
		}
	}
	replaces := err == nil
	t.sweep(folder)

	// The temporary file is locked while it is in use, so that sweep does not take it for one that a killed run left.
	var file *os.File
	var temp string
	for n := 0; file == nil; n++ {
		temp = path.Join(folder, tempPrefix+strconv.Itoa(os.Getpid())+"-"+strconv.Itoa(n))
		f, err := t.create("create", temp, opts)
		if errors.Is(err, fs.ErrExist) {
			continue
		} else if err != nil {
			return err
		}
		if locked, err := tryLock(f); err != nil || (locked && t.still(f, temp)) {
			file = f // a file system without locks does without: sweep removes nothing there either
		} else {
			f.Close()
		}
	}
	out := &Writer{t, file, temp}
	err = fill(out)
	if err == nil && replaces {
		err = t.root.Chmod(temp, old.Mode().Perm())
	}
	if err == nil {
		err = out.Sync()
	}
	if runtime.GOOS == "windows" { // an open file cannot be renamed there
		err = errors.Join(err, out.Close())
	} else {
		defer file.Close()
	}
	if err == nil {
		err = place(temp)
	}
	if err != nil {
		t.Remove(temp) // if this fails too, the next run removes it
		return refuse("write", name, Cause(err))
	}
	return t.syncFolder(folder)
}

// sweep removes the temporary files that killed runs left in folder: those that are not locked. It does so once.
func (t *Root) sweep(folder string) {
	t.mu.Lock()
	done := t.swept[folder]
	t.swept[folder] = true
	t.mu.Unlock()
	if done {
		return
	}
	entries, err := t.list(nil, folder, true, false)
	if err != nil {
		return
	}
	for _, e := range entries {
		if e.Kind != File || !strings.HasPrefix(path.Base(e.Path), tempPrefix) {
			continue
		}
		f, err := t.root.OpenFile(e.Path, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if locked, err := tryLock(f); locked && err == nil && t.still(f, e.Path) {
			t.root.Remove(e.Path)
		}
		f.Close()
	}
}

// still reports whether an open file is still the one called name.
func (t *Root) still(f *os.File, name string) bool {
	open, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := t.root.Lstat(name)
	return err == nil && os.SameFile(open, there)
}

// Writer is a file being written. Its errors name the file.
type Writer struct {
	t    *Root
	f    *os.File
	path string
}

// Write appends data to the file.
func (w *Writer) Write(data []byte) (int, error) {
	if err := w.t.before("write", w.path); err != nil {
		return 0, err
	}
	return w.f.Write(data)
}

// Sync waits until the file is on the disk.
func (w *Writer) Sync() error {
	if err := w.t.before("sync", w.path); err != nil {
		return err
	}
	return w.f.Sync()
}

// Close closes the file. A full disk may be reported only here.
func (w *Writer) Close() error {
	err := w.f.Close()
	if fault := w.t.before("close", w.path); fault != nil {
		return fault
	}
	return err
}

// Create makes a file that does not exist yet, in a folder that does; otherwise it gives fs.ErrExist or fs.ErrNotExist.
// It is not atomic: it is for files in a folder that is not in use yet.
func (t *Root) Create(path string, opts ...Option) (*Writer, error) {
	f, err := t.create("create", path, opts)
	if err != nil {
		return nil, err
	}
	return &Writer{t, f, path}, nil
}

func (t *Root) create(op, path string, opts []Option) (*os.File, error) {
	if err := t.before(op, path); err != nil {
		return nil, err
	}
	mode, _ := modes(opts)
	root, name := t.at(path)
	f, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
	return f, named(err, path)
}

func (t *Root) syncFolder(folder string) error {
	if runtime.GOOS == "windows" { // folders cannot be synced there
		return nil
	}
	f, err := t.root.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}
