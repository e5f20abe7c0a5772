package cli

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"

	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/store"
)

// batch is what the command line of import names: files, and findings about what could not become one.
type batch struct {
	files    []importer.Arrival
	findings []finding.Finding
}

// add adds one file, or what is in it where it is a zip.
func (b *batch) add(name string, data []byte) {
	list, findings := importer.Unpack(name, data)
	b.files, b.findings = append(b.files, list...), append(b.findings, findings...)
}

// arrivals reads what the command line names: files, and folders with all that is in them.
func (a *app) arrivals(args []string) (*batch, error) {
	b := &batch{}
	for _, arg := range args {
		name := a.path(arg)
		if store.IsDir(name) {
			if err := b.addFolder(arg, name); err != nil {
				return nil, err
			}
			continue
		}
		if !store.IsFile(name) {
			return nil, usage("there is no file %s", arg)
		}
		data, err := store.ReadFile(name, importer.MaxTotal)
		switch {
		case errors.Is(err, store.ErrTooLarge):
			b.findings = append(b.findings, finding.Finding{
				Rule: "file-too-large", Position: finding.Position{File: path.Base(filepath.ToSlash(arg))},
				Message: fmt.Sprintf("the file is larger than %d megabytes", importer.MaxTotal>>20),
				Help:    "send it in several pieces",
			})
		case err != nil:
			return nil, fmt.Errorf("reading %s: %w", arg, store.Cause(err))
		default:
			b.add(path.Base(filepath.ToSlash(name)), data)
		}
	}
	return b, nil
}

// addFolder adds every file in a folder and the folders below it. Links are named and not followed.
func (b *batch) addFolder(arg, name string) error {
	tree, err := store.Open(name)
	if err != nil {
		return fmt.Errorf("opening %s: %w", arg, store.Cause(err))
	}
	defer tree.Close()
	entries, err := tree.Walk(".")
	if err != nil {
		return fmt.Errorf("listing %s: %w", arg, store.Cause(err))
	}
	if len(entries) > importer.MaxFiles {
		return usage("%s has %d files, and at most %d are imported at once; is it the right folder?",
			arg, len(entries), importer.MaxFiles)
	}
	total := 0
	for _, e := range entries {
		if e.Kind == store.Folder {
			continue
		}
		if e.Kind != store.File {
			b.findings = append(b.findings, finding.Finding{
				Rule: "file-unsafe", Position: finding.Position{File: e.Path},
				Message: "this is a link or not an ordinary file, and is not imported",
				Help:    "hand over the file that it leads to",
			})
			continue
		}
		data, err := tree.Read(e.Path, importer.MaxTotal)
		if err != nil && !errors.Is(err, store.ErrTooLarge) {
			return fmt.Errorf("reading %s: %w", path.Join(filepath.ToSlash(arg), e.Path), store.Cause(err))
		}
		if total += len(data); err != nil || total > 4*importer.MaxTotal {
			return usage("%s has more than can be imported at once; hand it over in several pieces", arg)
		}
		b.add(e.Path, data)
	}
	return nil
}
