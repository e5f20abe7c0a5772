//go:build !windows && (!unix || solaris || illumos || aix)

package store

import (
	"errors"
	"os"
)

// tryLock has no locks to offer on this system.
func tryLock(*os.File) (bool, error) { return false, errors.ErrUnsupported }
