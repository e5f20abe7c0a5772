package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/finding"
	"precept/internal/publish"
)

func (a *app) buildCommand() *cobra.Command {
	var out, portfolios, host string
	cmd := &cobra.Command{
		Use: "build", Short: "Check everything, then write public/ and portfolios/", Args: exact(0, "no arguments"),
		Long: `Checks everything, then writes public/ and portfolios/.

Each tree is written whole or not at all: an error holds back the part that it
stands in, and what was there before stays. What a person has not done yet is
never an error.`,
		Example: "  precept build\n  precept build --only toolkit --host netlify\n  precept build --preceptee alex-example --for practice --as-of 2026-10-05",
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			if !slices.Contains(publish.Hosts(), host) {
				return usage("--host is %q; write netlify, azure, iis, nginx or plain", host)
			}
			d := build.Destination{Public: filepath.Join(o.Project, "public"), Portfolios: filepath.Join(o.Project, "portfolios"), Host: host, Jobs: o.Jobs}
			if out != "" {
				d.Public = a.path(out)
			}
			if portfolios != "" {
				d.Portfolios = a.path(portfolios)
			}
			return a.build(cmd.Context(), o, d)
		},
	}
	a.flagsFor(cmd)
	cmd.Flags().StringVar(&out, "out", "", "`DIR` for the public tree (default: public below the project)")
	cmd.Flags().StringVar(&portfolios, "portfolios", "", "`DIR` for the portfolios (default: portfolios below the project)")
	cmd.Flags().StringVar(&host, "host", "netlify", "whose header and redirect files to add: netlify, azure, iis, nginx or plain")
	complete(cmd, "host", publish.Hosts())
	return cmd
}

func (a *app) build(ctx context.Context, o build.Options, d build.Destination) error {
	progress := a.progress("reading and checking")
	defer progress.stop()
	o.Sized = a.memory
	s, err := build.Prepare(ctx, o)
	if err != nil {
		return err
	}
	defer s.Close()
	d.Progress = func(tree string) { progress.set("writing " + tree) }
	done, more, err := s.Publish(ctx, o, d)
	progress.stop()
	findings := s.Findings
	for _, r := range done {
		for _, f := range r.Foreign {
			more = append(more, finding.Finding{Rule: "file-foreign", Severity: finding.Note, Preceptee: r.Preceptee, Position: finding.Position{File: below(o.Project, r.Dir) + "/" + f},
				Message: "precept did not write this file and left it as it is", Help: "move it elsewhere if it does not belong to the site"})
		}
	}
	findings = finding.Sort(append(findings, more...))
	summary := finding.Count(findings)
	summary.Pages, summary.Portfolios = s.Summary.Pages, s.Summary.Portfolios
	if printed := a.print(o.Project, findings, summary); err == nil {
		err = printed
	}
	for _, r := range done {
		name := a.shown(r.Dir)
		switch {
		case r.Stopped:
			a.say("%s was not written: see the findings above; it is as it was", name)
		case !r.Changed:
			a.say("%s is as it was: nothing had changed", name)
		default:
			a.say("%s written: %d files new or changed, %d as they were, %d removed", name, r.Written, r.Unchanged, r.Removed)
		}
	}
	if err != nil {
		return err
	}
	held := s.Stopped(o.Strict) || slices.ContainsFunc(more, func(f finding.Finding) bool { return f.Severity == finding.Error })
	if s.Public != nil && s.Public.Blocked {
		a.say("the public site was not written: see the findings above; an earlier one is as it was")
	}
	for _, id := range heldBack(s) {
		a.say("the portfolio of %s was not written: see the findings above; an earlier one is as it was", id)
	}
	if held {
		return errFindings
	}
	return nil
}

// heldBack lists the preceptees whose portfolio an error keeps from being written, or whose preceptee.md could not be read.
func heldBack(s *build.Snapshot) []string {
	known := map[string]bool{}
	var list []string
	for _, t := range s.Private {
		known[t.Preceptee] = true
		if t.Blocked {
			list = append(list, t.Preceptee)
		}
	}
	for _, f := range s.Findings {
		if f.Preceptee != "" && !known[f.Preceptee] {
			known[f.Preceptee] = true
			list = append(list, f.Preceptee)
		}
	}
	slices.Sort(list)
	return list
}

// below is a folder as findings name it: from the project where it lies there.
func below(project, dir string) string {
	if rel, err := filepath.Rel(project, dir); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.Base(dir)
}

// shown is a path as the person who called would write it.
func (a *app) shown(dir string) string {
	if rel, err := filepath.Rel(a.Dir, dir); err == nil {
		return rel
	}
	return dir
}

// progress shows what is being done, on a terminal, once that has taken a second.
type progress struct {
	mu    sync.Mutex
	text  string
	shown bool
	ended chan struct{}
	once  sync.Once
	app   *app
}

func (a *app) progress(text string) *progress {
	p := &progress{text: text, ended: make(chan struct{}), app: a}
	if !a.Terminal || a.flags.quiet {
		return p
	}
	go func() {
		tick := time.NewTicker(200 * time.Millisecond)
		defer tick.Stop()
		begun := 0
		for {
			select {
			case <-p.ended:
				return
			case <-tick.C:
				if begun++; begun >= 5 {
					p.mu.Lock()
					fmt.Fprintf(a.Err, "\r\x1b[K%s, %d s", p.text, begun/5)
					p.shown = true
					p.mu.Unlock()
				}
			}
		}
	}()
	return p
}

func (p *progress) set(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text = text
}

func (p *progress) stop() {
	p.once.Do(func() {
		close(p.ended)
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.shown {
			fmt.Fprint(p.app.Err, "\r\x1b[K")
		}
	})
}

// memory lets the heap grow further between collections than Go would by itself, since a build allocates much and keeps little, up to
// what its pages call for: collecting less often costs a large build memory and gains it nothing. A user's own settings win.
func (a *app) memory(pages int) {
	if a.Env("GOGC") == "" {
		debug.SetGCPercent(300)
	}
	if a.Env("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(64<<20 + int64(pages)*(12<<10))
	}
}
