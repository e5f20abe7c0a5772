// Package bundle owns bundles: one released version of a toolkit as one zip, which a hub hands out and a practice reads
// where it is, without unpacking it. It writes one, the same bytes for the same files, and it reads only what it writes
// itself: a zip that differs in anything, be it the order of its files, is refused whole. It opens no files.
//
// A bundle has bundle.json, which says what it is and lists every other file with its size and its SHA-256, and the
// files of the version below content/VERSION/, those that it inherited among them, with its lock and its notices.
package bundle

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"

	"precept/internal/lock"
)

// Ending is how the name of a bundle ends.
const Ending = ".zip"

// Name is what the bundle of a version is called.
func Name(version string) string { return "toolkit-" + version + Ending }

// About says what a bundle is.
type About struct {
	Format    int    `json:"format"` // 1
	Version   string `json:"version"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Licence   string `json:"licence,omitempty"`
}

// Manifest is bundle.json.
type Manifest struct {
	About
	Files []Listed `json:"files"` // in the order of their paths
}

// Listed is one file of a bundle.
type Listed struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// File is a file that is put into a bundle.
type File struct {
	Path string // below content/VERSION/
	Data []byte
}

const (
	format   = 1
	manifest = "bundle.json"
	content  = "content/"
)

// Write makes the bundle of a version of these files, in any order. Texts are as the lock sums them, without a
// byte-order mark and only with line feeds, so that a checkout on Windows gives the same bundle.
func Write(about About, files []File) ([]byte, error) {
	m := Manifest{About: about}
	m.Format = format
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	for i := range files {
		files[i].Path, files[i].Data = content+about.Version+"/"+files[i].Path, lock.Summed(files[i].Data)
		m.Files = append(m.Files, Listed{files[i].Path, int64(len(files[i].Data)), Sum(files[i].Data)})
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range append([]File{{manifest, m.bytes()}}, files...) {
		if err := add(z, f); err != nil {
			return nil, fmt.Errorf("packing %s: %w", f.Path, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("packing version %s: %w", about.Version, err)
	}
	if err := Verify(out.Bytes()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// bytes are the manifest as it is in a bundle.
func (m Manifest) bytes() []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		panic("bundle: " + err.Error()) // it has only texts and numbers
	}
	return b.Bytes()
}

// day is the day of every file in a bundle, 1 January 1980: the first that a zip can say.
const day = 1<<5 | 1

// add packs one file, whose sizes are known before its header is written.
func add(z *zip.Writer, f File) error {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err == nil {
		_, err = w.Write(f.Data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return err
	}
	out, err := z.CreateRaw(&zip.FileHeader{
		Name: f.Path, Method: zip.Deflate, CreatorVersion: zipVersion, ReaderVersion: zipVersion,
		//lint:ignore SA1019 CreateRaw takes the day from this field and does not read Modified
		ModifiedDate: day,
		CRC32:        crc32.ChecksumIEEE(f.Data), CompressedSize64: uint64(packed.Len()),
		UncompressedSize64: uint64(len(f.Data)),
	})
	if err == nil {
		_, err = out.Write(packed.Bytes())
	}
	return err
}

// Sum is the SHA-256 of a bundle, or of a file in one.
func Sum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
