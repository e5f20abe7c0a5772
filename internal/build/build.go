// Package build runs the stages: load, plan, check, publish. Each takes values and gives values; this package only
// joins them and says which parts may be published. It decides nothing about content and prints nothing.
package build

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"runtime"
	"strings"

	"precept/internal/base"
	"precept/internal/check"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/git"
	"precept/internal/markdown"
	"precept/internal/media"
	"precept/internal/plan"
	"precept/internal/portfolio"
	"precept/internal/publish"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/source"
	"precept/internal/store"
	"precept/internal/toolkit"
	"precept/internal/wording"
)

// Options say what to build and for which day.
type Options struct {
	Project    string // the project's folder
	AsOf       civil.Date
	AsOfGiven  bool // somebody asked for that day: no example is shown on one of its own
	Generator  string
	Drafts     bool
	Strict     bool
	Only       Part
	Reader     portfolio.Reader
	Preceptees []string        // ids; empty for all
	Shard      portfolio.Shard // the part of them that is built
	Release    string          // the version that is checked for its release; "" for none
	Host       string          // whose files publishing adds to the public tree; "" for none
	Jobs       int             // 0: one a processor
	Hosted     bool            // on a machine of somebody else: no real preceptee is read
	Sized      func(pages int) // called with the number of pages before the work begins; may be nil
	Served     bool            // what is shown by precept serve and not published: portfolios lead to its forms
	Keep       bool            // bodies stay in memory for as long as the snapshot lives
	Previous   *Snapshot
}

// Part limits a build.
type Part string

// The parts that --only names.
const (
	Everything     Part = ""
	ToolkitOnly    Part = "toolkit"
	PortfoliosOnly Part = "portfolios"
)

// Snapshot is a project as it was when it was read: models, findings, and every output of every tree. It is never
// changed.
type Snapshot struct {
	AsOf       civil.Date // the day that it is about
	Site       *site.Site
	Toolkit    *toolkit.Toolkit
	Portfolios []*portfolio.Portfolio
	Findings   []finding.Finding // graded and sorted
	Summary    finding.Summary
	Public     *Tree // nil where only portfolios were asked for
	Private    []*Tree
	Aliases    []plan.Alias

	words  *wording.Words // what the site says in place of our phrases
	design design
	input  plan.Input // that every output was planned from
	files  []io.Closer
	spill  *store.Spill
	kept   *media.Kept    // pictures as readers get them; nil where each is written once
	loader toolkit.Loader // that read the toolkit, to read single pages again

	records *portfolio.Loader // that read the portfolios
	public  *plan.PublicTree
	people  []string // everybody's folder, whomever this is built for; nil where it was not looked at
}

// Tree is one site to publish.
type Tree struct {
	Preceptee string // "" for the public tree
	Kind      string // what its build.json says it is for
	AsOf      civil.Date
	Outputs   []plan.Output
	Blocked   bool // it has an error: nothing of it is published
}

// bodyBound is how many bytes of pages' HTML a build keeps in memory before it uses a file.
const bodyBound = 16 << 20

// picturesBound is how many bytes of cleaned pictures are kept for readers.
const picturesBound = 64 << 20

// Prepare loads, plans and checks a project. The error is the machine's; what is wrong with the project is in the
// findings. The snapshot must be closed.
func Prepare(ctx context.Context, o Options) (*Snapshot, error) {
	s := &Snapshot{AsOf: o.AsOf}
	if err := s.prepare(ctx, o); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Snapshot) prepare(ctx context.Context, o Options) error {
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	tree, err := s.open(o.Project)
	if err != nil {
		return err
	}
	findings, err := s.readSite(tree)
	if err != nil {
		return err
	}
	bases, more, err := base.Open(o.Project, s.Site)
	if err != nil {
		return err
	}
	s.files, findings = append(s.files, bases), append(findings, more...)
	parser := toolkit.NewParser(Minifier())
	s.loader = toolkit.Loader{Root: tree, Bases: bases.Bases, By: s.Site.Publisher, Local: s.Site.Local,
		Words: s.words, Parser: parser, Jobs: o.Jobs, Drafts: o.Drafts,
		AsOf: o.AsOf, Sum: o.Release, Preceptees: PrecepteesPrefix(s.Site)}
	s.hold(o)
	loader := s.loader
	loader.Sized = o.Sized
	if o.Previous != nil {
		loader.Previous = o.Previous.Toolkit
	}
	s.Toolkit, more, err = loader.Load(ctx)
	if err != nil {
		return err
	}
	findings = append(findings, more...)
	if err := s.loadTheme(tree, o.Previous); err != nil {
		return err
	}
	findings = append(findings, s.design.findings...)
	in := plan.Input{Site: s.Site, Toolkit: s.Toolkit, Theme: s.design.theme, FormScripts: s.design.scripts,
		Files: &s.loader, AsOf: o.AsOf, Generator: o.Generator,
		Served: o.Served && o.Only != PortfoliosOnly}
	s.input = in
	if o.Only != ToolkitOnly {
		if more, err = s.readPortfolios(ctx, o, tree, parser); err != nil {
			return err
		}
		findings = append(findings, more...)
		for _, p := range s.Portfolios {
			s.Private = append(s.Private, &Tree{Preceptee: p.ID, Kind: "portfolio:" + p.ID + ":" + string(o.Reader),
				AsOf: p.AsOf, Outputs: plan.Portfolio(in, p, o.Reader)})
		}
	}
	rules := check.Input{Site: s.Site, Toolkit: s.Toolkit, Portfolios: s.Portfolios, AsOf: o.AsOf,
		Release: s.Toolkit.Version(o.Release)}
	if o.Only != PortfoliosOnly {
		s.public = plan.Public(in)
		s.Public, s.Aliases = &Tree{Kind: "public", AsOf: o.AsOf, Outputs: s.public.Outputs}, s.public.Aliases
		rules.Public, rules.Aliases, rules.Added = s.Public.Outputs, s.Aliases, publish.Added(o.Host)
	}
	s.Findings = check.Run(rules, findings)
	s.judge(o.Strict)
	return nil
}

