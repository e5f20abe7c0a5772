// Package plan says what a build writes: every file of the public tree and of each portfolio, by path, with a key over all that
// goes into it and a function that writes it. It decides what each page shows and hands it to the theme as a view; it writes
// nothing itself and judges nothing. Before it stand the models, after it the checks, which look at its paths, and publishing.
package plan

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
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
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s\n", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
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
