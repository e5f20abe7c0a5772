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

// arrivals reads what the command line names: files, and folders with all that is in them.
func (a *app) arrivals(args []string) (*importer.Batch, error) {
	b := &importer.Batch{}
	for _, arg := range args {
		name := a.path(arg)
		if store.IsDir(name) {
			if err := addFolder(b, arg, name); err != nil {
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
			b.Findings = append(b.Findings, finding.Finding{
				Rule: "file-too-large", Position: finding.Position{File: path.Base(filepath.ToSlash(arg))},
				Message: fmt.Sprintf("the file is larger than %d megabytes", importer.MaxTotal>>20),
				Help:    "send it in several pieces",
			})
		case err != nil:
			return nil, fmt.Errorf("reading %s: %w", arg, store.Cause(err))
		default:
			b.Add(path.Base(filepath.ToSlash(name)), data)
		}
	}
	return b, nil
}

// addFolder adds every file in a folder and the folders below it. Links are named and not followed.
func addFolder(b *importer.Batch, arg, name string) error {
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
			b.Findings = append(b.Findings, finding.Finding{
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
		if total += len(data); err != nil || total > importer.MaxTotal {
			return usage("%s has more than can be imported at once; hand it over in several pieces", arg)
		}
		b.Add(e.Path, data)
	}
	return nil
}
