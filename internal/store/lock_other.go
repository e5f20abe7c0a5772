//go:build !windows && (!unix || solaris || illumos || aix)

package store

import (
	"errors"
	"os"
)

// tryLock fails: this system has no file locks that we know.
func tryLock(*os.File) (bool, error) { return false, errors.ErrUnsupported }
