package build

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"precept/internal/finding"
	"precept/internal/git"
	"precept/internal/plan"
	"precept/internal/portfolio"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/store"
)

// count is how many people there are to make portfolios of.
func (s *Snapshot) count() int {
	if s.people == nil {
		return 0
	}
	return len(s.people.IDs)
}

// made is what a build has made of one preceptee. who and tree are nil where there is no portfolio.
type made struct {
	who   *portfolio.Portfolio
	tree  *Tree
	found []finding.Finding // graded
	kept  bool              // it is that of the snapshot before, whose files have not changed
}

// drop lets go of the portfolio and of the outputs, which show it.
func (m *made) drop() { m.who, m.tree.Outputs = nil, nil }

// eachPerson loads, plans and checks the portfolios, and hands each to do, with its place in the order of preceptees.
// There are at most as many at once as there are jobs, unless do keeps them. Who is unchanged since the snapshot before
// is handed on as they were.
func (s *Snapshot) eachPerson(ctx context.Context, o Options, do func(i int, m *made) error) error {
	all := make([]made, s.count())
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(o.Jobs)
	for i := range all {
		g.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			if s.made != nil && s.made[i].kept {
				all[i] = s.made[i]
			} else if all[i], err = s.makePerson(o, s.people.IDs[i]); err != nil {
				return err
			}
			if all[i].who == nil {
				return nil
			}
			return do(i, &all[i])
		})
	}
	err := g.Wait()
	s.made, s.Private = all, nil
	var practice []finding.Finding
	if err == nil && s.people != nil {
		practice, err = s.people.PracticeFindings()
		practice = s.judge.Judge(nil, practice)
	}
	list := [][]finding.Finding{s.shared}
	for i := range all {
		list = append(list, all[i].found)
		if all[i].tree != nil {
			s.Private = append(s.Private, all[i].tree)
		}
	}
	s.Findings = finding.Sort(slices.Concat(append(list, practice)...))
	s.sum()
	return err
}

// makePerson loads, plans and checks one portfolio.
func (s *Snapshot) makePerson(o Options, id string) (made, error) {
	who, findings, err := s.people.Read(id)
	if err != nil {
		return made{}, err
	}
	m := made{who: who, found: s.judge.Judge(who, findings)}
	if who != nil {
		m.tree = &Tree{Preceptee: id, Name: who.Name, Kind: "portfolio:" + id + ":" + string(o.Reader), AsOf: who.AsOf,
			Version: who.Version, Example: who.Example, Outputs: plan.Portfolio(s.input, who, o.Reader),
			Blocked: s.held.holds(who, m.found, o.Strict)}
	}
	return m, nil
}

// PrecepteesPrefix begins the names of preceptees' files in findings, wherever the folder is on the machine.
func PrecepteesPrefix(s *site.Site) string {
	if filepath.IsAbs(s.Preceptees) {
		return "preceptees/"
	}
	return strings.TrimRight(s.Preceptees, "/") + "/"
}

// openPeople opens the folders of the preceptees, who may be outside the project, and of the practice's own records. It
// lists whose portfolios there are to make.
func (s *Snapshot) openPeople(ctx context.Context, o Options) ([]finding.Finding, error) {
	l := &portfolio.Loader{Toolkit: s.Toolkit, Parser: s.loader.Parser, AsOf: o.AsOf, AsOfGiven: o.AsOfGiven,
		Only: o.Preceptees, Shard: o.Shard, Hosted: o.Hosted, Kept: s.kept}
	s.records = l
	findings, err := s.openPreceptees(ctx, o, l)
	if err != nil {
		return nil, err
	}
	more, err := s.openOrganisation(ctx, o, l)
	if err != nil {
		return nil, err
	}
	findings = append(findings, more...)
	s.people, more, err = l.People()
	return append(findings, more...), err
}

// openPreceptees opens the folder of all preceptees, and asks what git has of it.
func (s *Snapshot) openPreceptees(ctx context.Context, o Options, l *portfolio.Loader) ([]finding.Finding, error) {
	prefix := PrecepteesPrefix(s.Site)
	dir, err := s.Site.PrecepteesFolder(o.Project)
	if errors.Is(err, store.ErrLink) {
		return []finding.Finding{linked(s.Site.Preceptees,
			"put the folder itself there, or name its path under preceptees in "+site.File)}, nil
	}
	if err != nil {
		return nil, err
	}
	if l.Preceptees, err = s.folder(dir, prefix); err != nil || l.Preceptees.Root == nil {
		return s.withoutPreceptees(o), err
	}
	if s.folders, err = folders(l.Preceptees.Root); err != nil {
		return nil, fmt.Errorf("listing %s: %w", prefix, store.Cause(err))
	}
	if l.Tracked, err = git.Exposed(ctx, dir, s.folders, record.PrecepteeName); err != nil {
		return nil, fmt.Errorf("looking for the git work tree of %s: %w", prefix, store.Cause(err))
	}
	return nil, nil
}

// openOrganisation does the same for the practice's own records.
func (s *Snapshot) openOrganisation(ctx context.Context, o Options, l *portfolio.Loader) ([]finding.Finding, error) {
	err := site.NoLink(o.Project, record.Organisation)
	if errors.Is(err, store.ErrLink) {
		return []finding.Finding{linked(record.Organisation, "put the folder itself there")}, nil
	}
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(o.Project, filepath.FromSlash(record.Organisation))
	if l.Organisation, err = s.folder(dir, record.Organisation+"/"); err != nil || l.Organisation.Root == nil {
		return nil, err
	}
	files, err := l.Organisation.Files()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	if l.TrackedPractice, err = git.Exposed(ctx, dir, names, ""); err != nil {
		return nil, fmt.Errorf("looking for the git work tree of %s: %w", record.Organisation, store.Cause(err))
	}
	return nil, nil
}

// linked is the finding for a folder of records that is a link, or is reached through one.
func linked(path, help string) finding.Finding {
	return finding.Finding{Rule: "file-unsafe", RecordOnly: true, Position: finding.Position{File: path},
		Message: "the folder is a link, or behind one, and links are not followed; nothing in it is read", Help: help}
}

// withoutPreceptees is a finding where data/site.yaml names a folder that is not there: with a misspelt path the site
// would seem to have no preceptees. On a machine of somebody else the folder should not exist.
func (s *Snapshot) withoutPreceptees(o Options) []finding.Finding {
	pos := s.Site.PrecepteesPos
	if s.Site.Preceptees == site.DefaultPreceptees {
		s.folders = []string{} // there are no people; a folder elsewhere may have some
	}
	if pos.File == "" || o.Hosted || s.Site.Preceptees == site.DefaultPreceptees {
		return nil
	}
	return []finding.Finding{{Rule: "preceptees-folder", Position: pos,
		Message: "the folder of people is not there, so no portfolio is made",
		Help: "correct the path, which is read from the project's own folder; precept new preceptee makes the folder " +
			"with the first of them"}}
}

// folder opens a folder of records; one that is not there has no Tree.
func (s *Snapshot) folder(dir, prefix string) (record.Folder, error) {
	if !store.IsDir(dir) {
		return record.Folder{}, nil
	}
	tree, err := s.open(dir)
	return record.Folder{Root: tree, Prefix: prefix}, err
}

// folders names the folders in a folder.
func folders(tree *store.Root) ([]string, error) {
	entries, err := tree.List(".")
	list := []string{}
	for _, e := range entries {
		if e.Kind == store.Folder {
			list = append(list, e.Path)
		}
	}
	return list, err
}
