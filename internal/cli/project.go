package cli

import (
	"context"
	"errors"
	"fmt"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"precept/internal/base"
	"precept/internal/build"
	"precept/internal/check"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// project finds the project's folder.
func (a *app) project() (string, error) {
	is := func(dir string) bool {
		own := filepath.Join(dir, toolkit.Folder)
		copied := filepath.Join(dir, filepath.FromSlash(site.BundleFolder)) // a copy may have no page of its own
		return store.IsFile(filepath.Join(dir, filepath.FromSlash(site.File))) &&
			(store.IsDir(own) || store.IsDir(copied))
	}
	if a.flags.root != "" {
		dir := a.path(a.flags.root)
		if !is(dir) {
			return "", usage("%s is not a project: it needs content/ and %s; precept new site makes one",
				a.flags.root, site.File)
		}
		return dir, nil
	}
	for dir := a.Dir; ; dir = filepath.Dir(dir) {
		if is(dir) {
			return dir, nil
		}
		if filepath.Dir(dir) == dir {
			return "", usage("neither this folder nor one above it is a project with content/ and %s; "+
				"precept new site makes one, --root DIR names one", site.File)
		}
	}
}

// projectToday gives the project's folder and the day that counts as today.
func (a *app) projectToday() (string, civil.Date, error) {
	project, err := a.project()
	if err != nil {
		return "", civil.Date{}, err
	}
	today, err := a.asOf()
	return project, today, err
}

// path makes a path of the command line absolute.
func (a *app) path(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(a.Dir, name)
}

// homes are the user's home folders: what the environment says, and what the system knows.
func (a *app) homes() []string {
	var list []string
	for _, name := range [...]string{"HOME", "USERPROFILE"} {
		if dir := a.Env(name); filepath.IsAbs(dir) {
			list = append(list, dir)
		}
	}
	if who, err := user.Current(); err == nil && filepath.IsAbs(who.HomeDir) {
		list = append(list, who.HomeDir)
	}
	return list
}

// shown is a path as the person who called would write it.
func (a *app) shown(dir string) string {
	if rel, err := filepath.Rel(a.Dir, dir); err == nil {
		return rel
	}
	return dir
}

// below is a folder as findings name it: from the project where it is inside.
func below(project, dir string) string {
	if rel, err := filepath.Rel(project, dir); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.Base(dir)
}

// readSite reads data/site.yaml and nothing else, for commands that need no more of the project.
func readSite(project string) (*site.Site, error) {
	raw, err := store.ReadFile(filepath.Join(project, filepath.FromSlash(site.File)), source.MaxFile)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", site.File, store.Cause(err))
	}
	s, _ := site.Read(raw)
	return s, nil
}

// preceptees is the folder that holds the preceptees' folders.
func (a *app) preceptees(project string, s *site.Site) (string, error) {
	return unlinked(s.PrecepteesFolder(project))
}

// unlinked makes a matter of the configuration of a folder that is a link and may not be one.
func unlinked(dir string, err error) (string, error) {
	if errors.Is(err, store.ErrLink) {
		return "", usage("%v", err)
	}
	return dir, err
}

// readPreceptee reads one preceptee.md.
func readPreceptee(dir, id string) (*portfolio.Preceptee, error) {
	name := id + "/" + record.PrecepteeName
	tree, err := store.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", dir, store.Cause(err))
	}
	defer tree.Close()
	raw, err := tree.Read(name, source.MaxFile)
	if errors.Is(err, store.ErrLink) {
		return nil, usage("%s %v", name, store.Cause(err))
	}
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

// unreadable says by its first finding why a file cannot be used.
func unreadable(name string, findings []finding.Finding) error {
	if len(findings) == 0 {
		return usage("%s cannot be read; precept check says why", name)
	}
	return usage("%s cannot be read: %s; %s", name, findings[0].Message, findings[0].Help)
}

// layers opens a project and what it is based on, for commands that build nothing. What cannot be opened of the latter
// has a finding under precept check.
func layers(project string) (loader *toolkit.Loader, done func(), err error) {
	s, err := readSite(project)
	if err != nil {
		return nil, nil, err
	}
	tree, err := store.Open(project)
	if err != nil {
		return nil, nil, fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	bases, _, err := base.Open(project, s)
	if err != nil {
		return nil, nil, errors.Join(err, tree.Close())
	}
	return &toolkit.Loader{Root: tree, Bases: bases.Bases, By: s.Publisher}, func() { tree.Close(); bases.Close() }, nil
}

// wholeBases refuses a project that is based on something that cannot be read, for commands that compare the two.
func wholeBases(project string) error {
	s, err := readSite(project)
	if err != nil {
		return err
	}
	bases, unread, err := base.Open(project, s)
	if err != nil {
		return err
	}
	bases.Close()
	if len(unread) > 0 {
		f := unread[0]
		return usage("%s:%d: %s; %s", f.File, f.Line, f.Message, f.Help)
	}
	return nil
}

// toolkit reads the project's versions, for commands that build nothing and need no page's text.
func (a *app) toolkit(ctx context.Context, project string) (t *toolkit.Toolkit, err error) {
	err = a.withToolkit(ctx, project, func(read *toolkit.Toolkit) error {
		t = read
		return nil
	})
	return t, err
}

// withToolkit reads the project's versions and gives them to a function, which may read the pages' texts.
func (a *app) withToolkit(ctx context.Context, project string, use func(t *toolkit.Toolkit) error) error {
	loader, done, err := layers(project)
	if err != nil {
		return err
	}
	defer done()
	spill := store.NewSpill(1 << 20)
	defer spill.Close()
	asOf, err := a.asOf()
	if err != nil {
		return err
	}
	loader.AsOf, loader.Parser, loader.Jobs = asOf, toolkit.NewParser(build.Minifier()), runtime.GOMAXPROCS(0)
	loader.Bodies.Spill = spill
	t, _, err := loader.Load(ctx)
	if err != nil {
		return err
	}
	return use(t)
}

// versions lists the versions of a project, and of what it is based on, from the oldest.
func versions(project string) ([]string, error) {
	loader, done, err := layers(project)
	if err != nil {
		return nil, err
	}
	defer done()
	list, err := loader.VersionNames()
	if err != nil {
		return nil, fmt.Errorf("listing the versions: %w", store.Cause(err))
	}
	return list, nil
}

// newest names the newest version of a project.
func newest(project string) (string, error) {
	list, err := versions(project)
	if err != nil {
		return "", err
	}
	if len(list) == 0 {
		return "", usage("the project has no version yet; precept new version 2026.1 begins one")
	}
	return list[len(list)-1], nil
}

// checkVersion refuses the name of a version that does not exist.
func checkVersion(project, name string) error {
	list, err := versions(project)
	if err != nil || slices.Contains(list, name) {
		return err
	}
	otherwise := "the versions are " + strings.Join(list, ", ")
	if toolkit.VersionName(name) {
		otherwise = "precept new version " + name + " begins one"
	}
	return unknown("version", name, list, otherwise)
}

// startVersion names the version that a preceptee begins with today: the current one, or the newest draft where none is
// released. It is not a draft without a programme while another version has one.
func (a *app) startVersion(ctx context.Context, project string) (string, error) {
	t, err := a.toolkit(ctx, project)
	if err != nil {
		return "", err
	}
	if bare, full := check.Displaced(t); bare != nil {
		return "", usage("say which version they start on: %s is the newest, "+
			"but a draft with neither timeline nor form; --version %s takes the one before", bare.Name, full.Name)
	}
	if v := t.Current(); v != nil {
		return v.Name, nil
	}
	return newest(project)
}
