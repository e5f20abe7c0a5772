package seal

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// Content is what is sealed: a folder's files, and the page that a browser shows.
type Content struct {
	Page  []byte // HTML without script; it names the files of Files that it shows by their paths
	Files []File
}

// File is one file of the folder.
type File struct {
	Path string // slash path below the folder
	Data []byte
}

// The limits of a sealed folder. They are checked while it is unpacked.
const (
	maxContent = 64 << 20 // bytes of all files
	maxFiles   = 20_000
)

// Where the archive has the page and the files.
const (
	pageEntry = "page.html"
	filesIn   = "folder/"
)

// Pack makes one archive of the content: the same content, the same bytes.
func (c Content) Pack() ([]byte, error) {
	size := len(c.Page)
	for _, f := range c.Files {
		size += len(f.Data)
	}
	if size > maxContent || len(c.Files) > maxFiles {
		return nil, ErrTooLarge
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	add := func(name string, data []byte) error {
		err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(data)), Typeflag: tar.TypeReg})
		if err == nil {
			_, err = w.Write(data)
		}
		return err
	}
	err := add(pageEntry, c.Page)
	for _, f := range c.Files {
		err = errors.Join(err, add(filesIn+f.Path, f.Data))
	}
	if err = errors.Join(err, w.Close(), z.Close()); err != nil {
		return nil, fmt.Errorf("packing the portfolio: %w", err)
	}
	return b.Bytes(), nil
}

// Unpack reads an archive back. Whoever made the file could have put anything into it: it is refused whole where a
// limit is broken or a name leads out of the folder.
func Unpack(data []byte) (Content, error) {
	var c Content
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return c, ErrChanged
	}
	r := tar.NewReader(io.LimitReader(z, maxContent+maxFiles*1024))
	seen := map[string]bool{}
	for room := int64(maxContent); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return c, nil
		}
		if err != nil {
			return Content{}, ErrChanged
		}
		name, file := strings.CutPrefix(h.Name, filesIn)
		switch {
		case h.Typeflag != tar.TypeReg || seen[h.Name] || file && !plain(name) || !file && name != pageEntry:
			return Content{}, fmt.Errorf("%q in it is not a file that a portfolio has", h.Name)
		case h.Size > room || len(c.Files) >= maxFiles:
			return Content{}, ErrTooLarge
		}
		seen[h.Name] = true
		body, err := io.ReadAll(io.LimitReader(r, room))
		if err != nil || int64(len(body)) != h.Size {
			return Content{}, ErrChanged
		}
		room -= h.Size
		if file {
			c.Files = append(c.Files, File{name, body})
		} else {
			c.Page = body
		}
	}
}

// plain reports whether a name is a path below a folder on every system.
func plain(name string) bool {
	return fs.ValidPath(name) && name != "." && !strings.ContainsFunc(name, func(c rune) bool {
		return c < ' ' || c == 0x7f || strings.ContainsRune(`\:*?"<>|`, c)
	})
}
