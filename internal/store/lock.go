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

// Lock is a lock file that this process has locked. The system releases the lock when the process ends, however it
// ends, so a lock file that a killed run left behind can simply be locked again.
type Lock struct {
	t    *Root
	f    *os.File
	path string
}

// LockedError says that another process has the lock. PID is 0 if it is not known.
type LockedError struct {
	Path string
	PID  int
}

func (e *LockedError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("%s is locked by another precept", e.Path)
	}
	return fmt.Sprintf("%s is locked by another precept (process %d)", e.Path, e.PID)
}

const (
	lockPause   = 20 * time.Millisecond
	mostMissing = 5 // how often a lock file that cannot be made is tried again
)

// Lock makes the file at path, locks it until Release and writes this process's number into it. While another process
// has the lock, Lock waits for the given time at most and then gives a *LockedError. It stops when ctx ends.
func (t *Root) Lock(ctx context.Context, path string, wait time.Duration) (*Lock, error) {
	if err := t.before("lock", path); err != nil {
		return nil, err
	}
	tries := 1 + int(wait/lockPause)
	for missing := 0; ; {
		if info, err := t.root.Lstat(path); err == nil && !info.Mode().IsRegular() {
			return nil, plain(path, info)
		}
		f, err := t.root.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			// The last process may be about to remove the file. A folder that takes no files says the same for ever.
			if missing++; !errors.Is(err, fs.ErrNotExist) || missing == mostMissing {
				return nil, err
			}
		}
		if err == nil {
			locked, err := tryLock(f)
			if err != nil {
				f.Close()
				return nil, refuse("lock", path, err)
			}
			// The last process may have removed the file after we opened it and before we locked it.
			if locked && t.still(f, path) {
				l := &Lock{t, f, path}
				if err := l.writePID(); err != nil {
					return nil, errors.Join(err, l.Release())
				}
				return l, nil
			}
			f.Close()
		}
		if tries--; tries <= 0 {
			return nil, &LockedError{Path: path, PID: t.holder(path)}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockPause):
		}
	}
}

// Release removes the lock file and releases the lock.
func (l *Lock) Release() error {
	err := l.t.Remove(l.path) // first, so that nobody locks a file that is about to be removed
	return errors.Join(err, l.f.Close())
}

func (l *Lock) writePID() error {
	if err := l.t.before("write", l.path); err != nil {
		return err
	}
	if err := l.f.Truncate(0); err != nil {
		return err
	}
	_, err := l.f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

func (t *Root) holder(path string) int {
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
