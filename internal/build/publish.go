package build

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"precept/internal/finding"
	"precept/internal/git"
	"precept/internal/plan"
	"precept/internal/publish"
	"precept/internal/store"
)

// Destination says where the trees go.
type Destination struct {
	Public     string   // folder of the public tree
	Portfolios string   // folder that holds a folder for each portfolio
	Host       string   // of the public tree: netlify, azure, iis, nginx or plain
	Behind     string   // the host of the portfolios, likewise; "" where they are read from the disk
	Home       []string // home folders, which are never replaced
	Jobs       int
	Progress   func(tree string) // called before each tree; may be nil
}

// Done is what publishing one tree did.
type Done struct {
	Preceptee string // "" for the public tree
	Dir       string // the folder it was written to
	Stopped   bool   // files that precept did not write are in the way: nothing of it was written
	publish.Report
}

// Publish writes every tree of a prepared project that nothing blocks, each whole or not at all.
func (s *Snapshot) Publish(ctx context.Context, o Options, d Destination) ([]Done, []finding.Finding, error) {
	p, err := s.publisher(ctx, o, d)
	if err == nil {
		err = p.writePublic(ctx)
	}
	for i, t := range s.Private {
		if err == nil {
			err = p.writePortfolio(ctx, i, t)
		}
	}
	done, findings := p.results()
	return done, findings, err
}

// publisher writes the trees of one build. Portfolios may be written at the same time.
type publisher struct {
	*Snapshot
	o       Options
	d       Destination
	jobs    int             // on how many workers a portfolio is written
	exposed map[string]bool // folders of portfolios that git has, or would take in

	found  []finding.Finding // before the first tree
	public outcome
	people []outcome  // by their places in the order of preceptees
	mu     sync.Mutex // guards progress
}

// outcome is what became of one tree.
type outcome struct {
	done     *Done // nil where nothing was done
	findings []finding.Finding
}

// publisher clears up after builds that were killed, and gives what writes the trees.
func (s *Snapshot) publisher(ctx context.Context, o Options, d Destination) (*publisher, error) {
	p := &publisher{Snapshot: s, o: o, d: d, jobs: d.Jobs, people: make([]outcome, s.count())}
	var err error
	if p.found, err = s.sweep(ctx, d); err != nil {
		return p, err
	}
	var names []string
	for i := range s.count() {
		names = append(names, o.Reader.Folder(s.people.IDs[i]))
	}
	if p.exposed, err = git.Exposed(ctx, d.Portfolios, names, "portfolio.html"); err != nil {
		return p, fmt.Errorf("looking for the git work tree of the portfolios: %w", store.Cause(err))
	}
	return p, nil
}

// results are what was done and found until now, in the order of the trees.
func (p *publisher) results() (done []Done, findings []finding.Finding) {
	findings = p.found
	for _, w := range append([]outcome{p.public}, p.people...) {
		findings = append(findings, w.findings...)
		if w.done != nil {
			done = append(done, *w.done)
		}
	}
	return done, findings
}

// writePublic writes the public tree, if there is one and nothing blocks it.
func (p *publisher) writePublic(ctx context.Context) error {
	t := p.Public
	if t == nil || t.Blocked {
		return nil
	}
	outputs, err := p.withHost(t.Outputs, p.d.Host)
	if err != nil {
		return err
	}
	p.public, err = p.write(ctx, t, p.target(t, p.d.Public), outputs, p.d.Jobs)
	return err
}

// writePortfolio writes one portfolio, if nothing blocks it.
func (p *publisher) writePortfolio(ctx context.Context, i int, t *Tree) error {
	if t.Blocked {
		return nil
	}
	name := p.o.Reader.Folder(t.Preceptee)
	target := p.target(t, filepath.Join(p.d.Portfolios, name))
	target.Private, target.Label = true, portfolioLabel(name)
	if !t.Example && p.exposed[name] {
		p.people[i] = outcome{&Done{Preceptee: t.Preceptee, Dir: target.Dir, Stopped: true},
			[]finding.Finding{tracked(t.Preceptee, name)}}
		return nil
	}
	outputs, err := p.behindHost(t.Outputs, p.d.Behind)
	if err != nil {
		return err
	}
	p.people[i], err = p.write(ctx, t, target, outputs, p.jobs)
	return err
}

