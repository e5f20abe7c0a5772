package store

import (
	"io/fs"
	"os"
)

// IsDir reports whether dir is a folder, or a link to one.
func IsDir(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// FS gives the tree as an fs.FS for reading.
func (t *Root) FS() fs.FS { return t.root.FS() }

// IsFile reports whether name is an ordinary file, or a link to one.
func IsFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// Lstat says what is at an absolute path, without following a link.
func Lstat(name string) (fs.FileInfo, error) { return os.Lstat(name) }
