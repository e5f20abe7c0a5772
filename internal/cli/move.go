package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"precept/internal/build"
	"precept/internal/check"
	"precept/internal/finding"
	"precept/internal/importer"
	"precept/internal/move"
	"precept/internal/portfolio"
)

func (a *app) moveCommand() *cobra.Command {
	var write bool
	cmd := &cobra.Command{
		Use: "move ID VERSION", Short: "What happens to a preceptee's year under another version, or move it",
		Args: exact(2, "a preceptee's id and a version"),
		Long: `Says what becomes of a preceptee's year under another version of the toolkit: what
is carried over, what to look at because it is now asked in another way, what is
new, and what is set aside. Nothing is lost: a record keeps its form, its version
and its signatures, and counts for whatever now asks for that form, or for the form
that replaced it. What preceptee.md says about items that are gone is kept there
under moved.

--write does it, either completely or not at all. Agree it with the preceptee and the
preceptor first: dates move, and there is more or less to do.`,
		Example: "  precept move robin-example 2026.1\n  precept move robin-example 2026.1 --write",
		RunE: func(cmd *cobra.Command, args []string) error {
			a.flags.preceptees = args[:1]
			a.flags.reader = string(portfolio.ForPreceptee)
			o, err := a.options()
			if err != nil {
				return err
			}
			if err := checkVersion(o.Project, args[1]); err != nil {
				return err
			}
			o.Only = build.PortfoliosOnly
			return a.move(cmd.Context(), o, args[1], write)
		},
	}
	cmd.Flags().BoolVar(&write, "write", false, "do it")
	a.findingFlags(cmd)
	a.dayFlags(cmd)
	return cmd
}

// move says what becomes of somebody's year, and writes it where that was asked for.
func (a *app) move(ctx context.Context, o build.Options, version string, write bool) error {
	s, err := build.Prepare(ctx, o)
	if err != nil {
		return err
	}
	defer s.Close()
	in, done, err := a.importerFor(o, s)
	if err != nil {
		return err
	}
	defer done()
	to := s.Toolkit.Version(version)
	if to == nil {
		return usage("version %s cannot be read; precept check says why", version)
	}
	m, err := move.Plan(in.Portfolio, s.Toolkit, to, in.Preceptees, o.AsOf)
	var refused move.Refusal
	if errors.As(err, &refused) {
		a.say("%s is not moved: %s", in.Portfolio.ID, refused)
		return errFindings
	}
	if err != nil {
		return err
	}
	a.printMove(in.Portfolio, m)
	if graded := check.Grade(m.Faults); finding.Count(graded).Errors > 0 {
		if err := a.print(o.Project, graded, finding.Count(graded)); err != nil {
			return err
		}
		a.say("%s is not moved: preceptee.md would have errors", in.Portfolio.ID)
		return errFindings
	}
	if !write {
		a.say("nothing is written; precept move %s %s --write does it", in.Portfolio.ID, version)
		return nil
	}
	return a.writeMove(in, m)
}

func (a *app) writeMove(in *importer.Importer, m *move.Move) error {
	var edits []importer.Edit
	for _, e := range m.Edits {
		edits = append(edits, importer.Edit{Name: e.Name, Before: e.Before, After: e.After})
	}
	receipt, err := in.Write(edits)
	if err != nil {
		return fmt.Errorf("nothing was written: %w", err)
	}
	for _, c := range receipt.Changes {
		a.say("%s written", c.File)
	}
	a.say("%s is on version %s now; precept check --preceptee %[1]s says what is missing", in.Portfolio.ID, m.To.Name)
	return nil
}

// printMove lists what becomes of a year.
func (a *app) printMove(p *portfolio.Portfolio, m *move.Move) {
	out := func(format string, args ...any) { fmt.Fprintln(a.Out, printable(fmt.Sprintf(format, args...))) }
	out("%s, from version %s to %s", p.ID, m.From.Name, m.To.Name)
	for _, g := range m.Groups() {
		out("\n%s:", g.Title)
		if len(g.Parts) == 0 {
			out("  nothing")
		}
		for _, part := range g.Parts {
			out("  %s", part.Title)
			if part.Counted {
				continue
			}
			for _, l := range part.Lines {
				switch {
				case l.Kind == move.Entry && l.Fate == move.Carried && len(l.Why) == 1:
					out("    %s, %s", l.What, l.Why[0])
				case len(l.Why) == 1:
					out("    %s: %s", l.What, l.Why[0])
				default:
					out("    %s", l.What)
					for _, why := range l.Why {
						out("      %s", why)
					}
				}
			}
		}
	}
}
