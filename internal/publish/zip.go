package publish

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"precept/internal/plan"
)

// Zip writes the files that Publish would write to a tree of a kind as one zip, in order, with build.json last. It
// holds one file in memory at a time. The same outputs give the same bytes.
func Zip(w io.Writer, outputs []plan.Output, kind string, head Manifest) error {
	if err := checkPaths(outputs); err != nil {
		return err
	}
	head.For, head.Files = kind, make(map[string]string, len(outputs))
	z := zip.NewWriter(w)
	add := func(name string, data []byte) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: zipDay})
		if err == nil {
			_, err = f.Write(data)
		}
		if err != nil {
			return fmt.Errorf("packing %s: %w", name, err)
		}
		return nil
	}
	for _, o := range outputs {
		var page worker
		if err := page.render(o); err != nil {
			return fmt.Errorf("making %s: %w", o.Path, err)
		}
		sum := sha256.Sum256(page.buf.Bytes())
		head.Files[o.Path] = hex.EncodeToString(sum[:])
		if err := add(o.Path, page.buf.Bytes()); err != nil {
			return err
		}
	}
	data, err := head.encode()
	if err == nil {
		err = add(manifestName, data)
	}
	if err != nil {
		return err
	}
	return z.Close()
}

// zipDay is the time of every file in a zip: the first that the format knows.
var zipDay = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Zipped reports whether the bytes are a zip that Zip wrote.
func Zipped(data []byte) bool {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) == 0 || z.File[len(z.File)-1].Name != manifestName {
		return false
	}
	f, err := z.File[len(z.File)-1].Open()
	if err != nil {
		return false
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxManifest))
	if err != nil {
		return false
	}
	_, err = parseManifest(raw)
	return err == nil
}
