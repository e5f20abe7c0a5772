package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"

	"precept/internal/build"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// readSite reads data/site.yaml alone, for commands that need no more of the project.
func readSite(project string) (*site.Site, error) {
	raw, err := store.ReadFile(filepath.Join(project, filepath.FromSlash(site.File)), source.MaxFile)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", site.File, store.Cause(err))
	}
	s, _ := site.Read(raw)
	return s, nil
}

// preceptees is where preceptees' folders lie.
func (a *app) preceptees(project string, s *site.Site) string {
	if filepath.IsAbs(s.Preceptees) {
		return s.Preceptees
	}
	return filepath.Join(project, filepath.FromSlash(s.Preceptees))
}

// readPreceptee reads one preceptee.md.
func readPreceptee(dir, id string) (*portfolio.Preceptee, error) {
	name := id + "/" + record.PrecepteeName
	raw, err := store.ReadFile(filepath.Join(dir, filepath.FromSlash(name)), source.MaxFile)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, store.Cause(err))
	}
	file, findings := source.Read(name, raw, source.MaxFile)
	if file == nil {
		return nil, unreadable(name, findings)
	}
	who, _ := portfolio.ReadPreceptee(id, file)
	return who, nil
}

// toolkit reads the project's versions, for commands that build nothing.
func (a *app) toolkit(ctx context.Context, project string) (*toolkit.Toolkit, error) {
	tree, err := store.Open(project)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	spill := store.NewSpill(1 << 20)
	defer spill.Close()
	loader := toolkit.Loader{Tree: tree, Parser: toolkit.NewParser(build.Minifier()), Jobs: runtime.GOMAXPROCS(0)}
	loader.Bodies.Spill = spill
	t, _, err := loader.Load(ctx)
	return t, err
}

// sorted puts versions in their order, the oldest first.
func sorted(versions []string) []string {
	slices.SortFunc(versions, toolkit.CompareNames)
	return versions
}
