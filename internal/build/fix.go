package build

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// Fixed says how many places of a file were fixed, or what it is called now.
type Fixed struct {
	File    string
	Count   int
	Renamed string
}

// Fix corrects in the source what a program can correct safely: it writes missing ids and digests of {says=…} marks,
// puts quotes round text of front matter that needs them, renames files, and makes the edits that findings carry.
// Nothing else of a file changes, its line ends included. A version with a lock is never touched.
//
// What is renamed is all that a call does: findings are at their places no longer, and the caller looks again.
func Fix(project string, s *Snapshot) ([]Fixed, error) {
	f := &fixer{snapshot: s, changes: map[string][]source.Change{}, findings: map[string][]finding.Finding{}}
	var err error
	if f.project, err = store.Open(project); err != nil {
		return nil, fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer f.project.Close()
	if err := f.openPeople(project); err != nil {
		return nil, err
	}
	if f.people != nil {
		defer f.people.Close()
	}
	for _, found := range s.Findings {
		f.findings[found.File] = append(f.findings[found.File], found)
	}
	if renamed, err := f.rename(); err != nil || len(renamed) > 0 {
		return renamed, err // findings are at their places no longer: the caller looks again
	}
	f.rootLinks()
	if err := f.fixHeads(); err != nil {
		return nil, err
	}
	f.insertIDs()
	files := map[string]bool{}
	for name := range f.findings {
		files[name] = true
	}
	for name := range f.changes {
		files[name] = true
	}
	var done []Fixed
	for _, name := range slices.Sorted(maps.Keys(files)) {
		n, err := f.file(name)
		if err != nil {
			return done, err
		}
		if n > 0 {
			done = append(done, Fixed{File: name, Count: n})
		}
	}
	return done, nil
}

// fixer is one run of Fix.
type fixer struct {
	snapshot *Snapshot
	project  *store.Root
	people   *store.Root // the preceptees' folder; nil where there is none, or it was not read
	findings map[string][]finding.Finding
	changes  map[string][]source.Change // by file: what no finding carries
}

// openPeople opens the preceptees' folder, which may be outside the project.
func (f *fixer) openPeople(project string) error {
	dir := f.snapshot.Site.Preceptees
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(project, filepath.FromSlash(dir))
	}
	if f.snapshot.people == nil || !store.IsDir(dir) {
		return nil
	}
	var err error
	if f.people, err = store.Open(dir); err != nil {
		return fmt.Errorf("opening the folder of portfolios: %w", store.Cause(err))
	}
	return nil
}

// place gives the folder that a file of a finding is in, and its path there; nil where it must not be changed.
func (f *fixer) place(name string) (*store.Root, string) {
	if rest, ok := strings.CutPrefix(name, PrecepteesPrefix(f.snapshot.Site)); ok && f.people != nil {
		return f.people, rest
	}
	base, v, below := f.snapshot.Toolkit.Split(name)
	switch {
	case base != "":
		return nil, "" // it is its publisher's
	case v == "" || below == "notices.md":
		return f.project, name
	}
	if _, err := f.project.Stat(toolkit.Folder + "/" + v + "/version.lock"); err == nil {
		return nil, ""
	}
	return f.project, name
}

// file makes the changes of one file, if there are any. It tells how many there were.
func (f *fixer) file(name string) (int, error) {
	fixable := func(x finding.Finding) bool { return x.Fix.Is || x.Rule == source.RuleSlip }
	if len(f.changes[name]) == 0 && !slices.ContainsFunc(f.findings[name], fixable) {
		return 0, nil
	}
	root, at := f.place(name)
	if root == nil {
		return 0, nil
	}
	raw, err := root.Read(at, source.MaxRecord)
	if err != nil {
		return 0, fmt.Errorf("reading %s: %w", name, store.Cause(err))
	}
	if signed(raw) {
		return 0, nil
	}
	out, n := source.Rewrite(raw, append(f.changes[name], edits(name, raw, f.findings[name])...))
	if bytes.Equal(out, raw) {
		return 0, nil
	}
	if err := root.Write(at, out); err != nil {
		return 0, fmt.Errorf("writing %s: %w", name, store.Cause(err))
	}
	return n, nil
}

// signed reports whether a file is a record that somebody has signed: what was signed stays as it is.
func signed(raw []byte) bool {
	_, rest, ok := bytes.Cut(source.Plain(raw), []byte("\nsigned:"))
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	return ok && string(bytes.TrimSpace(line)) != "[]"
}

// edits gives the changes that the findings of a file ask for.
func edits(name string, raw []byte, findings []finding.Finding) []source.Change {
	plain := source.Plain(raw)
	var file *source.File
	if strings.HasSuffix(name, ".md") {
		file, _ = source.Read(name, raw, source.MaxRecord)
	}
	var list []source.Change
	for _, x := range findings {
		switch {
		case x.Fix.Is:
			at := x.Fix.At
			if at.Line == 0 {
				at = x.Position
			}
			if from, to, ok := source.Range(plain, 1, at); ok {
				list = append(list, source.Change{From: from, To: to, Text: x.Fix.Text})
			}
		case x.Rule == source.RuleSlip:
			c, ok := source.QuoteFix(file, x)
			if strings.HasSuffix(name, ".yaml") {
				c, ok = source.QuoteFixYAML(name, plain, x)
			}
			if ok {
				list = append(list, c)
			}
		}
	}
	return list
}
