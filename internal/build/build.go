// Package build runs the stages: load, plan, check, publish. Each takes values and gives values; this package only
// joins them and says which parts may be published. It decides nothing about content and prints nothing.
package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"

	"precept/internal/base"
	"precept/internal/check"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/media"
	"precept/internal/plan"
	"precept/internal/portfolio"
	"precept/internal/publish"
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
	Served     bool            // what is shown by precept serve and not published: portfolios lead to its forms
	Keep       bool            // bodies stay in memory for as long as the snapshot lives
	Previous   *Snapshot       // made with the same options

	// Changed names all files, absolutely, that changed since Previous began to be read; none where any may have.
	Changed []string
	// Sized is called before the work begins: with the number of pages, and again once the number of people is known.
	// It may be nil.
	Sized func(pages, people int)
}

// Part limits a build.
type Part string

// The parts that --only names.
const (
	Everything     Part = ""
	ToolkitOnly    Part = "toolkit"
	PortfoliosOnly Part = "portfolios"
)

// Snapshot is a project as it was when it was read: models, findings, and every output of every tree that is kept. It
// is never changed.
type Snapshot struct {
	AsOf       civil.Date // the day that it is about
	Site       *site.Site
	Toolkit    *toolkit.Toolkit
	Portfolios []*portfolio.Portfolio // none where each is dropped as soon as it is done with
	Findings   []finding.Finding      // graded and sorted
	Summary    finding.Summary
	Public     *Tree   // nil where only portfolios were asked for
	Private    []*Tree // of everybody, by preceptee; without outputs where the portfolio is dropped
	Aliases    []plan.Alias

	words  *wording.Words // what the site says in place of our phrases
	design design
	input  plan.Input // that every output was planned from
	files  *openFiles
	spill  *store.Spill
	kept   *media.Kept     // pictures as readers get them; nil where each is written once
	loader *toolkit.Loader // that read the toolkit, to read single pages again
	public *plan.PublicTree

	records *portfolio.Loader // that reads the portfolios
	people  *portfolio.People // whose portfolios there are to make
	judge   *check.People     // of what is found about them
	held    held              // what holds portfolios back though the fault is elsewhere
	folders []string          // everybody's, whomever this is built for; nil where it was not looked at
	shared  []finding.Finding // about what people share
	made    []made            // of each of them
}

// Tree is one site to publish.
type Tree struct {
	Preceptee string // "" for the public tree
	Name      string // of the preceptee
	Kind      string // what its build.json says it is for
	AsOf      civil.Date
	Version   *toolkit.Version // that the preceptee follows; nil of the public tree
	Example   bool             // the preceptee is invented
	Outputs   []plan.Output    // nil where the tree is dropped
	Blocked   bool             // it has an error: nothing of it is published
}

// bodyBound is how many bytes of pages' HTML a build keeps in memory before it uses a file.
const bodyBound = 16 << 20

// picturesBound is how many bytes of cleaned pictures are kept for readers.
const picturesBound = 64 << 20

// Build loads, plans, checks and publishes a project: first what everybody shares, with the public tree, then the
// portfolios, each of which is dropped as soon as it is written. What is kept of a person is small: their findings and
// what became of their tree. Findings of publishing are given beside those of the snapshot. After an error there is
// what was done until then; the snapshot is nil where that is nothing, and else must be closed.
func Build(ctx context.Context, o Options, d Destination) (*Snapshot, []Done, []finding.Finding, error) {
	o.Jobs = jobs(o)
	s, err := load(ctx, o)
	if err != nil {
		return nil, nil, nil, err
	}
	p, err := s.publisher(ctx, o, d)
	if err == nil {
		err = p.writePublic(ctx)
	}
	if err == nil {
		p.jobs = max(1, o.Jobs/max(1, s.count())) // portfolios are written beside one another
		err = s.eachPerson(ctx, o, func(i int, m *made) error { return p.writeAndDrop(ctx, i, m) })
	}
	done, findings := p.results()
	return s, done, findings, err
}

// Prepare loads, plans and checks a project, and keeps every portfolio. The error is the machine's; what is wrong with
// the project is in the findings. The snapshot must be closed.
func Prepare(ctx context.Context, o Options) (*Snapshot, error) {
	o.Jobs = jobs(o)
	s, err := again(ctx, o)
	if s == nil && err == nil {
		s, err = load(ctx, o)
	}
	if err != nil {
		return nil, err
	}
	if err := s.eachPerson(ctx, o, func(int, *made) error { return nil }); err != nil {
		s.Close()
		return nil, err
	}
	s.Portfolios = nil
	for i := range s.made {
		if s.made[i].who != nil {
			s.Portfolios = append(s.Portfolios, s.made[i].who)
		}
	}
	return s, nil
}

