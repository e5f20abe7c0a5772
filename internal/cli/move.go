package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

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
		Use: "move ID VERSION", Short: "What a preceptee's year becomes under another version, or move it",
		Args: exact(2, "a preceptee's id and a version"),
		Long: `Says what becomes of a preceptee's year under another version of the toolkit: what
is carried over, what should be looked at because it is asked in another way now,
what is new, and what is set aside. Nothing is lost: a record keeps its form, its
version and its signatures, and counts for what asks for that form now, or for the
form that took its place. What preceptee.md says about items that are gone is
kept there under moved.

With --write it is done, whole or not at all. Agree it with the preceptee and the
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

// fates are the headings under which what becomes of things is listed.
var fates = []struct {
	fate move.Fate
	says string
}{
	{move.Carried, "Carried over"},
	{move.Confirm, "To look at, because it is asked in another way now; it counts all the same"},
	{move.New, "New"},
	{move.Aside, "Set aside, which is kept and counts for nothing"},
}

// kinds are the words for what is listed, one and several.
var kinds = [...][2]string{
	move.Record: {"record", "records"}, move.Entry: {"line of preceptee.md", "lines of preceptee.md"},
	move.Milestone: {"milestone", "milestones"}, move.Competency: {"competency", "competencies"},
}

// printMove lists what becomes of a year. Of milestones and competencies that are carried over, their number is enough.
func (a *app) printMove(p *portfolio.Portfolio, m *move.Move) {
	out := func(format string, args ...any) { fmt.Fprintln(a.Out, printable(fmt.Sprintf(format, args...))) }
	out("%s, from version %s to %s", p.ID, m.From.Name, m.To.Name)
	for _, f := range fates {
		out("\n%s:", f.says)
		none := true
		for kind, words := range kinds {
			list := slices.DeleteFunc(slices.Clone(m.Lines), func(l move.Line) bool {
				return l.Fate != f.fate || int(l.Kind) != kind
			})
			if len(list) == 0 {
				continue
			}
			none = false
			out("  %d %s", len(list), words[min(len(list)-1, 1)])
			if f.fate == move.Carried && move.Kind(kind) >= move.Milestone {
				continue
			}
			for _, l := range list {
				if len(l.Why) == 1 {
					l.What, l.Why = l.What+": "+l.Why[0], nil
				}
				out("    %s", l.What)
				for _, why := range l.Why {
					out("      %s", why)
				}
			}
		}
		if none {
			out("  nothing")
		}
	}
}
