// Package plan says what a build writes: every file of the public tree and of each portfolio, by path, with a key over all that
// goes into it and a function that writes it. It decides what each page shows and hands it to the theme as a view; it writes
// nothing itself and judges nothing. Before it stand the models, after it the checks, which look at its paths, and publishing.
package plan

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Output is one file of a tree to publish.
type Output struct {
	Path   string                  // slash path below the tree's root
	Key    string                  // hash of all that Write reads; equal keys mean equal bytes
	Source string                  // the file below the project that it comes from, or "" for the generator's own
	Write  func(w io.Writer) error // writes the finished bytes; may run at the same time as others
}

// Sorted puts outputs in order of their paths.
func Sorted(list []Output) []Output {
	slices.SortStableFunc(list, func(a, b Output) int { return cmp.Compare(a.Path, b.Path) })
	return list
}

// key hashes values, each with its length so that no two lists of them are alike.
func key(parts ...string) string {
	var s sum
	s.add(parts...)
	return s.key()
}

// sum is a key that is being added up. It can be used again and again, which spares the memory of a list for every page.
type sum struct {
	hash hash.Hash
	buf  []byte
}

func (s *sum) add(parts ...string) {
	if s.hash == nil {
		s.hash = sha256.New()
	}
	for _, p := range parts {
		s.buf = append(strconv.AppendInt(s.buf[:0], int64(len(p)), 10), ':')
		s.hash.Write(append(s.buf, p...))
	}
}

// key gives the key and begins anew.
func (s *sum) key() string {
	s.add() // of nothing there is a key too
	s.buf = s.hash.Sum(s.buf[:0])
	s.hash.Reset()
	return hex.EncodeToString(s.buf[:16])
}

// fixed is an output whose bytes are known already.
func fixed(path string, data []byte) Output {
	sum := sha256.Sum256(data)
	return Output{Path: path, Key: hex.EncodeToString(sum[:16]), Write: func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}}
}

// up is the prefix that leads from a file to its tree's root.
func up(path string) string { return strings.Repeat("../", strings.Count(path, "/")) }