// Each does the same, and keeps of each portfolio what fact makes of it, by preceptee. Several are made at once.
func Each[F any](
	ctx context.Context, o Options, fact func(*Snapshot, *portfolio.Portfolio) F,
) (*Snapshot, []F, error) {
	o.Jobs = jobs(o)
	s, err := load(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	facts, there := make([]F, s.count()), make([]bool, s.count())
	err = s.eachPerson(ctx, o, func(i int, m *made) error {
		facts[i], there[i] = fact(s, m.who), true
		m.drop()
		return nil
	})
	if err != nil {
		s.Close()
		return nil, nil, err
	}
	n := 0
	for i := range facts {
		if there[i] {
			facts[n] = facts[i]
			n++
		}
	}
	return s, facts[:n], nil
}

// jobs is how much is done at once.
func jobs(o Options) int {
	if o.Jobs > 0 {
		return o.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

// load loads, plans and checks what everybody shares, and opens the folders of people.
func load(ctx context.Context, o Options) (*Snapshot, error) {
	s := &Snapshot{AsOf: o.AsOf, files: &openFiles{users: 1}}
	if err := s.load(ctx, o); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Snapshot) load(ctx context.Context, o Options) error {
	tree, err := s.open(o.Project)
	if err != nil {
		return err
	}
	findings, err := s.readSite(tree)
	if err != nil {
		return err
	}
	more, err := s.loadToolkit(ctx, o, tree)
	if err != nil {
		return err
	}
	findings = append(findings, more...)
	if err := s.loadTheme(tree, o.Previous); err != nil {
		return err
	}
	findings = append(findings, s.design.findings...)
	s.input = plan.Input{Site: s.Site, Toolkit: s.Toolkit, Theme: s.design.theme, FormScripts: s.design.scripts,
		Files: s.loader, AsOf: o.AsOf, Generator: o.Generator,
		Served: o.Served && o.Only != PortfoliosOnly}
	rules := check.Input{Site: s.Site, Toolkit: s.Toolkit, AsOf: o.AsOf, Release: s.Toolkit.Version(o.Release)}
	if o.Only != ToolkitOnly {
		if more, err = s.openPeople(ctx, o); err != nil {
			return err
		}
		findings = append(findings, more...)
		if o.Sized != nil {
			o.Sized(s.pages(), s.count())
		}
		if rules.Release != nil {
			if rules.Followed, err = s.people.Followed(); err != nil {
				return err
			}
		}
	}
	if o.Only != PortfoliosOnly {
		s.public = plan.Public(s.input)
		s.Public, s.Aliases = &Tree{Kind: "public", AsOf: o.AsOf, Outputs: s.public.Outputs}, s.public.Aliases
		rules.Public, rules.Aliases, rules.Added = s.Public.Outputs, s.Aliases, publish.Added(o.Host)
	}
	s.shared, s.judge = check.Run(rules, findings)
	s.Findings = s.shared
	s.judgeShared(o.Strict)
	return nil
}

// loadToolkit loads the toolkit, with the bases that it is based on.
func (s *Snapshot) loadToolkit(ctx context.Context, o Options, tree *store.Root) ([]finding.Finding, error) {
	bases, findings, err := base.Open(o.Project, s.Site)
	if err != nil {
		return nil, err
	}
	s.files.add(bases)
	s.loader = &toolkit.Loader{Root: tree, Bases: bases.Bases, By: s.Site.Publisher, Local: s.Site.Local,
		Words: s.words, Parser: toolkit.NewParser(Minifier()), Jobs: o.Jobs, Drafts: o.Drafts,
		AsOf: o.AsOf, Sum: o.Release, Preceptees: PrecepteesPrefix(s.Site)}
	s.hold(o)
	loader := *s.loader
	if o.Sized != nil {
		loader.Sized = func(pages int) { o.Sized(pages, 0) }
	}
	if o.Previous != nil {
		loader.Previous = o.Previous.Toolkit
	}
	var more []finding.Finding
	s.Toolkit, more, err = loader.Load(ctx)
	return append(findings, more...), err
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
	s.files.add(tree)
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
	s.files.release()
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
