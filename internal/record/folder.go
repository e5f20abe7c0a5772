package record

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"precept/internal/finding"
	"precept/internal/form"
	"precept/internal/source"
	"precept/internal/store"
)

// Folder is a folder that records are kept in: a preceptee's, the practice's own, or the one that holds all
// preceptees' folders.
type Folder struct {
	Root   *store.Root // nil where there is no such folder
	Dir    string      // below the tree; "" is the tree itself
	Prefix string      // comes before Dir in findings: "data/preceptees/"
}

// Sub gives a folder within the folder.
func (d Folder) Sub(name string) Folder {
	d.Dir = path.Join(d.Dir, name)
	return d
}

// Path gives a file of the folder as the tree names it.
func (d Folder) Path(name string) string { return path.Join(d.Dir, name) }

// Shown gives a file of the folder as findings name it.
func (d Folder) Shown(name string) string { return d.Prefix + d.Path(name) }

// File is one file of a folder.
type File struct {
	Name string // below the folder
	Kind Kind
	Type store.Kind // what it is on the disk, where Kind is NotFile
}

// Files lists every file of the folder, at any depth, in path order. It is the one walk over records; names that
// begin with a dot are left out, and a folder that does not exist has no files.
func (d Folder) Files() ([]File, error) {
	dir := path.Join(".", d.Dir)
	entries, err := d.Root.Walk(dir)
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", d.Shown(""), store.Cause(err))
	}
	var list []File
	for _, e := range entries {
		if e.Path == dir {
			continue
		}
		f := File{Name: strings.TrimPrefix(e.Path, dir+"/"), Type: e.Kind}
		f.Kind = KindOf(f.Name)
		if e.Kind != store.File && f.Kind != PrivateFile && f.Kind != PrecepteeFile {
			f.Kind = NotFile
		}
		list = append(list, f)
	}
	return list, nil
}

// NotAFile is the finding for what is neither a file nor a folder that may be looked into.
func NotAFile(kind store.Kind, whole finding.Position) finding.Finding {
	f := finding.Finding{Rule: "file-unsafe", Position: whole,
		Message: "this is not an ordinary file", Help: "take it out of the folder"}
	switch kind {
	case store.Link:
		f.Message, f.Help = "this is a link to another place and is not followed", "copy what it leads to here instead"
	case store.Folder:
		f.Rule, f.Message = "file-unknown", "a folder's name ends in .md"
		f.Help = "remove .md from its name: only the names of files end in it"
	}
	return f
}

// refused gives the kind of what could not be read because it is not a file.
func refused(err error) (kind store.Kind, ok bool) {
	switch {
	case errors.Is(err, store.ErrLink):
		return store.Link, true
	case errors.Is(err, store.ErrFolder):
		return store.Folder, true
	case errors.Is(err, store.ErrSpecial):
		return store.Special, true
	}
	return store.File, false
}

// Read reads one file. The file is nil where it cannot be read as front matter; the findings say why.
func (d Folder) Read(name string) (*source.File, []finding.Finding, error) {
	shown := d.Shown(name)
	raw, err := d.Root.Read(d.Path(name), source.MaxRecord)
	if errors.Is(err, store.ErrTooLarge) {
		return nil, []finding.Finding{{Rule: "file-too-large", Position: finding.Position{File: shown},
			Message: fmt.Sprintf("the file is larger than %d MiB", source.MaxRecord>>20),
			Help:    "keep long documents as evidence and name them in the record"}}, nil
	}
	if kind, ok := refused(err); ok {
		return nil, []finding.Finding{NotAFile(kind, finding.Position{File: shown})}, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", shown, err)
	}
	file, findings := form.ReadFile(shown, raw)
	return file, findings, nil
}
