package cli

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/finding"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/publish"
	"precept/internal/toolkit"
)

func (a *app) checkCommand() *cobra.Command {
	var fix bool
	var gate, release, host string
	cmd := &cobra.Command{
		Use: "check", Short: "Say what is wrong or missing, and write nothing", Args: exact(0, "no arguments"),
		Long: `Says what is wrong or missing in the toolkit and the portfolios, and writes
nothing.

--fix writes missing ids into the source, puts quotes round text that needs them,
and changes nothing else. --gate judges portfolios against a review: anything
that is still open before it makes the exit status 1. --release lists all that is
in the way of releasing a version, with what only its publisher can give.`,
		Example: "  precept check\n  precept check --format json\n  precept check --fix\n" +
			"  precept check --preceptee alex-example --gate midpoint\n  precept check --release 2026.1",
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			if o.Host, err = knownHost(host); err != nil {
				return err
			}
			if gate != "" && gate != programme.Midpoint && gate != programme.Final {
				return usage("--gate is %q; write midpoint or final", gate)
			}
			if gate != "" && o.Only == build.ToolkitOnly {
				return usage("--gate judges portfolios and cannot go with --only toolkit; leave one of them out")
			}
			if gate != "" && release != "" {
				return usage("--gate judges portfolios and --release a version; leave one of them out")
			}
			o.Release, o.Strict = release, o.Strict || release != ""
			return a.check(cmd.Context(), o, fix, gate)
		},
	}
	a.commonFlags(cmd)
	cmd.Flags().BoolVar(&fix, "fix", false, "fix what a machine can fix safely")
	cmd.Flags().StringVar(&gate, "gate", "", "judge portfolios against a review: midpoint or final")
	cmd.Flags().StringVar(&release, "release", "", "list what is in the way of releasing this `version`")
	cmd.Flags().BoolVar(&a.flags.drafts, "drafts", false, "check draft pages too")
	cmd.Flags().StringVar(&host, "host", usualHost,
		"the host that a build will be for: netlify, azure, iis, nginx or plain")
	complete(cmd, "host", publish.Hosts())
	complete(cmd, "gate", []string{programme.Midpoint, programme.Final})
	return cmd
}

// check prints the findings; with fix it first fixes what it can and reads the project again.
func (a *app) check(ctx context.Context, o build.Options, fix bool, gate string) error {
	progress := a.progress("reading and checking")
	defer progress.stop()
	s, err := build.Prepare(ctx, o)
	if err != nil {
		return err
	}
	if fix {
		fixed, err := build.Fix(o.Project, s)
		s.Close()
		if err != nil {
			return err
		}
		for _, f := range fixed {
			a.say("%s: %d fixed", f.File, f.Count)
		}
		if s, err = build.Prepare(ctx, o); err != nil {
			return err
		}
	}
	defer s.Close()
	progress.stop()
	findings, open := s.Findings, 0
	switch {
	case gate != "":
		if err := judges(s, gate); err != nil {
			return err
		}
		findings, open = beforeGate(s, gate, o.Strict)
	case o.Release != "":
		if s.Toolkit.Version(o.Release) == nil {
			return usage("there is no version %q below %s", o.Release, toolkit.Folder)
		}
		findings = inTheWay(s, o.Release)
	}
	sum := summarise(s, findings)
	if err := a.print(o.Project, findings, sum); err != nil {
		return err
	}
	a.say("%s", tally(sum))
	if open > 0 || o.Release != "" && len(findings) > 0 || o.Release == "" && s.Stopped(o.Strict) {
		return errFindings
	}
	return nil
}

// inTheWay gives what blocks the release of a version: the findings about its files and the site that stop a strict
// build. People and other versions are not published with it.
func inTheWay(s *build.Snapshot, version string) (list []finding.Finding) {
	for _, f := range s.Findings {
		own := strings.HasPrefix(f.File, path.Join(toolkit.Folder, version)+"/")
		if build.Blocks(f, true) && f.Preceptee == "" && (own || !strings.HasPrefix(f.File, toolkit.Folder+"/")) {
			list = append(list, f)
		}
	}
	return list
}

// judges refuses a gate by which nobody can be judged: it would pass in silence.
func judges(s *build.Snapshot, gate string) error {
	if len(s.Portfolios) == 0 {
		if s.Summary.Errors > 0 {
			return nil // which say why there is none
		}
		return usage("there is no preceptee to judge by --gate %s", gate)
	}
	if slices.ContainsFunc(s.Portfolios, func(p *portfolio.Portfolio) bool { return p.HasGate(gate) }) {
		return nil
	}
	return usage("this toolkit has no %[1]s gate: no milestone of its timeline has gate=%[1]s", gate)
}

// beforeGate gives what blocks, and as gaps what is still open before a gate, with their number.
func beforeGate(s *build.Snapshot, gate string, strict bool) (list []finding.Finding, open int) {
	for _, f := range s.Findings {
		if build.Blocks(f, strict) {
			list = append(list, f)
		}
	}
	for _, p := range s.Portfolios {
		for _, g := range p.Before(gate) {
			open++
			f := g.Finding
			f.Severity, f.Preceptee, f.Gate, f.Due = finding.Gap, p.ID, gate, g.Due.String()
			list = append(list, f)
		}
	}
	return finding.Sort(list), open
}
