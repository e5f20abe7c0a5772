package casetest

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"testing"
)

// Shipped copies parts of the project in this repository, such as "content" or "data/site.yaml", into a folder, for
// tests that change something. Its released versions are locked; the copies are not, so that a change of a page has no
// finding but its own.
func Shipped(t testing.TB, to string, parts ...string) {
	t.Helper()
	root := os.DirFS("../..")
	for _, part := range parts {
		err := fs.WalkDir(root, part, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || path.Base(name) == "version.lock" {
				return err
			}
			at := filepath.Join(to, filepath.FromSlash(name))
			data, err := fs.ReadFile(root, name)
			if err == nil {
				err = os.MkdirAll(filepath.Dir(at), 0o777)
			}
			if err == nil {
				err = os.WriteFile(at, data, 0o666)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
