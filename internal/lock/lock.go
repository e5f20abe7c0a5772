// Package lock owns version.lock, which says what the files of a released version were: the format, how a file is
// summed, and what differs from it. It reads and writes no files. Package toolkit sums the files of a version while it
// loads them, package check says what differs, and the command release writes the lock.
//
// The format, which is made to be read by people and by other programs:
//
//	precept version.lock 1
//	digest 5f0c…
//	0a1b…  forms/monthly-meeting.md
//	9e4d…  index.md
//
// The first line says the format and its version. The digest is the SHA-256 of all lines below it, so that an edited
// lock is noticed. Then each file of the version has a line: its SHA-256, as Sum makes it, two spaces, and its path
// below the version, in the order of the paths. Files that the version inherits are listed like its own.
package lock

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Name is the name of the file in its version's folder.
const Name = "version.lock"

// MaxSize is the largest lock that is read, in bytes: enough for the most files that a version may have.
const MaxSize = 64 << 20

const (
	format     = "precept version.lock "
	heading    = format + "1"
	digestWord = "digest "
)

// Lines is how many lines are before that of the first file.
const Lines = 2

// File is one file of a version: its path below the version and its sum.
type File struct {
	Path string
	Sum  string // as Sum makes it
}

// Lock is what the files of a version were when it was released.
type Lock struct {
	Files []File // by path, each path once
}

// New makes the lock of these files, in any order.
func New(files []File) *Lock {
	return &Lock{Files: slices.SortedFunc(slices.Values(files), byPath)}
}

func byPath(a, b File) int { return strings.Compare(a.Path, b.Path) }

// Sum is the SHA-256 of a file, in hexadecimal. A text is summed without a byte-order mark and only with line feeds, so
// that Git and Windows change nothing; anything else as it is. The content decides, not the name.
func Sum(raw []byte) string {
	sum := sha256.Sum256(Summed(raw))
	return hex.EncodeToString(sum[:])
}

// Summed is what of a file is summed: the same bytes from every computer on which the file was checked out.
func Summed(raw []byte) []byte {
	if isText(raw) {
		return plain(raw)
	}
	return raw
}

// isText reports whether the bytes are UTF-8 without the control characters that no text has.
func isText(raw []byte) bool {
	if !utf8.Valid(raw) {
		return false
	}
	return !slices.ContainsFunc(raw, func(b byte) bool {
		return b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f'
	})
}

// plain is a text without a byte-order mark and only with line feeds.
func plain(raw []byte) []byte {
	raw = bytes.TrimPrefix(raw, []byte("\uFEFF"))
	if bytes.IndexByte(raw, '\r') < 0 {
		return raw
	}
	return bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
}

// Digest is the lock's own: "sha256:" and the SHA-256 of its lines.
func (l *Lock) Digest() string {
	sum := sha256.Sum256(l.lines())
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Bytes are the whole file.
func (l *Lock) Bytes() []byte {
	digest := strings.TrimPrefix(l.Digest(), "sha256:")
	return append([]byte(heading+"\n"+digestWord+digest+"\n"), l.lines()...)
}

// lines are those of the files.
func (l *Lock) lines() []byte {
	var b bytes.Buffer
	for _, f := range l.Files {
		fmt.Fprintf(&b, "%s  %s\n", f.Sum, f.Path)
	}
	return b.Bytes()
}

// Change is how a file differs from the lock.
type Change string

// The changes.
const (
	Changed Change = "changed" // the file has other bytes
	Missing Change = "missing" // the lock lists it, and it is not there
	Added   Change = "added"   // it is there, and the lock does not list it
)

// Difference is one file that is not as the lock says.
type Difference struct {
	Path   string // below the version
	Change Change
	Line   int // of the file in the lock; 0 where it was added
}

// Compare says in which files the version is not what it was, in the order of their paths. now may come in any order.
func (l *Lock) Compare(now []File) []Difference {
	sums := make(map[string]string, len(now))
	for _, f := range now {
		sums[f.Path] = f.Sum
	}
	var list []Difference
	for i, f := range l.Files {
		sum, there := sums[f.Path]
		delete(sums, f.Path)
		switch {
		case !there:
			list = append(list, Difference{f.Path, Missing, Lines + 1 + i})
		case sum != f.Sum:
			list = append(list, Difference{f.Path, Changed, Lines + 1 + i})
		}
	}
	for path := range sums {
		list = append(list, Difference{Path: path, Change: Added})
	}
	slices.SortFunc(list, func(a, b Difference) int { return strings.Compare(a.Path, b.Path) })
	return list
}
