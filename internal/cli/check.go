package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/finding"
	"precept/internal/programme"
)

func (a *app) checkCommand() *cobra.Command {
	var fix bool
	var gate string
	cmd := &cobra.Command{
		Use: "check", Short: "Say what is wrong or missing, and write nothing", Args: exact(0, "no arguments"),
		Long: `Says what is wrong or missing in the toolkit and the portfolios, and writes
nothing.

--fix writes missing ids into the source, puts quotes round text that needs them,
and changes nothing else. --gate judges portfolios against a review: what still
stands before it makes the exit status 1.`,
		Example: "  precept check\n  precept check --format json\n  precept check --fix\n  precept check --preceptee alex-example --gate midpoint",
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			if gate != "" && gate != programme.Midpoint && gate != programme.Final {
				return usage("--gate is %q; write midpoint or final", gate)
			}
			if gate != "" && o.Only == build.ToolkitOnly {
				return usage("--gate judges portfolios and has no meaning with --only toolkit; leave one of them out")
			}
			progress := a.progress("reading and checking")
			defer progress.stop()
			s, err := build.Prepare(cmd.Context(), o)
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
					a.say("%s: %d mended", f.File, f.Count)
				}
				if s, err = build.Prepare(cmd.Context(), o); err != nil {
					return err
				}
			}
			defer s.Close()
			progress.stop()
			findings, standing := s.Findings, 0
			if gate != "" {
				findings, standing = beforeGate(s, gate, o.Strict)
			}
			summary := finding.Count(findings)
			summary.Pages, summary.Portfolios = s.Summary.Pages, s.Summary.Portfolios
			if err := a.print(o.Project, findings, summary); err != nil {
				return err
			}
			a.say("%s", tally(summary))
			if standing > 0 || s.Stopped(o.Strict) {
				return errFindings
			}
			return nil
		},
	}
	a.flagsFor(cmd)
	cmd.Flags().BoolVar(&fix, "fix", false, "mend what can be mended safely by machine")
	cmd.Flags().StringVar(&gate, "gate", "", "judge portfolios against a review: midpoint or final")
	cmd.Flags().BoolVar(&a.flags.drafts, "drafts", false, "check pages that are drafts too")
	complete(cmd, "gate", []string{programme.Midpoint, programme.Final})
	return cmd
}

// beforeGate gives what blocks, and what still stands before a gate as gaps.
func beforeGate(s *build.Snapshot, gate string, strict bool) ([]finding.Finding, int) {
	var list []finding.Finding
	for _, f := range s.Findings {
		if build.Blocks(f, strict) {
			list = append(list, f)
		}
	}
	standing := 0
	for _, p := range s.Portfolios {
		for _, g := range p.Before(gate) {
			standing++
			f := g.Finding
			f.Severity, f.Preceptee, f.Gate, f.Due = finding.Gap, p.ID, gate, g.Due.String()
			list = append(list, f)
		}
	}
	return finding.Sort(list), standing
}

// tally is the run in one line.
func tally(s finding.Summary) string {
	return fmt.Sprintf("%s, %s, %s, %s in %s and %s", count(s.Errors, "error"), count(s.Warnings, "warning"), count(s.Notes, "note"), count(s.Gaps, "gap"),
		count(s.Pages, "page"), count(s.Portfolios, "portfolio"))
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
