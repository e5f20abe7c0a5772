package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"precept/internal/plan"
)

// File is a file as Publish writes it.
type File struct {
	Path string // slash path below the tree
	Data []byte
}

// Render gives the files that Publish would write to a tree of a kind, in order, with build.json last. It is for copies
// that go into one file: a tree of pages is never held in memory.
func Render(outputs []plan.Output, kind string, head Manifest) ([]File, error) {
	if err := checkPaths(outputs); err != nil {
		return nil, err
	}
	head.For, head.Files = kind, make(map[string]string, len(outputs))
	var list []File
	for _, o := range outputs {
		var w worker
		if err := w.render(o); err != nil {
			return nil, fmt.Errorf("making %s: %w", o.Path, err)
		}
		sum := sha256.Sum256(w.buf.Bytes())
		head.Files[o.Path] = hex.EncodeToString(sum[:])
		list = append(list, File{o.Path, w.buf.Bytes()})
	}
	data, err := head.encode()
	if err != nil {
		return nil, err
	}
	return append(list, File{manifestName, data}), nil
}
