// Package plan says what a build writes: every file of the public tree and of each portfolio, by path, with a function
// that writes it. It decides what each page shows and hands it to the theme as a view. It writes nothing itself and
// judges nothing. Before it come the models, after it the checks, which look at its paths, and publishing.
package plan

import (
	"cmp"
	"io"
	"slices"
	"strings"
)

// Output is one file of a tree to publish. What it holds is computed when it is written.
type Output struct {
	Path   string                  // slash path below the tree's root
	Source string                  // the file below the project that it comes from, or "" for the generator's own
	Write  func(w io.Writer) error // writes the finished bytes; may run at the same time as others
}

// Sorted puts outputs in order of their paths.
func Sorted(list []Output) []Output {
	slices.SortStableFunc(list, func(a, b Output) int { return cmp.Compare(a.Path, b.Path) })
	return list
}

// fixed is an output whose bytes are known already.
func fixed(path string, data []byte) Output {
	return Output{Path: path, Write: func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}}
}

// up is the prefix that leads from a file to its tree's root.
func up(path string) string { return strings.Repeat("../", strings.Count(path, "/")) }