// writeAndDrop writes a portfolio and lets go of it.
func (p *publisher) writeAndDrop(ctx context.Context, i int, m *made) error {
	defer m.drop()
	return p.writePortfolio(ctx, i, m.tree)
}

// target says where a tree goes, and what it must not be written over.
func (p *publisher) target(t *Tree, dir string) publish.Target {
	return publish.Target{Dir: dir, Kind: t.Kind, Forbidden: append([]string{p.o.Project}, p.d.Home...),
		Sources: p.sources(p.o, p.d, t.Preceptee != "")}
}

func (p *publisher) write(
	ctx context.Context, t *Tree, target publish.Target, outputs []plan.Output, jobs int,
) (outcome, error) {
	p.progress(t)
	report, found, err := publish.Publish(ctx, target, plan.Sorted(outputs), p.manifest(p.o, t), jobs)
	for i := range found {
		found[i].Preceptee = t.Preceptee
		found[i].Severity = finding.Error
	}
	w := outcome{findings: found}
	if err == nil || report.Changed {
		w.done = &Done{t.Preceptee, target.Dir, len(found) > 0, report}
	}
	return w, err
}

// progress reports a tree before it is written.
func (p *publisher) progress(t *Tree) {
	if p.d.Progress == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.d.Progress(t.Kind)
}

// tracked is the finding for a real person's portfolio that would go where the project goes.
func tracked(id, name string) finding.Finding {
	return finding.Finding{Rule: "preceptee-tracked", Severity: finding.Error, Preceptee: id,
		Position: finding.Position{File: portfolioLabel(name)},
		Message:  "git tracks a real person's portfolio, or would add it; it is not written",
		Help: "write /portfolios/ into the top .gitignore; `git rm -r --cached` with the folder's name removes what " +
			"git has; or name a folder outside with --portfolios"}
}

// withHost adds the files that say which headers and redirects a host should send.
func (s *Snapshot) withHost(outputs []plan.Output, host string) ([]plan.Output, error) {
	var redirects []publish.Redirect
	for _, a := range s.Aliases {
		redirects = append(redirects, publish.Redirect{From: "/" + a.From, To: "/" + a.To})
	}
	extra, err := publish.Host(host, publish.Site{Policy: plan.HeaderPolicy, Base: s.Site.Path(), Redirects: redirects})
	if err != nil {
		return nil, fmt.Errorf("making the host's files: %w", err)
	}
	return slices.Concat(outputs, extra), nil
}

// behindHost adds to a portfolio the files that tell a host to keep no copy of it and to show it to no search engine.
func (s *Snapshot) behindHost(outputs []plan.Output, host string) ([]plan.Output, error) {
	if host == "" {
		return outputs, nil
	}
	extra, err := publish.Host(host, publish.Site{Policy: plan.PortfolioPolicy(s.design.theme), Private: true})
	if err != nil {
		return nil, fmt.Errorf("making the host's files: %w", err)
	}
	return slices.Concat(outputs, extra), nil
}

func (s *Snapshot) manifest(o Options, t *Tree) publish.Manifest {
	m := publish.Manifest{Generator: o.Generator, AsOf: t.AsOf.String(), Versions: map[string]string{}}
	if t.Version != nil {
		m.Versions[t.Version.Name] = t.Version.LockDigest()
		return m
	}
	for _, v := range s.Toolkit.Published() {
		m.Versions[v.Name] = v.LockDigest()
	}
	return m
}

// sources are folders that nothing may be published into or over.
func (s *Snapshot) sources(o Options, d Destination, private bool) []string {
	list := []string{}
	for _, name := range [...]string{"cmd", "content", "data", "internal", "themes", ".git"} {
		list = append(list, filepath.Join(o.Project, name))
	}
	if filepath.IsAbs(s.Site.Preceptees) || strings.HasPrefix(s.Site.Preceptees, "..") {
		dir := s.Site.Preceptees
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(o.Project, dir)
		}
		list = append(list, dir)
	}
	if private {
		return append(list, d.Public)
	}
	return append(list, d.Portfolios)
}
