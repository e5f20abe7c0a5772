package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/check"
	"precept/internal/finding"
	"precept/internal/linkcheck"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/publish"
	"precept/internal/toolkit"
)

func (a *app) checkCommand() *cobra.Command {
	var asked checks
	var host string
	cmd := &cobra.Command{
		Use: "check", Short: "Say what is wrong or missing, and write nothing", Args: exact(0, "no arguments"),
		Long: `Says what is wrong or missing in the toolkit and the portfolios, and writes
nothing.

--fix writes missing ids into the source, puts quotes round text that needs them,
and changes nothing else. --gate judges portfolios against a review: anything
that is still open before it makes the exit status 1. --release lists everything
that is in the way of releasing a version, and what only its publisher can give.
--external-links also asks other sites whether the addresses of sources and
links still work; with --fix it writes the day beside the sources that do.`,
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
			if err := asked.refuse(o); err != nil {
				return err
			}
			o.Release, o.Strict = asked.release, o.Strict || asked.release != ""
			return a.check(cmd.Context(), o, asked)
		},
	}
	a.commonFlags(cmd)
	cmd.Flags().BoolVar(&asked.fix, "fix", false, "fix what a machine can fix safely")
	cmd.Flags().StringVar(&asked.gate, "gate", "", "judge portfolios against a review: midpoint or final")
	cmd.Flags().StringVar(&asked.release, "release", "", "list what is in the way of releasing this `version`")
	cmd.Flags().BoolVar(&asked.external, "external-links", false, "ask other sites whether their addresses still work")
	cmd.Flags().BoolVar(&a.flags.drafts, "drafts", false, "check draft pages too")
	cmd.Flags().StringVar(&host, "host", usualHost,
		"the host that a build will be for: netlify, azure, iis, nginx or plain")
	complete(cmd, "host", publish.Hosts())
	complete(cmd, "gate", []string{programme.Midpoint, programme.Final})
	return cmd
}

// checks are what check is asked for beyond the findings of a build.
type checks struct {
	fix, external bool
	gate, release string
}

// refuse says what cannot be asked for, or not together.
func (c checks) refuse(o build.Options) error {
	switch {
	case c.gate != "" && c.gate != programme.Midpoint && c.gate != programme.Final:
		return usage("--gate is %q; write midpoint or final", c.gate)
	case c.gate != "" && o.Only == build.ToolkitOnly:
		return usage("--gate judges portfolios and cannot go with --only toolkit; leave one of them out")
	case c.gate != "" && c.release != "":
		return usage("--gate judges portfolios and --release a version; leave one of them out")
	}
	return nil
}

// check prints the findings; with fix it first fixes what it can and reads the project again.
func (a *app) check(ctx context.Context, o build.Options, asked checks) error {
	progress := a.progress("reading and checking")
	defer progress.stop()
	s, people, outside, err := a.prepare(ctx, o, asked)
	if err != nil {
		return err
	}
	defer s.Close()
	progress.stop()
	findings, open := finding.Sort(slices.Concat(s.Findings, outside)), 0
	switch {
	case asked.gate != "":
		if err := judges(s, people, asked.gate); err != nil {
			return err
		}
		findings, open = beforeGate(s, people, o.Strict)
	case o.Release != "":
		if s.Toolkit.Version(o.Release) == nil {
			return usage("there is no version %q below %s", o.Release, toolkit.Folder)
		}
		inTheWay := s.InTheWay(findings, o.Release)
		findings, open = finding.Sort(append(inTheWay, s.Waived(findings, o.Release, o.AsOf)...)), len(inTheWay)
	}
	sum := summarise(s, findings)
	if err := a.print(o.Project, findings, sum); err != nil {
		return err
	}
	a.say("%s", tally(sum))
	dead := o.Strict && slices.ContainsFunc(outside, func(f finding.Finding) bool { return build.Blocks(f, true) })
	if open > 0 || dead || o.Release == "" && s.Stopped(o.Strict) {
		return errFindings
	}
	return nil
}

// standing is what a person still needs for the gate.
type standing struct {
	judged bool              // their version has the gate
	open   []finding.Finding // what is still open before it
}

