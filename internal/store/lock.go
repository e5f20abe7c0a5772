package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"
)

// Lock is a lock file that this process holds. The system lets go of it when the process ends, however it ends, so a
// lock file that a killed run left behind is simply taken over.
type Lock struct {
	t    *Tree
	f    *os.File
	path string
}

// HeldError says that another process holds a lock. PID is 0 where the holder did not say.
type HeldError struct {
	Path string
	PID  int
}

func (e *HeldError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("%s is held by another precept", e.Path)
	}
	return fmt.Sprintf("%s is held by another precept (process %d)", e.Path, e.PID)
}

const lockPause = 20 * time.Millisecond

// Lock makes the file at path, writes this process's number into it and holds it until Release. While another process
// holds it, Lock waits up to the given time and then gives a *HeldError; it stops when ctx does.
func (t *Tree) Lock(ctx context.Context, path string, wait time.Duration) (*Lock, error) {
	if err := t.before("lock", path); err != nil {
		return nil, err
	}
	tries := 1 + int(wait/lockPause)
	for {
		if info, err := t.root.Lstat(path); err == nil && !info.Mode().IsRegular() {
			return nil, plain(path, info)
		}
		f, err := t.root.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err == nil {
			held, err := tryLock(f)
			if err != nil {
				f.Close()
				return nil, refuse("lock", path, err)
			}
			// The last holder may have removed the name between our opening and our locking it.
			if held && t.still(f, path) {
				l := &Lock{t, f, path}
				if err := l.sign(); err != nil {
					return nil, errors.Join(err, l.Release())
				}
				return l, nil
			}
			f.Close()
		}
		if tries--; tries <= 0 {
			return nil, &HeldError{Path: path, PID: t.holder(path)}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockPause):
		}
	}
}

// Release removes the lock file and lets go of it.
func (l *Lock) Release() error {
	err := l.t.Remove(l.path) // first, so that nobody locks a file that is about to go
	return errors.Join(err, l.f.Close())
}

func (l *Lock) sign() error {
	if err := l.t.before("write", l.path); err != nil {
		return err
	}
	if err := l.f.Truncate(0); err != nil {
		return err
	}
	_, err := l.f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

func (t *Tree) holder(path string) int {
	data, err := t.Read(path, 64)
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil {
		return 0
	}
	return pid
}
