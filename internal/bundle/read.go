package bundle

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"precept/internal/lock"
	"precept/internal/store"
)

// Bundle is a bundle that is read where it is. Its methods may be called from several goroutines at once.
type Bundle struct {
	Manifest
	files map[string]packedFile
}

// packedFile is a file in a bundle, and what its bytes must be.
type packedFile struct {
	entry
	sum string
}

var versionName = regexp.MustCompile(`^[0-9a-z][0-9a-z.-]{0,31}$`)

// Open opens a bundle. It looks at everything that the zip and its manifest say, and unpacks nothing but the manifest;
// Read checks each file as it is read. What it refuses is a Refusal.
func Open(data []byte) (*Bundle, error) {
	list, err := entries(data)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 || list[0].name != manifest {
		return nil, refuse("it has no %s, so it is not a bundle of precept bundle", manifest)
	}
	text, err := list[0].unpack()
	if err != nil {
		return nil, err
	}
	b := &Bundle{files: map[string]packedFile{}}
	if b.Manifest, err = readManifest(text); err != nil {
		return nil, err
	}
	if len(b.Files) != len(list)-1 {
		return nil, refuse("its %s lists %d files, and it has %d", manifest, len(b.Files), len(list)-1)
	}
	for i, f := range b.Files {
		e := list[i+1]
		switch {
		case f.Path != e.name || f.Size != e.size:
			return nil, refuse("its %s and the zip differ about %q", manifest, e.name)
		case !strings.HasPrefix(f.Path, content+b.Version+"/"):
			return nil, refuse("%q in it is not a file of version %s", e.name, b.Version)
		}
		b.files[f.Path] = packedFile{e, f.SHA256}
	}
	for _, name := range [...]string{"version.md", lock.Name} {
		if _, ok := b.files[b.path(name)]; !ok {
			return nil, refuse("it has no %s", b.path(name))
		}
	}
	return b, nil
}

// path is the path in the bundle of a file of its version.
func (b *Bundle) path(below string) string { return content + b.Version + "/" + below }

// readManifest reads bundle.json, which must be as it was written.
func readManifest(text []byte) (Manifest, error) {
	var is struct {
		Format json.Number `json:"format"`
	}
	var m Manifest
	if err := json.Unmarshal(text, &is); err != nil {
		return m, refuse("its %s cannot be read", manifest)
	}
	if is.Format != "1" {
		return m, refuse("its format is %s, and this precept reads format %d; use the newest precept",
			show(is.Format.String()), format)
	}
	if err := json.Unmarshal(text, &m); err != nil || !bytes.Equal(m.bytes(), text) {
		return m, refuse("its %s is not as precept bundle writes it", manifest)
	}
	if !versionName.MatchString(m.Version) || m.Publisher == "" {
		return m, refuse("its %s does not say which version it is, and whose", manifest)
	}
	return m, nil
}

// unpack gives the bytes of an entry, which must be as many as it says.
func (e entry) unpack() ([]byte, error) {
	r := flate.NewReader(bytes.NewReader(e.packed))
	data := make([]byte, e.size)
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, refuse("%q in it is broken", e.name)
	}
	if n, err := r.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		return nil, refuse("%q in it is larger than it says", e.name)
	}
	if crc32.ChecksumIEEE(data) != e.crc {
		return nil, refuse("%q in it is broken", e.name)
	}
	return data, nil
}

// Read gives the bytes of a file of at most max bytes; 0 or less means no limit. One that is not as the manifest says
// is a Refusal.
func (b *Bundle) Read(name string, max int64) ([]byte, error) {
	e, ok := b.files[name]
	switch {
	case !ok:
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	case max > 0 && e.size > max:
		return nil, &fs.PathError{Op: "read", Path: name, Err: store.ErrTooLarge}
	}
	data, err := e.unpack()
	if err != nil {
		return nil, err
	}
	if e.sum != Sum(data) {
		return nil, refuse("%q in it is not as its %s says", name, manifest)
	}
	return data, nil
}

// Walk lists the files below a folder, by their paths.
func (b *Bundle) Walk(dir string) ([]store.Entry, error) {
	var list []store.Entry
	for _, f := range b.Files {
		if strings.HasPrefix(f.Path, path.Clean(dir)+"/") {
			list = append(list, store.Entry{Path: f.Path, Kind: store.File, Size: f.Size})
		}
	}
	return list, nil
}

// Verify reads a bundle from end to end: every file must be as the manifest says, and the version as its lock does.
// What it refuses is a Refusal.
func Verify(data []byte) error {
	b, err := Open(data)
	if err != nil {
		return err
	}
	var now []lock.File
	for _, f := range b.Files {
		raw, err := b.Read(f.Path, 0)
		if err != nil {
			return err
		}
		if below := strings.TrimPrefix(f.Path, b.path("")); below != lock.Name && below != "notices.md" {
			now = append(now, lock.File{Path: below, Sum: lock.Sum(raw)})
		}
	}
	raw, err := b.Read(b.path(lock.Name), lock.MaxSize)
	if err != nil {
		return fmt.Errorf("reading the lock: %w", err)
	}
	l, findings := lock.Read(lock.Name, raw)
	if l == nil {
		return refuse("the lock of its version cannot be read: %s", findings[0].Message)
	}
	for _, d := range l.Compare(now) {
		return refuse("%q in it is not as the lock of its version says: it is %s", d.Path, d.Change)
	}
	return nil
}