// standing gives what a person still needs; nothing without --gate.
func (c checks) standing(_ *build.Snapshot, p *portfolio.Portfolio) standing {
	s := standing{judged: c.gate != "" && p.HasGate(c.gate)}
	if c.gate == "" {
		return s
	}
	for _, g := range p.Before(c.gate) {
		f := g.Finding
		f.Severity, f.Preceptee, f.Gate, f.Due = finding.Gap, p.ID, c.gate, g.Due.String()
		s.open = append(s.open, f)
	}
	return s
}

// prepare reads the project, asks other sites and fixes what it is asked to. What other sites say is not among the
// findings of the snapshot: it is not the same tomorrow.
func (a *app) prepare(
	ctx context.Context, o build.Options, asked checks,
) (*build.Snapshot, []standing, []finding.Finding, error) {
	s, people, err := build.Each(ctx, o, asked.standing)
	if err != nil {
		return nil, nil, nil, err
	}
	var answers map[string]linkcheck.Result
	if asked.external {
		if answers, err = a.askOthers(ctx, s, o.Release); err != nil {
			s.Close()
			return nil, nil, nil, err
		}
	}
	if asked.fix {
		fixed, err := build.Fix(o.Project, s)
		if err == nil && asked.external {
			works := func(address string) bool {
				r, known := answers[address]
				return known && r.State == linkcheck.Works
			}
			var marked []build.Fixed
			marked, err = build.MarkChecked(o.Project, s, o.Release, works, o.AsOf)
			fixed = append(fixed, marked...)
		}
		s.Close()
		if err != nil {
			return nil, nil, nil, err
		}
		if s, people, err = a.fixMore(ctx, o, asked, fixed); err != nil {
			return nil, nil, nil, err
		}
	}
	return s, people, check.Answers(check.External(s.Toolkit, o.Release), answers), nil
}

// mostRounds is how often --fix looks again at what it has fixed: a page that has been given a front matter may have
// links to correct, which are only read then.
const mostRounds = 6

// fixMore says what was fixed, looks at the project again and fixes what can be fixed now.
func (a *app) fixMore(
	ctx context.Context, o build.Options, asked checks, fixed []build.Fixed,
) (*build.Snapshot, []standing, error) {
	for round := 1; ; round++ {
		for _, f := range fixed {
			if f.Renamed != "" {
				a.say("%s: renamed to %s", f.File, f.Renamed)
			} else {
				a.say("%s: %d fixed", f.File, f.Count)
			}
		}
		s, people, err := build.Each(ctx, o, asked.standing)
		if err != nil || len(fixed) == 0 || round == mostRounds {
			return s, people, err
		}
		if fixed, err = build.Fix(o.Project, s); err != nil {
			s.Close()
			return nil, nil, err
		}
		if len(fixed) == 0 {
			return s, people, nil
		}
		s.Close()
	}
}

// askOthers asks other sites whether the addresses that the toolkit names still work.
func (a *app) askOthers(ctx context.Context, s *build.Snapshot, release string) (map[string]linkcheck.Result, error) {
	var addresses []string
	for _, o := range check.External(s.Toolkit, release) {
		addresses = append(addresses, o.URL)
	}
	answers, err := linkcheck.Checker{Agent: "precept/" + Version + " (link check)"}.Check(ctx, addresses)
	if err != nil {
		return nil, fmt.Errorf("asking other sites whether their addresses work: %w", err)
	}
	return answers, nil
}

// judges refuses a gate that no timeline has: it would pass silently.
func judges(s *build.Snapshot, people []standing, gate string) error {
	if len(people) == 0 {
		if s.Summary.Errors > 0 {
			return nil // which say why there is none
		}
		return usage("there is nobody called to judge by --gate %s", gate)
	}
	if slices.ContainsFunc(people, func(p standing) bool { return p.judged }) {
		return nil
	}
	return usage("this toolkit has no %[1]s gate: no milestone of its timeline has gate=%[1]s", gate)
}

// beforeGate gives what blocks, and as gaps what is still open before a gate, with their number.
func beforeGate(s *build.Snapshot, people []standing, strict bool) (list []finding.Finding, open int) {
	for _, f := range s.Findings {
		if build.Blocks(f, strict) {
			list = append(list, f)
		}
	}
	for _, p := range people {
		open += len(p.open)
		list = append(list, p.open...)
	}
	return finding.Sort(list), open
}
