package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/base"
	"precept/internal/toolkit"
)

func (a *app) layersCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "layers", Short: "What this copy replaces, extends, adds and leaves out of another toolkit",
		Args: exact(0, "no arguments"),
		Long: `Lists every file that does something to the toolkit that this one is laid over, by
version: what it replaces, extends, adds or leaves out, and whether the page that it
replaced has changed since. precept help copies says how such a copy is kept.`,
		Example: "  precept layers",
		RunE: func(cmd *cobra.Command, _ []string) error {
			project, err := a.project()
			if err != nil {
				return err
			}
			return a.printLayers(cmd.Context(), project)
		},
	}
	cmd.Flags().StringVar(&a.flags.root, "root", "", rootUsage)
	a.dayFlags(cmd)
	return cmd
}

func (a *app) printLayers(ctx context.Context, project string) error {
	t, err := a.toolkit(ctx, project)
	if err != nil {
		return err
	}
	loader, done, err := layers(project)
	if err != nil {
		return err
	}
	defer done()
	if len(loader.Bases) == 0 {
		a.say("this project is not laid over another toolkit; precept help copies says how one is")
		return nil
	}
	for _, v := range t.Versions {
		list, err := base.Layers(v, loader.Read)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.Out, "version %s: %s\n", v.Name, layered(v, list))
		for _, l := range list {
			fmt.Fprintln(a.Out, "  "+printable(layerLine(l)))
		}
	}
	return nil
}

// layered says in a word what a version is.
func layered(v *toolkit.Version, list []base.Layer) string {
	switch {
	case !v.Based:
		return "in no base, so all of it is this project's own"
	case len(list) == 0:
		return "as its base has it"
	}
	if len(list) == 1 {
		return "1 file does something to its base"
	}
	return fmt.Sprintf("%d files do something to its base", len(list))
}

// layerLine is one file that does something to a base.
func layerLine(l base.Layer) string {
	switch {
	case l.Does == toolkit.Drops:
		return fmt.Sprintf("drops     %s, as %s says", l.Under, l.File)
	case l.Does == toolkit.Extends, l.Does == toolkit.Replaces:
		line := fmt.Sprintf("%-9s %s, over %s", l.Does, l.File, l.Under)
		if words := stateWords(l); words != "" {
			line += ": " + words
		}
		return line
	case l.State == base.Removed:
		return fmt.Sprintf("adds      %s: %s", l.File, stateWords(l))
	}
	return "adds      " + l.File
}

// stateWords says how an adapted page is to the one whose place it took.
func stateWords(l base.Layer) string {
	switch l.State {
	case base.Unchanged:
		return "which is as it was"
	case base.Changed:
		if len(l.Changed) > 0 {
			return "which has changed: " + strings.Join(l.Changed, "; ")
		}
		return "which has changed"
	case base.Removed:
		return "the page that it replaced is no longer there"
	case base.Identical:
		return "which now says the same"
	case base.Unsaid:
		return "without saying which text that was"
	}
	return ""
}