// hold says where bodies and cleaned pictures are held: for as long as the snapshot lives, with the pictures of an
// earlier one, or past a bound in a file, where each is written once.
func (s *Snapshot) hold(o Options) {
	if !o.Keep {
		s.spill = store.NewSpill(bodyBound)
		s.loader.Bodies.Spill = s.spill
		return
	}
	if o.Previous != nil {
		s.kept = o.Previous.kept
	}
	if s.kept == nil {
		s.kept = media.NewKept(picturesBound)
	}
	s.loader.Kept = s.kept
}

// ReadFile reads a file of the toolkit by the name that findings have for it.
func (s *Snapshot) ReadFile(name string) ([]byte, error) { return s.loader.Read(name, 0) }

func (s *Snapshot) open(dir string) (*store.Root, error) {
	tree, err := store.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", dir, store.Cause(err))
	}
	s.files = append(s.files, tree)
	return tree, nil
}

// Words are what the site says, about the programme of its current version; ours where there is no snapshot.
func (s *Snapshot) Words() *wording.Words {
	if s == nil {
		return nil
	}
	if v := s.Toolkit.Current(); v != nil {
		return v.Words
	}
	return s.words
}

// DeskScript is the script by which a form's page saves into a portfolio, in the words of the site; nil where there are
// no forms.
func (s *Snapshot) DeskScript() []byte { return s.design.scripts.Desk.Bytes }

// Close closes the files that the snapshot reads from. Its outputs cannot be written after that.
func (s *Snapshot) Close() {
	for _, f := range s.files {
		f.Close()
	}
	if s.spill != nil {
		s.spill.Close()
	}
}

func (s *Snapshot) readSite(tree *store.Root) ([]finding.Finding, error) {
	raw, err := tree.Read(site.File, source.MaxFile)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", site.File, store.Cause(err))
	}
	var findings []finding.Finding
	s.Site, findings = site.Read(raw)
	raw, err = tree.Read(site.WordsFile, source.MaxFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", site.WordsFile, store.Cause(err))
	default:
		words, more := site.ReadWords(s.Site.Lang, raw)
		s.words, findings = words, append(findings, more...)
	}
	return findings, nil
}

// PrecepteesPrefix stands before the names of preceptees' files in findings. It never says where on the machine the
// folder lies.
func PrecepteesPrefix(s *site.Site) string {
	if filepath.IsAbs(s.Preceptees) {
		return "preceptees/"
	}
	return strings.TrimRight(s.Preceptees, "/") + "/"
}

// readPortfolios reads the preceptees, who may be outside the project, and the practice's own records.
func (s *Snapshot) readPortfolios(
	ctx context.Context, o Options, tree *store.Root, parser *markdown.Parser,
) ([]finding.Finding, error) {
	l := &portfolio.Loader{Toolkit: s.Toolkit, Parser: parser, AsOf: o.AsOf, AsOfGiven: o.AsOfGiven,
		Only: o.Preceptees, Shard: o.Shard, Jobs: o.Jobs, Hosted: o.Hosted, Kept: s.kept}
	findings, err := s.openPreceptees(ctx, o, l)
	if err != nil {
		return nil, err
	}
	more, err := s.openOrganisation(ctx, o, l)
	if err != nil {
		return nil, err
	}
	findings = append(findings, more...)
	s.Portfolios, more, err = l.Load()
	s.records = l
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
	if s.people, err = folders(l.Preceptees.Root); err != nil {
		return nil, fmt.Errorf("listing %s: %w", prefix, store.Cause(err))
	}
	if l.Tracked, err = git.Exposed(ctx, dir, s.people, record.PrecepteeName); err != nil {
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

// withoutPreceptees is a finding where data/site.yaml names a folder that is not there: a misspelt path would read
// nobody, and pass for a site without preceptees. On a machine of somebody else the folder is not meant to be.
func (s *Snapshot) withoutPreceptees(o Options) []finding.Finding {
	pos := s.Site.PrecepteesPos
	if s.Site.Preceptees == site.DefaultPreceptees {
		s.people = []string{} // nobody is there, which is not so sure of a folder elsewhere
	}
	if pos.File == "" || o.Hosted || s.Site.Preceptees == site.DefaultPreceptees {
		return nil
	}
	return []finding.Finding{{Rule: "preceptees-folder", Position: pos,
		Message: "the folder of people is not there, so that no portfolio is made",
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
