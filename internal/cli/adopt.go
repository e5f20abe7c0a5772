package cli

import (
	"context"
	"errors"
	"fmt"
	"path"

	"github.com/spf13/cobra"

	"precept/internal/base"
	"precept/internal/bundle"
	"precept/internal/store"
	"precept/internal/toolkit"
)

func (a *app) adoptCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "adopt FILE", Short: "Take in a bundle of a training hub", Args: exact(1, "one bundle"),
		Long: `Takes in a bundle that a training hub made: verifies every byte of it, copies it into
data/base/ and writes its line into data/site.yaml. precept reads it there, and never
unpacks it. If that file was lost or damaged, the same bundle puts it back.

If it is a new version of what this copy already has, the pages that the copy
replaced, its sections and its own pages are carried into the new version, and what
has changed is listed. No file is overwritten, and the version before stays as it is
for everybody who began under it.`,
		Example: "  precept adopt toolkit-2026.1.zip",
		RunE: func(cmd *cobra.Command, args []string) error {
			project, err := a.project()
			if err != nil {
				return err
			}
			data, err := store.ReadFile(a.path(args[0]), bundle.MaxSize)
			if err != nil {
				return usage("%s cannot be read: %v", args[0], store.Cause(err))
			}
			return a.adopt(cmd.Context(), project, args[0], data)
		},
	}
	cmd.Flags().StringVar(&a.flags.root, "root", "", rootUsage)
	a.dayFlags(cmd)
	return cmd
}

func (a *app) adopt(ctx context.Context, project, name string, data []byte) error {
	tree, err := store.Open(project)
	if err != nil {
		return fmt.Errorf("opening %s: %w", project, store.Cause(err))
	}
	defer tree.Close()
	done, err := base.Adopt(ctx, tree, project, data)
	var refusal bundle.Refusal
	if errors.As(err, &refusal) {
		a.complain(fmt.Errorf("nothing of %s is taken in: %w", name, err))
		return errFindings
	}
	if err != nil {
		return err
	}
	a.sayAdopted(done)
	return a.printDrift(ctx, project, done.Version)
}

// sayAdopted says what was done.
func (a *app) sayAdopted(done *base.Adoption) {
	switch {
	case done.Already:
		a.say("%s of %s is there already, as %s", done.Title, done.Publisher, done.File)
	case done.Restored:
		a.say("put %s of %s back, as %s: the file there was lost or damaged", done.Title, done.Publisher, done.File)
	case done.Notices:
		a.say("took in %s of %s with its new notices, as %s", done.Title, done.Publisher, done.File)
	default:
		a.say("took in %s of %s, as %s", done.Title, done.Publisher, done.File)
	}
	if len(done.Carried) > 0 {
		a.say("carried over from version %s into %s:", done.From, path.Join(toolkit.Folder, done.Version))
	}
	for _, m := range done.Carried {
		if m.Was != "" {
			a.say("  %s, which was %s", m.File, m.Was)
		} else {
			a.say("  %s", m.File)
		}
	}
	for _, file := range done.LeftOver {
		a.say("%s is not carried over: see whether it is meant for the new version too", file)
	}
}

// printDrift lists how the pages that a copy replaced are to those of its base now.
func (a *app) printDrift(ctx context.Context, project, version string) error {
	t, err := a.toolkit(ctx, project)
	if err != nil {
		return err
	}
	decide := 0
	v := t.Version(version)
	for _, l := range base.Layers(v) {
		if l.State == base.None {
			continue
		}
		fmt.Fprintln(a.Out, printable(layerLine(t, v, l)))
		if l.State.Undecided() {
			decide++
		}
	}
	if decide > 0 {
		a.say("%s your decision: precept adapt PAGE --keep keeps yours, precept adapt PAGE --drop takes theirs",
			needs(decide, "page"))
	}
	return nil
}

// needs says how many need something.
func needs(n int, what string) string {
	if n == 1 {
		return "1 " + what + " needs"
	}
	return count(n, what) + " need"
}
