package store

import (
	"os"

	"golang.org/x/sys/windows"
)

// tryLock takes the lock of an open file without waiting and says whether it got it. Closing the file lets go. The byte
// that is locked lies far behind the text, which others may read to learn who holds it.
func tryLock(f *os.File) (bool, error) {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &windows.Overlapped{Offset: 1 << 30})
	if err == windows.ERROR_LOCK_VIOLATION || err == windows.ERROR_IO_PENDING {
		return false, nil
	}
	return err == nil, err
}
