package cli

import (
	"context"
	"fmt"
	"path/filepath"
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
			more = append(more, finding.Finding{Rule: "file-foreign", Severity: finding.Note, Position: finding.Position{File: filepath.Base(r.Dir) + "/" + f},
				Message: "precept did not write this file and left it as it is", Help: "move it elsewhere if it does not belong to the site"})
		}
	}
	findings = finding.Sort(append(findings, more...))
	summary := finding.Count(findings)
	summary.Pages, summary.Portfolios = s.Summary.Pages, s.Summary.Portfolios
	if printed := a.print(o.Project, findings, summary); err == nil {
		err = printed
	}
	if err != nil {
		return err
	}
	for _, r := range done {
		name := a.shown(r.Dir)
		switch {
		case !r.Changed:
			a.say("%s is as it was: nothing had changed", name)
		default:
			a.say("%s written: %d files new or changed, %d as they were, %d removed", name, r.Written, r.Unchanged, r.Removed)
		}
	}
	held := s.Stopped(o.Strict) || slices.ContainsFunc(more, func(f finding.Finding) bool { return f.Severity == finding.Error })
	if s.Public != nil && s.Public.Blocked {
		a.say("the public site was not written: see the findings above; an earlier one is as it was")
	}
	for _, t := range s.Private {
		if t.Blocked {
			a.say("the portfolio of %s was not written: see the findings above; an earlier one is as it was", t.Preceptee)
		}
	}
	if held {
		return errFindings
	}
	return nil
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
