package site

import (
	"errors"
	"fmt"
	"path/filepath"

	"precept/internal/store"
)

// PrecepteesFolder gives the folder of all preceptees of a project, which need not be there yet. The path that the site
// names may be a link, or lead through one, because somebody chose it. The usual folder may not: the error is then
// store.ErrLink, with the link's name below the project.
func (s *Site) PrecepteesFolder(project string) (string, error) {
	switch {
	case filepath.IsAbs(s.Preceptees):
		return s.Preceptees, nil
	case s.PrecepteesPos.File != "":
		return filepath.Join(project, filepath.FromSlash(s.Preceptees)), nil
	}
	return filepath.Join(project, filepath.FromSlash(s.Preceptees)), NoLink(project, s.Preceptees)
}

// NoLink gives an error that is store.ErrLink where a path below the project is a link, or leads through one.
func NoLink(project, path string) error {
	tree, err := store.Open(project)
	if err != nil {
		return fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	e, err := tree.Stat(path)
	if err == nil && e.Kind == store.Link {
		err = store.ErrLink
	}
	if errors.Is(err, store.ErrLink) {
		return fmt.Errorf("%s %w; put the folder itself there, or name the path of the preceptees' folder "+
			"under preceptees in %s", path, store.ErrLink, File)
	}
	return nil
}
