package build

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"precept/internal/finding"
	"precept/internal/git"
	"precept/internal/plan"
	"precept/internal/portfolio"
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

// Publish writes every tree that nothing blocks, each whole or not at all. First it clears up after builds that were
// killed.
func (s *Snapshot) Publish(ctx context.Context, o Options, d Destination) ([]Done, []finding.Finding, error) {
	var done []Done
	findings, err := s.sweep(ctx, d)
	if err != nil {
		return nil, nil, err
	}
	exposed, err := s.exposed(ctx, o, d)
	if err != nil {
		return nil, nil, err
	}
	one := func(t *Tree, dir string, outputs []plan.Output, private bool) error {
		if d.Progress != nil {
			d.Progress(t.Kind)
		}
		target := publish.Target{Dir: dir, Kind: t.Kind, Private: private,
			Forbidden: append([]string{o.Project}, d.Home...), Sources: s.sources(o, d, private)}
		if private && s.real(t.Preceptee) && exposed[filepath.Base(dir)] {
			findings = append(findings, tracked(t.Preceptee, filepath.Base(dir)))
			done = append(done, Done{Preceptee: t.Preceptee, Dir: dir, Stopped: true})
			return nil
		}
		if private {
			target.Label = portfolioLabel(filepath.Base(dir))
		}
		report, more, err := publish.Publish(ctx, target, plan.Sorted(outputs), s.manifest(o, t), d.Jobs)
		for i := range more {
			more[i].Preceptee = t.Preceptee
			more[i].Severity = finding.Error
		}
		findings = append(findings, more...)
		if err == nil || report.Changed {
			done = append(done, Done{t.Preceptee, dir, len(more) > 0, report})
		}
		return err
	}
	if t := s.Public; t != nil && !t.Blocked {
		outputs, err := s.withHost(t.Outputs, d.Host)
		if err == nil {
			err = one(t, d.Public, outputs, false)
		}
		if err != nil {
			return done, findings, err
		}
	}
	for _, t := range s.Private {
		if t.Blocked {
			continue
		}
		name := o.Reader.Folder(t.Preceptee)
		outputs, err := s.behindHost(t.Outputs, d.Behind)
		if err == nil {
			err = one(t, filepath.Join(d.Portfolios, name), outputs, true)
		}
		if err != nil {
			return done, findings, err
		}
	}
	return done, findings, nil
}

// exposed gives the portfolios, by the names of their folders, of which git has a file or would take one in.
func (s *Snapshot) exposed(ctx context.Context, o Options, d Destination) (map[string]bool, error) {
	var names []string
	for _, t := range s.Private {
		names = append(names, o.Reader.Folder(t.Preceptee))
	}
	exposed, err := git.Exposed(ctx, d.Portfolios, names, "portfolio.html")
	if err != nil {
		return nil, fmt.Errorf("looking for the git work tree of the portfolios: %w", store.Cause(err))
	}
	return exposed, nil
}

// real reports whether somebody is not an example.
func (s *Snapshot) real(id string) bool {
	return slices.ContainsFunc(s.Portfolios, func(p *portfolio.Portfolio) bool { return p.ID == id && !p.Example })
}

// tracked is the finding for a real person's portfolio that would go where the project goes.
func tracked(id, name string) finding.Finding {
	return finding.Finding{Rule: "preceptee-tracked", Severity: finding.Error, Preceptee: id,
		Position: finding.Position{File: portfolioLabel(name)},
		Message:  "git has a real person's portfolio, or would take it in; it is not written",
		Help: "write /portfolios/ into the top .gitignore; git rm -r --cached and the folder's name takes out what " +
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
	for _, v := range s.Toolkit.Published() {
		m.Versions[v.Name] = v.LockDigest()
	}
	for _, p := range s.Portfolios {
		if p.ID == t.Preceptee {
			m.Versions = map[string]string{p.Version.Name: p.Version.LockDigest()}
		}
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
