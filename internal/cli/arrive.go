package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"precept/internal/importer"
	"precept/internal/pack"
	"precept/internal/portfolio"
	"precept/internal/preceptee"
	"precept/internal/record"
	"precept/internal/source"
	"precept/internal/store"
)

// arrive takes in somebody who comes with a pack that precept export made, under an id.
func (a *app) arrive(ctx context.Context, id, file string, example bool) error {
	if message, help := preceptee.NameFault(id); message != "" {
		return usage("%s; %s", message, help)
	}
	project, err := a.project()
	if err != nil {
		return err
	}
	s, err := readSite(project)
	if err != nil {
		return err
	}
	dir, err := a.preceptees(project, s)
	if err != nil {
		return err
	}
	if _, err := store.Lstat(filepath.Join(dir, id)); err == nil {
		return usage("%s is there already and is left as it is; choose another id", a.shown(filepath.Join(dir, id)))
	}
	files, who, err := a.readPack(id, file)
	if err != nil {
		return err
	}
	if who.Example != example {
		if example {
			return usage("%s is of a real person; leave --example out", file)
		}
		return usage("%s is of an invented person; add --example", file)
	}
	if err := a.protect(ctx, project, s, dir, id, example); err != nil {
		return err
	}
	people, err := store.MakeDir(dir, store.Private)
	if err != nil {
		return fmt.Errorf("making %s: %w", a.shown(dir), store.Cause(err))
	}
	defer people.Close()
	err = importer.Begin(people, id, files)
	if errors.Is(err, fs.ErrExist) {
		return usage("%s is there already and is left as it is; choose another id", a.shown(filepath.Join(dir, id)))
	}
	if err != nil {
		return err
	}
	a.say("%s written: %d files, of %s", a.shown(filepath.Join(dir, id)), len(files), who.Name)
	if list, err := versions(project); err == nil && !slices.Contains(list, who.Toolkit) {
		a.say("their year goes by toolkit %s, which this project does not have: copy its folder into content/",
			who.Toolkit)
	}
	a.say("precept check --preceptee %s says what is to be looked at", id)
	return nil
}

// readPack reads a pack, and who it is of.
func (a *app) readPack(id, file string) ([]importer.Arrival, *portfolio.Preceptee, error) {
	data, err := store.ReadFile(a.path(file), importer.MaxTotal)
	if errors.Is(err, store.ErrTooLarge) {
		return nil, nil, usage("%s is larger than %d megabytes; unpack it and copy its folder records/ by hand", file,
			importer.MaxTotal>>20)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", file, store.Cause(err))
	}
	content, err := pack.Read(filepath.Base(file), data)
	var refused pack.Refusal
	if errors.As(err, &refused) {
		a.say("%s is not taken in: %s", file, refused)
		return nil, nil, errFindings
	}
	if err != nil {
		return nil, nil, err
	}
	var files []importer.Arrival
	var who *portfolio.Preceptee
	for _, f := range content {
		files = append(files, importer.Arrival{Name: f.Path, Data: f.Data})
		if f.Path == record.PrecepteeName {
			head, findings := source.Read(f.Path, f.Data, source.MaxFile)
			if head == nil {
				return nil, nil, unreadable(file+": "+f.Path, findings)
			}
			who, _ = portfolio.ReadPreceptee(id, head)
		}
	}
	return files, who, nil
}
